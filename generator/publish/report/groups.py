"""Findings in the order they should be mended: those of one cause together, the most important cause first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.domain.errors import DisclosureError, FaultError, GateError, OutputError
from generator.domain.findings import Cause, Finding, Severity
from generator.domain.location import NOWHERE, Location
from generator.publish.pipeline import Outcome
from generator.publish.report.cells import Cells

UNUSABLE = "INPUT-01"
"""The code of the one finding of an input that could not be used."""
_CODES = ((GateError, "GATE-01"), (FaultError, "FAULT-01"), (OutputError, "OUT-01"))
"""The codes where the input is not to blame: files that say something else, the program or machine, the output."""


@dataclass(frozen=True, slots=True)
class Item:
    """A finding in a report: ``number`` counts from 1 as the report shows them, ``index`` from 0 as they were found."""

    number: int
    index: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that belong together: of one cause, or (without a cause) of one cell. The most telling comes first."""

    items: tuple[Item, ...]
    cause: Cause | None = None

    @property
    def severity(self) -> Severity:
        """The worst of its findings'."""
        return max(item.finding.severity for item in self.items)

    @property
    def places(self) -> tuple[Location, ...]:
        """Where to mend: the suspected figure, or what the first finding names."""
        return self.cause.locations if self.cause else self.items[0].finding.locations


@dataclass(frozen=True)
class Report:
    """One document's findings, grouped: ``causes`` the most important first, then ``others`` by severity."""

    outcome: Outcome
    cells: Cells
    causes: tuple[Group, ...]
    others: tuple[Group, ...]

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """All groups, in order."""
        return (*self.causes, *self.others)

    def count(self, severity: Severity) -> int:
        """How many findings of this severity there are."""
        return sum(item.finding.severity is severity for group in self.groups for item in group.items)

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return self.count(Severity.ERROR)


def findings_of(outcome: Outcome) -> tuple[Finding, ...]:
    """The findings of an outcome; an input that was not worked on to the end has one that says why."""
    error = outcome.error
    if error is None:
        return outcome.findings
    places = (error.location,) if error.location else ()
    code = next((code for kind, code in _CODES if isinstance(error, kind)), UNUSABLE)
    return (Finding(code, Severity.ERROR, error.message, places, remedy=error.remedy), *outcome.findings)


def faulty(error: DisclosureError) -> bool:
    """Whether the input is not to blame for an error."""
    return error.exit_code == FaultError.exit_code


def report_on(outcome: Outcome) -> Report:
    """The findings of an outcome, grouped and numbered."""
    cells = Cells.of(outcome.disclosure.submission if outcome.disclosure else None)
    indexed = list(enumerate(findings_of(outcome)))
    caused = _by_cause(indexed)
    settled = {index for found in caused for index, _ in found}
    others = _by_place([one for one in indexed if one[0] not in settled], cells.amounts, caused)
    caused.sort(key=lambda found: (-_worst(found), -_votes(found)))
    others.sort(key=lambda found: -_worst(found))
    numbers = iter(range(1, len(indexed) + 1))
    groups = [tuple(Item(next(numbers), *one) for one in found) for found in (*caused, *others)]
    causes = tuple(Group(items, items[0].finding.cause) for items in groups[: len(caused)])
    return Report(outcome, cells, causes, tuple(Group(items) for items in groups[len(caused) :]))


_Indexed = tuple[int, Finding]


def _by_cause(findings: Iterable[_Indexed]) -> list[list[_Indexed]]:
    """The findings that have a cause. Mere hints, like rounding, accuse no figure."""
    found: dict[Cause, list[_Indexed]] = {}
    for index, finding in findings:
        if finding.cause is not None:
            found.setdefault(finding.cause, []).append((index, finding))
    return [group for group in found.values() if _worst(group) >= Severity.WARNING]


def _by_place(
    findings: Iterable[_Indexed], amounts: Collection[Location], caused: Iterable[list[_Indexed]]
) -> list[list[_Indexed]]:
    """Findings one by one; what else is said of an amount's cell goes with its cause, or the worst said of it."""
    groups: list[list[_Indexed]] = []
    at_cell = {place: group for group in caused if (cause := group[0][1].cause) for place in cause.locations}
    for index, finding in sorted(findings, key=lambda one: -one[1].severity):
        place = finding.locations[0] if len(finding.locations) == 1 else NOWHERE
        if place in at_cell:
            at_cell[place].append((index, finding))
            continue
        group = [(index, finding)]
        groups.append(group)
        if place in amounts:
            at_cell[place] = group
    return groups


def _worst(group: Sequence[_Indexed]) -> Severity:
    return max(finding.severity for _, finding in group)


def _votes(group: Sequence[_Indexed]) -> int:
    cause = group[0][1].cause
    return cause.votes if cause else 0
