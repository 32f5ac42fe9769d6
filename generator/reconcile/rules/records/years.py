"""This year and the year before: reasons where something changed, and whether last year is known at all."""

from __future__ import annotations

from collections.abc import Iterator

from generator.domain.coordinates import Coordinate
from generator.domain.findings import Finding
from generator.packs.record_rules import PriorGiven, Reasons
from generator.reconcile.rules.records.scene import Scene
from generator.reconcile.rules.records.told_reasons import ToldReasons
from generator.reconcile.wording import places


def _ats(scene: Scene, figure: str) -> tuple[Coordinate, Coordinate]:
    at = Coordinate.of(scene.pack.figures[figure].at)
    return at, at.put("period", "prior")


def reasons(rule: Reasons, scene: Scene) -> Iterator[Finding]:
    """Figures that changed without a reason being told: under its text key, or in a section in own words."""
    changed: dict[str, tuple[str, Coordinate]] = {}
    for figure, key in rule.texts.items():
        now, before = _ats(scene, figure)
        amount, prior = scene.knowledge.amount(now), scene.knowledge.amount(before)
        if prior is None or amount is None:
            scene.gaps.note(f"不知道{figure}的{'上年' if prior is None else '本年'}数")
            continue
        scene.gaps.looked()
        if not amount.same_figure(prior) and not scene.submission.records.texts.get(key):
            changed[figure] = (key, now)
    told = ToldReasons(scene, changed) if changed else None
    for figure, (key, _) in changed.items():
        if told is not None and not told.gives(figure):
            yield _unexplained(scene, figure, key)


def _unexplained(scene: Scene, figure: str, key: str) -> Finding:
    titles = {text.key: text.title for text in scene.pack.records.texts}
    now, before = _ats(scene, figure)
    amount, prior = scene.knowledge.amount(now), scene.knowledge.amount(before)
    assert amount is not None and prior is not None  # noqa: S101, PT018 - a figure that changed
    one, two = scene.wording.money(amount, now), scene.wording.money(prior, before)
    words = f"{figure}本年{one}，上年{two}，没有填写“{titles.get(key, key)}”"
    statements = (*scene.knowledge.stated.get(now, ())[:1], *scene.knowledge.stated.get(before, ()))
    return scene.finding(words, places(statements))


def prior_given(rule: PriorGiven, scene: Scene) -> Iterator[Finding]:
    """Nothing of the year before is known."""
    scene.gaps.looked()
    if not any(_ats(scene, figure)[1] in scene.knowledge.stated for figure in rule.figures):
        yield scene.finding(f"没有填写{'、'.join(rule.figures)}的上年数", (scene.submission.location,))
