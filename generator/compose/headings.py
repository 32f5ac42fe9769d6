"""Which paragraphs of an own text are sub-headings: marked ones (``## ``), and short numbered lines that stand alone.

A numbered line is a heading only where text follows it: lines of one numbering that follow each other are a list, and
so is a numbering that also begins whole sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.compose.own_text import PlacedForm

FIRST, LAST = 3, 4
"""The ranks below the title of a section."""
_CHINESE = "〇一二三四五六七八九十"
_STYLES = (
    re.compile(rf"第[{_CHINESE}]{{1,3}}(?:部分|章|节)"),
    re.compile(rf"[{_CHINESE}]{{1,3}}、"),
    re.compile(rf"[（(][{_CHINESE}]{{1,3}}[)）]"),
    re.compile(r"[\d０-９]{1,2}(?:[.．](?![\d０-９])|、)"),
    re.compile(r"[（(][\d０-９]{1,2}[)）]"),
)
"""Official numbering, the highest rank first."""
_MARKED = re.compile(r"\s*([#＃]{2,6}|[#＃](?=\s))\s*(?=\S)")
_MAX_LENGTH = 30
_SENTENCE = re.compile(r"[。；;！？!?…]|[，,、：:]\s*$|[\d.]+\s*(?:[万亿]?元|%|％)")
_COLON = re.compile(r"[：:]\s*$")


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One block of an own text: a paragraph, a heading of ``rank`` (0: none), or a form."""

    text: str = ""
    rank: int = 0
    form: PlacedForm | None = None


def with_headings(blocks: Sequence[TextBlock], *, table_follows: bool) -> tuple[TextBlock, ...]:
    """The blocks with their headings told. ``table_follows``: whether something is printed after the last."""
    marked = [_marked(block) for block in blocks]
    styles = [None if block.form or block.rank else _style(block.text) for block in marked]
    typed = [(style, block.text) for block, style in zip(marked, styles, strict=True) if style is not None]
    broken = {style for style, text in typed if not _short(text)}
    found: dict[int, int] = {}
    for index, (block, style) in enumerate(zip(marked, styles, strict=True)):
        last = index == len(marked) - 1
        if style is None or style in broken or not _short(block.text) or (last and not table_follows):
            continue
        if style not in (styles[index - 1] if index else None, None if last else styles[index + 1]):
            found[index] = style
    order = sorted(set(found.values()))
    return tuple(
        replace(block, rank=min(FIRST + order.index(found[index]), LAST)) if index in found else block
        for index, block in enumerate(marked)
    )


def unmarked(text: str) -> str:
    """A paragraph without the mark of a heading."""
    return _MARKED.sub("", text, count=1) if _MARKED.match(text) else text


def _marked(block: TextBlock) -> TextBlock:
    match = None if block.form else _MARKED.match(block.text)
    if match is None:
        return block
    rank = min(max(FIRST + len(match[1]) - 2, FIRST), LAST)
    return replace(block, text=block.text[match.end() :].strip(), rank=rank)


def _style(text: str) -> int | None:
    """Which numbering a paragraph begins with."""
    bare = text.strip()
    return next((number for number, style in enumerate(_STYLES) if style.match(bare)), None)


def _short(text: str) -> bool:
    """Whether a numbered paragraph is short and no sentence; a colon may end it, as it may end a heading."""
    bare = text.strip()
    return len(bare) <= _MAX_LENGTH and not _SENTENCE.search(_COLON.sub("", bare))
