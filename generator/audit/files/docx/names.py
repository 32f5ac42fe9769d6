"""Names of WordprocessingML."""

from __future__ import annotations

from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
VAL = f"{W}val"


def value(element: ET.Element | None, path: str) -> str | None:
    """The ``w:val`` of the element at ``path`` (``w:pPr/w:pStyle`` without prefixes), or None."""
    found = child(element, path)
    return None if found is None else found.get(VAL, "")


def child(element: ET.Element | None, path: str) -> ET.Element | None:
    """The element at ``path`` below ``element``."""
    for name in path.split("/"):
        element = None if element is None else element.find(f"{W}{name}")
    return element


def number(text: str | None) -> float | None:
    """A measure; None where there is none or it is no number."""
    try:
        return None if text is None else float(text)
    except ValueError:
        return None
