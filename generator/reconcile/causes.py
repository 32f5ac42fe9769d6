"""Which figure is most likely wrong: what follows from one wrong cell is told under that cell, once.

Each equation that fails says by how much each of its figures would have to change. A wrong figure makes every
equation it stands in fail, and all by the same amount; a right one stands in equations that hold. So the figure that
explains most failures, less the equations that changing it would break, comes first; then the next, until all
failures are explained.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.domain.amounts import Amount
from generator.domain.facts import Statement
from generator.domain.findings import Cause, Figure, Finding, Severity
from generator.reconcile.judgements import Judgement
from generator.reconcile.suspects import Suspects, Suspicion
from generator.reconcile.wording import BLANK, Wording, places


def by_cause(wording: Wording, results: Iterable[Judgement | Finding]) -> list[Finding]:
    """The findings, those of one cause together, the most telling first, each told its cause."""
    every = list(results)
    judged = [result for result in every if isinstance(result, Judgement)]
    loose = [result for result in every if isinstance(result, Finding)]
    failing = [j for j in judged if not j.holds]
    if not failing:
        return loose
    suspects = Suspects(wording.knowledge, [j for j in judged if j.holds])
    findings: list[Finding] = []
    while failing:
        best = suspects.prime(failing)
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


def _told(wording: Wording, suspicion: Suspicion, loose: list[Finding], *, certain: bool) -> list[Finding]:
    """The findings of one cause; the suspected place comes first in each. Takes along loose findings of that place.

    Differences of rounding alone accuse no figure.
    """
    here = places((suspicion.statement, *suspicion.swapped))
    akin = [f for f in loose if set(here) & set(f.locations)]
    loose[:] = [f for f in loose if f not in akin]
    findings = [*(j.finding for j in suspicion.explained if j.finding), *akin]
    blamed = any(f.severity >= Severity.WARNING for f in findings)
    cause = _cause(wording, suspicion, certain=certain) if blamed else None
    ordered = sorted(findings, key=lambda f: (-f.severity, not set(here) & set(f.locations)))
    return [replace(f, cause=cause, locations=(*here, *(p for p in f.locations if p not in here))) for f in ordered]


def _cause(wording: Wording, suspicion: Suspicion, *, certain: bool) -> Cause:
    statement = suspicion.statement
    expected = wording.money(Amount(statement.amount.value + suspicion.change), statement.at)
    swapped = next((_figure(wording, other) for other in suspicion.swapped), None)
    return Cause(_figure(wording, statement), expected, len(suspicion.explained), certain, swapped)


def _figure(wording: Wording, statement: Statement) -> Figure:
    figure = wording.figure(statement.at, statement.amount, (statement,))
    return replace(figure, text=BLANK) if statement.blank else figure
