"""Performance indicators: all kinds there, values that say something, comparisons the right way round."""

from __future__ import annotations

from collections.abc import Iterator

from generator.domain.findings import Finding
from generator.domain.records import Indicator, Project
from generator.packs.record_rules import Direction, IndicatorKinds, RepeatedValues
from generator.reconcile.rules.records.scene import Scene, listed

_AT_LEAST = ("≥", ">", "＞", "≧", "不低于", "不少于", "大于")
_AT_MOST = ("≤", "<", "＜", "≦", "不超过", "不高于", "不大于", "小于")
_SUFFIXES = ("", "率", "数", "数量", "次数", "件数", "起数", "（%）", "(%)", "（次）", "（起）")


def _with_indicators(scene: Scene) -> Iterator[Project]:
    for project in scene.projects:
        if project.indicators:
            scene.gaps.looked()
            yield project
        else:
            scene.gaps.note("项目没有绩效指标")


def kinds(rule: IndicatorKinds, scene: Scene) -> Iterator[Finding]:
    """One finding for each kind that some projects lack, naming them."""
    projects = list(_with_indicators(scene))
    for needed in rule.needed:
        wanted = set(needed.split("|"))
        lacking = [project for project in projects if not any(_is_of(i, wanted) for i in project.indicators)]
        if lacking:
            names = listed(project.name for project in lacking)
            words = f"{names}没有{'或'.join(needed.split('|'))}"
            yield scene.finding(words, (project.location for project in lacking))


def _is_of(indicator: Indicator, wanted: set[str]) -> bool:
    own = {indicator.level1.strip(), indicator.level2.strip()}
    return bool(own & wanted) or bool({name.removesuffix("指标") for name in own} & wanted)


def repeated(rule: RepeatedValues, scene: Scene) -> Iterator[Finding]:
    """Projects all of whose indicators have the same value."""
    for project in _with_indicators(scene):
        values = {"".join(indicator.value.split()) for indicator in project.indicators}
        if len(project.indicators) >= rule.at_least and len(values) == 1:
            words = f"项目“{project.name}”的 {len(project.indicators)} 条指标都是“{project.indicators[0].value}”"
            yield scene.finding(words, (indicator.location for indicator in project.indicators))


def direction(rule: Direction, scene: Scene) -> Iterator[Finding]:
    """Indicators compared the wrong way round."""
    for project in _with_indicators(scene):
        for indicator in project.indicators:
            value = indicator.value.strip()
            if _ends(indicator.level3, rule.small) and value.startswith(_AT_LEAST):
                yield _reversed(scene, project, indicator, "应当越少越好")
            elif _ends(indicator.level3, rule.large) and value.startswith(_AT_MOST):
                yield _reversed(scene, project, indicator, "应当越高越好")


def _ends(name: str, words: tuple[str, ...]) -> bool:
    plain = "".join(name.split())
    return plain.endswith(tuple(word + suffix for word in words for suffix in _SUFFIXES))


def _reversed(scene: Scene, project: Project, indicator: Indicator, wanted: str) -> Finding:
    words = f"项目“{project.name}”的“{indicator.level3}”{wanted}，指标值却写“{indicator.value}”"
    return scene.finding(words, (indicator.location,))
