"""Putting values into cells: text always as text, amounts as exact numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook.child import INVALID_TITLE_REGEX
from openpyxl.worksheet.worksheet import Worksheet

from generator.forms.workbook import styles

SHEET_NAME_LENGTH = 31
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def add_sheet(book: Workbook, name: str) -> Worksheet:
    """A new sheet at the end, its name cut to what Excel allows."""
    sheet = book.create_sheet(INVALID_TITLE_REGEX.sub("", name)[:SHEET_NAME_LENGTH])
    assert isinstance(sheet, Worksheet)  # noqa: S101 - only a write-only workbook makes other sheets
    return sheet


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell at ``row`` and ``column``, counted from 1; never a merged one."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101 - sheets are drawn before cells are merged
    return cell


def put_text(cell: Cell, text: str) -> None:
    """Write ``text`` as text, whatever it begins with: it must never become a formula."""
    if text:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.data_type = "s"
    if text.startswith(FORMULA_STARTS):
        cell.quotePrefix = True
    cell.number_format = styles.TEXT_FORMAT


def put_number(cell: Cell, text: str) -> None:
    """Write the number ``text`` exactly, shown with the decimals ``text`` has."""
    cell.value = Decimal(text)
    cell.number_format = styles.text_format(text)


def dress(cell: Cell, font: Font, alignment: Alignment, fill: PatternFill | None = None) -> None:
    """Give a cell its looks and a border."""
    cell.font = font
    cell.alignment = alignment
    cell.border = styles.BORDER
    if fill is not None:
        cell.fill = fill


class Span(NamedTuple):
    """A part of one row, from the first column to the last."""

    row: int
    first: int
    last: int


def put_line(sheet: Worksheet, span: Span, text: str, font: Font, align: str) -> None:
    """Write one line of text over the columns of ``span``."""
    row, first, last = span
    cell = cell_at(sheet, row, first)
    put_text(cell, text)
    cell.font = font
    cell.alignment = styles.aligned(align)
    if last > first:
        sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
