"""XLSX: the published forms and records as a formatted workbook, readable again as input."""

from __future__ import annotations

import datetime as dt

from openpyxl import Workbook
from openpyxl.cell import Cell

from generator.forms.printed import PrintedCell
from generator.forms.publication import Publication
from generator.forms.workbook import styles
from generator.forms.workbook.cells import add_sheet
from generator.forms.workbook.form_sheet import NOT_STATED, draw_form
from generator.forms.workbook.record_sheets import draw_records
from generator.forms.workbook.save import save_bytes


def write_xlsx(published: Publication) -> bytes:
    """The publication as a workbook: every form that is not missing, then the records. It has no comments.

    A figure that is not known is a formula without a result, which reads as not stated. In a draft, derived figures
    are set in italics.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for form in published.forms:
        if form.printed is not None:
            sheet = add_sheet(book, form.printed.form.sheet)
            draw_form(sheet, form.printed, _draft_looks if published.draft else _final_looks)
    for table in (published.info, *published.tables):
        draw_records(add_sheet(book, table.title), table)
    date = dt.date.fromisoformat(published.approved) if published.approved else None
    return save_bytes(book, published.title, date)


def _final_looks(target: Cell, cell: PrintedCell) -> None:
    if cell.unknown:
        target.value = NOT_STATED


def _draft_looks(target: Cell, cell: PrintedCell) -> None:
    _final_looks(target, cell)
    if cell.derived and cell.text:
        target.font = styles.DERIVED
