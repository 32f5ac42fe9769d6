"""Every number of a text: amounts, percentages, counts, each with its place, unit, precision and hedge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from generator.catalog.text_words import text_words
from generator.domain.amounts import ZERO, Amount, Interval, Unit
from generator.reconcile.narrative.numerals import DIGITS, NUMERALS, numeral
from generator.reconcile.narrative.plain import BOUND


class Family(Enum):
    """What a number measures."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    BARE = "bare"
    """A figure whose unit the text does not say."""
    BOUND = "bound"


class Hedge(Enum):
    """How firmly a number is stated."""

    NONE = ""
    ABOUT = "约"
    MOST = "不超过"
    LEAST = "不少于"
    RANGE = "区间"
    WITHIN = "控制在"
    """The amount or a bound: it cannot be told which."""


MONEY_UNITS = {
    "亿元": Decimal(10) ** 8,
    "亿": Decimal(10) ** 8,
    "千万元": Decimal(10) ** 7,
    "百万元": Decimal(10) ** 6,
    "万元": Decimal(10) ** 4,
    "万": Decimal(10) ** 4,
    "千元": Decimal(10) ** 3,
    "元": Decimal(1),
}
MEASURES = text_words()["measure"]
"""What things are counted in."""

_NUMBER = r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,8})?(?!\d)|\d{1,18}(?:\.\d{1,8})?(?!\d)"
_MEASURE = "|".join(sorted(MEASURES, key=len, reverse=True))
_MONEY = "亿元|千万元|百万元|万元|千元|亿(?!吨)|元"
_UNIT = rf"{_MONEY}|%|‰|个百分点|(?:余|多)?(?:{_MEASURE})|万(?=[,。;:、)\s]|$|[一-龥])"
_HAN = rf"[{NUMERALS}][{NUMERALS}万亿]{{0,30}}(?:点[{DIGITS}]{{1,8}})?"
_TOKEN = re.compile(
    rf"(?:(?<![\d.A-Za-z])(?P<low>{_NUMBER})\s{{0,3}}(?:亿元|万元|万|元|%|{_MEASURE})?\s{{0,3}}[-~至]\s{{0,3}}|(?<![\d.A-Za-z])(?<!\d~)(?<!元~)(?<!%~))"
    rf"(?P<sign>-(?=\d))?(?P<number>{_NUMBER})\s{{0,4}}(?:余|多)?(?P<unit>{_UNIT})"
    rf"|(?<![第{NUMERALS}万亿])(?P<han>{_HAN})(?P<han_unit>亿元|万元|万|元)(?![化素旦结])(?:(?P<jiao>[{DIGITS}])角)?(?:零?(?P<fen>[{DIGITS}])分)?"
    rf"|百分之(?P<percent>{_HAN})"
    rf"|(?<![\d.,A-Za-z/~-])(?P<bare>{_NUMBER})(?P<own>\((?:单位:)?(?P<own_unit>亿元|万元|千元|元)\))?(?![\dA-Za-z/\]]|[.,]\d|\s{{0,3}}[年月日号时分秒%~-])"
    rf"|(?P<bound>{BOUND}+)(?:亿元|万元|元|%)?"
)
_DECLARED = re.compile(r"(?:单位:?\s{0,3}|\()(?:人民币)?(?P<unit>亿元|万元|千元|元)(?=[)。;,\s]|$)")
_MOST = re.compile(r"(?:≤|<=?|不超过|不高于|不大于|低于|最多|小于)\s*$")
_LEAST = re.compile(r"(?:≥|>=?|不少于|不低于|不小于|超过|至少|大于|高于)\s*$")
_ABOUT = re.compile(r"(?:约|大约|近|左右|大概)\s*$")
_AFTER = re.compile(r"(?:以上|以内|以下|左右|上下|余|多)")
_AFTER_HEDGE = {"以上": Hedge.LEAST, "以内": Hedge.MOST, "以下": Hedge.MOST}
_THRESHOLD = re.compile(r"(?:单价|单位价值|价值|限额|标准|每\S{0,4})(?:在|为)?$")


