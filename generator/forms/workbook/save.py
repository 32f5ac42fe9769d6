"""Saving workbooks so that the same content gives the same bytes."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

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
    """The same archive with one fixed date on every entry, and ``stamp`` as the date of the last change."""
    result = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + stamp.encode() + rb"\g<2>", content)
            info = ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            target.writestr(info, content)
    return result.getvalue()
