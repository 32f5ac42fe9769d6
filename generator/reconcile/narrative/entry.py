"""One entry of the catalogue of findings on text."""

from __future__ import annotations

from dataclasses import dataclass

from generator.domain.findings import Severity


@dataclass(frozen=True, slots=True)
class Entry:
    """What one code means: how bad it is, what it is called, why it matters, how to mend it, what it rests on.

    ``waivable``: where a pack makes an error of it, a reason lifts it all the same.
    """

    severity: Severity
    title: str
    explanation: str
    remedy: str
    basis: str
    waivable: bool = False
