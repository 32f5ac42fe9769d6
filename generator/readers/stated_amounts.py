"""Amounts stated outside any form: project budgets, last year's key figures, single figures of this year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.domain.amounts import NOTHING, Amount, Unit
from generator.domain.coordinates import Coordinate
from generator.domain.facts import Statement
from generator.domain.location import Location
from generator.packs.pack import RecordColumn
from generator.readers.codes import GIVEN_TWICE, NO_SUCH_FIGURE, NOT_AN_AMOUNT, UNSAVED_FORMULA
from generator.readers.context import Context
from generator.readers.issues import suggestion
from generator.readers.records_reader import ProjectRow
from generator.readers.table import RawCell
from generator.readers.text import squeeze

PROJECTS = "projects"
PRIOR = "prior"
FIGURES = "figures"
_BUDGET = {"flow": "expenditure", "kind": "project"}


def project_amounts(rows: Iterable[ProjectRow], ctx: Context) -> Iterator[Statement]:
    """The budgets of projects, at their key."""
    table = ctx.pack.records.tables.get(PROJECTS)
    columns = [column for column in table.columns if column.kind == "amount"] if table else []
    for row in rows:
        yield from _of_project(row, columns, ctx)


def prior_amounts(given: Iterable[tuple[str, RawCell]], ctx: Context) -> Iterator[Statement]:
    """Last year's figures by name, one year back."""
    for name, cell in _named(given, "上年数", ctx):
        yield from _figure(name, cell, PRIOR, "上年", ctx)


def key_amounts(given: Iterable[tuple[str, RawCell]], ctx: Context) -> Iterator[Statement]:
    """Single figures of this year by name: what is known of a form that is not at hand."""
    for name, cell in _named(given, "关键数字", ctx):
        yield from _figure(name, cell, FIGURES, "", ctx)


def _named(given: Iterable[tuple[str, RawCell]], where: str, ctx: Context) -> Iterator[tuple[str, RawCell]]:
    """Figures by the names the pack has for them, each once."""
    figures = {squeeze(name): name for name in ctx.pack.figures}
    seen: dict[str, Location] = {}
    for word, cell in given:
        name = figures.get(squeeze(word))
        if name is None:
            hint = suggestion(word, ctx.pack.figures, "请改用模板包 figures.yaml 中的名称。")
            ctx.issues.add(NO_SUCH_FIGURE, f"没有名为“{word}”的数字。", cell.location, remedy=hint)
        elif name in seen:
            message = f"{where}“{name}”给出了两次。"
            ctx.issues.add(GIVEN_TWICE, message, cell.location, seen[name], remedy="请只保留一处。")
        else:
            seen[name] = cell.location
            yield name, cell


def _figure(name: str, cell: RawCell, form: str, prefix: str, ctx: Context) -> Iterator[Statement]:
    spec = ctx.pack.figures[name]
    at = Coordinate.of(spec.at)
    label = f"{prefix}{name}"
    amount = _amount(cell, label, Unit.named(ctx.amount_unit if spec.unit is None else spec.unit), ctx)
    if amount is not None:
        yield Statement(at.put("period", PRIOR) if form == PRIOR else at, amount, form, label, cell.location)


def _of_project(row: ProjectRow, columns: Iterable[RecordColumn], ctx: Context) -> Iterator[Statement]:
    """A blank part of the budget says "nothing" only beside a part that is given."""
    given = any(column.at and row.row.cell(column.key).number.number is not None for column in columns)
    unit = Unit.named(row.unit or ctx.amount_unit)
    for column in columns:
        cell = row.row.cell(column.key)
        label = f"{row.project.name}·{column.title}"
        at = Coordinate.of({**_BUDGET, **column.at, "project": row.project.key})
        amount = _amount(cell, label, unit, ctx)
        if amount is not None:
            yield Statement(at, amount, PROJECTS, label, cell.location)
        elif given and column.at and cell.number.blank and not cell.unsaved:
            yield Statement(at, NOTHING, PROJECTS, label, cell.location, blank=True)


def _amount(cell: RawCell, label: str, unit: Unit, ctx: Context) -> Amount | None:
    if cell.unsaved:
        message = f"“{label}”是公式，但文件里没有保存计算结果，按推算。"
        remedy = "如需采用公式结果，请用 Excel 打开并保存一次。"
        ctx.issues.add(UNSAVED_FORMULA, message, cell.location, remedy=remedy)
        return None
    reading = cell.number
    if reading.problem:
        message = f"“{label}”的金额“{cell.text}”{reading.problem}。"
        ctx.issues.add(NOT_AN_AMOUNT, message, cell.location, remedy="请填数字；没有金额请留空。")
    return Amount.stated(reading.number, unit) if reading.number is not None else None
