"""XLSX: the published forms and records as a formatted workbook, readable again as input."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.cell import Cell

from generator.domain.amounts import Unit
from generator.domain.coordinates import Coordinate
from generator.domain.submission import Disclosure
from generator.forms.amount_text import plain_text
from generator.forms.printed import PrintedCell, printed_form
from generator.forms.record_rows import AmountText, amount_unit
from generator.forms.views import typed
from generator.forms.workbook.cells import add_sheet
from generator.forms.workbook.content import Content
from generator.forms.workbook.form_sheet import NOT_STATED, comment, draw_form
from generator.forms.workbook.record_sheets import RecordSheet, draw_records
from generator.forms.workbook.save import save_bytes
from generator.packs.pack import Pack
from generator.packs.titles import fill, title_names

DERIVED = "推算：输入没有列出，由其他数字算出。"
MISSING = "missing"


def write_xlsx(disclosure: Disclosure, pack: Pack) -> bytes:
    """The disclosure as a workbook: every form that is not missing, then the records.

    Derived figures are set in italics with a comment. A figure that is not known is a formula without a result,
    which reads as not stated.
    """
    submission = disclosure.submission
    book = Workbook()
    book.remove(book.worksheets[0])
    for form in pack.forms.values():
        state = disclosure.forms.get(form.id)
        if state is not None and state.status != MISSING:
            draw_form(add_sheet(book, form.sheet), printed_form(pack, form, disclosure), _mark)
    for records in _records(disclosure, pack):
        draw_records(add_sheet(book, records.title), records)
    names = title_names(submission.entity, submission.year)
    date = dt.date.fromisoformat(submission.approved or f"{submission.year}-01-01")
    return save_bytes(book, fill(pack.manifest.document_title, names), date)


def _mark(target: Cell, cell: PrintedCell) -> None:
    if cell.derived and cell.text:
        target.comment = comment(DERIVED)
    elif cell.unknown:
        target.value = NOT_STATED


def _records(disclosure: Disclosure, pack: Pack) -> Iterator[RecordSheet]:
    """The record sheets that hold anything."""
    submission = disclosure.submission
    amounts = _known_amounts(disclosure, pack)
    content = Content(pack, submission.entity, submission.year, submission, amounts, editable=False)
    yield content.info()
    for records in (*content.tables(), content.texts(), *content.figures(), content.prior()):
        if records.rows:
            yield records


def _known_amounts(disclosure: Disclosure, pack: Pack) -> AmountText:
    """The amounts outside forms: as typed where the input states them, else as derived."""
    unit = amount_unit(pack, disclosure.submission)
    stated = {s.at: typed(s, unit) for s in disclosure.submission.statements if not s.blank}

    def text(at: Coordinate) -> str:
        fact = disclosure.facts.get(at)
        if at in stated or fact is None or not fact.derived or fact.amount.is_zero:
            return stated.get(at, "")
        return plain_text(fact.amount, Unit.NONE if fact.amount.unit is Unit.NONE else unit, 2)

    return text
