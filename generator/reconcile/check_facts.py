"""One value for one fact: everything stated more than once must be the same each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations

from generator.domain.amounts import Amount
from generator.domain.facts import Statement
from generator.domain.findings import Figure, Finding, Severity
from generator.reconcile.codes import CATALOGUE, NEGATIVE, STATED_TWICE
from generator.reconcile.judgements import Judgement, Terms
from generator.reconcile.tally import Tally
from generator.reconcile.wording import Wording, places

_MAY_BE_NEGATIVE = frozenset({("carry", "carryover"), ("flow", "carry_forward")})
"""What may be less than nothing: a deficit carried over."""
_FEW = 8
"""Of so many statements of one fact every two are compared."""


def check_facts(wording: Wording, tally: Tally) -> Iterator[Judgement]:
    """A judgement on every pair of statements of one fact; a finding for each fact that is stated differently."""
    for at, statements in wording.knowledge.stated.items():
        primary = wording.knowledge.primary(at)
        others = [s for s in statements if not s.amount.same_figure(primary.amount)]
        finding = _differs(wording, primary, others[0], statements) if others else None
        for one, other in _compared(statements):
            if not (one.absent or other.absent):
                tally.note(STATED_TWICE)
            residual, slack = one.amount.value - other.amount.value, (one.amount.step + other.amount.step) / 4
            tells = finding is not None and _tells(one, other, primary, others, len(statements))
            yield Judgement(residual, slack, partial(_pair, one, other), finding if tells else None)
            finding = None if tells else finding


def _compared(statements: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Every pair of a few statements; of many, each with one that says what most say."""
    if len(statements) <= _FEW:
        yield from combinations(statements, 2)
        return
    most, _ = Counter(s.amount.value for s in statements).most_common(1)[0]
    usual = next(s for s in statements if s.amount.value == most)
    yield from ((usual, other) for other in statements if other is not usual)


def _tells(one: Statement, other: Statement, primary: Statement, others: Sequence[Statement], count: int) -> bool:
    """Whether the finding on a fact belongs to this pair: its first two values, or the first that differ among many."""
    if count > _FEW:
        return not one.amount.same_figure(other.amount)
    return one in (primary, others[0]) and other in (primary, others[0]) and one != other


def _pair(one: Statement, other: Statement) -> Terms:
    return (one, 1), (other, -1)


def check_signs(wording: Wording) -> Iterator[Finding]:
    """Findings for negative amounts."""
    for at in wording.knowledge.stated:
        primary = wording.knowledge.primary(at)
        if primary.amount.value < 0:
            yield _negative(wording, primary)


def _differs(wording: Wording, first: Statement, other: Statement, all_of_them: tuple[Statement, ...]) -> Finding:
    severity, title = CATALOGUE[STATED_TWICE]
    stated, expected = _text(wording, other), _text(wording, first)
    return Finding(
        code=STATED_TWICE,
        severity=severity,
        message=f"{title}：{wording.label(first)}为{expected}，{wording.label(other)}为{stated}。",
        locations=places((other, first)),
        stated=stated,
        expected=expected,
        difference=wording.money(_minus(other, first), first.at),
        remedy="请核对批复数，把写错的一处改过来。",
        figures=tuple(Figure(wording.label(s), _text(wording, s), places((s,))) for s in all_of_them),
    )


def _text(wording: Wording, statement: Statement) -> str:
    return wording.empty(statement) if statement.blank else wording.money(statement.amount, statement.at)


def _minus(one: Statement, other: Statement) -> Amount:
    return Amount(one.amount.value - other.amount.value)


def _negative(wording: Wording, statement: Statement) -> Finding:
    severity, title = CATALOGUE[NEGATIVE]
    legal = any(pair in _MAY_BE_NEGATIVE for pair in statement.at)
    text = wording.money(statement.amount, statement.at)
    return Finding(
        code=NEGATIVE,
        severity=Severity.HINT if legal else severity,
        message=f"{title}：{wording.label(statement)}为{text}。",
        locations=places((statement,)),
        stated=text,
        remedy="结转可以为负，请确认。" if legal else "预算金额一般不为负，请核对。",
    )
