"""Collecting findings while reading goes on."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from generator.domain.findings import Finding
from generator.domain.location import Location
from generator.readers.codes import Code


class Issues:
    """The findings so far, in the order they were met."""

    def __init__(self) -> None:
        self._found: list[Finding] = []

    def add(self, code: Code, message: str, *places: Location, remedy: str = "") -> None:
        """Note a finding. ``message`` says what is wrong; the place is in ``places``."""
        self._found.append(Finding(code.code, code.severity, message, places, remedy=remedy))

    def note(self, finding: Finding) -> None:
        """Note a finding made elsewhere."""
        self._found.append(finding)

    def all(self) -> tuple[Finding, ...]:
        """Every finding noted."""
        return tuple(self._found)


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """``是不是想写“…”？`` when a known word comes close, else ``otherwise``."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"是不是想写“{close[0]}”？" if close else otherwise
