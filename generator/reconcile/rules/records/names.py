"""Names and codes of projects and units: one name each, the same everywhere, in the usual shape."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.domain.findings import Finding
from generator.domain.location import Location
from generator.domain.records import Project
from generator.packs.record_rules import ProjectCode, UniqueNames, UnitNames
from generator.reconcile.narrative.plain import plain
from generator.reconcile.rules.records.scene import Scene, listed

_SHAPES = {"9": "[0-9]", "A": "[A-Za-z]", "*": "[0-9A-Za-z]", "+": "[0-9A-Za-z]+"}
_NOTHING = str.maketrans("", "", " \n\t()[]")


def project_code(rule: ProjectCode, scene: Scene) -> Iterator[Finding]:
    """Codes of another shape, and codes that begin otherwise than the first; told together."""
    coded = [project for project in scene.projects if project.code]
    if scene.submission.records.projects and not coded:
        scene.gaps.note("项目没有编码")
    scene.gaps.looked(len(coded))
    shape = _shape(rule.shape, scene.submission.year)
    odd = [project for project in coded if not shape.fullmatch(project.code)]
    even = [project for project in coded if shape.fullmatch(project.code)]
    other = [project for project in even if project.code[: rule.same] != even[0].code[: rule.same]]
    if odd:
        words = f"{listed(project.code for project in odd)}与通常的编码形式不同"
        yield scene.finding(words, (project.location for project in odd))
    if other:
        words = f"{listed(project.code for project in other)}的开头与其他项目（{even[0].code}）不同"
        yield scene.finding(words, (project.location for project in (*other, even[0])))


def _shape(shape: str, year: int) -> re.Pattern[str]:
    filled = re.sub("YY", f"\ue000{year % 100:02}\ue000", shape)
    literal = False
    pattern = ""
    for character in filled:
        if character == "\ue000":
            literal = not literal
        else:
            pattern += re.escape(character) if literal else _SHAPES.get(character, re.escape(character))
    return re.compile(pattern)


def unique(rule: UniqueNames, scene: Scene) -> Iterator[Finding]:  # noqa: ARG001 - all kinds are called alike
    """Projects of one name."""
    first: dict[str, Project] = {}
    for project in scene.projects:
        scene.gaps.looked()
        other = first.setdefault(_squeezed(project.name), project)
        if other is not project:
            words = f"“{project.name}”有编码 {other.code or '（无）'} 和 {project.code or '（无）'} 两个"
            yield scene.finding(words, (project.location, other.location))


def units(rule: UnitNames, scene: Scene) -> Iterator[Finding]:
    """Units called otherwise than in 机构设置, and units whose name holds the entity's with something before it."""
    entity = scene.submission.entity
    if not entity.units:
        scene.gaps.note("没有填写机构设置")
        return
    for unit in entity.units:
        before, found, _ = _squeezed(unit.name).partition(_squeezed(entity.name))
        if found and before:
            yield scene.finding(f"机构设置中的“{unit.name}”在“{entity.name}”前多了文字", (unit.location,))
    known = {_squeezed(name): name for name in (entity.name, *(unit.name for unit in entity.units))}
    strange: dict[str, list[Location]] = {}
    for name, place in _named_units(rule, scene):
        scene.gaps.looked()
        if _squeezed(name) not in known:
            strange.setdefault(name, []).append(place)
    for name, spots in strange.items():
        close = next((right for key, right in known.items() if key in _squeezed(name)), "")
        hint = f"机构设置里是“{close}”" if close else "机构设置里没有这个单位"
        yield scene.finding(f"“{name}”，{hint}", spots)


def _named_units(rule: UnitNames, scene: Scene) -> Iterator[tuple[str, Location]]:
    for project in scene.submission.records.projects:
        if project.unit:
            yield project.unit, project.location
    for dimension in rule.groups:
        tree = scene.knowledge.space.dimensions[dimension]
        for member in tree.members.values():
            if tree.children(member.code):
                yield member.name, scene.place(dimension, member.code)


def _squeezed(name: str) -> str:
    """A name for comparing: without blanks and brackets, the unit's code before it and 本级 after it.

    A name that consists of nothing else is compared as it is.
    """
    return plain(name).translate(_NOTHING).lstrip("0123456789").removesuffix("本级") or name
