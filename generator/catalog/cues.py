"""Words by which a text says what it is doing: giving a reason, saying that there is nothing, pointing at a table.

A cue does not count where it is part of a longer word (因 in 因公出国, 系 in 系统); those words are listed beside it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Kind = Literal["reason", "reason_of_change", "nothing", "table_below", "table_above", "table_attached", "table_named"]


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues of one kind."""

    pattern: re.Pattern[str]
    void: re.Pattern[str] | None

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Every cue in a text, from left to right."""
        taken = [match.span() for match in self.void.finditer(text)] if self.void else []
        for match in self.pattern.finditer(text):
            if not any(start <= match.start() and match.end() <= end for start, end in taken):
                yield match

    def first(self, text: str) -> re.Match[str] | None:
        """The first cue in a text."""
        return next(self.find(text), None)


@cache
def cues(kind: Kind) -> Cues:
    """The cues of a kind, longest first."""
    text = (files("generator.catalog") / "data" / "cues.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["kind"] == kind]
    void = "|".join(_alternatives([word for row in rows for word in row["unless"].split("|") if word]))
    pattern = re.compile("|".join(_alternatives([row["phrase"] for row in rows])))
    return Cues(pattern, re.compile(void) if void else None)


def _alternatives(words: list[str]) -> list[str]:
    return [re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word))]
