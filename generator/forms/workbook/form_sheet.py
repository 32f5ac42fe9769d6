"""Drawing one form on a sheet: title, line with the unit, merged header, numbered columns, rows, notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from generator.forms.printed import PrintedCell, PrintedForm
from generator.forms.workbook import styles
from generator.forms.workbook.cells import Span, cell_at, dress, put_line, put_number, put_text
from generator.forms.workbook.page import set_page, width_in_characters

TITLE_LINES = 2
"""Title and unit line stand above the header; the form's number, if it has one, above both."""
NOT_STATED = "=NA()"
"""An amount nobody states: a formula without a saved result, which reads as not stated."""
LINE_HEIGHT, ROW_HEIGHT, WRAPPED_LINE = 15.0, 16.5, 12.5


@dataclass(frozen=True, slots=True)
class FormArea:
    """Where on its sheet the body of a form stands."""

    first_row: int
    last_row: int
    columns: int

    def ref(self, row: int, column: int) -> str:
        """The cell of the body's ``row`` and ``column``, both from 0: ``D7``."""
        return f"{get_column_letter(column + 1)}{self.first_row + row}"

    def column_range(self, column: int, first: int, last: int) -> str:
        """The cells of a column from body row ``first`` to ``last``."""
        letter = get_column_letter(column + 1)
        return f"{letter}{self.first_row + first}:{letter}{self.first_row + last}"


Dresser = Callable[[Cell, PrintedCell], None]
"""Adds to a body cell what is particular to the kind of workbook."""


def draw_form(sheet: Worksheet, printed: PrintedForm, dresser: Dresser | None = None) -> FormArea:
    """Draw ``printed`` on an empty sheet."""
    characters = width_in_characters(printed.form.orientation)
    for index, share in enumerate(printed.widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = round(share * characters, 2)
    top = TITLE_LINES + 1 + bool(printed.number)
    body = top + printed.header_rows + bool(printed.numbers)
    area = FormArea(body, body + len(printed.rows) - 1, len(printed.columns))
    _title(sheet, printed, top - TITLE_LINES)
    _header(sheet, printed, top)
    _numbers(sheet, printed, body - 1)
    for offset, cells in enumerate(printed.rows):
        for column, cell in enumerate(cells, 1):
            target = cell_at(sheet, body + offset, column)
            _body_cell(target, cell)
            if dresser is not None:
                dresser(target, cell)
        sheet.row_dimensions[body + offset].height = _row_height(cells, printed)
    _notes(sheet, printed, area)
    written_out = all(cell.row.kind in ("fixed", "pad") for cells in printed.rows for cell in cells)
    repeated = body - 1 if printed.form.repeat_header else 0
    set_page(sheet, printed.form.orientation, repeated, one_page=written_out)
    sheet.freeze_panes = f"A{body}"
    return area


def unit_line(printed: PrintedForm) -> tuple[str, str, str]:
    """The line below the title; it always names the unit, for a unit is never guessed."""
    left, center, right = printed.meta
    label = f"单位：{printed.form.unit}"
    return printed.meta if label in f"{left}{center}{right}" or center else (left, label, right)


def _title(sheet: Worksheet, printed: PrintedForm, row: int) -> None:
    count = len(printed.columns)
    if printed.number:
        put_line(sheet, Span(1, 1, count), printed.number, styles.META, "right")
    put_line(sheet, Span(row, 1, count), printed.title, styles.TITLE, "center")
    sheet.row_dimensions[row].height = 32
    ends = _thirds(printed.widths)
    starts = (1, ends[0] + 1, ends[1] + 1)
    for text, start, end, align in zip(
        unit_line(printed), starts, (*ends, count), ("left", "center", "right"), strict=True
    ):
        put_line(sheet, Span(row + 1, start, end), text, styles.META, align)
    sheet.row_dimensions[row + 1].height = 20


def _thirds(widths: tuple[float, ...]) -> tuple[int, int]:
    """How many columns the left and the left and middle part of a line take."""
    reached = list(accumulate(widths))
    left = next(index for index, share in enumerate(reached, 1) if share > 0.4)  # noqa: PLR2004
    left = min(left, len(widths) - 2)
    middle = next(index for index, share in enumerate(reached, 1) if share > 0.7)  # noqa: PLR2004
    return left, min(max(middle, left + 1), len(widths) - 1)


def _header(sheet: Worksheet, printed: PrintedForm, first: int) -> None:
    for row in range(first, first + printed.header_rows):
        for column in range(1, len(printed.columns) + 1):
            dress(cell_at(sheet, row, column), styles.HEAD, styles.aligned("center"), styles.HEAD_FILL)
        sheet.row_dimensions[row].height = _header_height(printed, row - first)
    for head in printed.header:
        top, left = first + head.row, head.column + 1
        put_text(cell_at(sheet, top, left), "\n".join(head.parts))
        if head.rowspan > 1 or head.colspan > 1:
            bottom, right = top + head.rowspan - 1, left + head.colspan - 1
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def _header_height(printed: PrintedForm, row: int) -> float:
    """High enough for the text of every cell that ends in this row."""
    most = 1.0
    characters = width_in_characters(printed.form.orientation)
    for head in printed.header:
        if head.row <= row < head.row + head.rowspan:
            room = sum(printed.widths[head.column : head.column + head.colspan]) * characters - 1
            lines = sum(max(1, -(-styles.points(part) // max(room, 2))) for part in head.parts)
            most = max(most, lines / head.rowspan)
    return max(LINE_HEIGHT * most + 3, 20)


def _numbers(sheet: Worksheet, printed: PrintedForm, row: int) -> None:
    for column, text in enumerate(printed.numbers, 1):
        cell = cell_at(sheet, row, column)
        put_text(cell, text)
        dress(cell, styles.BODY, styles.aligned("center"), styles.HEAD_FILL)


def _body_cell(target: Cell, cell: PrintedCell) -> None:
    fill: PatternFill | None = None
    font: Font = styles.TOTAL if cell.total else styles.BODY
    if cell.role == "amount":
        if cell.text:
            put_number(target, cell.text)
    elif cell.role == "ordinal" and cell.text:
        target.value = Decimal(cell.text)
    else:
        put_text(target, cell.text)
    alignment = styles.aligned(cell.align, indent=cell.indent, wrap=cell.role not in ("amount", "ordinal"))
    dress(target, font, alignment, fill)


def _row_height(cells: tuple[PrintedCell, ...], printed: PrintedForm) -> float:
    """High enough for the words of every cell."""
    characters = width_in_characters(printed.form.orientation)
    rooms = (max(share * characters - 1, 2) for share in printed.widths)
    wrapped = (-(-styles.points(cell.text) // room) for cell, room in zip(cells, rooms, strict=True))
    return ROW_HEIGHT + WRAPPED_LINE * (max(1, *wrapped) - 1)


def _notes(sheet: Worksheet, printed: PrintedForm, area: FormArea) -> None:
    characters = width_in_characters(printed.form.orientation)
    for offset, note in enumerate(printed.notes, 1):
        row = area.last_row + offset
        put_line(sheet, Span(row, 1, area.columns), note, styles.META, "left")
        sheet.row_dimensions[row].height = LINE_HEIGHT * max(1, -(-styles.points(note) // characters)) + 6


def comment(text: str) -> Comment:
    """A cell comment by the tool."""
    note = Comment(text, "预算公开")
    note.width, note.height = 280, 20 + 18 * (1 + len(text) // 20)
    return note
