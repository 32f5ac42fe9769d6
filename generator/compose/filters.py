"""The filters of templates: amounts with their unit, percentages, numbering, merged cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.compose.change import Ratio
from generator.compose.errors import MisuseError, require
from generator.compose.figures import PLACES, Figure
from generator.compose.printing import printed
from generator.compose.views import Record, View
from generator.domain.amounts import Unit
from generator.forms.rows import chinese_number
from generator.packs.titles import fill

_OWN_NUMBER = re.compile(
    r"\s*(?:[（(][〇一二三四五六七八九十\d]{1,4}[）)]|[〇一二三四五六七八九十]{1,4}[、.．]|第[一二三四五六七八九十]+[，、]"
    r"|\d{1,3}[、)）]|\d{1,3}[.．](?!\d))"
)
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-")
_DIGITS = "〇一二三四五六七八九"
MAX_TEXT = 100_000
_FULL_STOPS = "。．.；;，,、 \u3000"


def figure_of(value: object, name: str) -> Figure:
    """``value`` if it is a figure; otherwise the error of filter or function ``name``."""
    if isinstance(value, Figure):
        return value
    require(value)
    shown = f"“{value.title()}”" if isinstance(value, View) else "这里的内容"
    raise MisuseError(f"“{name}”只能用在数字上，{shown}不是一个数字。")


def ten_thousands(value: object, places: int = PLACES) -> str:
    """``68.94万元``; ``万元(1)``: rounded to one decimal."""
    return figure_of(value, "万元").text(Unit.WAN, places) + Unit.WAN.label


def yuan(value: object, places: int = PLACES) -> str:
    """``689400.00元``; ``元(0)``: rounded to whole 元."""
    return figure_of(value, "元").text(Unit.YUAN, places) + Unit.YUAN.label


def bare(value: object) -> str:
    """The number alone, in the pack's unit."""
    return figure_of(value, "数").text()


def cell(value: object) -> str:
    """The number as in a table: nothing where there is nothing."""
    return figure_of(value, "格").cell()


def percent(value: object) -> str:
    """``32.42%``."""
    if isinstance(value, Ratio):
        return str(value)
    require(value)
    raise MisuseError("过滤器“百分比”只能用在 占比(…) 或 变动(…).比例 上。")


def numbered(texts: Iterable[str], pattern: str = "{n}、") -> list[str]:
    """Number paragraphs, ``{n}`` in digits or ``{cn}`` in characters, unless some has a number of its own."""
    found = [printed(text) for text in texts]
    if any(_OWN_NUMBER.match(text) for text in found):
        return found
    return [numeral(index, pattern) + text for index, text in enumerate(found, 1)]


def numeral(number: int, pattern: str = "{cn}、") -> str:
    """The number of a heading: ``{{ 3 | 序号("（{cn}）") }}`` is （三）."""
    return fill(pattern, {"n": str(number), "cn": chinese_number(number)})


def year_and_month(date: str) -> str:
    """``2024-04-15`` → ``二〇二四年四月``; nothing for no date."""
    found = _DATE.match(date)
    return f"{''.join(_DIGITS[int(digit)] for digit in found[1])}年{chinese_number(int(found[2]))}月" if found else ""


def clause(texts: Iterable[str] | str) -> str:
    """Paragraphs as one clause, without a full stop at its end."""
    parts = [texts] if isinstance(texts, str) else [printed(text) for text in texts]
    return "；".join(part.rstrip(_FULL_STOPS) for part in parts if part.strip())


def joined(items: Iterable[object], separator: str = "") -> str:
    """The items as one text."""
    parts = [printed(item) for item in items]
    if sum(map(len, parts)) + len(separator) * len(parts) > MAX_TEXT:
        raise MisuseError("连接起来的文字过长。")
    return separator.join(parts)


def merged(items: Sequence[object], *columns: str) -> list[Record]:
    """Rows with the height of each cell in ``columns``: equal neighbours are one cell, within the one before.

    A row has ``行`` (the item) and ``跨``: for every column how many rows its cell covers, 0 where it is covered.
    """
    if not all(isinstance(item, View) for item in items):
        raise MisuseError("过滤器“合并”要用在一组记录上。")
    keys = [tuple(_part(item, column) for column in columns) for item in items]
    return [
        Record("合并行", {"行": item, "跨": [_height(keys, row, depth) for depth in range(1, len(columns) + 1)]})
        for row, item in enumerate(items)
    ]


def _part(item: object, name: str) -> object:
    if not isinstance(item, View):
        raise MisuseError("过滤器“合并”要用在一组记录上。")
    try:
        return item.part(name)
    except KeyError:
        raise MisuseError(f"“{item.title()}”没有“{name}”这一项。") from None


def _height(keys: Sequence[tuple[object, ...]], row: int, depth: int) -> int:
    """How many rows from ``row`` on share the first ``depth`` keys; 0 where the row above shares them."""
    key = keys[row][:depth]
    if row and keys[row - 1][:depth] == key:
        return 0
    end = row
    while end < len(keys) and keys[end][:depth] == key:
        end += 1
    return end - row


FILTERS: Mapping[str, Callable[..., object]] = {
    "万元": ten_thousands,
    "元": yuan,
    "数": bare,
    "格": cell,
    "百分比": percent,
    "编号": numbered,
    "序号": numeral,
    "分句": clause,
    "年月": year_and_month,
    "join": joined,
    "合并": merged,
}
