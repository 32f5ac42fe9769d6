"""Record sheets, texts, figures by name and the front sheet of a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.packs.pack import RecordColumn, RecordTable
from generator.readers.codes import EXTRA_COLUMN, MISSING_COLUMN, NO_UNIT
from generator.readers.context import Context
from generator.readers.grid import Grid
from generator.readers.meta import TITLES, known_unit
from generator.readers.record_columns import ColumnNames
from generator.readers.sheet_unit import sheet_unit
from generator.readers.table import RawCell, RawRecords, RawRow, RawTexts
from generator.readers.text import header_text, squeeze

SEARCHED_ROWS = 12
_TEXT_COLUMNS = (("栏目", "项目", "名称"), ("内容", "文字", "正文"))
_FIGURE_COLUMNS = (("名称", "项目", "指标"), ("金额", "上年预算数", "上年数", "预算数"))


def sheet_meta(grid: Grid) -> dict[str, RawCell]:
    """The entries of the front sheet: a name, and what stands right of it."""
    names = {squeeze(title): key for key, title in TITLES.items()}
    found: dict[str, RawCell] = {}
    for row in grid.rows():
        column, cell = next(iter(grid.filled(row).items()))
        key = names.get(squeeze(cell.text).rstrip(":"))
        if key is not None:
            found.setdefault(key, grid.own(row, column + 1))
    return found


def sheet_records(grid: Grid, table: RecordTable, ctx: Context) -> RawRecords:
    """The rows of a record sheet."""
    columns = ColumnNames(table)
    head, found = _head(grid, columns)
    _check_columns(grid, table, found, ctx)
    _warn_of_others(grid, table, head, found, ctx)
    unit, place = sheet_unit(grid, head)
    if unit is not None and not known_unit(unit):
        ctx.issues.add(NO_UNIT, f"金额单位“{unit}”不能采用。", place, remedy="请换算成万元或元。")
        unit = None
    rows = tuple(_rows(grid, head, found)) if found else ()
    return RawRecords(table.id, rows, grid.location, unit)


def sheet_texts(grid: Grid, ctx: Context) -> tuple[RawTexts, ...]:
    """The paragraphs of the sheet of texts, gathered by what they are for."""
    gathered: dict[str, list[RawCell]] = {}
    first: dict[str, RawCell] = {}
    for name, content in _pairs(grid, _TEXT_COLUMNS, ctx):
        if content.text:
            first.setdefault(squeeze(name.text), name)
            gathered.setdefault(squeeze(name.text), []).append(content)
    return tuple(RawTexts(first[key].text, tuple(cells), first[key].location) for key, cells in gathered.items())


def sheet_figures(grid: Grid, ctx: Context) -> tuple[tuple[str, RawCell], ...]:
    """Figures by name: last year's, or single ones of this year."""
    pairs = _pairs(grid, _FIGURE_COLUMNS, ctx)
    return tuple((name.text, cell) for name, cell in pairs if not cell.number.blank or cell.unsaved)


def _pairs(grid: Grid, titles: Sequence[Sequence[str]], ctx: Context) -> Iterator[tuple[RawCell, RawCell]]:
    """Name and content of every row of a sheet with two columns."""
    for row in grid.rows()[:SEARCHED_ROWS]:
        at = {squeeze(cell.text): column for column, cell in grid.filled(row).items()}
        key, value = (next((at[title] for title in options if title in at), 0) for options in titles)
        if key and value and key != value:
            for below in grid.rows():
                if below > row and grid.seen(below, key).text:
                    yield grid.seen(below, key), grid.own(below, value)
            return
    names = "、".join(options[0] for options in titles)
    message = f"工作表“{grid.name}”没有找到列名。"
    ctx.issues.add(MISSING_COLUMN, message, grid.location, remedy=f"请保留列名：{names}。")


def _head(grid: Grid, columns: ColumnNames) -> tuple[int, dict[int, RecordColumn]]:
    """The row with the most column names, and its columns."""
    best: tuple[int, dict[int, RecordColumn]] = (0, {})
    for row in grid.rows()[:SEARCHED_ROWS]:
        found: dict[int, RecordColumn] = {}
        for column, cell in grid.filled(row).items():
            declared = columns.find(cell.text)
            if declared is not None and declared not in found.values():
                found[column] = declared
        if len(found) > len(best[1]):
            best = (row, found)
    return best


def _check_columns(grid: Grid, table: RecordTable, found: Mapping[int, RecordColumn], ctx: Context) -> None:
    present = {column.key for column in found.values()}
    for column in table.columns:
        if column.required and column.key not in present:
            message = f"“{table.sheet}”缺少“{column.title}”这一列。"
            ctx.issues.add(MISSING_COLUMN, message, grid.location, remedy="请补上这一列，列名照写。")


def _warn_of_others(grid: Grid, table: RecordTable, head: int, found: Mapping[int, RecordColumn], ctx: Context) -> None:
    below = {column for row, column in grid.cells if row > head}
    for column, cell in grid.filled(head).items() if found else ():
        title = header_text(cell.text)
        if column not in found and title and column in below:
            message = f"“{table.sheet}”没有“{title}”这一列，没有读入。"
            ctx.issues.add(EXTRA_COLUMN, message, grid.place(head, column), remedy="请核对列名。")


def _rows(grid: Grid, head: int, found: Mapping[int, RecordColumn]) -> Iterator[RawRow]:
    for row in grid.rows():
        if row <= head:
            continue
        cells = {declared.key: _cell(grid, row, column, declared) for column, declared in found.items()}
        if any(grid.own(row, column).text for column in found):
            yield RawRow(cells, grid.place(row, min(found)))


def _cell(grid: Grid, row: int, column: int, declared: RecordColumn) -> RawCell:
    """The cell; words merged downwards count for every row they stand beside."""
    cell = grid.own(row, column)
    block = grid.block(row, column) if cell.covered and declared.kind != "amount" else None
    return grid.seen(row, column) if block is not None and block.left == column else cell
