"""What reading a finished file back has found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MOST = 20
"""Of one file no more differences are told: the first ones say what is wrong."""
_AROUND = 12
_SHOWN = 60
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Difference:
    """Something a finished file says otherwise, besides, not at all, or unseen.

    ``place``: page, paragraph, or sheet and cell. ``message`` is the whole Chinese sentence without the place.
    """

    place: str
    expected: str
    found: str
    message: str

    def __str__(self) -> str:
        """Place and message."""
        return f"{self.place}：{self.message}"


@dataclass(frozen=True, slots=True)
class FileAudit:
    """The result for one file: ``kind`` is its format, ``figures`` and ``letters`` how many of them were compared."""

    name: str
    kind: str
    figures: int
    letters: int
    differences: tuple[Difference, ...]


@dataclass
class Ledger:
    """What was compared in one file so far, and the differences found."""

    figures: int = 0
    letters: int = 0
    differences: list[Difference] = field(default_factory=list)

    def compared(self, text: str) -> None:
        """Count a text that agreed."""
        self.letters += len(text)
        self.figures += count_figures(text)

    def tell(self, place: str, message: str, expected: str = "", found: str = "") -> None:
        """Record a difference, unless there are enough of them."""
        if len(self.differences) < MOST:
            self.differences.append(Difference(place, expected, found, message))

    def differs(self, place: str, expected: str, found: str) -> None:
        """Record that a text reads otherwise, from the first letter on that does."""
        at = first_difference(expected, found)
        wanted, seen = excerpt(expected, at), excerpt(found, at)
        if not found:
            self.tell(place, f"缺少“{wanted}”。", wanted, "")
        elif not expected:
            self.tell(place, f"多出“{seen}”。", "", seen)
        else:
            self.tell(place, f"应为“{wanted}”，实为“{seen}”。", wanted, seen)

    def audit(self, name: str, kind: str) -> FileAudit:
        """The result for the file ``name``."""
        return FileAudit(name, kind, self.figures, self.letters, tuple(self.differences))


def count_figures(text: str) -> int:
    """How many numbers a text has."""
    return len(_NUMBER.findall(text))


def first_difference(expected: str, found: str) -> int:
    """The first position at which two texts differ; the length of the shorter one if it begins the other."""
    pairs = zip(expected, found, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(expected), len(found)))


def excerpt(text: str, at: int) -> str:
    """What stands around position ``at``, for a message."""
    start, end = max(0, at - _AROUND), at + _SHOWN - _AROUND
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
