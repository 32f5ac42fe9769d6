"""Amounts stated outside any form: project budgets and last year's key figures."""

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
_BUDGET = {"flow": "expenditure", "kind": "project"}


def project_amounts(rows: Iterable[ProjectRow], ctx: Context) -> Iterator[Statement]:
    """The budgets of projects, at their key."""
    table = ctx.pack.records.tables.get(PROJECTS)
    columns = [column for column in table.columns if column.kind == "amount"] if table else []
    for row in rows:
        yield from _of_project(row, columns, ctx)


def prior_amounts(given: Iterable[tuple[str, RawCell]], ctx: Context) -> Iterator[Statement]:
    """Last year's figures by name, one year back."""
    figures = {squeeze(name): name for name in ctx.pack.figures}
    seen: dict[str, Location] = {}
    for word, cell in given:
        name = figures.get(squeeze(word))
        if name is None:
            hint = suggestion(word, ctx.pack.figures, "请改用模板包 figures.yaml 中的名称。")
            ctx.issues.add(NO_SUCH_FIGURE, f"没有名为“{word}”的数字。", cell.location, remedy=hint)
        elif name in seen:
            message = f"上年数“{name}”给出了两次。"
            ctx.issues.add(GIVEN_TWICE, message, cell.location, seen[name], remedy="请只保留一处。")
        else:
            seen[name] = cell.location
            at = Coordinate.of({**ctx.pack.figures[name].at, "period": PRIOR})
            amount = _amount(cell, f"上年{name}", Unit.named(ctx.amount_unit), ctx)
            if amount is not None:
                yield Statement(at, amount, PRIOR, f"上年{name}", cell.location)


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
