"""Changes against the year before, and shares of a whole. Their wording is a template of the pack."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from generator.compose.errors import MisuseError, require
from generator.compose.figures import PLACES, Figure, Ledger
from generator.compose.views import View
from generator.domain.amounts import Amount

UP, DOWN, SAME, NO_PRIOR, PRIOR_ZERO = "增加", "减少", "持平", "无上年", "上年为零"
_CENT = Decimal(1).scaleb(-PLACES)


@dataclass(frozen=True, slots=True, eq=False)
class Ratio(View):
    """A share or rate; ``value`` is None where it cannot be told."""

    name: str
    value: Decimal | None
    ledger: Ledger

    def title(self) -> str:
        """What messages call it."""
        return self.name

    def part(self, name: str) -> object:
        """The part called ``name``. Raises ``KeyError``."""
        if name == "已知":
            return self.value is not None
        raise KeyError(name)

    def part_names(self) -> Iterable[str]:
        """All names, for suggestions."""
        return ("已知",)

    def __str__(self) -> str:
        if self.value is None:
            return self.ledger.gaps.note(f"“{self.name}”")
        return self.ledger.told.amount(str((self.value * 100).quantize(_CENT, ROUND_HALF_UP)), "%") + "%"


@dataclass(frozen=True, slots=True, eq=False)
class Change(View):
    """How a figure compares with the year before.

    ``state`` is one of the five; ``amount`` and ``ratio`` are the difference without its sign. Printed as it is, it
    is the sentence of the pack's ``wording/change.txt.j2``.
    """

    figure: Figure
    state: str
    amount: Figure
    ratio: Ratio
    sentence: Callable[[Change], str]

    def title(self) -> str:
        """What messages call it."""
        return f"{self.figure.name}的变动"

    def part(self, name: str) -> object:
        """The part called ``name``. Raises ``KeyError``."""
        parts = {
            "状态": self.state,
            "金额": self.amount,
            "比例": self.ratio,
            "有变化": self.state in (UP, DOWN, PRIOR_ZERO),
            "本年": self.figure,
            "上年": self.figure.prior(),
        }
        return parts[name]

    def part_names(self) -> Iterable[str]:
        """All names, for suggestions."""
        return "状态", "金额", "比例", "有变化", "本年", "上年"

    def __str__(self) -> str:
        return self.sentence(self)


def change(figure: object, sentence: Callable[[Change], str]) -> Change:
    """Compare ``figure`` with its prior year."""
    require(figure)
    if not isinstance(figure, Figure):
        raise MisuseError("变动(…) 只能用在一个数字上，如 变动(三公.合计)。")
    now, before = figure.amount, figure.prior().amount
    if now is None:
        figure.text()  # notes the gap
    if now is None or before is None:
        return _build(figure, NO_PRIOR, None, None, sentence)
    difference = Amount(abs(now.value - before.value), now.step + before.step, now.unit)
    ratio = None if before.is_zero else difference.value / abs(before.value)
    printed = difference.number(figure.ledger.unit).quantize(_CENT, ROUND_HALF_UP)
    state = SAME if printed == 0 else _state(now, before)
    return _build(figure, state, difference, ratio, sentence)


def _state(now: Amount, before: Amount) -> str:
    if now.same_figure(before):
        return SAME
    if before.is_zero:
        return PRIOR_ZERO
    return UP if now.value > before.value else DOWN


def _build(
    figure: Figure,
    state: str,
    difference: Amount | None,
    ratio: Decimal | None,
    sentence: Callable[[Change], str],
) -> Change:
    amount = Figure(f"{figure.name}比上年变动", difference, figure.ledger, derived=True)
    rate = Ratio(f"{figure.name}比上年变动比例", ratio, figure.ledger)
    return Change(figure, state, amount, rate, sentence)


def share(part: object, whole: object) -> Ratio:
    """How large a part of ``whole`` is ``part``."""
    require(part)
    require(whole)
    if not isinstance(part, Figure) or not isinstance(whole, Figure):
        raise MisuseError("占比(…) 要用两个数字，如 占比(支出.项目, 支出.本年合计)。")
    value = None
    if part.amount is not None and whole.amount is not None and not whole.amount.is_zero:
        value = part.amount.value / whole.amount.value
    return Ratio(f"{part.name}占{whole.name}的比例", value, part.ledger)
