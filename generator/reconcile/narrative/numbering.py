"""Numbering that jumps, repeats or mixes styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from generator.domain.findings import Finding
from generator.reconcile.narrative.passages import Kind, Passage
from generator.reconcile.narrative.report import finding

_DIGITS = "一二三四五六七八九"
_STYLES = {
    "cn-mark": re.compile(r"^\s*([一二三四五六七八九十]{1,3})、"),
    "cn-bracket": re.compile(r"^\s*\(([一二三四五六七八九十]{1,3})\)"),
    "mark": re.compile(r"^\s*(\d{1,2})[.、](?!\d)"),
    "bracket": re.compile(r"^\s*\(?(\d{1,2})\)"),
    "is": re.compile(r"^\s*([一二三四五六七八九十]{1,3})是"),
}
_INLINE = (
    re.compile(r"(?:^|[,。;:\s])([一二三四五六七八九十]{1,2})是"),
    re.compile(r"(?:^|[。;:])\s*(\d{1,2})[.、](?!\d)"),
    re.compile(r"(?:^|[,。;:])\s*\(([一二三四五六七八九十]{1,2})\)"),
)
_LEAST_INLINE = 2
_Numbered = tuple[str, int, str]


def check_numbering(texts: Iterable[Passage]) -> Iterator[Finding]:
    """Findings for the numbers paragraphs of one text begin with, and for numbers inside a paragraph."""
    for _, group in groupby(texts, key=lambda passage: passage.series):
        members = [passage for passage in group if passage.kind is not Kind.CELL]
        if len(members) > 1:
            yield from _series(members)
        for passage in members:
            yield from _inside(passage)


def chinese(text: str) -> int:
    """The number a numeral stands for: 二十三 or 23."""
    if text.isdigit():
        return int(text)
    tens, mark, ones = text.rpartition("十")
    if not mark:
        return _DIGITS.find(text) + 1
    return (_DIGITS.find(tens) + 1 if tens else 1) * 10 + (_DIGITS.find(ones) + 1 if ones else 0)


def _marker(passage: Passage) -> _Numbered | None:
    """Style and number a paragraph begins with, and the marker as typed."""
    for style, pattern in _STYLES.items():
        match = pattern.match(passage.plain)
        if match is not None:
            return style, chinese(match[1]), passage.text[: match.end()].strip()
    return None


def _series(members: list[Passage]) -> Iterator[Finding]:
    last: dict[str, tuple[int, str]] = {}
    above = ""
    typed: dict[str, dict[str, Passage]] = {}
    for passage in members:
        marker = _marker(passage)
        if marker is None:
            above = ""
            continue
        style, number, shown = marker
        typed.setdefault(style, {}).setdefault(re.sub(r"[\d一二三四五六七八九十]+", "1", shown), passage)
        before = last.get(style)
        restarted = number == 1 and above != style
        if number != (before[0] if before else 0) + 1 and not restarted:
            words = f"“{before[1]}”之后是“{shown}”" if before else f"从“{shown}”开始"
            yield finding("HYG-10", f"{passage.where}{words}。", (passage.location,), stated=shown)
        last[style], above = (number, shown), style
    yield from _mixed(typed)


def _mixed(typed: dict[str, dict[str, Passage]]) -> Iterator[Finding]:
    for forms in typed.values():
        if len(forms) > 1:
            shown = "、".join(f"“{form}”" for form in forms)
            first = next(iter(forms.values()))
            yield finding(
                "HYG-11", f"{first.where}中同时有{shown}。", (p.location for p in forms.values()), stated=shown
            )


def _inside(passage: Passage) -> Iterator[Finding]:
    for pattern in _INLINE:
        found = [(chinese(match[1]), match[1]) for match in pattern.finditer(passage.plain)]
        numbers = [number for number, _ in found]
        expected = list(range(numbers[0], numbers[0] + len(numbers))) if numbers else []
        if len(numbers) >= _LEAST_INLINE and numbers != expected and 1 in numbers:
            wrong = next(i for i, (one, two) in enumerate(zip(numbers, expected, strict=True)) if one != two)
            words = f"“{found[wrong - 1][1]}”之后是“{found[wrong][1]}”"
            yield finding("HYG-10", f"{passage.where}同一段里{words}。", (passage.location,), stated=found[wrong][1])
            return
