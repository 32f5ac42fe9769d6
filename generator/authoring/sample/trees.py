"""The dimension trees of a sample: the pack's, with invented members where inputs list their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.authoring.stand_in import UNITS
from generator.domain.coordinates import Dimension, Member
from generator.forms.header import header
from generator.forms.pack_trees import pack_trees
from generator.forms.rows import chinese_number
from generator.packs.form import Form, Row
from generator.packs.pack import Pack

PROJECT = "project"
_COUNT = 3
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "catalogue_code": ("A02010105", "B07050000", "C16070300"),
    "unit_of_measure": ("台", "项", "项"),
    "item": ("示例货物", "示例工程", "示例服务"),
}
"""What fields hold whose values mean something (the first letter tells 货物, 工程 and 服务); others say 示例."""


def sample_trees(pack: Pack, year: int) -> dict[str, Dimension]:
    """Every dimension of the pack; a dynamic one has three invented members."""
    trees = pack_trees(pack, year)
    for key, spec in pack.dimensions.items():
        if spec.dynamic:
            members = {member.code: member for member in _invented(pack, key)}
            trees[key] = replace(trees[key], members=members)
    return trees


def project_key(number: int) -> str:
    """The key of an invented project."""
    return f"SL{number:04d}"


def _invented(pack: Pack, key: str) -> Iterator[Member]:
    rows = list(_rows(pack, key))
    group = UNITS[0].name if any(row.group_label for _, row in rows) else None
    if group:
        yield Member(group, group)
    forms = list({form.id: form for form, _ in rows}.values())
    for number in range(1, _COUNT + 1):
        name = f"示例{pack.dimensions[key].name}{chinese_number(number)}"
        if key == PROJECT:
            code = project_key(number)
            yield Member(code, name, fields={"code": code, "unit": UNITS[0].name, **_fields(forms, number)})
        else:
            own = f"示例{pack.dimensions[PROJECT].name}{chinese_number(number)}" if PROJECT in pack.dimensions else name
            yield Member(str(number), own, group, fields={**_fields(forms, number), PROJECT: project_key(number)})


def _rows(pack: Pack, key: str) -> Iterator[tuple[Form, Row]]:
    for form in pack.forms.values():
        for panel in form.panel_names:
            yield from ((form, row) for row in form.panel(panel).rows if row.each == key)


def _fields(forms: list[Form], number: int) -> dict[str, str]:
    names = {leaf.column.field for form in forms for leaf in header(form).leaves if leaf.column.field}
    return {name: _FIELDS[name][number - 1] if name in _FIELDS else "示例" for name in sorted(names)}
