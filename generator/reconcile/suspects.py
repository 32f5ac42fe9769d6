"""Weighing the figures that stand in failed equations: which one, or which two that changed places, explains most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.domain.facts import Statement
from generator.reconcile.judgements import Judgement
from generator.reconcile.knowledge import Knowledge

_Weighed = tuple[Judgement, int]
"""A judgement with the weight a figure has in it."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A figure, the change that would mend it, the failures this explains, and what it would break.

    ``swapped``: the figure it has changed places with, if it has. ``alike``: how many wholes and parts of it are
    stated with the amount it would then have, like 小计 beside 合计.
    """

    statement: Statement
    change: Decimal
    explained: tuple[Judgement, ...]
    broken: int
    holding: int
    alike: int = 0
    swapped: tuple[Statement, ...] = ()

    @property
    def gain(self) -> int:
        """How many equations more would hold."""
        return len(self.explained) - self.broken

    @property
    def right(self) -> Decimal:
        """The amount it should have, in 元."""
        return self.statement.amount.value + self.change

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Higher is likelier."""
        return (self.gain, len(self.explained), self.alike, -self.holding)


class Suspects:
    """Finds the likeliest wrong figure, given the equations that hold."""

    def __init__(self, knowledge: Knowledge, holding: Iterable[Judgement]) -> None:
        self._space = knowledge.space
        self._holding = _by_figure(holding)
        self._stated: dict[Decimal, list[Statement]] = {}
        for statement in (s for found in knowledge.stated.values() for s in found if not s.amount.is_zero):
            self._stated.setdefault(statement.amount.value, []).append(statement)

    def prime(self, failing: Sequence[Judgement]) -> tuple[Suspicion, bool] | None:
        """The likeliest figure, and whether no other is as likely."""
        involved = _involved(failing)
        stands_in = {key: len(found) for key, (_, found) in involved.items() if any(weight for _, weight in found)}
        most = max(stands_in.values(), default=0)
        likely = [found for key, found in involved.items() if 2 * stands_in.get(key, 0) >= max(1, most)]
        suspicions = [suspicion for one in likely if (suspicion := self._suspect(*one)).explained]
        if not suspicions:
            return None
        best = self._likeliest(suspicions)
        swaps = [swap for swap in self._swaps(suspicions, involved) if swap.gain > best[0].gain]
        return self._likeliest(swaps) if swaps else best

    def _likeliest(self, suspicions: Sequence[Suspicion]) -> tuple[Suspicion, bool]:
        best = max(suspicion.rank[:2] for suspicion in suspicions)
        equal = [replace(s, alike=self._alike(s)) for s in suspicions if s.rank[:2] == best]
        first, *others = sorted(equal, key=lambda s: s.rank, reverse=True)
        return first, not others or others[0].rank < first.rank

    def _suspect(self, statement: Statement, found: Sequence[_Weighed]) -> Suspicion:
        """How well a change of ``statement`` explains the failures it stands in.

        An empty cell that ought to have more than a rounding residue also explains the failures of what was taken for
        nothing because of it (weight 0), whatever they come to. No change is thought of that would make an amount
        negative.
        """
        holding = self._holding.get(id(statement), ())
        possible = (-judgement.residual / weight for judgement, weight in found if weight)
        changes = Counter(change for change in possible if statement.amount.value + change >= 0)
        if not changes:
            return Suspicion(statement, Decimal(0), (), 0, len(holding))
        change = max(changes, key=lambda value: (changes[value], -abs(value)))
        explained = tuple(j for j, weight in found if weight and abs(-j.residual / weight - change) <= j.slack)
        if any(abs(judgement.residual) > judgement.slack for judgement in explained):
            explained += tuple(judgement for judgement, weight in found if not weight)
        broken = sum(1 for j, _ in holding if abs(change) > j.slack)
        return Suspicion(statement, change, explained, broken, len(holding))

    def _related(self, one: Statement, other: Statement) -> bool:
        """Whether one amount is a part of the other."""
        at, place = self._space.canonical(one.at), self._space.canonical(other.at)
        return self._space.covers(at, place) or self._space.covers(place, at)

    def _alike(self, suspicion: Suspicion) -> int:
        """How many other statements say the right amount of a whole or a part of what the figure is of."""
        statement = suspicion.statement
        others = (s for s in self._stated.get(suspicion.right, ()) if s is not statement)
        return sum(1 for other in others if self._related(statement, other))

    def _swaps(
        self, suspicions: Sequence[Suspicion], involved: Mapping[int, tuple[Statement, Sequence[_Weighed]]]
    ) -> Iterator[Suspicion]:
        """Figures of one form each of which should be what the other is, such as two rows that changed places.

        A whole and its part do not change places.
        """
        found: dict[tuple[str, Decimal, Decimal], list[Suspicion]] = {}
        for one in suspicions:
            key = (one.statement.form, one.statement.amount.value, one.right)
            for other in found.get((key[0], key[2], key[1]), ()):
                if not self._related(one.statement, other.statement):
                    yield self._swap(other, one, involved)
            found.setdefault(key, []).append(one)

    def _swap(
        self, one: Suspicion, other: Suspicion, involved: Mapping[int, tuple[Statement, Sequence[_Weighed]]]
    ) -> Suspicion:
        keys = id(one.statement), id(other.statement)
        failing = _together(one, other, (found for key in keys for found in involved[key][1]))
        holding = _together(one, other, (found for key in keys for found in self._holding.get(key, ())))
        explained = tuple(j for j, change in failing.values() if change and abs(j.residual + change) <= j.slack)
        broken = sum(1 for j, change in holding.values() if abs(change) > j.slack)
        return replace(one, explained=explained, broken=broken, holding=len(holding), swapped=(other.statement,))


def _together(one: Suspicion, other: Suspicion, judgements: Iterable[_Weighed]) -> dict[int, tuple[Judgement, Decimal]]:
    """By how much changing both figures changes what remains of each equation."""
    changes = {id(one.statement): one.change, id(other.statement): other.change}
    found = {}
    for judgement, _ in judgements:
        if id(judgement) not in found:
            weights = ((weight, changes.get(id(s))) for s, weight in judgement.terms)
            found[id(judgement)] = judgement, sum((w * c for w, c in weights if c is not None), Decimal(0))
    return found


def _by_figure(judgements: Iterable[Judgement]) -> dict[int, list[_Weighed]]:
    """The judgements by the identity of each statement in them."""
    found: dict[int, list[_Weighed]] = {}
    for judgement in judgements:
        for statement, weight in judgement.terms:
            found.setdefault(id(statement), []).append((judgement, weight))
    return found


def _involved(failing: Iterable[Judgement]) -> dict[int, tuple[Statement, list[_Weighed]]]:
    """The statements in failed equations, and the empty cells some of their amounts rest on (weight 0)."""
    found: dict[int, tuple[Statement, list[_Weighed]]] = {}
    for judgement in failing:
        for statement, weight in (*judgement.terms, *((blank, 0) for blank in judgement.rests)):
            found.setdefault(id(statement), (statement, []))[1].append((judgement, weight))
    return found
