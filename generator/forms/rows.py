"""The rows of a form: written out, drawn from named lists, or one for each member of a dimension."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.domain.coordinates import Coordinate, Dimension
from generator.forms.header import Leaf
from generator.packs.form import Form, Row
from generator.packs.pack import Pack
from generator.packs.titles import fill

_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class RowSpec:
    """One row as it stands: its words and the part of the coordinate it gives.

    ``kind``: ``fixed`` (written out), ``member`` (drawn from ``dimension``) or ``pad``. ``group`` marks a member
    that has members below it and a label of its own (小计).
    """

    kind: str
    label: str = ""
    at: tuple[tuple[str, str], ...] = ()
    dimension: str = ""
    member: str = ""
    depth: int = 0
    indent: int = 0
    total: bool = False
    group: bool = False
    optional: bool = False
    aliases: tuple[str, ...] = ()


def chinese_number(number: int) -> str:
    """1 → 一, 12 → 十二, 31 → 三十一. For 1 to 99."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones or not tens else "")


def declared_rows(pack: Pack, rows: Sequence[Row]) -> Iterator[Row]:
    """``rows`` with named lists written out and numbered."""
    for row in rows:
        if row.rows is None:
            yield row
            continue
        for number, item in enumerate(pack.row_lists[row.rows], 1):
            names = {"cn": chinese_number(number), "n": str(number)}
            label = fill(row.numbering or "", names) + item.label
            yield item.model_copy(update={"label": label, "at": {**row.at, **item.at}})


def panel_rows(
    pack: Pack, form: Form, panel: str, dimensions: Mapping[str, Dimension], members: Mapping[str, Sequence[str]]
) -> tuple[RowSpec, ...]:
    """The rows of one panel. ``members``: which members of each dimension to draw, in tree order."""
    rows: list[RowSpec] = []
    for row in declared_rows(pack, form.panel(panel).rows):
        if row.each is not None:
            rows.extend(_member_rows(row, row.each, dimensions[row.each], members.get(row.each, ())))
        else:
            rows.append(fixed_row(row))
    return tuple(rows)


def fixed_row(row: Row) -> RowSpec:
    """The spec of a written-out or padding row."""
    return RowSpec(
        "pad" if row.pad else "fixed",
        row.label,
        tuple(row.at.items()),
        indent=row.indent,
        total=row.total,
        optional=row.optional,
        aliases=row.aliases,
    )


def _member_rows(row: Row, dimension_id: str, dimension: Dimension, codes: Sequence[str]) -> Iterator[RowSpec]:
    for code in codes:
        depth = dimension.depth(code)
        if row.depths is not None and depth not in row.depths:
            continue
        name = dimension.name_of(code)
        group = row.group_label is not None and bool(dimension.children(code))
        label = fill(row.group_label or "", {"name": name}) if group else name
        yield RowSpec("member", label, (*row.at.items(), (dimension_id, code)), dimension_id, code, depth, group=group)


def tree_order(dimension: Dimension, codes: set[str]) -> tuple[str, ...]:
    """``codes`` and everything above them in tree order: parents first, members in the dimension's own order."""
    wanted = {above for code in codes for above in dimension.ancestors(code)}

    def below(parent: str | None) -> Iterator[str]:
        for code in dimension.children(parent):
            if code in wanted:
                yield code
                yield from below(code)

    return tuple(below(None))


def cell_coordinate(
    form: Form, panel: str, row: RowSpec, leaf: Leaf, dimensions: Mapping[str, Dimension]
) -> Coordinate | None:
    """The coordinate of the amount at ``row`` and ``leaf``; None where the form has no amount there."""
    if leaf.role != "amount" or row.kind == "pad" or (leaf.panel and leaf.panel != panel):
        return None
    if leaf.column.only == "members" and (row.kind != "member" or row.group):
        return None
    if leaf.column.absolute:
        return _absolute(row, leaf, dimensions)
    base = Coordinate.of(form.at).merged(form.panel(panel).at)
    return base.merged(dict(row.at)).merged(dict(leaf.at))


def _absolute(row: RowSpec, leaf: Leaf, dimensions: Mapping[str, Dimension]) -> Coordinate | None:
    fields = dimensions[row.dimension].members[row.member].fields if row.dimension else {}
    parts = {}
    for key, value in leaf.at:
        member = fields.get(value[1:], "") if value.startswith("@") else value
        if not member:
            return None
        parts[key] = member
    return Coordinate.of(parts)
