"""The law of sums: a whole equals the sum of its parts, within every form and across forms.

Sums are compared as intervals: what the printed figures can stand for must meet. Inside that envelope a difference
is rounding and is only noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from generator.domain.amounts import Amount, total
from generator.domain.coordinates import Coordinate
from generator.domain.facts import Statement
from generator.domain.findings import Figure, Finding, Severity
from generator.domain.location import Location
from generator.reconcile.codes import CATALOGUE, SUM_DIFFERS, SUM_EXCEEDS, SUM_OPEN, SUM_ROUNDS
from generator.reconcile.equations import Equation
from generator.reconcile.judgements import Judgement, Origins
from generator.reconcile.knowledge import Knowledge
from generator.reconcile.tally import Tally
from generator.reconcile.wording import ABSENT, Wording, places


class Term(NamedTuple):
    """One amount of an equation as one form sees it: the form's own statement where it has one."""

    at: Coordinate
    amount: Amount | None
    statements: tuple[Statement, ...]


def check_sums(wording: Wording, equations: Iterable[Equation], tally: Tally) -> Iterator[Judgement | Finding]:
    """A judgement on every equation whose amounts are all known; a finding where only some are and they say enough.

    Amounts that were all worked out may contradict one another although every stated figure fits the next one. That
    is told only where nothing else is wrong, since any wrong figure makes many such contradictions.
    """
    checker = _Checker(wording, tally)
    wrong = False
    for equation in equations:
        if wording.knowledge.source.get(equation.whole) is not equation:
            for found in checker.check(equation):
                finding = found.finding if isinstance(found, Judgement) else found
                wrong = wrong or (finding is not None and finding.severity is Severity.ERROR)
                yield found
    yield from checker.open_sums()
    yield from () if wrong else checker.contradictions