@dataclass(frozen=True, slots=True)
class Number:
    """One number as typed. ``unit`` is as printed; ``low`` is the lower end of a range, else the number itself."""

    start: int
    end: int
    text: str
    family: Family
    unit: str
    value: Decimal
    places: int
    hedge: Hedge = Hedge.NONE
    low: Decimal = ZERO

    @property
    def measure(self) -> str:
        """What it may be added up with."""
        return self.unit if self.family is Family.COUNT else self.family.value

    @property
    def factor(self) -> Decimal:
        """How many 元 one of its unit is; 1 for anything but money."""
        return MONEY_UNITS.get(self.unit, Decimal(1)) if self.family is Family.MONEY else Decimal(1)

    @property
    def amount(self) -> Amount:
        """The amount, to the precision typed; a count is exact. ``0`` is nothing, however it is typed."""
        places = 2 if not self.value else self.places
        if self.family is Family.COUNT:
            return Amount(self.value, ZERO, Unit.NONE, self.places)
        unit = Unit.WAN if self.family is Family.MONEY else Unit.NONE
        return Amount(self.value * self.factor, self.factor.scaleb(-places), unit, self.places)

    def allows(self, other: Amount) -> bool:
        """Whether the number, hedged as it is, can stand for ``other``."""
        return self.meets(other.interval)

    def meets(self, other: Interval) -> bool:
        """Whether the number, hedged as it is, can stand for an amount in ``other``."""
        if self.hedge in {Hedge.NONE, Hedge.WITHIN}:
            return self.amount.interval.meets(other)
        low, high = self.amount.interval.low, self.amount.interval.high
        slack = max(self.amount.step, abs(self.amount.value) / 10)
        if self.hedge is Hedge.MOST:
            return other.low <= high
        if self.hedge is Hedge.LEAST:
            return other.high >= low
        if self.hedge is Hedge.RANGE:
            return Interval(self.low * self.factor, high).meets(other)
        return Interval(low - slack, high + slack).meets(other)


def numbers(text: str) -> tuple[Number, ...]:
    """All numbers of a plain text, in order. A price threshold (单价20万元以上) is none.

    A number without a unit counts only where it has decimals, or where the text declares its unit (单位：万元).
    """
    return tuple(_read(text))


def _read(text: str) -> Iterator[Number]:
    units = {match["unit"] for match in _DECLARED.finditer(text)}
    declared = units.pop() if len(units) == 1 else ""
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match["bound"]:
            yield Number(start, end, match[0], Family.BOUND, "", ZERO, 0)
            continue
        before, after = text[max(0, start - 8) : start], text[end : end + 2]
        if before.endswith("第") or after.startswith("/") or _THRESHOLD.search(before):
            continue
        read = _chinese(match) if match["han"] or match["percent"] else _arabic(match, declared)
        if read is None:
            continue
        value, places, unit = read
        low = Decimal(match["low"].replace(",", "")) if match["low"] else value
        hedge = Hedge.RANGE if match["low"] else _hedge(before, after, match[0])
        yield Number(start, end, match[0], _family(unit), unit, value, places, hedge, low)


def _arabic(match: re.Match[str], declared: str) -> tuple[Decimal, int, str] | None:
    """Value, decimals and unit of a number in digits; None where it is no figure."""
    if match["number"]:
        digits, unit = match["number"], match["unit"].lstrip("余多")
    else:
        digits, unit = match["bare"], match["own_unit"] or declared
        if "." not in digits and (not unit or not _stands_alone(match)):
            return None
    digits = digits.replace(",", "")
    return Decimal((match["sign"] or "") + digits), len(digits.partition(".")[2]), unit


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether a whole number without a unit may be an amount: nothing that it counts or belongs to follows."""
    following = match.string[match.end() : match.end() + 1]
    before = match.string[max(0, match.start() - 1) : match.start()]
    return bool(match["own"]) or (following in set(",。;、(\n ") | {""} and before not in set("(第"))


def _chinese(match: re.Match[str]) -> tuple[Decimal, int, str] | None:
    """Value, decimals and unit of a number in Chinese numerals."""
    text, unit = match["han"] or match["percent"], match["han_unit"] or "%"
    if unit == "元" and text[-1] in "万亿" and not set(text[:-1]) & {"万", "亿"}:
        text, unit = text[:-1], text[-1] + unit
    read = numeral(text)
    if read is None or unit == "%":
        return None if read is None else (*read, unit)
    value, places = read
    jiao, fen = match["jiao"], match["fen"]
    if unit == "元" and (jiao or fen):
        cents = (numeral(jiao) or (ZERO, 0))[0] * 10 if jiao else ZERO
        cents += (numeral(fen) or (ZERO, 0))[0] if fen else ZERO
        return value + cents / 100, 2, unit
    return value, places, unit


def _family(unit: str) -> Family:
    if unit in MONEY_UNITS:
        return Family.MONEY
    if not unit:
        return Family.BARE
    return Family.PERCENT if unit in {"%", "‰", "个百分点"} else Family.COUNT


def _hedge(before: str, after: str, typed: str) -> Hedge:
    trailing = _AFTER.match(after)
    if _MOST.search(before):
        return Hedge.MOST
    if _LEAST.search(before):
        return Hedge.LEAST
    if trailing and trailing[0] in _AFTER_HEDGE:
        return _AFTER_HEDGE[trailing[0]]
    if before.rstrip().endswith(Hedge.WITHIN.value):
        return Hedge.WITHIN
    return Hedge.ABOUT if _ABOUT.search(before) or trailing or "余" in typed or "多" in typed else Hedge.NONE
