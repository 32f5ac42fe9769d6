"""Every number of a text: amounts, percentages, counts, each with its place, unit, precision and hedge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from generator.domain.amounts import ZERO, Amount, Interval, Unit
from generator.reconcile.narrative.plain import BOUND


class Family(Enum):
    """What a number measures."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    BOUND = "bound"


class Hedge(Enum):
    """How firmly a number is stated."""

    NONE = ""
    ABOUT = "约"
    MOST = "不超过"
    LEAST = "不少于"
    RANGE = "区间"


MONEY_UNITS = {
    "亿元": Decimal(10) ** 8,
    "亿": Decimal(10) ** 8,
    "万元": Decimal(10) ** 4,
    "万": Decimal(10) ** 4,
    "元": Decimal(1),
}
MEASURES = [
    "平方米",
    "平方公里",
    "人次",
    "户次",
    "场次",
    "批次",
    "家次",
    "公里",
    "千米",
    "公顷",
    "小时",
    "分钟",
    "工作日",
    "个月",
    "课时",
    "个",
    "人",
    "次",
    "篇",
    "件",
    "册",
    "台",
    "套",
    "辆",
    "家",
    "条",
    "项",
    "名",
    "批",
    "组",
    "场",
    "期",
    "份",
    "户",
    "处",
    "座",
    "所",
    "亩",
    "米",
    "吨",
    "天",
    "间",
    "张",
    "块",
    "支",
    "种",
    "本",
    "部",
    "只",
    "幅",
    "门",
    "届",
    "轮",
    "村",
    "镇",
    "社区",
    "平米",
    "字",
    "万字",
    "万人",
    "万人次",
    "万册",
    "万件",
    "万户",
]

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MEASURE = "|".join(sorted(MEASURES, key=len, reverse=True))
_UNIT = rf"亿元|万元|亿(?!吨)|元|%|‰|个百分点|(?:余|多)?(?:{_MEASURE})|万(?=[,。;:、)\s]|$|[一-龥])"
_TOKEN = re.compile(
    rf"(?:(?<![\d.A-Za-z])(?P<low>{_NUMBER})\s*(?:亿元|万元|万|元|%|{_MEASURE})?\s*[-~至]\s*|(?<![\d.A-Za-z~]))"
    rf"(?P<sign>-(?=\d))?(?P<number>{_NUMBER})\s*(?:余|多)?(?P<unit>{_UNIT})"
    rf"|(?P<bound>{BOUND}+)(?:亿元|万元|元|%)?"
)
_MOST = re.compile(r"(?:≤|<=?|不超过|不高于|不大于|低于|最多|控制在|小于)\s*$")
_LEAST = re.compile(r"(?:≥|>=?|不少于|不低于|不小于|超过|至少|大于|高于|达到?)\s*$")
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
        if self.hedge is Hedge.NONE:
            return self.amount.agrees(other)
        low, high = self.amount.interval.low, self.amount.interval.high
        slack = max(self.amount.step, abs(self.amount.value) / 10)
        if self.hedge is Hedge.MOST:
            return other.interval.low <= high
        if self.hedge is Hedge.LEAST:
            return other.interval.high >= low
        if self.hedge is Hedge.RANGE:
            return Interval(self.low * self.factor, high).meets(other.interval)
        return Interval(low - slack, high + slack).meets(other.interval)


def numbers(text: str) -> tuple[Number, ...]:
    """All numbers of a plain text that have a unit, in order. A price threshold (单价20万元以上) is none."""
    return tuple(_read(text))


def _read(text: str) -> Iterator[Number]:
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match["bound"]:
            yield Number(start, end, match[0], Family.BOUND, "", ZERO, 0)
            continue
        before, after = text[max(0, start - 8) : start], text[end : end + 2]
        if before.endswith("第") or after.startswith("/") or _THRESHOLD.search(before):
            continue
        digits, unit = match["number"].replace(",", ""), match["unit"].lstrip("余多")
        value = Decimal((match["sign"] or "") + digits)
        low = Decimal(match["low"].replace(",", "")) if match["low"] else value
        places = len(digits.partition(".")[2])
        hedge = Hedge.RANGE if match["low"] else _hedge(before, after, match[0])
        yield Number(start, end, match[0], _family(unit), unit, value, places, hedge, low)


def _family(unit: str) -> Family:
    if unit in MONEY_UNITS:
        return Family.MONEY
    return Family.PERCENT if unit in {"%", "‰", "个百分点"} else Family.COUNT


def _hedge(before: str, after: str, typed: str) -> Hedge:
    trailing = _AFTER.match(after)
    if _MOST.search(before):
        return Hedge.MOST
    if _LEAST.search(before):
        return Hedge.LEAST
    if trailing and trailing[0] in _AFTER_HEDGE:
        return _AFTER_HEDGE[trailing[0]]
    return Hedge.ABOUT if _ABOUT.search(before) or trailing or "余" in typed or "多" in typed else Hedge.NONE
