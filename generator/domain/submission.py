"""Submission: what the input says. Disclosure: what is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.domain.coordinates import Coordinate, Dimension
from generator.domain.facts import Fact, StatedForm, Statement
from generator.domain.findings import CHECK_BROKEN, Finding, Severity
from generator.domain.location import NOWHERE, Location
from generator.domain.records import Entity, Records
from generator.domain.source import SourceFile


@dataclass(frozen=True, slots=True)
class Submission:
    """One entity's input for one year, as read: stated facts, records and texts, each with its source.

    ``dimensions`` are the trees with the members this submission lists; ``statements`` are amounts stated outside
    any form (project budgets, last year's figures). ``sources`` are the files read, with their content.
    """

    pack: str
    year: int
    entity: Entity
    dimensions: Mapping[str, Dimension]
    forms: Mapping[str, StatedForm] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    records: Records = field(default_factory=Records)
    findings: tuple[Finding, ...] = ()
    approved: str = ""
    sources: tuple[SourceFile, ...] = ()
    location: Location = NOWHERE

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the files read."""
        return tuple(source.name for source in self.sources)


@dataclass(frozen=True, slots=True)
class FormState:
    """How a form of the pack stands in a disclosure.

    ``stated`` by the input, ``derived`` whole from other forms, ``partial`` where some cell is unknown;
    ``empty``: nothing to print but its note. ``members``: the rows to print, per row dimension; ``combos``: those that
    stand for members of several dimensions.
    """

    form: str
    status: str
    empty: bool
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    combos: tuple[Coordinate, ...] = ()


@dataclass(frozen=True, slots=True)
class TextAccount:
    """How many figures of one text were compared with something, and how many nothing can be compared with."""

    where: str
    compared: int
    unchecked: int

    def as_dict(self) -> dict[str, object]:
        """The account for JSON."""
        return {"where": self.where, "compared": self.compared, "unchecked": self.unchecked}


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The reconciled whole: every fact known, stated or derived, and all findings.

    ``compared``: how many comparisons each rule made, by code. ``texts``: the account of every text with figures.
    """

    submission: Submission
    facts: Mapping[Coordinate, Fact]
    forms: Mapping[str, FormState]
    findings: tuple[Finding, ...] = ()
    compared: Mapping[str, int] = field(default_factory=dict)
    texts: tuple[TextAccount, ...] = ()

    @property
    def broken(self) -> bool:
        """Whether a check broke down, so that nobody knows what it would have found."""
        return any(finding.code == CHECK_BROKEN for finding in self.findings)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that block publication."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)
