"""Justified Chinese text: WeasyPrint stretches only blanks, which Chinese lines do not have.

After layout every justified line but a paragraph's last is filled by spreading what is missing, less than a
character as a rule, evenly between its characters. Lines, pages and the order of drawing stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# A wider gap means a forced break, or a long code moved to the next line: such a line is left as it is.
_WIDEST = 0.3


class _Spaced:
    """A computed style with another letter spacing."""

    __slots__ = ("_spacing", "_style")

    def __init__(self, style: Any, spacing: float) -> None:
        self._style, self._spacing = style, spacing

    def __getitem__(self, key: str) -> Any:
        return self._spacing if key == "letter_spacing" else self._style[key]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._style, name)


def justify(rendered: Any) -> None:
    """Fill the lines of ``rendered``, a laid out ``weasyprint.Document``."""
    from weasyprint.formatting_structure import boxes

    for page in rendered.pages:
        for block in _blocks(page._page_box, boxes):
            for line in block.children:
                # A line that nothing follows is the last of its paragraph.
                if isinstance(line, boxes.LineBox) and line.resume_at is not None:
                    _fill(line, block, boxes)


def _blocks(box: Any, boxes: Any) -> Iterator[Any]:
    """Justified blocks of lines; tables hold none."""
    for child in box.children:
        if isinstance(child, boxes.BlockContainerBox) and child.children:
            if isinstance(child.children[0], boxes.LineBox):
                if child.style["text_align_all"] == "justify":
                    yield child
            elif not getattr(child, "is_table_wrapper", False):
                yield from _blocks(child, boxes)


def _fill(line: Any, block: Any, boxes: Any) -> None:
    texts = list(_texts(line, boxes))
    count = sum(len(each.text) for each in texts) - 1
    if count < 1:
        return
    stretched = sum(_stretched(each) for each in texts)
    slack = block.content_box_x() + block.width - (texts[-1].position_x + texts[-1].width) + stretched
    spacing = slack / count
    if 0 < spacing <= _WIDEST * texts[-1].style["font_size"]:
        _spread(line, spacing, 0.0, boxes)


def _texts(box: Any, boxes: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child, boxes)


def _stretched(text: Any) -> float:
    """What WeasyPrint added to blanks."""
    blanks = text.text.count(" ") + text.text.count("\u00a0")
    return float(text.justification_spacing * blanks)


def _spread(box: Any, spacing: float, shift: float, boxes: Any) -> float:
    """Move and widen the content of ``box``; returns how far what follows has to move."""
    for child in box.children:
        child.position_x += shift
        before = shift
        if isinstance(child, boxes.TextBox):
            shift += _space(child, spacing)
        elif isinstance(child, boxes.InlineBox):
            shift = _spread(child, spacing, shift, boxes)
        child.width += shift - before
    return shift


def _space(text: Any, spacing: float) -> float:
    """Give ``text`` letter spacing instead of stretched blanks; returns by how much it grows."""
    own = text.style["letter_spacing"]
    natural = 0 if own == "normal" else own
    change = spacing * len(text.text) - _stretched(text)
    text.justification_spacing = text.pango_layout.justification_spacing = 0
    text.style = _Spaced(text.style, natural + spacing)
    return float(change)
