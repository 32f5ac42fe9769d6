"""Every piece of free text of a submission, with its place and what is known about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from generator.domain.coordinates import Coordinate
from generator.domain.location import Location
from generator.domain.records import Project
from generator.domain.submission import Submission
from generator.packs.pack import Pack, section_names
from generator.packs.titles import fill, title_names
from generator.reconcile.narrative.plain import plain


class Kind(Enum):
    """What a text is: running text, a goal for the year, or the cell of a table."""

    PARAGRAPH = "paragraph"
    GOAL = "goal"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph or cell. ``plain`` has the length of ``text``: full width made half, bound figures blotted out.

    ``series`` is the list it belongs to (paragraphs of one text, goals of one project); ``where`` names it in
    Chinese. ``project`` is the coordinate of the project it describes; ``about`` the figures its text key is about.
    """

    text: str
    kind: Kind
    where: str
    series: str
    location: Location
    project: Coordinate | None = None
    about: tuple[Coordinate, ...] = ()
    plain: str = field(init=False)

    def __post_init__(self) -> None:
        """Put the text into the form all checks read."""
        object.__setattr__(self, "plain", plain(self.text))


_LONGEST = 4000
"""How many characters are read at a time: what stands further apart has nothing to do with one another."""


def cut(passage: Passage) -> Iterator[Passage]:
    """A very long passage in pieces, each ending with a sentence where there is one."""
    start = 0
    while len(passage.text) - start > _LONGEST:
        end = max(passage.plain.rfind(mark, start, start + _LONGEST) for mark in "。;\n") + 1 or start + _LONGEST
        yield replace(passage, text=passage.text[start:end])
        start = end
    yield replace(passage, text=passage.text[start:]) if start else passage


def passages(submission: Submission, pack: Pack) -> tuple[Passage, ...]:
    """All texts in the order they are given."""
    found = (*_texts(submission, pack), *_goals(submission, pack), *_projects(submission), *_tables(submission, pack))
    return tuple(passage for passage in found if passage.text.strip())


def _texts(submission: Submission, pack: Pack) -> Iterator[Passage]:
    keys = {key.key: key for key in pack.records.texts}
    sections = _sections(submission, pack)
    for name, paragraphs in submission.records.texts.items():
        spec = keys.get(name)
        title = spec.title if spec else sections.get(name, name)
        figure = pack.figures.get(spec.about) if spec and spec.about else None
        about = (Coordinate.of(figure.at),) if figure else ()
        kind = Kind.GOAL if "绩效目标" in title else Kind.PARAGRAPH
        for paragraph in paragraphs:
            yield Passage(paragraph.text, kind, f"“{title}”", name, paragraph.location, about=about)


def _sections(submission: Submission, pack: Pack) -> dict[str, str]:
    """Titles of sections, which the input may write itself."""
    names = {**title_names(submission.entity, submission.year), **pack.terms(submission.entity.level)}
    parts = pack.manifest.outline.parts if pack.manifest.outline else ()
    called = section_names(pack.manifest.outline)
    every = [section for part in parts for section in part.sections]
    return {pack.whole_texts[each.id]: fill(each.title, names) or called[each.id] for each in every}


def _goals(submission: Submission, pack: Pack) -> Iterator[Passage]:
    titles = _columns(pack, "goals")
    for number, goal in enumerate(submission.records.goals):
        duty = f"“{goal.duty}”" if goal.duty else "分项绩效目标中"
        yield Passage(goal.duty, Kind.CELL, "分项绩效目标的职责", f"goal-duty-{number}", goal.location)
        yield Passage(goal.goal, Kind.GOAL, f"{duty}的绩效目标", f"goal-{goal.duty}", goal.location)
        for text in goal.indicators:
            yield Passage(text, Kind.GOAL, f"{duty}的绩效指标", f"goal-indicator-{number}", goal.location)
        for key, text in goal.fields.items():
            where = f"{duty}的{titles.get(key, key)}"
            yield Passage(text, Kind.GOAL, where, f"goal-{key}-{number}", goal.location)


def _tables(submission: Submission, pack: Pack) -> Iterator[Passage]:
    """Rows of record tables that only the pack knows."""
    for name, entries in submission.records.tables.items():
        table, titles = pack.records.tables.get(name), _columns(pack, name)
        sheet = table.sheet if table else name
        for number, entry in enumerate(entries):
            for key, text in entry.fields.items():
                where = f"“{sheet}”的{titles.get(key, key)}"
                yield Passage(text, Kind.CELL, where, f"{name}-{number}-{key}", entry.location)


def _columns(pack: Pack, table: str) -> dict[str, str]:
    found = pack.records.tables.get(table)
    return {column.key: column.title for column in found.columns} if found else {}


def _projects(submission: Submission) -> Iterator[Passage]:
    for project in submission.records.projects:
        yield from _project(project)


def _project(project: Project) -> Iterator[Passage]:
    at = Coordinate.of({"flow": "expenditure", "kind": "project", "project": project.key})
    name, key = f"项目“{project.name}”", f"project-{project.key}"
    yield Passage(project.name, Kind.CELL, f"{name}的名称", f"{key}-name", project.location, at)
    yield Passage(project.purpose, Kind.PARAGRAPH, f"{name}的资金用途", f"{key}-purpose", project.location, at)
    for goal in project.goals:
        yield Passage(goal, Kind.GOAL, f"{name}的绩效目标", f"{key}-goals", project.location, at)
    for number, row in enumerate(project.indicators):
        where, series = f"{name}的绩效指标“{row.level3}”", f"{key}-indicator-{number}"
        for part, text in (("name", row.level3), ("description", row.description), ("value", row.value)):
            yield Passage(text, Kind.GOAL, where, f"{series}-{part}", row.location, at)
        yield Passage(row.basis, Kind.CELL, f"{where}的依据", f"{series}-basis", row.location, at)
