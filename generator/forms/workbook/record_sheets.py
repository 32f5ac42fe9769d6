"""Record sheets: one row a unit, a project, an indicator, a goal; texts; last year's figures; who reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from generator.forms.workbook import styles
from generator.forms.workbook.cells import Span, cell_at, dress, put_line, put_number, put_text
from generator.forms.workbook.code_lists import offer_choices, require_amounts
from generator.forms.workbook.page import set_page
from generator.packs.pack import RecordTable

HEAD_ROW = 3
"""Title and hint stand above the header."""
FIRST_ROW = HEAD_ROW + 1
PAGE_TURN = 100.0
"""Wider sheets are printed on landscape pages."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of a record sheet. ``amount``: it holds numbers; ``fixed``: its words are not to be changed."""

    key: str
    title: str
    width: float
    required: bool = False
    amount: bool = False
    fixed: bool = False
    choices: tuple[str, ...] = ()


def table_columns(table: RecordTable) -> tuple[SheetColumn, ...]:
    """The columns of a declared record table."""
    return tuple(
        SheetColumn(c.key, c.title, c.width, c.required, c.kind == "amount", choices=c.choices) for c in table.columns
    )


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """A record sheet to be drawn: ``rows`` are filled in, ``blank`` more are ready to be."""

    title: str
    columns: Sequence[SheetColumn]
    rows: Sequence[Mapping[str, str]] = ()
    blank: int = 0
    hint: str = ""
    unit: str = ""
    editable: bool = True

    @property
    def last_row(self) -> int:
        """The last row to fill in."""
        return HEAD_ROW + max(len(self.rows) + self.blank, 1)


def draw_records(sheet: Worksheet, records: RecordSheet) -> None:
    """Draw a record sheet on an empty sheet."""
    _head(sheet, records)
    for row in range(FIRST_ROW, records.last_row + 1):
        offset = row - FIRST_ROW
        values = records.rows[offset] if offset < len(records.rows) else {}
        _line(sheet, row, records, values)
    for number, column in enumerate(records.columns, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.width
        cells = f"{letter}{FIRST_ROW}:{letter}{records.last_row}"
        if records.editable:
            offer_choices(sheet, cells, column.choices)
        if column.amount and records.editable:
            require_amounts(sheet, [cells], records.unit)
    wide = sum(column.width for column in records.columns) > PAGE_TURN
    set_page(sheet, "landscape" if wide else "portrait", HEAD_ROW)
    sheet.freeze_panes = f"A{FIRST_ROW}"


def _head(sheet: Worksheet, records: RecordSheet) -> None:
    count = len(records.columns)
    put_line(sheet, Span(1, 1, count), records.title, styles.TITLE, "center")
    sheet.row_dimensions[1].height = 32
    unit = f"单位：{records.unit}" if records.unit else ""
    put_line(sheet, Span(2, 1, count - bool(unit)), records.hint, styles.HINT, "left")
    if unit:
        put_line(sheet, Span(2, count, count), unit, styles.META, "right")
    width = sum(column.width for column in records.columns)
    sheet.row_dimensions[2].height = 16 * max(1, -(-styles.points(records.hint) // width)) + 4
    for number, column in enumerate(records.columns, 1):
        cell = cell_at(sheet, HEAD_ROW, number)
        put_text(cell, column.title)
        fill = styles.REQUIRED_FILL if column.required and records.editable else styles.HEAD_FILL
        dress(cell, styles.HEAD, styles.aligned("center"), fill)
    sheet.row_dimensions[HEAD_ROW].height = 22


def _line(sheet: Worksheet, row: int, records: RecordSheet, values: Mapping[str, str]) -> None:
    for number, column in enumerate(records.columns, 1):
        cell = cell_at(sheet, row, number)
        text = values.get(column.key, "")
        if not column.amount:
            put_text(cell, text)
        elif text:
            put_number(cell, text)
        else:
            cell.number_format = styles.decimals_format(2)
        align = styles.aligned("right" if column.amount else "left", wrap=not column.amount)
        fill = styles.INPUT_FILL if records.editable else None
        dress(cell, styles.BODY, align, styles.HEAD_FILL if column.fixed else fill)
        if not column.fixed:
            cell.protection = styles.UNLOCKED
    lines = max(text_lines(values.get(column.key, ""), column.width) for column in records.columns)
    sheet.row_dimensions[row].height = 15 * lines + 4


def text_lines(text: str, width: float) -> int:
    """How many lines a text takes in a column."""
    return sum(max(1, int(-(-styles.points(part) // (width - 1)))) for part in text.split("\n"))
