"""Parts of a zipped office file."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection
from io import BytesIO
from xml.etree import ElementTree as ET

from generator.audit.body import letters
from generator.audit.files.difference import Ledger

_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
_CORE = "{http://purl.org/dc/elements/1.1/}"


def read_parts(data: bytes) -> dict[str, bytes]:
    """Every part by name.

    Raises:
        zipfile.BadZipFile: it is no archive, or damaged.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(parts: dict[str, bytes], name: str) -> ET.Element:
    """A part as XML.

    Raises:
        KeyError: there is no such part.
        xml.etree.ElementTree.ParseError: it is no XML, or declares a document type.
    """
    content = parts[name]
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ET.ParseError(f"{name}: document type")
    return ET.fromstring(content)  # noqa: S314 - no document type, hence no entities


def check_parts(parts: dict[str, bytes], allowed: Collection[re.Pattern[str]], ledger: Ledger) -> None:
    """Tell of parts that have no place in the file, and of relations to something outside of it."""
    for name, content in parts.items():
        if not any(pattern.fullmatch(name) for pattern in allowed):
            ledger.tell("文件", f"含有不该有的部件 {name}。", "", name)
        if name.endswith(".rels") and _EXTERNAL.search(content):
            ledger.tell("文件", f"{name} 引用文件以外的内容。", "", name)


def check_properties(parts: dict[str, bytes], expected: dict[str, str], ledger: Ledger) -> None:
    """Compare properties (``title``, ``creator`` …) of the file."""
    core = tree(parts, "docProps/core.xml")
    for name, text in expected.items():
        found = core.findtext(f"{_CORE}{name}") or ""
        if letters(found) != letters(text):
            ledger.differs(f"文档属性 {name}", text, found)
