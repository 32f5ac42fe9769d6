"""Names and short fields of a submission that are printed but are no running text, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.domain.location import Location
from generator.domain.submission import Submission


@dataclass(frozen=True, slots=True)
class ShortText:
    """A name or field as typed. ``where`` says in Chinese what it is."""

    text: str
    where: str
    location: Location


def short_texts(submission: Submission) -> tuple[ShortText, ...]:
    """All of them that hold anything; what :func:`passages` has is not among them."""
    found = (*_entity(submission), *_projects(submission), *_members(submission))
    return tuple(text for text in found if text.text)


def _entity(submission: Submission) -> Iterator[ShortText]:
    entity = submission.entity
    for text, where in ((entity.name, "名称"), (entity.code, "编码"), (submission.approved, "批复日期")):
        yield ShortText(text, f"基本信息的{where}", submission.location)
    for unit in entity.units:
        for text in (unit.name, unit.nature, unit.rank, unit.funding):
            yield ShortText(text, f"机构“{unit.name}”", unit.location)


def _projects(submission: Submission) -> Iterator[ShortText]:
    for project in submission.records.projects:
        where = f"项目“{project.name}”"
        yield ShortText(project.code, f"{where}的编码", project.location)
        yield ShortText(project.unit, f"{where}的单位", project.location)
        for step in project.plan:
            yield ShortText(step.percent, f"{where}的支出计划", step.location)
        for row in project.indicators:
            yield ShortText(row.level1, f"{where}的一级指标", row.location)
            yield ShortText(row.level2, f"{where}的二级指标", row.location)


def _members(submission: Submission) -> Iterator[ShortText]:
    """The names and fields of members that forms list, once each, where a form first speaks of them."""
    places: dict[tuple[str, str], Location] = {}
    for form in submission.forms.values():
        for statement in form.statements:
            for part in statement.at:
                places.setdefault(part, statement.location)
    for (dimension, code), place in places.items():
        tree = submission.dimensions.get(dimension)
        member = tree.members.get(code) if tree else None
        if member is not None and dimension != "project":
            for text in (member.name, *member.fields.values()):
                yield ShortText(text, f"“{member.name}”", place)
