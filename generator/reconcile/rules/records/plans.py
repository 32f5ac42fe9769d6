"""Money promised in records: payment plans and cost indicators, against the budget of their project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from generator.domain.amounts import Amount, Unit
from generator.domain.coordinates import Coordinate
from generator.domain.findings import Figure, Finding
from generator.domain.records import Indicator, Project
from generator.packs.record_rules import CostIndicator, PaymentPlan
from generator.reconcile.rules.records.scene import Scene
from generator.reconcile.wording import places

_PERCENT = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*[%％]?")
_MONEY = re.compile(
    r"(?:[≤<＜≦=＝]|小于等于|不超过|不高于|不大于|控制在)?\s*([0-9][0-9,，]*(?:\.[0-9]+)?)\s*"
    r"(亿元|万元|元)(?:以内|以下|之内)?(?P<rest>.*)"
)
_YUAN = {"亿元": Decimal(10**8), "万元": Decimal(10**4), "元": Decimal(1)}
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")


def payment_plan(rule: PaymentPlan, scene: Scene) -> Iterator[Finding]:
    """The plan of every project, step by step."""
    for project in scene.projects:
        if not project.plan:
            scene.gaps.note("项目没有填写支出计划")
            continue
        scene.gaps.looked()
        yield from _steps(rule, scene, project)


def _steps(rule: PaymentPlan, scene: Scene, project: Project) -> Iterator[Finding]:
    percents: list[Decimal] = []
    for step in project.plan:
        found = _PERCENT.fullmatch(step.percent.translate(_HALF_WIDTH).strip())
        if found is None:
            words = f"项目“{project.name}”{step.until}的“{step.percent}”不是百分数"
            yield scene.finding(words, (step.location, project.location))
            return
        percents.append(Decimal(found[1]))
    for (before, low), (after, high) in pairwise(zip(project.plan, percents, strict=True)):
        if high < low:
            words = f"项目“{project.name}”{after.until}为{after.percent}，小于{before.until}的{before.percent}"
            yield scene.finding(words, (after.location, before.location))
    if percents[-1] != rule.full:
        last = project.plan[-1]
        words = f"项目“{project.name}”到{last.until}为{last.percent}，不是{rule.full}%"
        yield scene.finding(words, (last.location,))


def cost_indicator(rule: CostIndicator, scene: Scene) -> Iterator[Finding]:
    """Every cost indicator of every project."""
    levels = set(rule.levels)
    costs = [(p, i) for p in scene.projects for i in p.indicators if {i.level1, i.level2} & levels]
    if scene.submission.records.projects and not costs:
        scene.gaps.note("没有成本指标")
    for project, indicator in costs:
        yield from _cost(scene, project, indicator)


def _cost(scene: Scene, project: Project, indicator: Indicator) -> Iterator[Finding]:
    cost = money(indicator.value)
    if cost is None:
        scene.gaps.note(f"成本指标“{indicator.value}”不是可以与预算比较的金额")
        return
    budget, statements = scene.budget(project)
    if budget is None:
        scene.gaps.note(f"不知道项目“{project.name}”的预算数")
        return
    scene.gaps.looked()
    if cost.interval.low > budget.interval.high:
        printed = scene.wording.money(budget, Coordinate())
        words = f"项目“{project.name}”的“{indicator.level3}”为{indicator.value}，大于项目预算数{printed}"
        figures = (
            Figure(f"{project.name}·{indicator.level3}", indicator.value, (indicator.location,)),
            Figure(f"{project.name}·预算数", printed, places(statements)),
        )
        yield scene.finding(words, (indicator.location, *places(statements)), figures)


def money(text: str) -> Amount | None:
    """The sum of money an indicator's value promises: ``≤217 万元``. None for anything else, and for prices a piece."""
    found = _MONEY.fullmatch(text.translate(_HALF_WIDTH).strip())
    if found is None or found["rest"].strip(" 。（）()"):
        return None
    number = Decimal(re.sub("[,，]", "", found[1]))
    places_typed = max(2, -int(number.as_tuple().exponent))
    yuan = _YUAN[found[2]]
    return Amount(number * yuan, yuan.scaleb(-places_typed), Unit.WAN)
