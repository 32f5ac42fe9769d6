"""Amounts worked out from amounts, as intervals, with the figures they were worked out from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.domain.amounts import Amount, Interval, Unit
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
        """The value of one amount. A count typed as a whole number is exactly that many."""
        amount = part.amount
        whole = amount.unit is Unit.NONE and amount.places == 0
        interval = Interval(amount.value, amount.value) if whole else amount.interval
        return cls(amount.value, interval, (part,))

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
        return part if part.weight == 1 and part.amount.value == self.exact else None

    @property
    def stated(self) -> tuple[Statement, ...]:
        """Every statement it rests on, the telling ones first."""
        found = [s for part in self.parts for s in part.statements]
        return tuple(sorted(found, key=lambda s: s.amount.is_zero))

    def suspects(self, other: Value) -> tuple[Statement, ...]:
        """The statements of a count times a price, the likelier one first, where ``other`` is right.

        A count is whole: where ``other`` holds the price a whole number of times, the count is wrong, else the price.
        """
        if self.linear or len(self.parts) != 2:  # noqa: PLR2004 - a count and a price
            return self.stated
        count, price = sorted(self.parts, key=lambda part: part.amount.unit is not Unit.NONE)
        times = other.exact / price.amount.value if price.amount.value else Decimal(-1)
        whole = times > 0 and times == times.to_integral_value()
        ordered = (count, price) if whole or count.amount.is_zero else (price, count)
        return tuple(s for part in ordered for s in part.statements)


NOTHING = Value.number(Decimal(0))
