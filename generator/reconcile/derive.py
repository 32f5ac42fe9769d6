"""Deriving what the input does not state from what it does, by the equations alone. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.domain.amounts import ZERO, Amount, Unit, total
from generator.domain.coordinates import Coordinate
from generator.reconcile.equations import Equation
from generator.reconcile.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Derivation:
    """``at`` must be ``amount``, because of ``equation``."""

    at: Coordinate
    amount: Amount
    equation: Equation


def derive(knowledge: Knowledge, equations: Iterable[Equation]) -> None:
    """Add every amount the equations determine to ``knowledge``, round by round, the most precise ones first."""
    waiting = [equation for equation in equations if equation.exhaustive]
    while waiting:
        best: dict[Coordinate, Derivation] = {}
        unsolved = []
        for equation in waiting:
            if not _has_unknown(knowledge, equation):
                continue
            solutions = list(solve(knowledge, equation))
            for found in solutions:
                if found.at not in best or found.amount.step < best[found.at].amount.step:
                    best[found.at] = found
            if not solutions:
                unsolved.append(equation)
        if not best:
            return
        for found in best.values():
            knowledge.learn(found.at, found.amount, found.equation)
        waiting = unsolved


def _has_unknown(knowledge: Knowledge, equation: Equation) -> bool:
    return any(knowledge.amount(at) is None for at in (equation.whole, *equation.parts))


def solve(knowledge: Knowledge, equation: Equation) -> Iterator[Derivation]:
    """What one equation determines: a whole whose parts are known, a last part, or many parts of nothing."""
    amounts = {at: knowledge.amount(at) for at in equation.parts}
    known = total(amount for amount in amounts.values() if amount is not None)
    unknown = [at for at, amount in amounts.items() if amount is None]
    whole = knowledge.amount(equation.whole)
    if whole is None:
        if not unknown:
            yield Derivation(equation.whole, known, equation)
        return
    unit = Unit.NONE if whole.unit is Unit.NONE else Unit.WAN
    rest = Amount(whole.value - known.value, whole.step + known.step, unit)
    if rest.value < 0 and rest.interval.high >= 0:
        rest = Amount(ZERO, rest.step, unit)
    if rest.is_zero or (len(unknown) == 1 and rest.value > 0):
        for at in unknown:
            yield Derivation(at, rest, equation)
