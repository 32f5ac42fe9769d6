"""Gaps: what a document needs and the disclosure lacks. A draft marks them; a finished document refuses them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from generator.compose.errors import IncompleteError, current_place, gap
from generator.domain.findings import Finding
from generator.domain.location import Location

_ASIDE = re.compile("\uf8fe([0-9]+)\uf8ff")
"""What stands for a gap in text that may not be printed at all."""


class Gaps:
    """Collects gaps, so that a user learns of all of them at once."""

    def __init__(self, mark: str, *, draft: bool) -> None:
        self.draft = draft
        self._mark = mark
        self._found: dict[tuple[str, Location], Finding] = {}
        self._place: Location | None = None
        self._aside: list[tuple[str, Location]] | None = None
        self._held: list[tuple[str, Location]] = []

    def note(self, what: str) -> str:
        """Note that ``what`` is missing here; returns the mark a draft prints in its place."""
        place = self._place or current_place()
        if self._aside is not None:
            self._aside.append((what, place))
            return f"\uf8fe{len(self._aside) - 1}\uf8ff"
        return self._noted(what, place)

    def _noted(self, what: str, place: Location) -> str:
        if not self.draft:
            self._found.setdefault((what, place), gap(what, place))
        return self._mark

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Gaps met inside are not noted before :meth:`settled` finds them in what is printed."""
        self._aside = self._held = []
        try:
            yield
        finally:
            self._aside = None

    def settled(self, text: str) -> str:
        """``text``, a part of what was rendered aside last, with its gaps noted."""
        held = self._held
        return _ASIDE.sub(lambda match: self._noted(*held[int(match[1])]) if int(match[1]) < len(held) else "", text)

    @contextmanager
    def within(self, place: Location) -> Iterator[None]:
        """Gaps met inside belong to ``place`` of the input, not to a template."""
        before, self._place = self._place, place or None
        try:
            yield
        finally:
            self._place = before

    def check(self) -> None:
        """Raise an error that names all gaps, if there are any."""
        if self._found:
            raise IncompleteError(tuple(self._found.values()))
