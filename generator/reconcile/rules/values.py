"""Amounts worked out from amounts, as intervals, with the figures they were worked out from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.domain.amounts import Amount, Interval
from generator.domain.coordinates import Coordinate
from generator.domain.facts import Statement


@dataclass(frozen=True, slots=True)
class Part:
    """One amount that goes into a value, so many times."""

    at: Coordinate
    amount: Amount
    statements: tuple[Statement, ...]
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Value:
    """What a term comes to. ``linear``: it is the sum of its parts by their weights."""

    exact: Decimal
    interval: Interval
    parts: tuple[Part, ...] = ()
    linear: bool = True
    constant: bool = False

    @classmethod
    def of(cls, part: Part) -> Value:
        """The value of one amount."""
        return cls(part.amount.value, part.amount.interval, (part,))

    @classmethod
    def number(cls, number: Decimal) -> Value:
        """A number that stands in the rule itself."""
        return cls(number, Interval(number, number), constant=True)

    def __add__(self, other: Value) -> Value:
        """The sum."""
        interval = self.interval + other.interval
        return Value(self.exact + other.exact, interval, self.parts + other.parts, self.linear and other.linear)

    def __sub__(self, other: Value) -> Value:
        """The difference."""
        interval = Interval(self.interval.low - other.interval.high, self.interval.high - other.interval.low)
        parts = self.parts + tuple(Part(p.at, p.amount, p.statements, -p.weight) for p in other.parts)
        return Value(self.exact - other.exact, interval, parts, self.linear and other.linear)

    def __mul__(self, other: Value) -> Value:
        """The product."""
        one, two = self.interval, other.interval
        ends = [a * b for a in (one.low, one.high) for b in (two.low, two.high)]
        interval = Interval(min(ends), max(ends))
        return Value(self.exact * other.exact, interval, self.parts + other.parts, linear=False)

    @property
    def width(self) -> Decimal:
        """How far the interval reaches."""
        return self.interval.high - self.interval.low

    @property
    def amount(self) -> Amount:
        """The value as an amount, for printing."""
        return Amount(self.exact)

    @property
    def single(self) -> Part | None:
        """The one figure it is, where it is one."""
        if len(self.parts) != 1 or not self.linear:
            return None
        part = self.parts[0]
        return part if part.weight == 1 and part.amount.interval == self.interval else None

    @property
    def stated(self) -> tuple[Statement, ...]:
        """Every statement it rests on, the telling ones first."""
        found = [s for part in self.parts for s in part.statements]
        return tuple(sorted(found, key=lambda s: s.amount.is_zero))


NOTHING = Value.number(Decimal(0))
