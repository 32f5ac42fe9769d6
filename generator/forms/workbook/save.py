"""Saving workbooks so that the same content gives the same bytes."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO

from openpyxl import Workbook

from generator.files.archive import restamped

CREATOR = "Budget Disclosure"
_DATES = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:\2>)")
"""The dates of a workbook, which openpyxl takes from the clock."""


def save_bytes(book: Workbook, title: str, date: dt.date | None = None) -> bytes:
    """The workbook as bytes, stamped with ``date`` instead of the clock, or with no date at all."""
    book.properties.creator = CREATOR
    book.properties.lastModifiedBy = CREATOR
    book.properties.title = title
    raw = BytesIO()
    book.save(raw)
    stamp = rb"\g<1>" + f"{date.isoformat()}T00:00:00Z".encode() + rb"\g<3>" if date else b""

    def change(name: str, content: bytes) -> bytes:
        return _DATES.sub(stamp, content) if name == "docProps/core.xml" else content

    return restamped(raw.getvalue(), change)
