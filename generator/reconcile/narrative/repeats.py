"""Paragraphs, list items and sentences that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.domain.findings import Finding
from generator.reconcile.narrative.passages import Kind, Passage
from generator.reconcile.narrative.report import finding, quoted

_NUMBER = re.compile(
    r"^\s*(?:[(]?(?:\d{1,3}|[一二三四五六七八九十]+)[)、.]|[一二三四五六七八九十]+是|第[一二三四五六七八九十]+[,、])\s*"
)
_MARKS = re.compile(r"[\s,。;:、.!?\"'()]")
_SENTENCE = re.compile(r"[。;\n]")
_REASON = re.compile(r"(?:主要|增减变化的?)?(?:主要)?原因")
"""A reason may well be the same for income and expenditure."""
_SHORTEST_ITEM = 6
_SHORTEST_SENTENCE = 12


def check_repeats(texts: Iterable[Passage]) -> Iterator[Finding]:
    """Findings for repeated paragraphs of one text, repeated goals of one list, repeated sentences."""
    seen: dict[tuple[str, str], Passage] = {}
    for passage in texts:
        if passage.kind is Kind.CELL:
            continue
        bare = _bare(passage.plain)
        first = seen.setdefault((passage.series, bare), passage)
        if first is not passage and len(bare) >= _SHORTEST_ITEM:
            message = f"{passage.where}中{quoted(passage.text)}出现了两次。"
            yield finding("HYG-09", message, (passage.location, first.location), stated=passage.text)
        yield from _sentences(passage)


def _bare(text: str) -> str:
    return _MARKS.sub("", _NUMBER.sub("", text))


def _sentences(passage: Passage) -> Iterator[Finding]:
    seen: set[str] = set()
    for sentence in _SENTENCE.split(passage.plain):
        bare = _bare(sentence)
        if len(bare) >= _SHORTEST_SENTENCE and bare in seen and not _REASON.match(bare):
            message = f"{passage.where}同一段里{quoted(sentence.strip())}出现了两次。"
            yield finding("HYG-09", message, (passage.location,), stated=sentence.strip())
            return
        seen.add(bare)
