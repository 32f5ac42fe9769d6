"""What a rule could look at and what it could not: one finding a rule, since not checked never counts as passed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.domain.findings import Finding
from generator.domain.location import Location
from generator.packs.rule_text import RuleText
from generator.reconcile.codes import CATALOGUE, RULE_NOT_CHECKED
from generator.reconcile.tally import Tally

_SHOWN = 3


class NotChecked:
    """Gathers the reasons why a rule could not be checked, here or there; counts where it could be."""

    def __init__(self, rule: RuleText, place: Location, tally: Tally) -> None:
        self.rule = rule
        self.place = place
        self.tally = tally
        self.reasons: dict[str, int] = {}

    def looked(self, count: int = 1) -> None:
        """So many more comparisons were made."""
        self.tally.note(self.rule.code, count)

    def note(self, reason: str) -> None:
        """One more place where it could not be."""
        self.reasons[reason] = self.reasons.get(reason, 0) + 1

    def finding(self) -> Iterator[Finding]:
        """The finding, if there is anything to tell."""
        if self.reasons:
            severity, _ = CATALOGUE[RULE_NOT_CHECKED]
            shown = "；".join(list(self.reasons)[:_SHOWN]) + ("等" if len(self.reasons) > _SHOWN else "")
            count = sum(self.reasons.values())
            where = f"有 {count} 处" if count > 1 else ""
            message = f"规则 {self.rule.code}“{self.rule.title}”{where}未核对：{shown}。"
            places = (self.place,) if self.place else ()
            remedy = "未核对不等于通过；补齐所缺的内容后再核对，或人工核对。"
            yield Finding(RULE_NOT_CHECKED, severity, message, places, remedy=remedy)
