"""Checks on amounts: two terms in a relation, once or for every member of a dimension."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from generator.domain.amounts import Amount
from generator.domain.findings import Finding, Severity
from generator.domain.location import Location
from generator.domain.submission import FormState
from generator.packs.rules import Check, Condition
from generator.reconcile.judgements import Judgement, Origins
from generator.reconcile.rules.not_checked import NotChecked
from generator.reconcile.rules.telling import Telling
from generator.reconcile.rules.terms import Frame, NoPlaceError, Terms, UnknownAmountError
from generator.reconcile.rules.values import Value
from generator.reconcile.tally import Tally
from generator.reconcile.wording import Wording


def check_amounts(
    wording: Wording, forms: Mapping[str, FormState], place: Location, tally: Tally
) -> Iterator[Judgement | Finding]:
    """Judgements on equalities, findings on the rest, and one for each rule that could not be checked."""
    checker = _Checker(wording, forms)
    for check in wording.pack.rules.checks:
        if wording.pack.rules.on(check.code):
            gaps = NotChecked(check, place, tally)
            yield from checker.check(check, gaps)
            yield from gaps.finding()


class _Checker:
    def __init__(self, wording: Wording, forms: Mapping[str, FormState]) -> None:
        self.wording = wording
        self.forms = forms
        self.terms = Terms(wording)
        self.origins = Origins(wording.knowledge)

    def check(self, check: Check, gaps: NotChecked) -> Iterator[Judgement | Finding]:
        frames = list(self.terms.frames(check))
        if not frames and check.each:
            gaps.note(f"没有可核对的{self.terms.dimensions[check.each].name}")
        for frame in frames:
            try:
                if not self._applies(check.when, frame):
                    continue
                left, right = self.terms.value(check.left, frame), self.terms.value(check.right, frame)
            except UnknownAmountError as error:
                gaps.note(str(error))
            except NoPlaceError:
                continue
            else:
                gaps.looked()
                yield from self._compare(check, frame, left, right)

    def _applies(self, when: Condition, frame: Frame) -> bool:
        if when.zero is not None and self.terms.value(when.zero, frame).exact != 0:
            return False
        if when.nonzero is not None and self.terms.value(when.nonzero, frame).exact == 0:
            return False
        if when.empty is not None and not self._is_empty(when.empty):
            return False
        return when.filled is None or not self._is_empty(when.filled)

    def _is_empty(self, form: str) -> bool:
        state = self.forms.get(form)
        if state is None or state.status == "missing":
            raise UnknownAmountError(f"没有{self.wording.form(form)}")
        return state.empty

    def _compare(self, check: Check, frame: Frame, left: Value, right: Value) -> Iterator[Judgement | Finding]:
        if check.relation == "equal":
            yield from self._equal(check, frame, left, right)
            return
        small, large = (left, right) if check.relation == "at_most" else (right, left)
        telling = Telling(self.wording, check, frame, left, right)
        if small.interval.low > large.interval.high:
            yield telling.finding()
        elif small.exact > large.exact:
            yield telling.rounding()

    def _equal(self, check: Check, frame: Frame, left: Value, right: Value) -> Iterator[Judgement | Finding]:
        finding = self._verdict(Telling(self.wording, check, frame, left, right), left, right)
        if not (left.linear and right.linear):
            if finding is not None and finding.severity > Severity.HINT:
                yield finding
            return
        if not left.stated and not right.stated:
            return
        difference = left - right
        amounts = tuple((part.at, part.statements, part.weight) for part in difference.parts)
        yield Judgement(difference.exact, difference.width / 2, partial(self.origins.weigh, amounts), finding)

    @staticmethod
    def _verdict(telling: Telling, left: Value, right: Value) -> Finding | None:
        one, two = left.single, right.single
        if one and two:
            same = one.amount.same_figure(two.amount)
        elif left.constant or right.constant:
            same = _within(left if right.constant else right, right if right.constant else left)
        else:
            same = left.interval.meets(right.interval)
        if not same:
            return telling.finding()
        return telling.rounding() if left.exact != right.exact else None


def _within(value: Value, constant: Value) -> bool:
    """Whether a value may be a number of the rule. One figure must be it, where the number has no more decimals."""
    if value.single is not None:
        step = value.single.amount.step
        return Amount(value.exact, step).same_figure(Amount(constant.exact, step))
    return value.interval.meets(constant.interval)
