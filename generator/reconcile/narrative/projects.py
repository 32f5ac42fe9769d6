"""Project names that a text writes a little differently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.domain.coordinates import Coordinate
from generator.domain.submission import Submission
from generator.reconcile.narrative.evidence import Evidence
from generator.reconcile.narrative.numbers import Number
from generator.reconcile.narrative.plain import plain

_ALIKE = 0.6


@dataclass(frozen=True)
class ProjectNames:
    """The projects of a submission by coordinate, with their names and budgets."""

    names: Mapping[Coordinate, str]
    evidence: Evidence

    def name(self, at: Coordinate) -> str:
        """The full name."""
        return self.names[at]

    def alike(self, label: str, number: Number) -> Coordinate | None:
        """The project with this budget whose name is much like ``label``."""
        if not label or not number.value:
            return None
        best, score = None, _ALIKE
        for at, name in self.names.items():
            amount = self.evidence.amount(at)
            if amount is None or not number.allows(amount):
                continue
            found = SequenceMatcher(None, label, plain(name), autojunk=False).ratio()
            if found > score:
                best, score = at, found
        return best


def project_names(submission: Submission, evidence: Evidence) -> ProjectNames:
    """The projects a submission lists."""
    tree = submission.dimensions.get("project")
    base = Coordinate.of({"flow": "expenditure", "kind": "project"})
    names = {base.put("project", code): member.name for code, member in tree.members.items()} if tree else {}
    return ProjectNames(names, evidence)
