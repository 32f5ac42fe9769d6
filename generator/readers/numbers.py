"""From what stands in a cell to a Decimal, or a clear reason why not.

The exponent of the Decimal is how many decimals were typed: ``30.00`` has two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, InvalidOperation

from generator.readers.number_formats import is_percent, shown_decimals
from generator.readers.text import SAME

Value = str | Decimal | bool | date | None
"""What a cell may hold. Excel numbers are Decimals of their shortest text, never floats."""

_EXCEL = Context(prec=15)
"""Excel computes in binary floating point and keeps 15 significant digits; what lies behind them is noise."""
_LARGEST = Decimal(10) ** 15
_MOST_DECIMALS = 9
_BLANKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_NOTHING = re.compile(r"-{1,4}|/|…{1,4}|\.{3,6}|")
_BRACKETED = re.compile(r"\(([^()]+)\)")
_NUMBER = re.compile(r"[+-]?(?=\.?[0-9])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]*)(?:\.[0-9]*)?")
_ZEROS = re.compile(r"0+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A number, nothing (neither), or the reason why it is no number."""

    number: Decimal | None = None
    problem: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing stands there."""
        return self.number is None and not self.problem


BLANK = Reading()


def read_number(value: Value, number_format: str = "") -> Reading:
    """Read an amount. ``number_format`` is Excel's, for the decimals shown and to tell percentages."""
    if value is None:
        return BLANK
    if isinstance(value, bool):
        return Reading(problem="是逻辑值，不是金额")
    if isinstance(value, date):
        return Reading(problem="是日期，不是金额")
    if isinstance(value, Decimal):
        return _excel_number(value, number_format)
    return _text_number(value)


def without_noise(number: Decimal) -> Decimal:
    """``number`` to 15 significant digits, without trailing zeros: 124599.99999999999 → 124600.

    What is left of a subtraction (5.6E-17) lies beyond any budget's decimals and goes too.
    """
    short = _EXCEL.plus(number)
    if decimals(short) > _MOST_DECIMALS:
        short = short.quantize(Decimal(1).scaleb(-_MOST_DECIMALS))
    short = short.normalize()
    return short.quantize(Decimal(1)) if decimals(short) < 0 else short


def decimals(number: Decimal) -> int:
    """How many decimals a finite number is written with; negative for 1E+3."""
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def shown(value: Value, number_format: str = "") -> str:
    """The text of a cell that is read as words: a code, a percentage, a date."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()[:10]
    return _shown_number(value, number_format) if isinstance(value, Decimal) else value


def _shown_number(value: Decimal, number_format: str) -> str:
    if not value.is_finite() or abs(value) >= _LARGEST:
        return str(value)
    if is_percent(number_format):
        return f"{_with_decimals(without_noise(value * 100), number_format):f}%"
    text = f"{_with_decimals(without_noise(value), number_format):f}"
    return text.zfill(len(number_format)) if _ZEROS.fullmatch(number_format) else text


def _excel_number(value: Decimal, number_format: str) -> Reading:
    if not value.is_finite() or abs(value) >= _LARGEST:
        return Reading(problem="数字过大")
    if is_percent(number_format):
        return Reading(problem="是百分比，不是金额")
    return Reading(_with_decimals(without_noise(value), number_format))


def _with_decimals(number: Decimal, number_format: str) -> Decimal:
    places = shown_decimals(number_format)
    if decimals(number) < places:
        return number.quantize(Decimal(1).scaleb(-places))
    return number


def _text_number(value: str) -> Reading:
    text = _BLANKS.sub("", value.translate(SAME))
    if _NOTHING.fullmatch(text):
        return BLANK
    bracketed = _BRACKETED.fullmatch(text)
    digits = bracketed[1] if bracketed else text
    if digits.endswith("%"):
        return Reading(problem="是百分比，不是金额")
    if not _NUMBER.fullmatch(digits) or (bracketed and digits[0] in "+-"):
        return Reading(problem=_why_not(digits))
    return _decimal(digits, negative=bool(bracketed))


def _decimal(digits: str, *, negative: bool) -> Reading:
    try:
        number = Decimal(digits.replace(",", ""))
    except InvalidOperation:
        return Reading(problem="不是数字")
    if abs(number) >= _LARGEST or len(digits) > 40:  # noqa: PLR2004 - far beyond any budget
        return Reading(problem="数字过大")
    return Reading(-number if negative and number else number)


def _why_not(text: str) -> str:
    if text.startswith("#"):
        return "是公式错误值"
    if text.endswith("元"):
        return "带有单位，单位只在表头注明"
    if "," in text and re.fullmatch(r"[+-]?[0-9,]+(\.[0-9]*)?", text):
        return "千分位逗号的位置不对"
    return "不是数字"
