"""没有安排公务接待费: what a text says there is none of."""

from __future__ import annotations

from collections.abc import Iterator

from generator.domain.findings import Finding
from generator.reconcile.narrative.claims import Role
from generator.reconcile.narrative.evidence import Evidence
from generator.reconcile.narrative.reading import Reading
from generator.reconcile.narrative.report import fact_figure, fact_name, finding, money, places


def check_absences(reading: Reading, evidence: Evidence, year: int) -> Iterator[Finding]:
    """Warnings where there is some of what the text says there is none of this year."""
    for index, claim in enumerate(reading.claims):
        if claim.role is not Role.NONE or claim.year not in {None, year}:
            continue
        at = reading.at(index)
        known = evidence.known(at)
        if not known or any(fact.amount.is_zero for fact in (*known, *evidence.wider(at, reading.sources))):
            continue
        passage, fact = reading.passage, known[0]
        stated = reading.passage.text[claim.start : claim.end]
        yield finding(
            "NARR-20",
            f"{passage.where}写明{stated}“{claim.label.text}”，{fact_name(evidence, fact)}为{money(fact.amount)}。",
            places(passage, evidence, (fact,)),
            stated=stated,
            expected=money(fact.amount),
            figures=(fact_figure(evidence, fact),),
        )
