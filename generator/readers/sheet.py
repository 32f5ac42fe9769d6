"""Reading one worksheet into a grid: values as they were saved, nothing computed.

This uses openpyxl's parser of worksheets row by row. Its ``Worksheet`` would not do: it makes an object of every cell
of a merged block (17 thousand million of A1:XFD1048576), drops what stands under merged blocks, and shows either a
formula or its saved result.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, NoReturn

from openpyxl.utils.datetime import from_excel
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS

from generator.domain.errors import InputError
from generator.domain.location import Location
from generator.readers.grid import Block, Grid
from generator.readers.number_formats import is_date
from generator.readers.numbers import Value
from generator.readers.package import Package, SheetPart
from generator.readers.table import RawCell
from generator.readers.workbook_file import unreadable

MAX_CELLS = 400_000
MAX_BLOCKS = 20_000
MAX_NODES = 2_500_000
"""Rows and cells, empty ones with them: Excel has 1,048,576 rows, and empty ones with a style are no harm."""
MAX_REST = 5_000_000
"""Bytes of what is no cell: merged blocks, links, rules."""
START = 4_000
"""Bytes that hold the beginning of the root element, which says what kind of file this is."""
ENOUGH = 5
"""So many hidden rows and columns are named."""
_NOT_AVAILABLE = "#N/A"
"""What =NA() gives: a cell that says it does not know."""


def read_grid(package: Package, part: SheetPart) -> Grid:
    """Read one worksheet. Raises :class:`InputError` where it is damaged or far too large."""
    grid = Grid(package.name, part.name)
    if part.hidden:
        grid.hidden.append("整张工作表")
    try:
        with warnings.catch_warnings(action="ignore"):
            _Reader(grid, package).read(package.content(part.part))
    except (InputError, MemoryError):
        raise
    except Exception as error:  # openpyxl lets through whatever goes wrong in a damaged file
        raise unreadable(grid.location, "工作表") from error
    grid.index()
    return grid


class _Parser(WorkSheetParser):
    """Gives saved results, and tells which cells have a formula."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        cell["formula"] = element.find(FORMULA_TAG) is not None
        return cell


class _Reader:
    """Takes cells row by row, so that a large sheet takes little memory; then merged blocks and what is hidden."""

    def __init__(self, grid: Grid, package: Package) -> None:
        self.grid = grid
        self.package = package

    def read(self, content: bytes) -> None:
        if _size_without_cells(content) > MAX_REST:
            self._too_large()
        if SHEET_MAIN_NS.encode() not in content[:START]:
            raise ValueError("not a worksheet")  # openpyxl would take it for an empty one
        parser = _Parser(BytesIO(content), self.package.texts, data_only=True)
        rows = list(self._rows(parser))
        columns = [f"{name} 列" for name, found in parser.column_dimensions.items() if _true(found.get("hidden"))]
        self.grid.hidden += [*columns, *rows][: ENOUGH - len(self.grid.hidden)]
        if parser.merged_cells is not None:
            self._blocks(parser.merged_cells.mergeCell)

    def _rows(self, parser: WorkSheetParser) -> Iterator[str]:
        """Take all cells; name the hidden rows that hold some."""
        nodes = 0
        for number, cells in parser.parse():
            nodes += len(cells) + 1
            before = len(self.grid.cells)
            for cell in cells:
                self._cell(cell)
            if nodes > MAX_NODES or len(self.grid.cells) > MAX_CELLS:
                self._too_large()
            # The parser would keep what it knows of every row.
            hidden = _true(parser.row_dimensions.pop(str(number), {}).get("hidden"))
            if hidden and len(self.grid.cells) > before:
                yield f"第 {number} 行"

    def _cell(self, cell: Mapping[str, Any]) -> None:
        if cell["value"] is None and not cell["formula"]:
            return
        row, column = cell["row"], cell["column"]
        found = _raw_cell(cell, self.package, self.grid.place(row, column))
        if found is not None:
            self.grid.cells[row, column] = found

    def _blocks(self, found: list[Any]) -> None:
        if len(found) > MAX_BLOCKS:
            self._too_large()
        self.grid.blocks += [Block(block.min_row, block.min_col, block.max_row, block.max_col) for block in found]

    def _too_large(self) -> NoReturn:
        raise InputError("工作表过大，不像是预算公开的输入。", self.grid.location, "请删去无关内容后再试。")


def _raw_cell(cell: Mapping[str, Any], package: Package, place: Location) -> RawCell | None:
    """The cell, or None where nothing stands in it."""
    value, kind, formula = cell["value"], cell["data_type"], cell["formula"]
    style = cell["style_id"]
    number_format = package.formats[style] if style < len(package.formats) else ""
    unsaved = formula and (value is None or (kind == "e" and value == _NOT_AVAILABLE))
    found = None if unsaved else _value(value, number_format, package.epoch)
    if found is None or (isinstance(found, str) and not found.strip()):
        # A formula that gives an empty text is an empty cell; one without a saved result is not known.
        return RawCell(None, place, formula=True) if unsaved and kind != "str" else None
    return RawCell(found, place, number_format, formula=formula)


def _value(value: Any, number_format: str, epoch: datetime) -> Value:
    if isinstance(value, str):
        return unescape(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        # The shortest text of a float is what was typed; Decimal(float) would show all its binary digits.
        return (_day(value, epoch) if is_date(number_format) else None) or Decimal(str(value))
    if isinstance(value, datetime):
        return value.date()
    return value if value is None or isinstance(value, bool | date) else str(value)


def _day(number: float, epoch: datetime) -> date | None:
    try:
        found = from_excel(number, epoch)
    except (OverflowError, ValueError):
        return None
    return found.date() if isinstance(found, datetime) else epoch.date()


def _size_without_cells(content: bytes) -> int:
    return content.find(b"sheetData") + len(content) - content.rfind(b"sheetData")


def _true(text: str | None) -> bool:
    return text in ("1", "true")
