"""Displayed page numbers, from where sections begin and how they are numbered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.writers.vocabulary import Body


@dataclass(frozen=True, slots=True)
class Zone:
    """Consecutive pages of one section. ``first`` is the displayed number of its first page, 0 for no number."""

    start: int
    first: int

    def number(self, page: int) -> str:
        """The number shown on sheet ``page`` (from 0); empty when the section shows none."""
        return str(self.first + page - self.start) if self.first else ""


def zones(body: Body, starts: Sequence[int]) -> tuple[Zone, ...]:
    """Number the sections that begin on the sheets ``starts`` (from 0).

    A page without a number still counts, as in Word, until a section restarts.
    """
    found: list[Zone] = []
    origin = 0
    for section, start in zip(body.sections, starts, strict=True):
        if section.numbering == "restart":
            origin = start
        found.append(Zone(start, 0 if section.numbering == "none" else start - origin + 1))
    return tuple(found)


def displayed(body: Body, found: Sequence[Zone], sheets: Mapping[str, int], ids: Iterable[str]) -> dict[str, str]:
    """The number displayed on the page of each of ``ids``; ``sheets`` tells on which sheet an id stands."""
    return {each: found[body.section_of[each]].number(sheets[each]) for each in ids if each in sheets}
