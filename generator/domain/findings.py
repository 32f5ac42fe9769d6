"""Findings: the results of checks, as data. Wording is Chinese; codes and places are what tests look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from generator.domain.location import NOWHERE, Location

CHECK_BROKEN = "RULE-ERR"
"""The code of a check that broke down: a fault of the program, told among the findings because others go on."""


class Severity(IntEnum):
    """How bad a finding is. Errors block publication; hints and infos are only listed."""

    INFO = 0
    HINT = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The Chinese name."""
        return ("说明", "提示", "警告", "错误")[self.value]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure a finding speaks of: what it is, as printed, and every place that states it."""

    label: str
    text: str
    locations: tuple[Location, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The figure for JSON."""
        return {
            "label": self.label,
            "text": self.text,
            "locations": [place.as_dict() for place in self.locations],
        }


@dataclass(frozen=True, slots=True)
class Cause:
    """The one figure that explains a finding best: what it is, what it says, what the others make of it.

    ``votes``: how many checks speak against it. ``certain``: no other figure explains them as well. ``swapped``: the
    figure it has changed places with, where both are right once they change back. ``rows``: so many rows are
    missing; ``figure`` names them, and ``expected`` what would stand in them.
    """

    figure: Figure
    expected: str
    votes: int
    certain: bool
    swapped: Figure | None = None
    rows: int = 0

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures to mend."""
        return (self.figure, self.swapped) if self.swapped else (self.figure,)

    @property
    def locations(self) -> tuple[Location, ...]:
        """Every place to mend."""
        return tuple(place for figure in self.figures for place in figure.locations)

    def expected_at(self, place: Location) -> str:
        """What a place should say."""
        return self.figure.text if self.swapped and place in self.swapped.locations else self.expected

    def as_dict(self) -> dict[str, object]:
        """The cause for JSON."""
        return {
            **self.figure.as_dict(),
            "expected": self.expected,
            "votes": self.votes,
            "certain": self.certain,
            "missing_rows": self.rows,
            "swapped": self.swapped.as_dict() if self.swapped else None,
        }


@dataclass(frozen=True, slots=True)
class Waiver:
    """Who lets findings of a rule stand, and why. ``about`` narrows it to what it names; empty: all of the rule."""

    rule: str
    reason: str
    person: str
    date: str
    about: str = ""
    location: Location = NOWHERE

    def as_dict(self) -> dict[str, object]:
        """The waiver for JSON."""
        return {
            "rule": self.rule,
            "about": self.about,
            "reason": self.reason,
            "person": self.person,
            "date": self.date,
            "location": self.location.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a check.

    ``code`` is stable (``SUM-01``). ``stated`` and ``expected`` are the two figures that disagree, as printed with
    their unit; ``difference`` is stated − expected. ``locations`` holds the place to mend first.
    """

    code: str
    severity: Severity
    message: str
    locations: tuple[Location, ...] = ()
    stated: str | None = None
    expected: str | None = None
    difference: str | None = None
    remedy: str = ""
    figures: tuple[Figure, ...] = ()
    cause: Cause | None = None
    """The figure this follows from; findings of one cause stand together, the most telling first."""
    waiver: Waiver | None = None
    """The reason given for letting it stand; it is an INFO then."""

    def as_dict(self) -> dict[str, object]:
        """The finding for JSON."""
        return {
            "code": self.code,
            "severity": self.severity.name.lower(),
            "message": self.message,
            "locations": [place.as_dict() for place in self.locations],
            "stated": self.stated,
            "expected": self.expected,
            "difference": self.difference,
            "remedy": self.remedy,
            "figures": [figure.as_dict() for figure in self.figures],
            "cause": self.cause.as_dict() if self.cause else None,
            "waiver": self.waiver.as_dict() if self.waiver else None,
        }
