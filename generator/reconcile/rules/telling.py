"""Putting a check that failed into words: both sides with all their figures and places."""

from __future__ import annotations

from dataclasses import dataclass

from generator.domain.amounts import Amount
from generator.domain.coordinates import Coordinate
from generator.domain.findings import Figure, Finding, Severity
from generator.packs.rules import Check, Term
from generator.reconcile.codes import CATALOGUE, RULE_ROUNDS
from generator.reconcile.rules.terms import Frame
from generator.reconcile.rules.values import Part, Value
from generator.reconcile.wording import Wording, places

_NAMED = 3
_RELATIONS = {"equal": "应当等于", "at_most": "应当不大于", "at_least": "应当不小于"}
_MONEY = Coordinate()


@dataclass(frozen=True, slots=True)
class Telling:
    """One comparison of a check."""

    wording: Wording
    check: Check
    frame: Frame
    left: Value
    right: Value

    def finding(self) -> Finding:
        """It does not hold."""
        return self._finding(
            self.check.code, Severity[self.check.severity.upper()], self.check.title, self.check.remedy
        )

    def rounding(self) -> Finding:
        """It holds within rounding only."""
        severity, title = CATALOGUE[RULE_ROUNDS]
        words = f"{title}（{self.check.code} {self.check.title}）"
        return self._finding(RULE_ROUNDS, severity, words, "差额在四舍五入范围内，不影响公开。")

    def _finding(self, code: str, severity: Severity, title: str, remedy: str) -> Finding:
        stated, expected = (self._money(value) for value in (self.left, self.right))
        difference = self.wording.money(Amount(self.left.exact - self.right.exact), _MONEY)
        other = "" if self.right.constant else self._name(self.check.right, self.right)
        message = (
            f"{title}：{self._name(self.check.left, self.left)}为{stated}，"
            f"{_RELATIONS[self.check.relation]}{other}{expected}，相差{difference}。"
        )
        statements = (*self.left.suspects(self.right), *self.right.suspects(self.left))
        return Finding(
            code=code,
            severity=severity,
            message=message,
            locations=tuple(dict.fromkeys(places(statements))),
            stated=stated,
            expected=expected,
            difference=difference,
            remedy=remedy,
            figures=tuple(self._figure(part) for part in (*self.left.parts, *self.right.parts) if _telling(part)),
        )

    def _money(self, value: Value) -> str:
        part = value.single
        return self.wording.money(part.amount, part.at) if part else self.wording.money(value.amount, _MONEY)

    def _figure(self, part: Part) -> Figure:
        return self.wording.figure(part.at, part.amount, part.statements)

    def _name(self, term: Term, value: Value) -> str:
        if term.title:
            member = f"“{self.frame.member.name}”" if self.frame.member else ""
            return f"{member}{term.title}"
        telling = [part for part in value.parts if _telling(part)] or list(value.parts)
        names = [self._part(part) for part in telling[:_NAMED]]
        if len(value.parts) == 1:
            return names[0]
        joint = "相乘" if term.product else "之差" if term.difference else "之和"
        more = f"等 {len(telling)} 项" if len(telling) > _NAMED else ""
        return f"{'、'.join(names)}{more}{joint}"

    def _part(self, part: Part) -> str:
        if part.statements:
            return self.wording.label(part.statements[0])
        return f"“{self.wording.knowledge.space.words(part.at)}”"


def _telling(part: Part) -> bool:
    """Whether a figure is worth naming: it stands in the input, or is something."""
    return bool(part.statements) or not part.amount.is_zero
