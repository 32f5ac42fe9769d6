"""The amount cells of matched rows: statements, unknowns, and what a complete list leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from generator.domain.amounts import NOTHING, Amount, Unit
from generator.domain.coordinates import Coordinate, Dimension, Member
from generator.domain.facts import Closure, Statement, Unknown
from generator.forms.header import Leaf, header
from generator.forms.rows import RowSpec, cell_coordinate
from generator.packs.form import Form
from generator.readers.codes import NO_AMOUNT_HERE, NOT_AN_AMOUNT, UNSAVED_FORMULA
from generator.readers.context import Context
from generator.readers.row_listings import Listing
from generator.readers.table import RawCell, RawRow, RawTable
from generator.readers.text import bare

DEFAULT_PLACES = 2


class CellReader:
    """Reads the amounts of one panel of a table."""

    def __init__(
        self, form: Form, panel: str, table: RawTable, ctx: Context, members: Mapping[str, Mapping[str, Member]]
    ) -> None:
        self.form = form
        self.panel = panel
        self.table = table
        self.ctx = ctx
        self.dimensions = {name: Dimension(name, name, found) for name, found in members.items()}
        self.leaves = tuple(
            leaf
            for leaf in header(form).leaves
            if leaf.role == "amount" and leaf.panel in ("", panel) and leaf.key in table.columns
        )
        self.statements: list[Statement] = []
        self.unknowns: list[Unknown] = []
        self.unsaved: list[tuple[str, RawCell]] = []
        self.typed = False
        """Whether anybody typed an amount, be it zero; blank workbooks have formulas that give zero."""

    def read(self, spec: RowSpec, raw: RawRow) -> None:
        """Read every amount of a row."""
        for leaf in self.leaves:
            cell = raw.cell(leaf.key)
            if not cell.covered:
                self._cell(spec, leaf, cell)

    def nothing(self, specs: Iterable[RowSpec]) -> Iterator[Statement]:
        """Blank statements for every amount of these rows: what an empty form says."""
        for spec in specs:
            for leaf in header(self.form).leaves:
                at = cell_coordinate(self.form, self.panel, spec, leaf, self.dimensions)
                if at is not None and not leaf.column.absolute and not leaf.column.optional:
                    label = self._label(spec, leaf)
                    yield Statement(at, NOTHING, self.form.id, label, self.table.location, blank=True)

    def closures(self, listing: Listing, *, complete: bool) -> Iterator[Closure]:
        """For every amount column: what the rows of a listing do not list is nothing."""
        spec = RowSpec("fixed", at=(*listing.above, *listing.row.at.items()))
        for leaf in self.leaves:
            base = cell_coordinate(self.form, self.panel, spec, leaf, self.dimensions)
            if base is not None and not leaf.column.absolute:
                for at, dimension, listed in _complete_lists(base, listing):
                    yield Closure(at, dimension, listed, self.form.id, self.table.location, complete)

    def _cell(self, spec: RowSpec, leaf: Leaf, cell: RawCell) -> None:
        at = cell_coordinate(self.form, self.panel, spec, leaf, self.dimensions)
        if at is None:
            self._out_of_place(spec, leaf, cell)
            return
        label = self._label(spec, leaf)
        if cell.unsaved:
            self._unknown(at, label, cell)
            return
        reading = cell.number
        if reading.problem:
            self.typed = True
            message = f"“{label}”的金额“{cell.text}”{reading.problem}。"
            self.ctx.issues.add(NOT_AN_AMOUNT, message, cell.location, remedy="请填数字；没有金额请留空。")
            self.unknowns.append(Unknown(at, self.form.id, label, cell.location))
        elif reading.number is not None:
            self.typed = self.typed or not (cell.formula and reading.number == 0)
            amount = self._amount(leaf, reading.number)
            self.statements.append(Statement(at, amount, self.form.id, label, cell.location))
        elif not leaf.column.absolute:
            self.statements.append(Statement(at, NOTHING, self.form.id, label, cell.location, blank=True))

    def _amount(self, leaf: Leaf, number: Decimal) -> Amount:
        unit = unit_of(leaf, self.table)
        return Amount.stated(number, unit, finest=decimals_of(leaf, self.form, unit))

    def _unknown(self, at: Coordinate, label: str, cell: RawCell) -> None:
        self.unsaved.append((label, cell))
        self.unknowns.append(Unknown(at, self.form.id, label, cell.location))

    def report_unsaved(self) -> None:
        """Say which formulas had no saved result; only worth saying of a form that is used."""
        for label, cell in self.unsaved:
            message = f"“{label}”是公式，但文件里没有保存计算结果，按推算。"
            remedy = "如需采用公式结果，请用 Excel 打开并保存一次。"
            self.ctx.issues.add(UNSAVED_FORMULA, message, cell.location, remedy=remedy)

    def _out_of_place(self, spec: RowSpec, leaf: Leaf, cell: RawCell) -> None:
        """An absolute column without its member was reported with the member; other figures have no place here."""
        if cell.number.blank or (leaf.column.absolute and spec.kind == "member" and not spec.group):
            return
        message = f"“{self._label(spec, leaf)}”处不应有内容，现为“{cell.text}”。"
        self.ctx.issues.add(NO_AMOUNT_HERE, message, cell.location, remedy="请删去该单元格的内容。")

    def _label(self, spec: RowSpec, leaf: Leaf) -> str:
        return f"{bare(spec.label)}·{self.ctx.filled(leaf.key)}"


def _complete_lists(base: Coordinate, listing: Listing) -> Iterator[tuple[Coordinate, str, frozenset[str]]]:
    """What a listing says is complete: each of its dimensions, and for every first member what it is combined with."""
    for dimension, members in listing.members.items():
        yield base, dimension, frozenset(members)
    combined: dict[tuple[str, str], dict[str, set[str]]] = {}
    for first, *others in listing.combos:
        for dimension, code in others:
            combined.setdefault(first, {}).setdefault(dimension, set()).add(code)
    for (dimension, code), found in combined.items():
        for other, codes in found.items():
            yield base.put(dimension, code), other, frozenset(codes)


def unit_of(leaf: Leaf, table: RawTable) -> Unit:
    """The unit a column's figures are in."""
    label = leaf.column.unit if leaf.column.unit is not None else table.units.get(leaf.key, table.unit or "")
    return Unit.named(label)


def decimals_of(leaf: Leaf, form: Form, unit: Unit) -> int:
    """How many decimals a figure of this column counts as stated to at least."""
    if leaf.column.places is not None:
        return leaf.column.places
    return form.places if unit.label == form.unit else DEFAULT_PLACES
