"""Excel's built-in number formats, and what a format tells about a number."""

from __future__ import annotations

import re

BUILTIN = {
    "0": "General",
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "11": "0.00E+00",
    "12": "# ?/?",
    "13": "# ??/??",
    "14": "yyyy-mm-dd",
    "15": "d-mmm-yy",
    "16": "d-mmm",
    "17": "mmm-yy",
    "18": "h:mm AM/PM",
    "19": "h:mm:ss AM/PM",
    "20": "h:mm",
    "21": "h:mm:ss",
    "22": "yyyy-mm-dd h:mm",
    "27": 'yyyy"年"m"月"',
    "28": 'm"月"d"日"',
    "29": 'm"月"d"日"',
    "30": "m-d-yy",
    "31": 'yyyy"年"m"月"d"日"',
    "36": 'yyyy"年"m"月"',
    "37": "#,##0;-#,##0",
    "38": "#,##0;-#,##0",
    "39": "#,##0.00;-#,##0.00",
    "40": "#,##0.00;-#,##0.00",
    "41": "_ * #,##0_ ",
    "42": "_ * #,##0_ ",
    "43": "_ * #,##0.00_ ",
    "44": "_ * #,##0.00_ ",
    "45": "mm:ss",
    "48": "##0.0E+0",
    "49": "@",
    "57": 'yyyy"年"m"月"',
    "58": 'm"月"d"日"',
}
"""By number; those of Chinese editions of Excel where editions differ."""

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
