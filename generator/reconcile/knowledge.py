"""What is known: stated amounts, what follows from them, and what is known to be nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.domain.amounts import NOTHING, Amount
from generator.domain.coordinates import Coordinate
from generator.domain.facts import Closure, Fact, Statement
from generator.reconcile.equations import Equation
from generator.reconcile.space import Space


@dataclass
class Knowledge:
    """The amounts known so far. It only ever grows.

    Budget amounts are not negative, so every part of nothing is nothing; ``nothings`` are the widest coordinates
    known to be nothing.
    """

    space: Space
    stated: Mapping[Coordinate, tuple[Statement, ...]]
    closures: tuple[Closure, ...]
    derived: dict[Coordinate, Amount] = field(default_factory=dict)
    basis: dict[Coordinate, tuple[Coordinate, ...]] = field(default_factory=dict)
    source: dict[Coordinate, Equation] = field(default_factory=dict)
    _nothings: list[Coordinate] = field(default_factory=list)
    _not_nothing: dict[Coordinate, int] = field(default_factory=dict)
    _nothing: set[Coordinate] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Learn what the statements say is nothing, the widest first."""
        zeros = [at for at in self.stated if self.primary(at).amount.is_zero]
        for at in sorted(zeros, key=len):
            self._add_nothing(at)

    def primary(self, at: Coordinate) -> Statement:
        """The statement that stands for a stated coordinate: the first that gives a figure, else the first."""
        statements = self.stated[at]
        return next((s for s in statements if not s.blank), statements[0])

    def amount(self, at: Coordinate) -> Amount | None:
        """The amount at ``at``, or None where it is not known."""
        if at in self.stated:
            return self.primary(at).amount
        if at in self.derived:
            return self.derived[at]
        return NOTHING if self.is_nothing(at) else None

    def is_nothing(self, at: Coordinate) -> bool:
        """Whether ``at`` is a part of something known to be nothing, or left out of a list that is complete."""
        if at in self._nothing:
            return True
        start = self._not_nothing.get(at, -1)
        if start < 0 and any(self.space.closed_out(closure, at) for closure in self.closures):
            self._nothing.add(at)
            return True
        if any(self.space.covers(base, at) for base in self._nothings[max(start, 0) :]):
            self._nothing.add(at)
            return True
        self._not_nothing[at] = len(self._nothings)
        return False

    def learn(self, at: Coordinate, amount: Amount, basis: Iterable[Coordinate], equation: Equation) -> None:
        """Note that ``at`` is ``amount``, because of ``equation`` and the amounts at ``basis``."""
        self.derived[at] = amount
        self.basis[at] = tuple(basis)
        self.source[at] = equation
        if amount.is_zero:
            self._add_nothing(at)

    def _add_nothing(self, at: Coordinate) -> None:
        if not any(self.space.covers(base, at) for base in self._nothings):
            self._nothings.append(at)

    def fact(self, at: Coordinate) -> Fact | None:
        """What the disclosure holds at ``at``."""
        if at in self.stated:
            primary = self.primary(at)
            return Fact(at, primary.amount, self.stated[at], blank=primary.blank)
        amount = self.amount(at)
        return None if amount is None else Fact(at, amount, derived=True, basis=self.basis.get(at, ()))
