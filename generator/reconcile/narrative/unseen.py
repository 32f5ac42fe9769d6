"""Characters nobody sees that make a text say something else, or nothing: controls, direction, private use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.domain.findings import Finding
from generator.domain.location import Location
from generator.reconcile.narrative.passages import Passage
from generator.reconcile.narrative.report import finding
from generator.reconcile.narrative.short_texts import ShortText

CODE = "HYG-14"
RANGES: Sequence[tuple[int, int, str]] = (
    (0x00, 0x08, "控制字符"),
    (0x0B, 0x0C, "控制字符"),
    (0x0E, 0x1F, "控制字符"),
    (0x7F, 0x9F, "控制字符"),
    (0x061C, 0x061C, "双向排版字符"),
    (0x200E, 0x200F, "双向排版字符"),
    (0x2028, 0x2029, "分行控制字符"),
    (0x202A, 0x202E, "双向排版字符"),
    (0x2066, 0x206F, "双向排版字符"),
    (0xD800, 0xDFFF, "不成对的代理字符"),
    (0xE000, 0xF8FF, "私用字符"),
    (0xFDD0, 0xFDEF, "非字符"),
    (0xFFF9, 0xFFFC, "控制字符"),
    (0xFFFE, 0xFFFF, "非字符"),
    (0xE0000, 0xE007F, "标记字符"),
    (0xF0000, 0x10FFFF, "私用字符"),
)
"""First and last of each range, and what it is called."""
UNSEEN = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last, _ in RANGES) + "]")


def check_unseen(texts: Iterable[Passage], names: Iterable[ShortText]) -> Iterator[Finding]:
    """A finding for every text that holds such a character: the first of each kind."""
    for text in texts:
        yield from _found(text.text, text.where, text.location)
    for name in names:
        yield from _found(name.text, name.where, name.location)


def _found(text: str, where: str, location: Location) -> Iterator[Finding]:
    seen: set[str] = set()
    for match in UNSEEN.finditer(text):
        kind = _kind(match[0])
        if kind not in seen:
            seen.add(kind)
            what = f"{kind} U+{ord(match[0]):04X}"
            words = f"{UNSEEN.sub('□', where)}第{match.start() + 1}个字是{what}。"
            yield finding(CODE, words, (location,), stated=what)


def _kind(char: str) -> str:
    return next(name for first, last, name in RANGES if first <= ord(char) <= last)
