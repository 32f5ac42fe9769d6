"""Which figure is most likely wrong: what follows from one wrong cell is told under that cell, once.

Each equation that fails says by how much each of its figures would have to change. A wrong figure makes every
equation it stands in fail, and all by the same amount; a right one stands in equations that hold. So the figure that
explains most failures, less the equations that changing it would break, comes first; then the next, until all
failures are explained.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.domain.amounts import Amount
from generator.domain.facts import Statement
from generator.domain.findings import Cause, Finding, Severity
from generator.reconcile.judgements import Judgement
from generator.reconcile.wording import BLANK, Wording, places

Holding = dict[int, list[Judgement]]
"""The equations that hold, by the identity of each statement in them."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A figure, the change that would mend it, the failures this explains, and what it would break."""

    statement: Statement
    change: Decimal
    explained: tuple[Judgement, ...]
    broken: int
    holding: int

    @property
    def rank(self) -> tuple[int, int, int]:
        """Higher is likelier."""
        return (len(self.explained) - self.broken, len(self.explained), -self.holding)


def by_cause(wording: Wording, results: Iterable[Judgement | Finding]) -> list[Finding]:
    """The findings, those of one cause together, the most telling first, each told its cause."""
    every = list(results)
    judged = [result for result in every if isinstance(result, Judgement)]
    loose = [result for result in every if isinstance(result, Finding)]
    failing = [j for j in judged if not j.holds]
    if not failing:
        return loose
    holding: Holding = {}
    for judgement in judged:
        for statement, _ in judgement.terms if judgement.holds else ():
            holding.setdefault(id(statement), []).append(judgement)
    findings: list[Finding] = []
    while failing:
        best = _prime_suspect(failing, holding)
        if best is None:
            findings += [j.finding for j in failing if j.finding]
            break
        suspicion, certain = best
        findings += _told(wording, suspicion, loose, certain=certain)
        settled = {id(j) for j in suspicion.explained}
        failing = [j for j in failing if id(j) not in settled]
    return [*findings, *loose]


def uncaused(results: Iterable[Judgement | Finding]) -> list[Finding]:
    """The findings as they came, without their causes."""
    findings = (result.finding if isinstance(result, Judgement) else result for result in results)
    return [finding for finding in findings if finding is not None]


def _prime_suspect(failing: Sequence[Judgement], holding: Holding) -> tuple[Suspicion, bool] | None:
    """The likeliest figure, and whether no other is as likely."""
    involved: dict[int, tuple[Statement, list[tuple[Judgement, int]]]] = {}
    for judgement in failing:
        for statement, weight in judgement.terms:
            involved.setdefault(id(statement), (statement, []))[1].append((judgement, weight))
        for statement in judgement.rests:
            involved.setdefault(id(statement), (statement, []))[1].append((judgement, 0))
    if not involved:
        return None
    stands_in = {key: sum(1 for _, weight in found if weight) for key, (_, found) in involved.items()}
    most = max(stands_in.values())
    likely = [(s, found) for key, (s, found) in involved.items() if stands_in[key] and 2 * stands_in[key] >= most]
    suspicions = [_suspect(statement, found, holding.get(id(statement), ())) for statement, found in likely]
    ranked = sorted((s for s in suspicions if s.explained), key=lambda s: s.rank, reverse=True)
    if not ranked:
        return None
    return ranked[0], len(ranked) == 1 or ranked[1].rank < ranked[0].rank


def _suspect(statement: Statement, found: list[tuple[Judgement, int]], holding: Sequence[Judgement]) -> Suspicion:
    """How well a change of ``statement`` explains the failures it stands in.

    An empty cell that ought to have a figure also explains the failures of what was taken for nothing because of it
    (weight 0), whatever they come to. No change is thought of that would make an amount negative.
    """
    possible = (-judgement.residual / weight for judgement, weight in found if weight)
    changes = Counter(change for change in possible if statement.amount.value + change >= 0)
    if not changes:
        return Suspicion(statement, Decimal(0), (), 0, len(holding))
    change = max(changes, key=lambda value: (changes[value], -abs(value)))
    explained = tuple(j for j, weight in found if not weight or abs(-j.residual / weight - change) <= j.slack)
    broken = sum(1 for j in holding if abs(change) > j.slack)
    return Suspicion(statement, change, explained, broken, len(holding))


def _told(wording: Wording, suspicion: Suspicion, loose: list[Finding], *, certain: bool) -> list[Finding]:
    """The findings of one cause; the suspected place comes first in each. Takes along loose findings of that place.

    Differences of rounding alone accuse no figure.
    """
    statement = suspicion.statement
    here = places((statement,))
    akin = [f for f in loose if set(here) & set(f.locations)]
    loose[:] = [f for f in loose if f not in akin]
    findings = [*(j.finding for j in suspicion.explained if j.finding), *akin]
    expected = Amount(statement.amount.value + suspicion.change)
    figure = wording.figure(statement.at, statement.amount, (statement,))
    figure = replace(figure, text=BLANK) if statement.blank else figure
    blamed = any(f.severity >= Severity.WARNING for f in findings)
    cause = Cause(figure, wording.money(expected, statement.at), len(suspicion.explained), certain) if blamed else None
    ordered = sorted(findings, key=lambda f: (-f.severity, not set(here) & set(f.locations)))
    return [replace(f, cause=cause, locations=(*here, *(p for p in f.locations if p not in here))) for f in ordered]
