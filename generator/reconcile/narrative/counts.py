"""The same thing counted in two texts must be the same number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.domain.findings import Finding
from generator.reconcile.narrative.claims import Role
from generator.reconcile.narrative.numbers import Family, Hedge
from generator.reconcile.narrative.reading import Reading
from generator.reconcile.narrative.report import finding, text_figure

_COUNTED = frozenset({"人", "名", "台", "套", "辆", "篇", "件", "册", "家", "户", "人次"})
_SHORTEST = 2
_Place = tuple[Reading, int]


def check_counts(readings: Iterable[Reading]) -> Iterator[Finding]:
    """Hints where two texts about the whole entity count the same thing differently."""
    found: dict[tuple[str, str], list[_Place]] = {}
    for reading in readings:
        for index, claim in enumerate(reading.claims):
            number = claim.number
            if number is None or number.family is not Family.COUNT or claim.role is not Role.LEVEL:
                continue
            label = claim.label.text
            whole = reading.passage.project is None and number.hedge is Hedge.NONE
            if whole and len(label) >= _SHORTEST and number.unit in _COUNTED:
                found.setdefault((label, number.unit), []).append((reading, index))
    for (label, _), places in found.items():
        yield from _differing(label, places)


def _differing(label: str, places: list[_Place]) -> Iterator[Finding]:
    first, *others = places
    for other in others:
        one, two = _value(first), _value(other)
        if one != two and first[0] is not other[0]:
            texts = [(reading.printed(index), reading.passage) for reading, index in (other, first)]
            yield finding(
                "NARR-17",
                f"“{label}”在{texts[1][1].where}写作{texts[1][0]}，在{texts[0][1].where}写作{texts[0][0]}。",
                (passage.location for _, passage in texts),
                stated=texts[0][0],
                expected=texts[1][0],
                figures=[text_figure(label, text, passage) for text, passage in texts],
            )
            return


def _value(place: _Place) -> object:
    number = place[0].claims[place[1]].number
    return number.value if number is not None else None
