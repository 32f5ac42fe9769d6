"""Whether a reader can see what a page of a PDF says: size, place, color, and nothing laid over it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.audit.body import letters
from generator.audit.files.color import LEAST_CONTRAST, WHITE, Color, blended, contrast
from generator.audit.files.difference import Ledger, excerpt
from generator.audit.files.pdf.page import OPAQUE, Box, Page, Shape, Text, area, common

LEAST_SIZE = 4.0
"""Points; 八号, the smallest size with a name, is 5."""
_EDGE = 2.0
"""Points by which a character may reach over the edge of the paper."""
_HIDDEN_SHARE = 0.35
_WHOLE = 0.9
_SQUEEZED = 0.5
_NARROW = 0.25
# 0 fills, 2 fills and outlines; 1 only outlines, 3 draws nothing, and from 4 on text cuts what follows.
_DRAWN_MODES = (0, 2)


def check_sight(page: Page, texts: Sequence[Text], place: str, ledger: Ledger) -> None:
    """Tell of every text of ``texts`` that cannot be seen on ``page``."""
    colors = {(shape.color, shape.alpha) for shape in page.shapes if shape.filled}
    for text in texts:
        fault = _fault(text, page.box) or _pale(text, page, colors)
        if fault:
            ledger.tell(place, f"“{excerpt(text.text, 0)}”{fault}。", text.text, "")
    for text in _covered(page, texts):
        ledger.tell(place, f"“{excerpt(text.text, 0)}”被后画的图形遮住。", text.text, "")
    for text, other in _overprinted(texts):
        ledger.tell(place, f"“{excerpt(text.text, 0)}”与“{excerpt(other.text, 0)}”重叠，无法辨认。", text.text, "")
    for name in page.strange:
        ledger.tell(place, f"页面上有正文没有的{name}。", "", name)


def _fault(text: Text, page: Box) -> str:
    left, bottom, right, top = text.box
    if text.size < LEAST_SIZE:
        return f"字号只有 {text.size:.2g} 磅，看不见"
    if left < page[0] - _EDGE or bottom < page[1] - _EDGE or right > page[2] + _EDGE or top > page[3] + _EDGE:
        return "在纸面之外"
    if text.mode not in _DRAWN_MODES:
        return "没有画出来"
    if text.clip is not None and area(common(text.box, text.clip)) < _WHOLE * area(text.box):
        return "被裁掉"
    if not text.upright:
        return "被旋转或翻转"
    return "的字挤在一起，无法辨认" if right - left < _least_width(text) else ""


def _least_width(text: Text) -> float:
    """No text is narrower; the first and the last character may have room of their own inside their box."""
    inner = letters(text.text)[1:-1]
    if (text.box[2] - text.box[0]) >= _SQUEEZED * text.size * len(inner):
        return 0.0
    return _SQUEEZED * text.size * sum(_share(character) for character in inner)


def _share(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WF" else _NARROW


def _pale(text: Text, page: Page, colors: set[tuple[Color | None, int]]) -> str:
    """Whether its color is as good as that of what is behind it."""
    if text.color is None or any(color is None for color, _ in colors):
        return "的颜色无法判断"
    if all(_stands_out(text.color, text.alpha, color or WHITE) for color, _ in {*colors, (WHITE, OPAQUE)}):
        return ""
    behind = _behind(text, page.shapes)
    return "" if all(_stands_out(text.color, text.alpha, color) for color in behind) else "的颜色与底色分不开"


@lru_cache(maxsize=1024)
def _stands_out(color: Color, alpha: int, behind: Color) -> bool:
    return contrast(blended(behind, color, alpha), behind) >= LEAST_CONTRAST


def _behind(text: Text, shapes: Sequence[Shape]) -> list[Color]:
    """The colors behind a text: paper, or what covers it, and what covers a part of it."""
    colors = [WHITE]
    for shape in shapes:
        if shape.order > text.order or not shape.filled or shape.color is None:
            continue
        share = shape.over(text.box)
        if share >= _WHOLE * area(text.box):
            colors = [blended(color, shape.color, shape.alpha) for color in colors]
        elif share > 0:
            colors.append(blended(colors[0], shape.color, shape.alpha))
    return colors


def _covered(page: Page, texts: Sequence[Text]) -> Iterator[Text]:
    """Texts that shapes drawn later hide in good part."""
    first = texts[0].order if texts else 0
    later = [shape for shape in page.shapes if shape.order > first and shape.alpha > OPAQUE // 2]
    for text in texts if later else ():
        hidden = sum(shape.over(text.box) for shape in later if shape.order > text.order)
        if hidden > _HIDDEN_SHARE * area(text.box):
            yield text


def _overprinted(texts: Sequence[Text]) -> Iterator[tuple[Text, Text]]:
    """Pairs of texts of which one stands in good part on the other."""
    by_foot = sorted((text for text in texts if _takes_room(text.text)), key=lambda text: text.box[1])
    for index, text in enumerate(by_foot):
        left, _, right, top = text.box
        for other in by_foot[index + 1 :]:
            if other.box[1] >= top:
                break
            if other.box[0] < right and other.box[2] > left and _on_top(text, other):
                yield text, other


def _takes_room(text: str) -> bool:
    """Not so blanks, nor marks, which stand on the character before."""
    return any(not character.isspace() and not unicodedata.combining(character) for character in text)


def _on_top(one: Text, other: Text) -> bool:
    shared = area(common(one.box, other.box))
    return shared > _HIDDEN_SHARE * min(area(one.box), area(other.box)) > 0
