"""The law of sums: a whole equals the sum of its parts, within every form and across forms.

Sums are compared as intervals: what the printed figures can stand for must meet. Inside that envelope a difference
is rounding and is only noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.domain.amounts import Amount, total
from generator.domain.coordinates import Coordinate
from generator.domain.facts import Statement
from generator.domain.findings import Figure, Finding, Severity
from generator.domain.location import Location
from generator.reconcile.codes import CATALOGUE, SUM_DIFFERS, SUM_EXCEEDS, SUM_OPEN, SUM_ROUNDS
from generator.reconcile.equations import Equation
from generator.reconcile.knowledge import Knowledge
from generator.reconcile.wording import Wording, places


@dataclass(frozen=True, slots=True)
class Term:
    """One amount of an equation as one form sees it: the form's own statement where it has one."""

    at: Coordinate
    amount: Amount | None
    statements: tuple[Statement, ...]


def check_sums(wording: Wording, equations: Iterable[Equation]) -> Iterator[Finding]:
    """Findings for every equation that does not hold."""
    checker = _Checker(wording)
    for equation in equations:
        if equation.whole in wording.knowledge.derived and wording.knowledge.source[equation.whole] == equation:
            continue
        yield from checker.check(equation)


class _Checker:
    """Checks one equation: form by form where a form states the whole and some part, else across forms."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.knowledge: Knowledge = wording.knowledge

    def check(self, equation: Equation) -> Iterator[Finding]:
        forms = self._own_forms(equation)
        for form in forms or ("",):
            terms = [self._term(at, form) for at in equation.parts]
            finding = self._judge(equation, self._term(equation.whole, form), terms, own=bool(forms))
            if finding is not None:
                yield finding

    def _own_forms(self, equation: Equation) -> tuple[str, ...]:
        """The forms that state the whole and at least one part."""
        whole = {s.form for s in self.knowledge.stated.get(equation.whole, ())}
        parts = {s.form for at in equation.parts for s in self.knowledge.stated.get(at, ())}
        return tuple(sorted(whole & parts))

    def _term(self, at: Coordinate, form: str) -> Term:
        statements = self.knowledge.stated.get(at, ())
        own = tuple(s for s in statements if s.form == form)
        if own:
            return Term(at, own[0].amount, own)
        return Term(at, self.knowledge.amount(at), statements)

    def _judge(self, equation: Equation, whole: Term, parts: list[Term], *, own: bool) -> Finding | None:
        if whole.amount is None or not (whole.statements or any(term.statements for term in parts)):
            return None
        known = [term for term in parts if term.amount is not None]
        derived_here = any(self.knowledge.source.get(term.at) == equation for term in parts)
        if derived_here:
            return None
        summed = total(term.amount for term in known if term.amount is not None)
        if not equation.exhaustive or len(known) < len(parts):
            return self._judge_partly(equation, whole, known, summed, own=own)
        if not whole.amount.agrees(summed):
            code = SUM_DIFFERS if self._is_sum(equation) else equation.rule
            return self._finding(code, equation, whole, known, summed)
        if whole.amount.value != summed.value:
            return self._finding(SUM_ROUNDS, equation, whole, known, summed)
        return None

    def _judge_partly(
        self, equation: Equation, whole: Term, known: list[Term], summed: Amount, *, own: bool
    ) -> Finding | None:
        """Where not all parts are known, they still cannot be more than the whole."""
        assert whole.amount is not None  # noqa: S101 - the caller has looked
        if summed.interval.low > whole.amount.interval.high:
            return self._finding(SUM_EXCEEDS, equation, whole, known, summed)
        if equation.exhaustive and own and whole.amount.value != summed.value:
            return self._finding(SUM_OPEN, equation, whole, known, summed)
        return None

    def _is_sum(self, equation: Equation) -> bool:
        return equation.rule in self.knowledge.space.dimensions

    def _finding(self, code: str, equation: Equation, whole: Term, parts: list[Term], summed: Amount) -> Finding:
        assert whole.amount is not None  # noqa: S101 - the caller has looked
        severity, title = CATALOGUE.get(code, (Severity.ERROR, self._title(equation)))
        wording = self.wording
        stated, expected = (wording.money(amount, whole.at) for amount in (whole.amount, summed))
        difference = wording.money(Amount(whole.amount.value - summed.value), whole.at)
        telling = [term for term in parts if term.amount is not None and (term.statements or not term.amount.is_zero)]
        return Finding(
            code=code,
            severity=severity,
            message=f"{title}：{self._name(whole)}为{stated}，{self._names(equation, telling)}为{expected}，"
            f"相差{difference}。",
            locations=self._places(whole, telling),
            stated=stated,
            expected=expected,
            difference=difference,
            remedy=_REMEDIES.get(code, "请核对所列各数。"),
            figures=tuple(self._figure(term) for term in (whole, *telling)),
        )

    def _title(self, equation: Equation) -> str:
        return next((b.title for b in self.wording.pack.rules.balances if b.code == equation.rule), "应当相等的数不等")

    def _name(self, term: Term) -> str:
        if term.statements:
            return self.wording.label(term.statements[0])
        return f"“{self.knowledge.space.words(term.at)}”（推算）"

    def _names(self, equation: Equation, parts: list[Term]) -> str:
        if not self._is_sum(equation):
            return self._name(parts[0]) if parts else "另一侧"
        shown = "、".join(f"“{s.statements[0].label}”" for s in parts[:_NAMED] if s.statements)
        return f"其各项（{shown}{'等' if len(parts) > _NAMED else ''}）之和" if shown else "其各项之和"

    def _places(self, whole: Term, parts: list[Term]) -> tuple[Location, ...]:
        shown = [
            s for term in (whole, *parts) if not (term.amount and term.amount.is_zero) for s in term.statements[:1]
        ]
        return places(shown or whole.statements[:1])

    def _figure(self, term: Term) -> Figure:
        assert term.amount is not None  # noqa: S101 - only known terms are told
        return self.wording.figure(term.at, term.amount, term.statements)


_NAMED = 4
"""How many parts a message names."""
_REMEDIES = {
    SUM_ROUNDS: "差额在四舍五入范围内，不影响公开。",
    SUM_OPEN: "请确认差额属于表中没有列示的项目。",
}
