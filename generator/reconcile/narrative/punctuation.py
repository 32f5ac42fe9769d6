"""Quotes and brackets that do not pair, punctuation marks that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.domain.findings import Finding
from generator.reconcile.narrative.passages import Passage
from generator.reconcile.narrative.plain import BOUND
from generator.reconcile.narrative.report import around, finding

_CLOSES = {
    "”": "“",
    "》": "《",
    "〉": "〈",
    "】": "【",
    "〕": "〔",
    "」": "「",
    "』": "『",
    ")": "(",
    "]": "[",
    "}": "{",
}
_OPENS = frozenset(_CLOSES.values())
_SAME = {"（": "(", "）": ")", "［": "[", "］": "]", "｛": "{", "｝": "}"}
_ITEM = re.compile(r"(?:^|(?<=[,。;:、\s]))(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])\)")
_MARKS = re.compile(r"[“”《》〈〉【】〔〕「」『』()\[\]{}（）［］｛｝\"，。；：、,;.]")
_DOUBLED = re.compile(r"[，。；：、,;](?=\s*[，。；：、,;])|。(?=\.)|(?<!\.)\.(?=[。，；、])")


def check_punctuation(passage: Passage) -> Iterator[Finding]:
    """Findings for unpaired and doubled marks, one of each kind a passage."""
    if not _MARKS.search(passage.text):
        return
    position = unpaired(passage)
    if position is not None:
        mark = passage.text[position]
        place = around(passage.text, position, position + 1)
        message = f"{passage.where}中{place}的“{mark}”没有配对。"
        yield finding("HYG-06", message, (passage.location,), stated=mark)
    doubled = _DOUBLED.search(passage.text)
    if doubled is not None and BOUND not in passage.plain[doubled.start() : doubled.end() + 1]:
        typed = passage.text[doubled.start() : doubled.end() + 1]
        place = around(passage.text, doubled.start(), doubled.end() + 1)
        yield finding("HYG-08", f"{passage.where}中有{place}。", (passage.location,), stated=typed)


def unpaired(passage: Passage) -> int | None:
    """The position of the first mark without its partner. Item marks such as 1) need none."""
    items = {match.end() - 1 for match in _ITEM.finditer(passage.plain)}
    waiting: list[tuple[str, int]] = []
    straight: list[int] = []
    for position, typed in enumerate(passage.text):
        if passage.plain[position] == BOUND:
            continue
        mark = _SAME.get(typed, typed)
        if mark in _OPENS:
            waiting.append((mark, position))
        elif mark in _CLOSES:
            if waiting and waiting[-1][0] == _CLOSES[mark]:
                waiting.pop()
            elif position not in items:
                return position
        elif mark == '"':
            straight.append(position)
    if waiting:
        return waiting[0][1]
    return straight[-1] if len(straight) % 2 else None
