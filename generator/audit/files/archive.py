"""Parts of a zipped office file."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection
from io import BytesIO
from xml.etree import ElementTree as ET

from generator.audit.body import letters
from generator.audit.files.difference import Ledger
from generator.domain.document import ComposedDocument

_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
_TOOL = "Budget Disclosure"
_MIDNIGHT = "T00:00:00Z"


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


def check_properties(parts: dict[str, bytes], document: ComposedDocument, ledger: Ledger) -> None:
    """Compare what the file says of itself with the document: no other properties, names or dates."""
    makers = (document.author, _TOOL)
    true = {
        "title": (document.title,),
        "subject": (document.subject,),
        "identifier": (document.identifier,),
        "language": (document.language,),
        "revision": ("1",),
        **dict.fromkeys(("creator", "lastModifiedBy"), makers),
        **dict.fromkeys(("created", "modified"), (document.date,)),
    }
    found = {each.tag.rpartition("}")[2]: each.text or "" for each in tree(parts, "docProps/core.xml")}
    for name in sorted({*found, "title", "creator"}):
        text, allowed = found.get(name, ""), true.get(name, ("",))
        shown = text.removesuffix(_MIDNIGHT)
        if letters(shown) not in map(letters, allowed):
            ledger.differs(f"文档属性 {name}", allowed[0], text)