class _Checker:
    """Checks one equation: form by form where a form states the whole and some part, else across forms."""

    def __init__(self, wording: Wording, tally: Tally) -> None:
        self.wording = wording
        self.tally = tally
        self.knowledge: Knowledge = wording.knowledge
        self.origins = Origins(wording.knowledge)
        self.contradictions: list[Judgement] = []
        self._open: list[tuple[Equation, Finding]] = []
        self._negative = [at for at in self.knowledge.stated if self.knowledge.primary(at).amount.value < 0]

    def check(self, equation: Equation) -> Iterator[Judgement | Finding]:
        if any(self.knowledge.source.get(at) is equation for at in equation.parts):
            return
        forms = self._own_forms(equation)
        for form in forms or ("",):
            whole, parts = self._term(equation.whole, form), [self._term(at, form) for at in equation.parts]
            if whole.amount is None:
                continue
            known = [term for term in parts if term.amount is not None]
            summed = total(term.amount for term in known if term.amount is not None)
            code = self._verdict(equation, whole.amount, summed, whole_known=len(known) == len(parts), own=bool(forms))
            if not (whole.statements or any(term.statements for term in parts)):
                self._contradiction(code, equation, whole, known)
                continue
            self.tally.note(equation.rule if equation.balance else SUM_DIFFERS)
            finding = self._finding(code, equation, whole, known, summed) if code else None
            if finding and code == SUM_OPEN:
                self._open.append((equation, finding))
            elif finding and code == SUM_EXCEEDS:
                yield finding
            elif len(known) == len(parts) and equation.exhaustive:
                yield self._judgement(equation, whole, known, summed, finding)

    def open_sums(self) -> Iterator[Finding]:
        """What totals hold beyond their parts: the same rest in a column and in the sum of columns is told once."""
        told: dict[tuple[Coordinate, str], Finding] = {}
        space = self.knowledge.space
        for equation, finding in sorted(self._open, key=lambda found: space.depth(found[0].whole)):
            like = (at for at, rule in told if rule == equation.rule and space.covers(at, equation.whole))
            wider = next((at for at in like if told[at, equation.rule].difference == finding.difference), None)
            if wider is None:
                told[equation.whole, equation.rule] = finding
            else:
                known = told[wider, equation.rule]
                places = tuple(dict.fromkeys((*known.locations, *finding.locations)))
                figures = (*known.figures, *finding.figures)
                told[wider, equation.rule] = replace(known, locations=places, figures=figures)
        yield from told.values()

    def _contradiction(self, code: str, equation: Equation, whole: Term, known: list[Term]) -> None:
        """Note that amounts nobody stated disagree; it is told at the figures they were worked out from."""
        if code and code not in (SUM_ROUNDS, SUM_OPEN):
            summed = total(term.amount for term in known if term.amount is not None)
            finding = self._finding(code, equation, whole, known, summed)
            judgement = self._judgement(equation, whole, known, summed, finding)
            found = places(statement for statement, _ in judgement.terms if not statement.blank)
            if judgement.finding is not None:
                finding = replace(judgement.finding, locations=found[:_NAMED])
                self.contradictions.append(replace(judgement, finding=finding))

    def _judgement(
        self, equation: Equation, whole: Term, known: list[Term], summed: Amount, finding: Finding | None
    ) -> Judgement:
        assert whole.amount is not None  # noqa: S101 - the caller has looked
        residual = whole.amount.value - summed.value
        slack = (whole.amount.step + summed.step) / 2 + abs(whole.amount.lean - summed.lean)
        amounts = ((whole.at, whole.statements, 1), *((part.at, part.statements, -1) for part in known))
        return Judgement(
            residual,
            slack,
            partial(self.origins.weigh, amounts),
            finding,
            partial(self.origins.rests, equation, amounts),
        )

    def _own_forms(self, equation: Equation) -> tuple[str, ...]:
        """The forms that state the whole and at least one part."""
        whole = {s.form for s in self.knowledge.stated.get(equation.whole, ())}
        parts = {s.form for at in equation.parts for s in self.knowledge.stated.get(at, ())}
        return tuple(sorted(whole & parts))

    def _term(self, at: Coordinate, form: str) -> Term:
        statements = self.knowledge.stated.get(at, ())
        own = tuple(s for s in statements if s.form == form) if form else ()
        if own:
            return Term(at, own[0].amount, own)
        return Term(at, self.knowledge.amount(at), statements)

    def _verdict(self, equation: Equation, whole: Amount, summed: Amount, *, whole_known: bool, own: bool) -> str:
        """The code of what is wrong; empty where nothing is."""
        if not equation.exhaustive or not whole_known:
            if summed.interval.low > whole.interval.high:
                return "" if self._lowered(equation.whole) else SUM_EXCEEDS
            return SUM_OPEN if equation.exhaustive and own and whole.value != summed.value else ""
        if not whole.agrees(summed):
            return equation.rule if equation.balance else SUM_DIFFERS
        return SUM_ROUNDS if whole.value != summed.value else ""

    def _lowered(self, whole: Coordinate) -> bool:
        """Whether something negative is part of a whole, such as a deficit carried over: parts may exceed it then."""
        return any(self.knowledge.space.covers(whole, at) for at in self._negative)

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
            remedy=self._remedy(code, equation, whole.amount, summed),
            figures=tuple(self._figure(term) for term in (whole, *telling)),
        )

    def _remedy(self, code: str, equation: Equation, whole: Amount, summed: Amount) -> str:
        """What to do; a sum that falls short of its total may lack a row."""
        dimension = self.knowledge.space.dimensions.get(equation.rule)
        short = dimension is not None and bool(dimension.lengths) and whole.value > summed.value
        return _REMEDIES.get(code, "请核对所列各数；也可能漏列了一行。" if short else "请核对所列各数。")

    def _title(self, equation: Equation) -> str:
        return next((b.title for b in self.wording.pack.rules.balances if b.code == equation.rule), "应当相等的数不等")

    def _name(self, term: Term) -> str:
        if term.statements:
            first = term.statements[0]
            return self.wording.label(first) + (f"（{ABSENT}）" if first.absent else "")
        return f"“{self.knowledge.space.words(term.at)}”（推算）"

    def _names(self, equation: Equation, parts: list[Term]) -> str:
        if equation.balance:
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
