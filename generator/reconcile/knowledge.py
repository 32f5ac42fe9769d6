"""What is known: stated amounts, what follows from them, and what is known to be nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.domain.amounts import NOTHING, Amount
from generator.domain.coordinates import Coordinate
from generator.domain.facts import Closure, Fact, Statement
from generator.reconcile.equations import Equation
from generator.reconcile.nothings import Nothings, Wholes
from generator.reconcile.space import Space


@dataclass
class Knowledge:
    """The amounts known so far. It only ever grows."""

    space: Space
    stated: Mapping[Coordinate, tuple[Statement, ...]]
    closures: tuple[Closure, ...]
    derived: dict[Coordinate, Amount] = field(default_factory=dict)
    source: dict[Coordinate, Equation] = field(default_factory=dict)
    amounts: dict[Coordinate, Amount | None] = field(default_factory=dict)
    """Everything the equations speak of, known or not; kept up to date while amounts are derived."""

    def __post_init__(self) -> None:
        """Learn what the statements say is nothing, the widest first."""
        self._stated_below: dict[tuple[Coordinate, str], list[str]] = {}
        for at in self.stated:
            for (whole, dimension), (_, code) in zip(self.space.steps(at), at, strict=True):
                self._stated_below.setdefault((whole, dimension), []).append(code)
        self._absent = {at for at, statements in self.stated.items() if all(s.absent for s in statements)}
        self._missing = Wholes(self.space)
        for at in self._absent:
            self._missing.add(at)
        self._nothings = Nothings(self.space, self.closures)
        zeros = [at for at in self.stated if at not in self._absent and self.primary(at).amount.is_zero]
        for at in sorted(zeros, key=self.space.depth):
            self._nothings.add(at)

    def primary(self, at: Coordinate) -> Statement:
        """The statement that stands for a stated coordinate: the first that gives a figure, else the first."""
        statements = self.stated[at]
        return next((s for s in statements if not s.blank), statements[0])

    def amount(self, at: Coordinate) -> Amount | None:
        """The amount at ``at``, or None where it is not known."""
        at = self.space.canonical(at)
        return self.amounts[at] if at in self.amounts else self.look_up(at)

    def look_up(self, at: Coordinate) -> Amount | None:
        """The amount at ``at`` from what is stated, derived or nothing."""
        if at in self.stated:
            return self.primary(at).amount
        if at in self.derived:
            return self.derived[at]
        return NOTHING if at in self._nothings else None

    def nothing(self, at: Coordinate) -> bool:
        """Whether ``at`` is known to be nothing without being stated, or because no row is there for it."""
        return at in self._absent or (at not in self.stated and at in self._nothings)

    def parts(self, whole: Coordinate, dimension: str) -> tuple[tuple[Coordinate, ...], bool] | None:
        """``whole`` broken down along a dimension, and whether the parts are all there is. None: it cannot be.

        Parts known to be nothing are left out unless they are stated.
        """
        found = self.space.split(whole, dimension)
        if found is None:
            return None
        codes, exhaustive = found
        open_ = [] if whole in self._nothings else self._nothings.left_open(whole, dimension, codes)
        stated = self._stated_below.get((whole, dimension), ())
        told = dict.fromkeys(open_, True)
        if more := [code for code in stated if code not in told]:
            told.update(dict.fromkeys(more, False))
            position = self.space.dimensions[dimension].position
            told = {code: told[code] for code in sorted(told, key=position)}
        parts = tuple(whole.at_each(dimension, told))
        for at, (code, is_open) in zip(parts, told.items(), strict=True):
            if is_open:
                self._nothings.note_open(at, (dimension, code))
        return parts, exhaustive

    def left_out(self, equation: Equation) -> Iterator[Coordinate]:
        """The parts an equation does not have because they are nothing."""
        found = None if equation.balance else self.space.split(equation.whole, equation.rule)
        if found is not None:
            parts = set(equation.parts)
            yield from (at for at in equation.whole.at_each(equation.rule, found[0]) if at not in parts)

    def learn(self, at: Coordinate, amount: Amount, equation: Equation) -> bool:
        """Note that ``at`` is ``amount``, because of ``equation``. Says whether more has become nothing by it."""
        self.derived[at] = amount
        self.source[at] = equation
        return amount.is_zero and self._nothings.add(at)

    def blank_above(self, at: Coordinate) -> Statement | None:
        """The empty cell, or the missing row, because of which ``at`` is nothing, where that is the reason."""
        bases = (self._nothings.base(at), self._missing.widest(at))
        stated = (self.primary(base) for base in bases if base is not None and base in self.stated)
        return next((primary for primary in stated if primary.blank), None)

    def basis(self, at: Coordinate) -> tuple[Coordinate, ...]:
        """What a derived amount follows from: the other amounts of its equation."""
        equation = self.source.get(at)
        return tuple(other for other in (equation.whole, *equation.parts) if other != at) if equation else ()

    def fact(self, at: Coordinate) -> Fact | None:
        """What the disclosure holds at ``at``."""
        known = self.space.canonical(at)
        if known in self.stated:
            primary = self.primary(known)
            own = tuple(s for s in self.stated[known] if not s.absent)
            return Fact(at, primary.amount, own, derived=not own, blank=primary.blank and bool(own))
        amount = self.amount(known)
        return None if amount is None else Fact(at, amount, derived=True, basis=self.basis(known))
