"""Everything a published file says, wherever it says it: text, attributes, metadata, attachments, scripts."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, StreamObject, TextStringObject


def said(path: Path) -> str:
    """All of it, without white space."""
    return folded("\n".join(_texts(path.suffix, path.read_bytes())))


def folded(text: str) -> str:
    """``text`` without white space: a PDF breaks its lines anywhere."""
    return re.sub(r"\s+", "", text)


def _texts(suffix: str, data: bytes) -> Iterator[str]:
    text = data.decode("utf-8", "ignore")
    yield text
    yield html.unescape(text)
    if "\\u" in text:
        yield re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    if suffix in {".docx", ".xlsx"}:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment.decode("utf-8", "ignore")
            for entry in archive.infolist():
                yield f"{entry.filename} {entry.comment!r} {entry.extra!r}"
                part = archive.read(entry)
                yield from _texts(Path(entry.filename).suffix, part)
                yield re.sub(r"<[^>]*>", "", part.decode("utf-8", "ignore"))
    if suffix == ".pdf":
        yield from _pdf(pypdf.PdfReader(io.BytesIO(data)))


def _pdf(reader: pypdf.PdfReader) -> Iterator[str]:
    for page in reader.pages:
        yield page.extract_text()
    for attached in reader.attachment_list:
        yield attached.name
        yield from _texts(Path(attached.name).suffix, attached.content)
    seen: set[int] = set()
    yield from _objects(reader.trailer, seen)


def _objects(thing: Any, seen: set[int]) -> Iterator[str]:
    """Every name, string and stream that can be reached."""
    stack = [thing]
    while stack:
        item = stack.pop()
        item = item.get_object() if hasattr(item, "get_object") else item
        if id(item) in seen:
            continue
        seen.add(id(item))
        if isinstance(item, TextStringObject):
            yield str(item)
        elif isinstance(item, ByteStringObject):
            yield from (bytes(item).decode(code, "ignore") for code in ("utf-8", "utf-16-be"))
        elif isinstance(item, DictionaryObject):
            if isinstance(item, StreamObject):
                yield item.get_data().decode("utf-8", "ignore")
            for key, value in item.items():
                yield str(key)
                stack.append(value)
        elif isinstance(item, ArrayObject):
            stack.extend(item)
