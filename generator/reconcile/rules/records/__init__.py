"""Checks on records: one function for every kind of ``records:`` in ``rules.yaml``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.domain.findings import Finding
from generator.domain.submission import FormState, Submission
from generator.packs.record_rules import (
    AllowedPairs,
    CostIndicator,
    Direction,
    EmptyNotes,
    IndicatorKinds,
    MemberField,
    PaymentPlan,
    PriorGiven,
    ProjectCode,
    Reasons,
    RepeatedValues,
    UniqueNames,
    UnitNames,
)
from generator.packs.rule_text import RuleText
from generator.reconcile.rules.records import classes, indicators, names, plans, years
from generator.reconcile.rules.records.scene import Scene
from generator.reconcile.tally import Tally
from generator.reconcile.wording import Wording

__all__ = ["check_records"]

_KINDS: Mapping[type[RuleText], Callable[[Any, Scene], Iterator[Finding]]] = {
    PaymentPlan: plans.payment_plan,
    CostIndicator: plans.cost_indicator,
    IndicatorKinds: indicators.kinds,
    RepeatedValues: indicators.repeated,
    Direction: indicators.direction,
    ProjectCode: names.project_code,
    UniqueNames: names.unique,
    UnitNames: names.units,
    MemberField: classes.member_field,
    AllowedPairs: classes.allowed_pairs,
    EmptyNotes: classes.empty_notes,
    Reasons: years.reasons,
    PriorGiven: years.prior_given,
}


def check_records(
    submission: Submission, wording: Wording, forms: Mapping[str, FormState], tally: Tally
) -> Iterator[Finding]:
    """Findings of the pack's record rules, each followed by what it could not check."""
    for rule in wording.pack.rules.records:
        if wording.pack.rules.on(rule.code):
            scene = Scene.of(rule, submission, wording, forms, tally)
            yield from _KINDS[type(rule)](rule, scene)
            yield from scene.gaps.finding()
