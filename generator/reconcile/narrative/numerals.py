"""Chinese numerals: 一千二百, 壹仟贰佰, 三十五点六."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {char: value for row in ("零一二三四五六七八九", "〇壹贰叁肆伍陆柒捌玖") for value, char in enumerate(row)}
_DIGITS["两"] = 2
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = "万亿"
DIGITS = "".join(_DIGITS)
"""Every character that stands for a digit."""
NUMERALS = DIGITS + "".join(_TENS)
"""Every character of a number below ten thousand."""


def numeral(text: str) -> tuple[Decimal, int] | None:
    """The value of a numeral and its decimals; None where the characters make no number."""
    whole, _, decimals = text.partition("点")
    value = _whole(whole)
    if value is None or any(char not in _DIGITS for char in decimals):
        return None
    places = len(decimals)
    fraction = int("".join(str(_DIGITS[char]) for char in decimals)) if decimals else 0
    return Decimal(value) + Decimal(fraction).scaleb(-places), places


def _whole(text: str) -> int | None:
    if not text:
        return None
    if len(text) > 1 and all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, section, digit = 0, 0, None
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section, digit = section + (1 if digit is None else digit) * _TENS[char], None
        elif char in _MYRIADS:
            section += digit or 0
            total = (total + section) * 10**8 if char == "亿" else total + section * 10**4
            section, digit = 0, None
        else:
            return None
    return total + section + (digit or 0)
