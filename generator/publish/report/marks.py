"""The cells a report marks: the suspected one, those an error speaks of, those a warning speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from generator.domain.findings import Severity
from generator.domain.location import Location
from generator.publish.report.groups import Group, Item, Report


class MarkKind(IntEnum):
    """How strongly a cell is marked."""

    WARNING = 0
    ERROR = 1
    CAUSE = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked cell: the findings it stands in, and the groups that suspect it."""

    place: Location
    kind: MarkKind
    items: tuple[Item, ...]
    suspected: tuple[Group, ...] = ()

    @property
    def expected(self) -> str:
        """What it should be, where the checks can say."""
        return next((group.cause.expected_at(self.place) for group in self.suspected if group.cause), "")


def marks_of(report: Report) -> Mapping[Location, Mark]:
    """Every marked place; hints and infos mark nothing."""
    items: dict[Location, list[Item]] = {}
    suspected: dict[Location, list[Group]] = {}
    for group in report.groups:
        if group.severity < Severity.WARNING:
            continue
        for place in suspects(group):
            suspected.setdefault(place, []).append(group)
        for item in group.items:
            for place in dict.fromkeys(item.finding.locations):
                items.setdefault(place, []).append(item)
    return {
        place: Mark(place, _kind(found, suspected.get(place)), tuple(found), tuple(suspected.get(place, ())))
        for place, found in items.items()
        if place and place != report.cells.document
    }


def suspects(group: Group) -> tuple[Location, ...]:
    """Where a group's fault most likely is: its cause; without one, the only place its error speaks of."""
    if group.cause is not None:
        return group.cause.locations
    alone = len(group.places) == 1 and group.severity is Severity.ERROR
    return group.places if alone else ()


def _kind(items: list[Item], suspected: list[Group] | None) -> MarkKind:
    if suspected:
        return MarkKind.CAUSE
    worst = max(item.finding.severity for item in items)
    return MarkKind.ERROR if worst is Severity.ERROR else MarkKind.WARNING
