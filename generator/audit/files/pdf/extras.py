"""What a PDF carries besides its pages: properties, bookmarks, links, attachments, actions."""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import pypdfium2.raw as pdfium

from generator.audit.body import Block, letters
from generator.audit.files.difference import Ledger
from generator.domain.document import ComposedDocument

_FACTS = "facts.json"
_WIDE = ctypes.POINTER(pdfium.FPDF_WCHAR)
# What acts, tells another text than the pages do, or colors in a way that cannot be judged.
_FOREIGN = re.compile(
    rb"/(?:JavaScript|OpenAction|URI|Launch|GoToR|SubmitForm|ImportData|RichMedia|AcroForm|ActualText|OCProperties"
    rb"|PatternType|ShadingType|SMask|Encrypt)\b"
)
_PACKED = re.compile(rb"/Type\s*/ObjStm\b.*?\bstream\r?\n", re.DOTALL)
_STREAM = re.compile(rb"\bstream\r?\n.*?\bendstream\b", re.DOTALL)


def check_extras(
    document: Any, data: bytes, composed: ComposedDocument, blocks: Sequence[Block], ledger: Ledger
) -> tuple[bytes, ...]:
    """Check everything but pages; returns the attached facts."""
    date = "".join(filter(str.isdecimal, composed.date))
    for name, expected in (
        *(("Title", composed.title), ("Author", composed.author), ("Subject", composed.subject), ("Keywords", "")),
        *(("CreationDate", f"D:{date}" * bool(date)), ("ModDate", f"D:{date}" * bool(date))),
    ):
        found = _property(document, name)
        if letters(found) != letters(expected):
            ledger.differs(f"文档属性 {name}", expected, found)
    _check_bookmarks(document, blocks, ledger)
    for name in sorted({match[0].decode() for part in _objects(data) for match in _FOREIGN.finditer(part)}):
        ledger.tell("文件", f"含有不该有的内容 {name}。", "", name)
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document):
        ledger.tell("文件", "含有脚本。")
    return tuple(_attachments(document, ledger))


def _objects(data: bytes) -> Iterator[bytes]:
    """The objects of a PDF without their streams: those written out, and those packed together.

    Raises:
        zlib.error: packed objects are damaged.
    """
    yield _STREAM.sub(b"", data)
    for match in _PACKED.finditer(data):
        yield zlib.decompressobj().decompress(data[match.end() :])


def check_links(page: Any, place: str, ledger: Ledger) -> None:
    """Links lead to places in the document; other annotations, which have texts of their own, there are none."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        try:
            link = pdfium.FPDFAnnot_GetLink(note)
            action = pdfium.FPDFLink_GetAction(link) if link else None
            allowed = pdfium.FPDFAnnot_GetSubtype(note) == pdfium.FPDF_ANNOT_LINK and _inside(action)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
        if not allowed:
            ledger.tell(place, "页面上有批注，或指向文件以外的链接。")


def _inside(action: Any) -> bool:
    return not action or pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_GOTO


def _check_bookmarks(document: Any, blocks: Sequence[Block], ledger: Ledger) -> None:
    expected = [block.letters for block in blocks if block.kind == "heading" and block.letters]
    found = [letters(title) for title in _bookmarks(document, None, ledger)]
    if found != expected:
        ledger.differs("书签", "\n".join(expected), "\n".join(found))


def _bookmarks(document: Any, parent: Any, ledger: Ledger, depth: int = 0) -> Iterator[str]:
    """The titles of all bookmarks; a heading has one of at most four levels."""
    mark = pdfium.FPDFBookmark_GetFirstChild(document, parent)
    while mark and depth < 6:  # noqa: PLR2004 - deeper than any heading
        yield _text(partial(pdfium.FPDFBookmark_GetTitle, mark))
        if not _inside(pdfium.FPDFBookmark_GetAction(mark)):
            ledger.tell("书签", "有书签指向文件以外。")
        yield from _bookmarks(document, mark, ledger, depth + 1)
        mark = pdfium.FPDFBookmark_GetNextSibling(document, mark)


def _attachments(document: Any, ledger: Ledger) -> Iterator[bytes]:
    for index in range(pdfium.FPDFDoc_GetAttachmentCount(document)):
        file = pdfium.FPDFDoc_GetAttachment(document, index)
        name = _text(partial(_attachment_name, file))
        if name == _FACTS:
            yield _content(file)
        else:
            ledger.tell("附件", f"有不该有的附件“{name}”。", "", name)


def _attachment_name(file: Any, buffer: Any, size: int) -> int:
    return int(pdfium.FPDFAttachment_GetName(file, ctypes.cast(buffer, _WIDE) if buffer else None, size))


def _content(file: Any) -> bytes:
    size = ctypes.c_ulong()
    pdfium.FPDFAttachment_GetFile(file, None, 0, size)
    buffer = ctypes.create_string_buffer(max(size.value, 1))
    pdfium.FPDFAttachment_GetFile(file, buffer, size.value, size)
    return buffer.raw[: size.value]


def _property(document: Any, name: str) -> str:
    return _text(partial(pdfium.FPDF_GetMetaText, document, name.encode()))


def page_label(document: Any, sheet: int) -> str:
    """The number a reader shows for a sheet (from 0)."""
    return _text(partial(pdfium.FPDF_GetPageLabel, document, sheet))


def _text(call: Callable[[Any, int], int]) -> str:
    """A text of PDFium: asked for its length in bytes first."""
    size = call(None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    call(buffer, size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")
