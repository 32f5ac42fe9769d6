"""The published documents' tables, and the tables found in what we build, as rows of cell texts."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

PUBLISHED = Path(__file__).parent / "golden" / "published"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FOLD = str.maketrans({"(": "（", ")": "）", ":": "：", "“": '"', "”": '"', ",": "，", "\u200b": None, "\xad": None})
_LARGEST = 40
"""Points; larger letters are a watermark."""

Rows = list[tuple[str, ...]]


@cache
def published(name: str) -> dict[str, Any]:
    """The tables of a published document, as printed."""
    data: dict[str, Any] = yaml.safe_load((PUBLISHED / f"{name}.yaml").read_text(encoding="utf-8"))
    return data


def folded(text: object) -> str:
    """A cell's text with blanks and the width of punctuation left out of account."""
    if text is None:
        return ""
    return "".join(unicodedata.normalize("NFKC", str(text).translate(_FOLD)).translate(_FOLD).split())


def label(text: object) -> str:
    """A row label, also without the mark after its number: ``1.房屋`` and ``1、房屋`` are the same."""
    return re.sub(r"^(\d+)[.、．]", r"\1、", folded(text))


LOST = folded("〔…〕")
"""Stands in a published text where its extraction has lost something: such a cell cannot be compared."""


def comparable(row: tuple[str, ...]) -> bool:
    """Whether anything of a row is left to compare."""
    return any(cell and LOST not in cell for cell in row)


def expected_rows(table: dict[str, Any]) -> Rows:
    """The body of a published form; an empty form prints one blank row, which says nothing."""
    return [tuple(folded(cell) for cell in row) for row in table["rows"]]


# --- what we build -----------------------------------------------------------------------------------------


def docx_tables(data: bytes) -> list[Rows]:
    """Every table of a DOCX as rows over its grid; a merged cell's text stands at its first place only."""
    from docx import Document

    document = Document(io.BytesIO(data))
    return [list(_docx_rows(table)) for table in document.element.body.iter(f"{_W}tbl")]


def _docx_rows(table: Any) -> Iterator[tuple[str, ...]]:
    for row in table.iterchildren(f"{_W}tr"):
        cells: list[str] = []
        for cell in row.iterchildren(f"{_W}tc"):
            properties = cell.find(f"{_W}tcPr")
            span = properties.find(f"{_W}gridSpan")
            merge = properties.find(f"{_W}vMerge")
            continued = merge is not None and merge.get(f"{_W}val") != "restart"
            text = "" if continued else folded("".join(node.text or "" for node in cell.iter(f"{_W}t")))
            cells += [text, *[""] * (int(span.get(f"{_W}val")) - 1 if span is not None else 0)]
        yield tuple(cells)


def pdf_rows(path: Path) -> Rows:
    """Every ruled row of a PDF, page after page; a merged cell's text stands at its first place only.

    The letters of a draft's watermark are left out.
    """
    import pdfplumber

    rows: Rows = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for table in page.filter(_no_watermark).extract_tables():
                rows += [tuple(folded(cell) for cell in row) for row in table]
    return rows


def _no_watermark(thing: dict[str, Any]) -> bool:
    return bool(thing["object_type"] != "char" or thing["size"] < _LARGEST)


def xlsx_rows(data: bytes) -> dict[str, Rows]:
    """Every sheet of a workbook as rows of displayed texts."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))
    return {
        sheet.title: [tuple(_shown(cell) for cell in row) for row in sheet.iter_rows()] for sheet in book.worksheets
    }


def _shown(cell: Any) -> str:
    """A cell's text as Excel shows it: numbers by their number format."""
    if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
        decimals = re.search(r"\.(0+)", cell.number_format)
        return (
            f"{cell.value:.{len(decimals[1]) if decimals else 0}f}"
            if cell.number_format != "General"
            else str(cell.value)
        )
    return folded(cell.value)


def missing(expected: Rows, found: Rows, *, tail: bool = False) -> Rows:
    """The expected rows that do not stand, in this order, among the found ones (each found row serves once).

    A cell with :data:`LOST` in it may be any, or absent. ``tail``: only the last cells of a found row are looked at.
    """
    position, absent = 0, []
    for row in expected:
        at = next((i for i in range(position, len(found)) if _same(row, found[i], tail=tail)), None)
        if at is None:
            absent.append(row)
        else:
            position = at + 1
    return absent


def _same(expected: tuple[str, ...], found: tuple[str, ...], *, tail: bool) -> bool:
    if not any(LOST in cell for cell in expected):
        return (found[-len(expected) :] if tail else found) == expected
    cells = (r"(?:[^\x1f]*\x1f)?" if LOST in cell else re.escape(f"{cell}\x1f") for cell in expected)
    start = r"(?:^|\x1f)" if tail else "^"
    return re.search(f"{start}{''.join(cells)}$", "".join(f"{cell}\x1f" for cell in found)) is not None
