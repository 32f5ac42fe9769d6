"""Amounts of money: exact decimals in 元 that remember how precisely they were stated.

A figure printed as ``12.36`` 万元 stands for every amount from 12.355 to 12.365 万元. Two statements agree when
their intervals meet, sums being added up as intervals (as XBRL Calculations 1.1 does); there is no tolerance.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

ZERO = Decimal(0)
_DECIMALS_OF_MONEY = 2


class Unit(Enum):
    """A display unit and how many 元 it is worth. ``NONE`` is for counts and other bare numbers."""

    YUAN = ("元", Decimal(1))
    WAN = ("万元", Decimal(10000))
    NONE = ("", Decimal(1))

    def __init__(self, label: str, yuan: Decimal) -> None:
        self.label = label
        self.yuan = yuan

    @classmethod
    def named(cls, label: str) -> Unit:
        """The unit called ``label``. Raises ``KeyError`` when there is none: a unit is never guessed."""
        for unit in cls:
            if unit.label == label:
                return unit
        raise KeyError(label)


@dataclass(frozen=True, slots=True)
class Interval:
    """All amounts from ``low`` up to ``high`` in 元; an exact amount has both the same.

    ``high`` itself is the next figure's: 12.365 is printed as 12.37. So neighbours that only touch do not meet.
    """

    low: Decimal
    high: Decimal

    def __add__(self, other: Interval) -> Interval:
        """The interval of the sum."""
        return Interval(self.low + other.low, self.high + other.high)

    def meets(self, other: Interval) -> bool:
        """Whether some amount lies in both."""
        if self.low == self.high or other.low == other.high:
            return self.low <= other.high and other.low <= self.high
        return self.low < other.high and other.low < self.high


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in 元 (or a bare number, when ``unit`` is ``NONE``).

    ``step`` is the precision it is known to, in 元: half of it lies on either side. 0 means exact.
    ``places`` are the decimals it was typed with in ``unit``; ``None`` for a derived amount or a blank cell.
    ``lean``: how far the middle of the amounts it may stand for lies above it, in 元; 0 for what was rounded, half a
    step for what was cut (204.9197 → 204.91).
    """

    value: Decimal
    step: Decimal = ZERO
    unit: Unit = Unit.WAN
    places: int | None = None
    lean: Decimal = ZERO

    @classmethod
    def stated(cls, number: Decimal, unit: Unit, *, finest: int = 2) -> Amount:
        """An amount as typed: ``number`` in ``unit``.

        A figure typed with fewer decimals than the form prints (``284.6``, ``0``) is short for the same figure
        with trailing zeros, so it counts as stated to ``finest`` decimals at least. Zeros beyond the decimals of money
        say nothing: databases write ``1295.650000`` for 1295.65.
        """
        places = max(0, -int(number.as_tuple().exponent))
        told = max(finest, min(places, _DECIMALS_OF_MONEY), -int(number.normalize().as_tuple().exponent))
        return cls(number * unit.yuan, unit.yuan.scaleb(-told), unit, places)

    def cut(self) -> Amount:
        """The same figure where decimals are cut off instead of rounded: it stands for what lies above it."""
        half = self.step / 2
        return replace(self, lean=-half if self.value < 0 else half)

    def cut_from(self, finer: Amount) -> bool:
        """Whether it is ``finer`` with decimals cut off, although rounding would give another figure."""
        if not ZERO < finer.step < self.step or self.agrees(finer):
            return False
        return self.value * finer.value > 0 and 0 <= abs(finer.value) - abs(self.value) < self.step

    @property
    def interval(self) -> Interval:
        """The amounts this statement may stand for."""
        half, middle = self.step / 2, self.value + self.lean
        return Interval(middle - half, middle + half)

    @property
    def is_zero(self) -> bool:
        """Whether the amount is nothing."""
        return self.value == 0

    def agrees(self, other: Amount) -> bool:
        """Whether both may be the same amount."""
        return self.interval.meets(other.interval)

    def same_figure(self, other: Amount) -> bool:
        """Whether both say the same: identical at equal precision, within the coarser's interval otherwise."""
        return self.value == other.value if self.step == other.step else self.agrees(other)

    def number(self, unit: Unit) -> Decimal:
        """The amount as a number in ``unit``, exact."""
        return self.value / unit.yuan

    def text(self, unit: Unit, places: int) -> str:
        """The amount in ``unit`` with ``places`` decimals, rounded half up, no thousands separator."""
        return str(self.number(unit).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + ZERO)

    def text_as_stated(self, unit: Unit, places: int) -> str:
        """The amount as it was typed where the unit is the same; otherwise like :meth:`text`."""
        own = self.places if self.places is not None and self.unit is unit else places
        return self.text(unit, min(own, places))

    def __neg__(self) -> Amount:
        """The amount with the other sign; derived."""
        return Amount(-self.value, self.step, self.unit, lean=-self.lean)


NOTHING = Amount(ZERO)
"""Exactly nothing: what a blank cell of a stated form means."""


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum, derived; its precision is the sum of the precisions. Counts add up to a count."""
    value, step, lean = ZERO, ZERO, ZERO
    counts, others = False, False
    for amount in amounts:
        value += amount.value
        step += amount.step
        lean += amount.lean
        counts = counts or amount.unit is Unit.NONE
        others = others or (amount.unit is not Unit.NONE and bool(amount.step or amount.value))
    return Amount(value, step, Unit.NONE if counts and not others else Unit.WAN, lean=lean)
