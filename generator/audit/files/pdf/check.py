"""A finished PDF, page by page: the composed text with its page numbers, all of it to be seen, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from generator.audit.files.composed import Composed
from generator.audit.files.difference import Ledger
from generator.audit.files.pdf.cursor import Cursor
from generator.audit.files.pdf.extras import check_extras, check_links, page_label
from generator.audit.files.pdf.flow import Flow, check_printed
from generator.audit.files.pdf.glyphs import Glyphs
from generator.audit.files.pdf.order import check_order
from generator.audit.files.pdf.page import Page, PageReader
from generator.audit.files.pdf.sheets import Sheets
from generator.audit.files.pdf.sight import check_sight


@dataclass(frozen=True, slots=True)
class Pdf:
    """What a PDF told: the number displayed on the page of each id, and the facts attached."""

    numbers: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[bytes, ...] = ()


def check_pdf(data: bytes, composed: Composed, ledger: Ledger) -> Pdf:
    """Compare a PDF with the composed document."""
    pdfium.FPDF_InitLibrary()
    with _opened(data) as opened:
        if opened is None:
            ledger.tell("文件", "打不开，不是完好的 PDF。")
            return Pdf()
        pages = _pages(opened, ledger)
        sheets = Sheets(pages, composed.parts, composed.number, ledger)
        if composed.document.draft:
            sheets.take_watermark()
        flow = Flow(Cursor(len(pages), sheets.open), ledger, composed.unnumbered)
        whole = flow.follow(composed.parts, composed.blocks)
        for sheet, page in enumerate(pages):
            check_sight(page, sheets.texts(sheet), f"第 {sheet + 1} 页", ledger)
        check_order(flow.cursor.placed, ledger)
        numbers = {name: sheets.shown.get(sheet, "") for name, sheet in flow.sheets.items()}
        if whole:
            check_printed(flow, numbers, ledger)
            _check_labels(opened, sheets.shown, ledger)
        return Pdf(numbers, check_extras(opened, data, composed.document, composed.blocks, ledger))


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    """The PDF as PDFium has it, or None."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    try:
        yield document or None
    finally:
        if document:
            pdfium.FPDF_CloseDocument(document)


def _pages(document: Any, ledger: Ledger) -> list[Page]:
    """All pages. What needs a page open, its links and the shapes of its letters, is checked on the way."""
    reader, glyphs = PageReader(), Glyphs()
    pages = []
    for sheet in range(pdfium.FPDF_GetPageCount(document)):
        place, opened = f"第 {sheet + 1} 页", pdfium.FPDF_LoadPage(document, sheet)
        try:
            pages.append(reader.read(opened))
            check_links(opened, place, ledger)
            for character in glyphs.missing(pages[-1].texts):
                ledger.tell(place, f"缺字：字体中没有“{character}”（U+{ord(character):04X}）。", character, "")
        finally:
            pdfium.FPDF_ClosePage(opened)
    return pages


def _check_labels(document: Any, shown: Mapping[int, str], ledger: Ledger) -> None:
    for sheet, number in shown.items():
        label = page_label(document, sheet)
        if label != number:
            ledger.tell(f"第 {sheet + 1} 页", f"页码标签应为 {number}，实为 {label}。", number, label)
