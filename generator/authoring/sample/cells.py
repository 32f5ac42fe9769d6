"""The cells a sample must fill, and the amount of each: sums of atoms, counts and prices where no sum is meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from zlib import crc32

from generator.authoring.sample.atoms import Cube
from generator.domain.amounts import Amount, Unit
from generator.domain.coordinates import Coordinate, Dimension
from generator.forms.header import Leaf, header
from generator.forms.rows import RowSpec, cell_coordinate, declared_rows, drawn_rows, fixed_row
from generator.packs.form import Form, Row
from generator.packs.pack import Pack

_COUNTS = (Decimal(1), Decimal(2), Decimal(5))
"""How many pieces a line is of; an amount divided by each of them still has two decimals of 万元."""


def wanted_cells(pack: Pack, forms: tuple[Form, ...], trees: Mapping[str, Dimension]) -> Iterator[Coordinate]:
    """A coordinate for every written-out row and every column of these forms, and for every named figure."""
    for form in forms:
        for panel in form.panel_names:
            for row in declared_rows(pack, form.panel(panel).rows):
                for spec in _specs(row):
                    yield from coordinates(form, panel, spec, trees)
    for table in pack.records.tables.values():
        dimension = pack.dimensions.get("project")
        for column in table.columns:
            if column.kind == "amount" and dimension:
                yield Coordinate.of({**dimension.within, **column.at})


def wanted_figures(pack: Pack, cells: Collection[Coordinate], trees: Mapping[str, Dimension]) -> Iterator[Coordinate]:
    """The named figures that forms have cells for, and those of flows no form tells of.

    A part that the forms have no place for (经营支出 where no form has such a column) must be nothing, or their sums
    would not come out.
    """
    told = {(key, above) for at in cells for key, member in at for above in trees[key].ancestors(member)}
    for figure in pack.figures.values():
        at = Coordinate.of(figure.at)
        if all(part in told for part in at) or is_apart(at, told):
            yield at


def is_apart(at: Coordinate, told: Collection[tuple[str, str]]) -> bool:
    """Whether no form tells anything of the flow of ``at``."""
    return any(key == "flow" and (key, member) not in told for key, member in at)


def coordinates(form: Form, panel: str, spec: RowSpec, trees: Mapping[str, Dimension]) -> Iterator[Coordinate]:
    """The coordinates of a row's cells."""
    for leaf in header(form).leaves:
        if leaf.column.absolute and spec.kind != "member":
            continue
        at = cell_coordinate(form, panel, spec, leaf, trees)
        if at is not None:
            yield at


def _specs(row: Row) -> Iterator[RowSpec]:
    """The row itself; for rows drawn from dimensions, the whole of what they draw from."""
    if row.each is None:
        yield fixed_row(row)
        return
    for drawn in drawn_rows([row]):
        yield RowSpec("fixed", at=tuple(drawn.at.items()))
        yield from (fixed_row(inner) for inner in drawn.below if inner.each is None)


class Amounts:
    """The amount of any cell."""

    def __init__(self, cube: Cube, trees: Mapping[str, Dimension]) -> None:
        self._cube = cube
        self._trees = trees

    def amount(self, at: Coordinate, unit: Unit, places: int) -> Amount | None:
        """What a cell holds; None where there is nothing."""
        value = self._value(at, unit)
        if value == 0:
            return None
        number = (value / unit.yuan).quantize(Decimal(1).scaleb(-places))
        if unit is Unit.NONE:
            number = number.normalize() if number != number.to_integral() else number.to_integral()
        return Amount.stated(number, unit, finest=places)

    def _value(self, at: Coordinate, unit: Unit) -> Decimal:
        loose = [key for key, _ in at if not self._trees[key].additive]
        if not loose:
            return self._cube.value(at)
        whole = at
        for key in loose:
            whole = whole.put(key, None)
        count = _COUNTS[crc32(repr(whole).encode()) % len(_COUNTS)]
        if self._cube.value(whole) == 0:
            return Decimal(0)
        return count if unit is Unit.NONE else self._cube.value(whole) / count


def unit_of(form: Form, leaf: Leaf) -> tuple[Unit, int]:
    """Unit and decimals of a column."""
    column = leaf.column
    unit = Unit.named(form.unit if column.unit is None else column.unit)
    return unit, form.places if column.places is None else column.places
