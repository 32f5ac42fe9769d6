"""Saving workbooks so that the same content gives the same bytes."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO

from openpyxl import Workbook

from generator.files.archive import restamped

CREATOR = "Budget Disclosure"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def save_bytes(book: Workbook, title: str, date: dt.date) -> bytes:
    """The workbook as bytes, stamped with ``date`` instead of the clock."""
    moment = dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC)
    book.properties.creator = CREATOR
    book.properties.lastModifiedBy = CREATOR
    book.properties.title = title
    book.properties.created = moment.replace(tzinfo=None)
    raw = BytesIO()
    book.save(raw)
    return _restamped(raw.getvalue(), moment.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _restamped(data: bytes, stamp: str) -> bytes:
    """The archive with fixed dates; ``stamp`` becomes the date of the last change, which openpyxl takes from now."""

    def change(name: str, content: bytes) -> bytes:
        return (
            _MODIFIED.sub(rb"\g<1>" + stamp.encode() + rb"\g<2>", content) if name == "docProps/core.xml" else content
        )

    return restamped(data, change)
