"""How text in a DOCX looks, worked out from its styles: too small, hidden, or as pale as the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from xml.etree import ElementTree as ET

from generator.audit.files.color import BLACK, LEAST_CONTRAST, Color, contrast, parsed
from generator.audit.files.docx.names import W, child, number, value

LEAST_SIZE = 4.0
_DEFAULT_SIZE = 10.0
_LEAST_LINE = 0.6
_WIDEST_INDENT = 11000
"""Twips, about the width of a page: what is indented further is out of sight."""
_LEAST_SCALE = 20
_HIDING = ("vanish", "webHidden", "specVanish")
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Look:
    """What decides whether text is seen. ``line`` is an exact line pitch in points, 0 for none; ``indent`` in twips."""

    size: float = _DEFAULT_SIZE
    color: Color = BLACK
    hidden: bool = False
    scale: float = 100
    line: float = 0.0
    indent: float = 0.0

    def fault(self, behind: Color) -> str:
        """How it hides text, in Chinese; empty if it does not."""
        if self.hidden:
            return "设为隐藏文字"
        if self.size < LEAST_SIZE or self.scale < _LEAST_SCALE:
            return f"字号只有 {self.size * self.scale / 100:.2g} 磅，看不见"
        if 0 < self.line < _LEAST_LINE * self.size:
            return f"行距只有 {self.line:.2g} 磅，文字会被裁掉"
        if abs(self.indent) > _WIDEST_INDENT:
            return "缩进到页面之外"
        return "的颜色与底色分不开" if contrast(self.color, behind) < LEAST_CONTRAST else ""


class Styles:
    """The styles of a DOCX, each with what it inherits."""

    def __init__(self, styles: ET.Element) -> None:
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
        self._default = changed(Look(), child(styles, "docDefaults/rPrDefault/rPr"))
        self._normal = next(
            (name for name, style in self._styles.items() if _is_default_paragraph(style)),
            "",
        )
        self.look = lru_cache(maxsize=512)(self._look)

    def _look(self, paragraph: str | None, run: str | None) -> Look:
        """The look of a run of style ``run`` in a paragraph of style ``paragraph``."""
        look = self._default
        for name in (paragraph or self._normal, run):
            for style in self._inherited(name):
                look = with_paragraph(changed(look, child(style, "rPr")), child(style, "pPr"))
        return look

    def _inherited(self, name: str | None) -> Iterator[ET.Element]:
        """A style with all it is based on, the farthest first."""
        chain: list[ET.Element] = []
        while name and name in self._styles and self._styles[name] not in chain:
            chain.append(self._styles[name])
            name = value(self._styles[name], "basedOn")
        return reversed(chain)


def _is_default_paragraph(style: ET.Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") not in _OFF


def changed(look: Look, properties: ET.Element | None) -> Look:
    """``look`` with what a ``w:rPr`` declares."""
    if properties is None:
        return look
    size, scale = number(value(properties, "sz")), number(value(properties, "w"))
    color = parsed(value(properties, "color") or "")
    return replace(
        look,
        size=look.size if size is None else size / 2,
        scale=look.scale if scale is None else scale,
        color=color or look.color,
        hidden=_hidden(properties, otherwise=look.hidden),
    )


def _hidden(properties: ET.Element, *, otherwise: bool) -> bool:
    states = [value(properties, name) for name in _HIDING]
    stated = [state not in _OFF for state in states if state is not None]
    return any(stated) if stated else otherwise


def with_paragraph(look: Look, properties: ET.Element | None) -> Look:
    """``look`` with what a ``w:pPr`` declares about lines and indents."""
    if properties is None:
        return look
    spacing, indent = child(properties, "spacing"), child(properties, "ind")
    if spacing is not None:
        exact = spacing.get(f"{W}lineRule") == "exact"
        line = number(spacing.get(f"{W}line"))
        look = replace(look, line=(line or 0.0) / 20 if exact else 0.0)
    if indent is not None:
        look = replace(look, indent=_indent(indent))
    return look


def _indent(indent: ET.Element) -> float:
    """The furthest of its measures in twips; a measure in characters is of 12 points."""
    twips = (number(indent.get(f"{W}{name}")) or 0.0 for name in ("left", "start", "right", "end", "firstLine"))
    characters = ((number(indent.get(f"{W}{name}")) or 0.0) * 2.4 for name in ("leftChars", "firstLineChars"))
    hanging = -(number(indent.get(f"{W}hanging")) or 0.0)
    return max((*twips, *characters, hanging), key=abs)
