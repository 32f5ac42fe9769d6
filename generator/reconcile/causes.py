"""Which figure is most likely wrong: what follows from one wrong cell is told under that cell, once.

Each equation that fails says by how much each of its figures would have to change. A wrong figure makes every
equation it stands in fail, and all by the same amount; a right one stands in equations that hold. So the figure that
explains most failures, less the equations that changing it would break, comes first; then the next, until all
failures are explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.domain.amounts import Amount
from generator.domain.facts import Statement
from generator.domain.findings import Cause, Figure, Finding, Severity
from generator.domain.location import Location
from generator.reconcile.judgements import Judgement
from generator.reconcile.suspects import Suspects, Suspicion
from generator.reconcile.wording import ABSENT, Wording, places


def by_cause(wording: Wording, results: Iterable[Judgement | Finding]) -> list[Finding]:
    """The findings, those of one cause together, the most telling first, each told its cause."""
    every = list(results)
    judged = [result for result in every if isinstance(result, Judgement)]
    loose = [result for result in every if isinstance(result, Finding)]
    failing = [j for j in judged if not j.holds]
    if not failing:
        return loose
    suspects = Suspects(wording.knowledge, [j for j in judged if j.holds])
    told: list[list[Finding]] = []
    while failing:
        best = suspects.prime(failing)
        if best is None:
            told.append([j.finding for j in failing if j.finding])
            break
        suspicion, certain = best
        told.append(_told(wording, suspicion, loose, certain=certain))
        settled = {id(j) for j in suspicion.explained}
        failing = [j for j in failing if id(j) not in settled]
    return [*(finding for group in _rows_together(told) for finding in group), *loose]


def uncaused(results: Iterable[Judgement | Finding]) -> list[Finding]:
    """The findings as they came, without their causes."""
    findings = (result.finding if isinstance(result, Judgement) else result for result in results)
    return [finding for finding in findings if finding is not None]


def _told(wording: Wording, suspicion: Suspicion, loose: list[Finding], *, certain: bool) -> list[Finding]:
    """The findings of one cause; the suspected place comes first in each. Takes along loose findings of that place.

    Differences of rounding alone accuse no figure.
    """
    here = places((suspicion.statement, *suspicion.swapped))
    akin = [] if suspicion.statement.absent else [f for f in loose if set(here) & set(f.locations)]
    loose[:] = [f for f in loose if f not in akin]
    findings = [*(j.finding for j in suspicion.explained if j.finding), *akin]
    blamed = any(f.severity >= Severity.WARNING for f in findings)
    cause = _cause(wording, suspicion, certain=certain) if blamed else None
    ordered = sorted(findings, key=lambda f: (-f.severity, not set(here) & set(f.locations)))
    return [replace(f, cause=cause, locations=(*here, *(p for p in f.locations if p not in here))) for f in ordered]


def _rows_together(told: Sequence[Sequence[Finding]]) -> Iterator[list[Finding]]:
    """The groups of findings; those of all the rows that one form does not have as one group."""
    forms: dict[tuple[Location, ...], list[Sequence[Finding]]] = {}
    for group in told:
        cause = group[0].cause if group else None
        if cause is not None and cause.rows:
            forms.setdefault(cause.locations, []).append(group)
    for group in told:
        cause = group[0].cause if group else None
        if cause is None or not cause.rows:
            yield list(group)
        elif cause.locations in forms:
            yield _rows(forms.pop(cause.locations))


def _rows(groups: Sequence[Sequence[Finding]]) -> list[Finding]:
    """What would stand in which of the rows, told once."""
    causes = [cause for group in groups if (cause := group[0].cause) is not None]
    rows: dict[str, list[str]] = {}
    for cause in sorted(causes, key=lambda cause: cause.figure.label):
        rows.setdefault(cause.figure.label, []).append(cause.expected)
    label, *more = rows
    labels = "、".join((label, *map(_quoted, more)))
    told = {row: "、".join(dict.fromkeys(amounts)) for row, amounts in rows.items()}
    expected = "；".join(f"{_quoted(row)}{amounts}" if more else amounts for row, amounts in told.items())
    whole = replace(
        causes[0],
        figure=replace(causes[0].figure, label=labels),
        expected=expected,
        rows=len(rows),
        votes=sum(cause.votes for cause in causes),
        certain=any(cause.certain for cause in causes),
    )
    return [replace(finding, cause=whole) for group in groups for finding in group]


def _quoted(label: str) -> str:
    """The row without its form."""
    return f"“{label.partition('“')[2]}"


def _cause(wording: Wording, suspicion: Suspicion, *, certain: bool) -> Cause:
    statement = suspicion.statement
    expected = wording.money(Amount(statement.amount.value + suspicion.change), statement.at)
    if statement.absent:
        row, _, column = statement.label.rpartition("·")
        figure = Figure(f"{wording.form(statement.form)}“{row}”", ABSENT, places((statement,)))
        return Cause(figure, f"{column}{expected}", len(suspicion.explained), certain, rows=1)
    swapped = next((_figure(wording, other) for other in suspicion.swapped), None)
    return Cause(_figure(wording, statement), expected, len(suspicion.explained), certain, swapped)


def _figure(wording: Wording, statement: Statement) -> Figure:
    figure = wording.figure(statement.at, statement.amount, (statement,))
    return replace(figure, text=wording.empty(statement)) if statement.blank else figure
