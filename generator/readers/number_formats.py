"""What Excel's number formats tell about a number."""

from __future__ import annotations

import re

_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
_DECIMALS = re.compile(r"[0#?]\.(0+)")
_DATE = re.compile(r"[yd]|m(?!.*[0#?])", re.IGNORECASE)
_QUOTED = re.compile(r'"([^"]*)"')
_SCALED = re.compile(r"[0#?],+(?![0#?])|0[!\\]?\.0,|!\.")


def section(number_format: str) -> str:
    """The part of a format for positive numbers, without literal text."""
    return _LITERALS.sub("", number_format.split(";", maxsplit=1)[0])


def shown_decimals(number_format: str) -> int:
    """How many decimals a number format always shows; 0 where that cannot be told."""
    own = section(number_format)
    found = _DECIMALS.search(own)
    return len(found[1]) if found and "E" not in own else 0


def is_percent(number_format: str) -> bool:
    """Whether a number format shows percentages."""
    return "%" in section(number_format)


def is_date(number_format: str) -> bool:
    """Whether a number format shows a day; numbers are then days."""
    own = section(number_format)
    return own != "General" and not re.search(r"[0#?]", own) and bool(_DATE.search(own))


def unit_in(number_format: str) -> str | None:
    """The unit a number format prints behind the number; None where it scales, or prints none."""
    words = "".join(_QUOTED.findall(number_format))
    if _SCALED.search(number_format):
        return None
    return "万元" if "万元" in words else ("元" if "元" in words else None)
