"""A workbook as neutral content: every sheet is told by its title or its name, never by its position."""

from __future__ import annotations

from functools import cached_property

from generator.domain.source import SourceFile
from generator.packs.form import Form
from generator.packs.pack import RecordTable
from generator.readers.codes import HIDDEN, NOT_READ
from generator.readers.context import Context
from generator.readers.grid import Grid
from generator.readers.meta import MetaCells
from generator.readers.package import Package
from generator.readers.sheet import read_grid
from generator.readers.sheet_form import sheet_table
from generator.readers.sheet_records import sheet_figures, sheet_meta, sheet_records, sheet_texts
from generator.readers.table import Content, RawCell, RawRecords, RawTable, RawTexts
from generator.readers.text import squeeze

INFO, TEXTS, PRIOR, FIGURES = "基本信息", "文字", "上年数", "关键数字"
CHECK_LIST = "核对结果"
"""The sheet that marked copies list the findings on."""
IGNORED = frozenset({"填写说明", "示例", "科目", CHECK_LIST})
"""Sheets of our own workbooks that hold no input."""
TITLE_ROWS = 8


class WorkbookSource:
    """One .xlsx or .xlsm file."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.name = source.name
        self._package = Package(source)

    @cached_property
    def _grids(self) -> tuple[Grid, ...]:
        wanted = (part for part in self._package.sheets if squeeze(part.name) not in IGNORED)
        return tuple(read_grid(self._package, part) for part in wanted)

    def meta(self) -> MetaCells:
        """The front sheet."""
        return next((sheet_meta(grid) for grid in self._grids if squeeze(grid.name) == INFO), {})

    def content(self, ctx: Context) -> Content:
        """Every other sheet."""
        return _Sheets(ctx).read(self._grids)


class _Sheets:
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.tables: list[RawTable] = []
        self.records: list[RawRecords] = []
        self.texts: list[RawTexts] = []

    def read(self, grids: tuple[Grid, ...]) -> Content:
        named: dict[str, tuple[tuple[str, RawCell], ...]] = {}
        for grid in grids:
            name = squeeze(grid.name)
            if not grid.cells or name == INFO:
                continue
            if name == TEXTS:
                self.texts += sheet_texts(grid, self.ctx)
            elif name in (PRIOR, FIGURES):
                named[name] = sheet_figures(grid, self.ctx)
            elif not self._form(grid) and not self._record(grid):
                message = f"工作表“{grid.name}”不是模板包里的表，没有读取。"
                remedy = "如应读取，请把标题或工作表名改为公开表的名称。"
                self.ctx.issues.add(NOT_READ, message, grid.location, remedy=remedy)
                continue
            self._tell_hidden(grid)
        prior, figures = named.get(PRIOR, ()), named.get(FIGURES, ())
        return Content(tuple(self.tables), tuple(self.records), tuple(self.texts), prior, figures)

    def _form(self, grid: Grid) -> bool:
        form = self._by_title(grid) or (None if self._declared(grid) else self.ctx.forms.find(grid.name))
        if form is None:
            return False
        table = sheet_table(grid, form, self.ctx)
        if table is not None:
            self.tables.append(table)
        return True

    def _by_title(self, grid: Grid) -> Form | None:
        """The form whose title stands in the first rows; none where several do, as in a list of contents."""
        cells = (cell for row in grid.rows()[:TITLE_ROWS] for cell in grid.filled(row).values())
        words = (cell.text for cell in cells if isinstance(cell.value, str))
        found = {form.id: form for form in map(self.ctx.forms.find, words) if form is not None}
        return next(iter(found.values())) if len(found) == 1 else None

    def _declared(self, grid: Grid) -> RecordTable | None:
        tables = self.ctx.pack.records.tables.values()
        return next((table for table in tables if squeeze(table.sheet) == squeeze(grid.name)), None)

    def _record(self, grid: Grid) -> bool:
        table = self._declared(grid)
        if table is not None:
            self.records.append(sheet_records(grid, table, self.ctx))
        return table is not None

    def _tell_hidden(self, grid: Grid) -> None:
        if grid.hidden:
            message = f"工作表“{grid.name}”有隐藏的内容（{'、'.join(grid.hidden)}），已照常读取。"
            self.ctx.issues.add(HIDDEN, message, grid.location, remedy="请确认隐藏的内容也应当公开。")
