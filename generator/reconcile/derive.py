"""Deriving what the input does not state from what it does, by the equations alone. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.domain.amounts import NOTHING, ZERO, Amount, Unit, total
from generator.domain.coordinates import Coordinate
from generator.reconcile.equations import Equation
from generator.reconcile.knowledge import Knowledge
from generator.reconcile.nothings import Parts


class Derivation(NamedTuple):
    """``at`` must be ``amount``, because of ``equation``."""

    at: Coordinate
    amount: Amount
    equation: Equation


def derive(knowledge: Knowledge, equations: Iterable[Equation]) -> None:
    """Add every amount the equations determine to ``knowledge``, round by round, the most precise ones first."""
    _Solver(knowledge, (equation for equation in equations if equation.exhaustive)).run()


class _Solver:
    """Looks again only at equations in which something has become known since the last round."""

    def __init__(self, knowledge: Knowledge, equations: Iterable[Equation]) -> None:
        self.knowledge = knowledge
        self.amounts = knowledge.amounts
        self.using: dict[Coordinate, list[Equation]] = {}
        for equation in equations:
            for at in (equation.whole, *equation.parts):
                if at not in self.amounts:
                    self.amounts[at] = knowledge.look_up(at)
                if self.amounts[at] is None:
                    self.using.setdefault(at, []).append(equation)
        self.unknown = Parts(knowledge.space, self.using)

    def run(self) -> None:
        """Work out all that follows from what is known, by sums as far as they go, and only then by balances."""
        waiting = unique(equation for found in self.using.values() for equation in found)
        while waiting:
            best: dict[Coordinate, Derivation] = {}
            sums = [equation for equation in waiting if not equation.balance]
            later = [equation for equation in waiting if equation.balance] if sums else []
            for equation in sums or waiting:
                for found in solve(self.amounts, equation):
                    if found.at not in best or found.amount.step < best[found.at].amount.step:
                        best[found.at] = found
            learnt = [at for found in best.values() for at in self._learn(found)]
            waiting = unique((*later, *(equation for at in learnt for equation in self.using[at])))
        self._narrow()

    def _narrow(self) -> None:
        """Work out again, until nothing changes, what another equation tells more precisely than the first one did.

        An amount is at most as precise as those it follows from, so none comes to follow from itself.
        """
        waiting = [equation for at in self.knowledge.derived if self._vague(at) for equation in self.using[at]]
        while waiting:
            narrowed = [at for equation in unique(waiting) for at in self._more_precise(equation)]
            waiting = [equation for at in narrowed for equation in self.using[at]]

    def _vague(self, at: Coordinate) -> bool:
        amount = self.knowledge.derived.get(at)
        return amount is not None and amount.step > 0

    def _more_precise(self, equation: Equation) -> Iterator[Coordinate]:
        """Take over the amounts that an equation without unknowns tells more precisely, where both may be right."""
        every = (equation.whole, *equation.parts)
        steps = [amount.step for at in every if (amount := self.amounts[at]) is not None]
        if len(steps) < len(every):
            return
        whole = sum(steps)
        for at in every:
            known = self.amounts[at]
            if known is not None and self._vague(at) and whole - known.step < known.step:
                amount = _alone(self.amounts, equation, at)
                if amount.agrees(known) and (amount.value >= 0 or known.value < 0):
                    self.knowledge.derived[at] = self.amounts[at] = amount
                    self.knowledge.source[at] = equation
                    whole += amount.step - known.step
                    yield at

    def _learn(self, found: Derivation) -> Iterator[Coordinate]:
        """Note an amount, and what it makes known: every part of nothing is nothing."""
        if self.knowledge.learn(found.at, found.amount, found.equation):
            for part in self.unknown.of(found.at):
                if self.amounts[part] is None and part != found.at:
                    self.amounts[part] = NOTHING
                    yield part
        self.amounts[found.at] = found.amount
        yield found.at


def unique(equations: Iterable[Equation]) -> list[Equation]:
    """The equations without repeats, in order."""
    return list({id(equation): equation for equation in equations}.values())


def solve(known: Mapping[Coordinate, Amount | None], equation: Equation) -> Iterator[Derivation]:
    """What one equation determines: a whole whose parts are known, a last part, or many parts of nothing."""
    whole = known[equation.whole]
    unknown = [at for at in equation.parts if known[at] is None]
    if whole is None:
        if not unknown:
            yield Derivation(equation.whole, total(_known(known, equation)), equation)
        return
    if not unknown:
        return
    summed = total(_known(known, equation))
    unit = Unit.NONE if whole.unit is Unit.NONE else Unit.WAN
    rest = Amount(whole.value - summed.value, whole.step + summed.step, unit, lean=whole.lean - summed.lean)
    if rest.value < 0 and rest.interval.high >= 0:
        rest = Amount(ZERO, rest.step, unit)
    if rest.is_zero or (len(unknown) == 1 and rest.value > 0):
        for at in unknown:
            yield Derivation(at, rest, equation)


def _alone(known: Mapping[Coordinate, Amount | None], equation: Equation, at: Coordinate) -> Amount:
    """What an equation of which all is known makes of one of its amounts."""
    others = (amount for part in equation.parts if part != at and (amount := known[part]) is not None)
    summed, whole = total(others), known[equation.whole]
    if at == equation.whole or whole is None:
        return summed
    unit = Unit.NONE if whole.unit is Unit.NONE else Unit.WAN
    return Amount(whole.value - summed.value, whole.step + summed.step, unit, lean=whole.lean - summed.lean)


def _known(known: Mapping[Coordinate, Amount | None], equation: Equation) -> Iterator[Amount]:
    return (amount for at in equation.parts if (amount := known[at]) is not None)
