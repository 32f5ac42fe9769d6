"""Gaps: what a document needs and the disclosure lacks. A draft marks them; a finished document refuses them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from generator.compose.errors import IncompleteError, current_place, gap
from generator.domain.findings import Finding
from generator.domain.location import Location


class Gaps:
    """Collects gaps, so that a user learns of all of them at once."""

    def __init__(self, mark: str, *, draft: bool) -> None:
        self._mark = mark
        self._draft = draft
        self._found: dict[tuple[str, Location], Finding] = {}
        self._place: Location | None = None

    def note(self, what: str) -> str:
        """Note that ``what`` is missing here; returns the mark a draft prints in its place."""
        if not self._draft:
            place = self._place or current_place()
            self._found.setdefault((what, place), gap(what, place))
        return self._mark

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
