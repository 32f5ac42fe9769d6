"""A table as given, read by the form's declaration: what it states, and the members it lists."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from generator.domain.coordinates import Coordinate
from generator.domain.facts import Closure, StatedForm, Statement, Unknown
from generator.forms.header import header
from generator.packs.form import Form
from generator.readers.cells import CellReader
from generator.readers.codes import NO_DATA, NO_UNIT, NOT_FILLED_IN, UNKNOWN_ROW
from generator.readers.context import Context
from generator.readers.dimensions import Listed
from generator.readers.panel_reader import PanelReader, PanelRows
from generator.readers.row_listings import taken_together
from generator.readers.table import RawTable


@dataclass(frozen=True, slots=True)
class FormReading:
    """What reading one table gave. ``stated`` is None where the form cannot be used or was not filled in."""

    stated: StatedForm | None
    listed: tuple[Listed, ...] = ()


@dataclass(slots=True)
class _Found:
    statements: list[Statement] = field(default_factory=list)
    unknowns: list[Unknown] = field(default_factory=list)
    closures: list[Closure] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    readers: list[CellReader] = field(default_factory=list)
    keys: list[Coordinate] = field(default_factory=list)
    rows: int = 0
    failed: int = 0

    @property
    def typed(self) -> bool:
        """Whether anybody typed an amount, be it zero."""
        return bool(self.failed) or any(reader.typed for reader in self.readers)

    @property
    def nothing(self) -> bool:
        """Whether all that is stated is nothing, and for nobody in particular."""
        return not self.listed and not self.failed and all(s.amount.is_zero for s in self.statements)


def read_form(table: RawTable, form: Form, ctx: Context) -> FormReading:
    """Read one table. Whatever cannot be understood is a finding in ``ctx.issues``."""
    if table.empty:
        return _stated_empty(table, form, ctx)
    if table.unit is None and _needs_unit(table, form) and any(table.panels.values()):
        message = f"{ctx.filled(form.title)}没有注明金额单位，没有采用。"
        remedy = "请在表头写明“单位：万元”或“单位：元”（YAML 中写 unit: 万元）。"
        ctx.issues.add(NO_UNIT, message, table.location, remedy=remedy)
        return FormReading(None)
    found = _Found()
    for panel in form.panel_names:
        reader = PanelReader(form, panel, table, ctx)
        _take_over(found, reader.read(), reader)
    return _judged(found, table, form, ctx)


def _needs_unit(table: RawTable, form: Form) -> bool:
    leaves = (leaf for leaf in header(form).leaves if leaf.key in table.columns and leaf.role == "amount")
    return any(leaf.column.unit is None and leaf.key not in table.units for leaf in leaves)


def _take_over(found: _Found, rows: PanelRows, reader: PanelReader) -> None:
    found.rows += len(rows.rows) + rows.failed
    cells = CellReader(reader.form, reader.panel, reader.table, reader.ctx, rows.members)
    for spec, raw in rows.rows:
        cells.read(spec, raw)
    found.statements += cells.statements
    found.unknowns += cells.unknowns
    found.readers.append(cells)
    found.failed += rows.failed
    found.keys += [spec.key for spec, _ in rows.rows if spec.own]
    for listing in rows.listings:
        for dimension, members in listing.members.items():
            places = listing.places[dimension]
            found.listed += [Listed(dimension, member, places[code]) for code, member in members.items()]
    for listing in (*rows.listings, *taken_together(rows.listings)):
        found.closures += cells.closures(listing, complete=not rows.failed)


def _judged(found: _Found, table: RawTable, form: Form, ctx: Context) -> FormReading:
    """Tell a form with data from one that is empty or was never filled in."""
    if form.may_be_empty and found.nothing and (found.typed or not (found.rows or form.single)):
        return _stated_empty(table, form, ctx, found)
    title = ctx.filled(form.title)
    if not found.rows and not form.single:
        message = f"{title}没有数据行，按未提供处理。"
        ctx.issues.add(NO_DATA, message, table.location, remedy="请填写该表；没有此表时请删去整张工作表或该项。")
        return FormReading(None)
    if not found.typed:
        message = f"{title}没有填写任何金额，视为未提供，按其他表推算。"
        remedy = "确实没有数据的，请注明空表。" if form.may_be_empty else "确实没有金额的，请在合计处填 0。"
        ctx.issues.add(NOT_FILLED_IN, message, table.location, remedy=remedy)
        return FormReading(None)
    for reader in found.readers:
        reader.report_unsaved()
    parts = (tuple(found.statements), tuple(found.unknowns), tuple(found.closures))
    return FormReading(StatedForm(form.id, table.location, *parts, rows=tuple(found.keys)), tuple(found.listed))


def _has_figures(table: RawTable, form: Form) -> bool:
    keys = [leaf.key for leaf in header(form).leaves if leaf.role == "amount"]
    cells = (row.cell(key).number for rows in table.panels.values() for row in rows for key in keys)
    return any(cell.number or cell.problem for cell in cells)


def _stated_empty(table: RawTable, form: Form, ctx: Context, found: _Found | None = None) -> FormReading:
    """A form stated to have no data: its totals are nothing, and nothing is listed."""
    if table.empty and _has_figures(table, form):
        message = f"{ctx.filled(form.title)}注明为空表（empty），却又有数据行。"
        ctx.issues.add(UNKNOWN_ROW, message, table.location, remedy="请删去 empty，或删去数据行。")
        return read_form(replace(table, empty=False), form, ctx)
    if not form.may_be_empty:
        message = f"{ctx.filled(form.title)}不能是空表，按未提供处理。"
        ctx.issues.add(NO_DATA, message, table.location, remedy="请填写该表，或删去这一项。")
        return FormReading(None)
    table = replace(table, columns=frozenset(leaf.key for leaf in header(form).leaves))
    totals = {statement.at: statement for statement in found.statements} if found else {}
    closures: list[Closure] = []
    for panel in form.panel_names:
        reader = PanelReader(form, panel, table, ctx)
        cells = CellReader(form, panel, table, ctx, {})
        for statement in cells.nothing(reader.totals()):
            totals.setdefault(statement.at, statement)
        for listing in reader.listings.finish():
            closures += cells.closures(listing, complete=True)
    stated = StatedForm(form.id, table.location, tuple(totals.values()), closures=tuple(closures), empty=True)
    return FormReading(stated)
