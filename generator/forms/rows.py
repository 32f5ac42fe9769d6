"""The rows of a form: written out, drawn from named lists, or one for each member or combination of members."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.domain.coordinates import Coordinate, Dimension
from generator.forms.header import Leaf
from generator.packs.form import Form, Row
from generator.packs.pack import Pack
from generator.packs.titles import fill

_DIGITS = "〇一二三四五六七八九"
_LARGEST = 999


@dataclass(frozen=True, slots=True)
class RowSpec:
    """One row as it stands: its words and the part of the coordinate it gives.

    ``kind``: ``fixed`` (written out), ``member`` (drawn from ``dimension``) or ``pad``. ``group`` marks a member
    that has members below it and a label of its own (小计). ``own`` are the members a drawn row stands for, ``above``
    those of the rows it is nested in.
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
    own: tuple[tuple[str, str], ...] = ()
    above: tuple[tuple[str, str], ...] = ()
    unlabelled: bool = False
    lines: int = 0

    @property
    def key(self) -> Coordinate:
        """The members a drawn row stands for, with those it is nested in."""
        return Coordinate.of(dict((*self.above, *self.own)))


def chinese_number(number: int) -> str:
    """1 → 一, 12 → 十二, 31 → 三十一, 103 → 一百零三. From 1000 on in digits."""
    if number > _LARGEST:
        return str(number)
    hundreds, rest = divmod(number, 100)
    if hundreds:
        zero = "零" if len(str(rest)) == 1 else ""
        below = zero + chinese_number(rest) if rest else ""
        return f"{_DIGITS[hundreds]}百" + (f"一{below}" if below.startswith("十") else below)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones or not tens else "")


def declared_rows(pack: Pack, rows: Sequence[Row]) -> Iterator[Row]:
    """``rows`` with named lists written out and numbered."""
    for row in rows:
        if row.rows is None:
            yield row
            continue
        number = 0
        for item in pack.row_lists[row.rows]:
            number = item.number or number + 1
            label = _numeral(row.numbering, number) + item.label
            yield item.model_copy(update={"label": label, "at": {**row.at, **item.at}})


def drawn_rows(rows: Iterable[Row]) -> Iterator[Row]:
    """The declarations among ``rows`` that stand for members, with those nested in them."""
    for row in rows:
        if row.each is not None:
            yield row
            yield from drawn_rows(row.below)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which rows to draw: members of each dimension, in order, and combinations of members.

    Combinations are for rows that are nested or stand for members of several dimensions.
    """

    members: Mapping[str, Sequence[str]] = field(default_factory=dict)
    combos: Sequence[Coordinate] = ()


def panel_rows(
    pack: Pack, form: Form, panel: str, dimensions: Mapping[str, Dimension], chosen: Chosen
) -> tuple[RowSpec, ...]:
    """The rows of one panel."""
    rows: list[RowSpec] = []
    drawing = _Drawing(dimensions, chosen.members, chosen.combos)
    for row in declared_rows(pack, form.panel(panel).rows):
        rows.extend(drawing.rows(row) if row.each is not None else [fixed_row(row)])
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
        unlabelled=row.unlabelled,
        lines=0 if row.pad is True else int(row.pad),
    )


def _numeral(numbering: str | None, number: int) -> str:
    return fill(numbering, {"cn": chinese_number(number), "n": str(number)}) if numbering else ""


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Draws rows for members and their combinations."""

    dimensions: Mapping[str, Dimension]
    members: Mapping[str, Sequence[str]]
    combos: Sequence[Coordinate]
    grouped: dict[tuple[frozenset[str], frozenset[str]], dict[frozenset[tuple[str, str]], list[Coordinate]]] = field(
        default_factory=dict
    )
    """The combinations of some dimensions by their members along the outer ones."""

    def rows(self, row: Row, above: tuple[tuple[str, str], ...] = ()) -> Iterator[RowSpec]:
        """The rows ``row`` stands for, below the members ``above``."""
        own = [parts for parts in self._own(row, above) if self._deep_enough(row, parts)]
        for number, parts in enumerate(own, 1):
            yield self._row(row, parts, above, number)
            for inner in row.below:
                here = (*above, *parts)
                if inner.each is not None:
                    yield from self.rows(inner, here)
                else:
                    fixed = fixed_row(inner)
                    yield replace(fixed, at=(*here, *fixed.at), above=here)

    def _own(self, row: Row, above: tuple[tuple[str, str], ...]) -> Iterable[tuple[tuple[str, str], ...]]:
        names = (row.each or "", *row.beside)
        if not above and not row.beside:
            return [((names[0], code),) for code in self.members.get(names[0], ())]
        own = [tuple((name, dict(combo)[name]) for name in names) for combo in self._inside(names, above)]
        return sorted(own, key=self._place) if row.order == "tree" else own

    def _inside(self, names: tuple[str, ...], above: tuple[tuple[str, str], ...]) -> Sequence[Coordinate]:
        """The combinations of members of ``names`` with those above, in order."""
        outer = frozenset(dict(above))
        key = (frozenset(names), outer)
        if key not in self.grouped:
            found: dict[frozenset[tuple[str, str]], list[Coordinate]] = {}
            for combo in self.combos:
                if dict(combo).keys() == key[0] | outer:
                    found.setdefault(frozenset(pair for pair in combo if pair[0] in outer), []).append(combo)
            self.grouped[key] = found
        return self.grouped[key].get(frozenset(above), ())

    def _place(self, parts: tuple[tuple[str, str], ...]) -> tuple[int, ...]:
        """Where members stand in their trees."""
        return tuple(self.dimensions[name].position(code) for name, code in parts)

    def _deep_enough(self, row: Row, parts: tuple[tuple[str, str], ...]) -> bool:
        dimension, code = parts[0]
        return row.depths is None or self.dimensions[dimension].depth(code) in row.depths

    def _row(
        self, row: Row, parts: tuple[tuple[str, str], ...], above: tuple[tuple[str, str], ...], number: int
    ) -> RowSpec:
        name, code = parts[0]
        dimension = self.dimensions[name]
        group = row.group_label is not None and bool(dimension.children(code))
        title = dimension.name_of(code)
        label = _numeral(row.numbering, number) + (fill(row.group_label or "", {"name": title}) if group else title)
        at = (*above, *row.at.items(), *parts)
        depth = dimension.depth(code)
        return RowSpec("member", label, at, name, code, depth, row.indent, row.total, group, own=parts, above=above)


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
    of_panel = form.panels[panel].at if form.panels else {}
    return Coordinate().merged({**form.at, **of_panel, **dict(row.at), **dict(leaf.at)})


def _absolute(row: RowSpec, leaf: Leaf, dimensions: Mapping[str, Dimension]) -> Coordinate | None:
    fields = dimensions[row.dimension].members[row.member].fields if row.dimension else {}
    parts = {}
    for key, value in leaf.at:
        member = fields.get(value[1:], "") if value.startswith("@") else value
        if not member:
            return None
        parts[key] = member
    return Coordinate.of(parts)
