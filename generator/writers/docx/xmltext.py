"""Small pieces of WordprocessingML text, and the units it counts in."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Font sizes."""
    return round(points * 2)


def eighths(points: float) -> int:
    """Border widths; Word draws none below a quarter of a point."""
    return max(2, round(points * 8))


def text(value: str) -> str:
    """Character data."""
    return escape(value, quote=False)


def empty(name: str, /, **attributes: object) -> str:
    """An element ``w:name`` without content; attributes are of the same namespace, those of None are left out."""
    return f"<w:{name}{_attributes(attributes)}/>"


def value(name: str, val: object) -> str:
    """The commonest element: ``<w:name w:val="…"/>``."""
    return f'<w:{name} w:val="{escape(str(val))}"/>'


def on(name: str, state: bool | None) -> str:  # noqa: FBT001 -- a switch is what it writes
    """A switch: nothing for None, otherwise on or off."""
    if state is None:
        return ""
    return f"<w:{name}/>" if state else f'<w:{name} w:val="0"/>'


def wrap(name: str, content: str, /, **attributes: object) -> str:
    """An element with content, or nothing if there is none."""
    return f"<w:{name}{_attributes(attributes)}>{content}</w:{name}>" if content else ""


def _attributes(attributes: Mapping[str, object]) -> str:
    return "".join(f' w:{key}="{escape(str(each))}"' for key, each in attributes.items() if each is not None)
