"""The order of the document: cover, contents, forms on pages of their own, sections that flow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from generator.compose.context import NEW_PAGE, Stage
from generator.compose.own_section import own_paragraphs, own_section, section_template, tables_alone
from generator.compose.views import Record
from generator.compose.vocabulary import check_fragment
from generator.domain.document import ComposedSection
from generator.domain.location import Location
from generator.forms.rows import chinese_number
from generator.packs.pack import Part, SectionItem
from generator.packs.titles import fill

DOCUMENT_TEMPLATE = "document.html.j2"
FORM_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Block:
    """A rendered form or section. ``title`` is the heading still to be put above it, or empty."""

    id: str
    title: str
    body: Markup
    entry: str = ""
    """Its line in the contents, or empty."""
    style: str = ""
    """The role of its heading, where it has one of its own."""


@dataclass(slots=True)
class Run:
    """Blocks on pages of one kind."""

    role: str
    orientation: str
    numbering: str
    id: str = ""
    title: str = ""
    blocks: list[Block] = field(default_factory=list)


def document(stage: Stage) -> Markup:
    """The whole ``<body>``."""
    outline = stage.pack.outline
    runs: list[Run] = []
    lines: list[Record] = []
    for number, part in enumerate(outline.parts, 1):
        found = list(_part_runs(stage, part, f"part-{number}"))
        runs.extend(found)
        lines.extend(_lines(stage, part, found))
    parts = {
        "封面": stage.render(section_template(outline.cover)) if outline.cover else "",
        "目录标题": stage.filled(outline.contents),
        "目录": lines,
        "页组": [_record(run) for run in runs],
    }
    return stage.render(DOCUMENT_TEMPLATE, parts)


def _part_runs(stage: Stage, part: Part, name: str) -> Iterator[Run]:
    first = True
    forms = list(_form_runs(stage, part))
    for run in (*forms, *_section_runs(stage, part, len(forms))):
        if first:
            run.id, run.numbering, first = name, part.page_number, False
            run.title = stage.filled(part.title) if part.print_title else ""
        yield run


def _form_runs(stage: Stage, part: Part) -> Iterator[Run]:
    numbering = _following(part)
    number = 0
    for form_id in part.forms:
        form = stage.pack.forms[form_id]
        submission = stage.disclosure.submission
        if submission.entity.level in form.levels and (not form.years or submission.year in form.years):
            number += 1
            entry = _numeral(part.contents_numbering or "", number) + stage.filled(form.title)
            block = Block(f"form-{form_id}", "", stage.form(form_id, FORM_LEVEL), entry)
            yield Run("form-page", form.orientation, numbering, blocks=[block])


def _section_runs(stage: Stage, part: Part, forms: int) -> list[Run]:
    runs: list[Run] = []
    number = 0
    for item in part.sections:
        number += bool(item.title)
        for index, block in enumerate(_section(stage, part, item, number, forms + number)):
            turned = bool(runs) and runs[-1].orientation != item.orientation
            if not runs or turned or item.new_page or index:
                runs.append(Run("text-page", item.orientation, _following(part)))
            runs[-1].blocks.append(block)
    return runs


def _section(stage: Stage, part: Part, item: SectionItem, number: int, listed: int) -> Iterator[Block]:
    """A section, cut where its template asks for a new page.

    ``number`` is its place among the sections of its part, ``listed`` its place in the contents.
    """
    title = _numbered(stage, item, part.numbering, number)
    entry = title if part.contents_numbering is None else _numbered(stage, item, part.contents_numbering, listed)
    whole = _body(stage, item)
    stage.sections.append(replace(whole, title=title))
    for index, body in enumerate(Markup(whole.markup).split(NEW_PAGE)):  # noqa: S704 - rendered with autoescape
        check_fragment(body, whole.location.file)
        if index:
            yield Block("", "", body)
        else:
            yield Block(f"sec-{item.id}", title, body, entry if item.in_contents else "", item.heading_style)


def _body(stage: Stage, item: SectionItem) -> ComposedSection:
    """What stands under the title of a section: the input's own text, the template, or the tables it owes."""
    template = section_template(item.id)
    paragraphs = own_paragraphs(stage, item)
    if paragraphs:
        return own_section(stage, item, paragraphs)
    if template not in stage.pack.files and item.owes and (item.owes.tables or item.owes.records):
        return ComposedSection(
            item.id, "", tables_alone(stage, item), location=Location(stage.shown("pack.yaml"), line=1)
        )
    return ComposedSection(
        item.id, "", stage.render(template, {"节名": item.id}), location=Location(stage.shown(template), line=1)
    )


def _numbered(stage: Stage, item: SectionItem, numbering: str, number: int) -> str:
    return _numeral(numbering, number) + stage.filled(item.title) if item.title else ""


def _numeral(numbering: str, number: int) -> str:
    return fill(numbering, {"cn": chinese_number(number), "n": str(number)})


def _following(part: Part) -> str:
    """The page numbering of a part's pages after the first."""
    return "none" if part.page_number == "none" else "continue"


def _lines(stage: Stage, part: Part, runs: list[Run]) -> Iterator[Record]:
    if not runs or not part.in_contents:
        return
    if part.title:
        yield Record("目录行", {"级": 1, "标识": runs[0].id, "文字": stage.filled(part.title)})
    for run in runs:
        for block in run.blocks:
            if block.entry:
                yield Record("目录行", {"级": 2, "标识": block.id, "文字": block.entry})


def _record(run: Run) -> Record:
    blocks = [
        Record("节", {"标识": block.id, "标题": block.title, "正文": block.body, "样式": block.style})
        for block in run.blocks
    ]
    parts = {
        "类": run.role,
        "方向": run.orientation,
        "页码": run.numbering,
        "标识": run.id,
        "标题": run.title,
        "节": blocks,
    }
    return Record("页组", parts)
