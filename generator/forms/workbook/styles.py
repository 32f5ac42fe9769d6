"""How workbooks look: fonts, fills, borders, number formats."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

SONG, HEI = "宋体", "黑体"
TITLE = Font(name=HEI, size=16)
META = Font(name=SONG, size=10)
HEAD = Font(name=SONG, size=10, bold=True)
BODY = Font(name=SONG, size=10)
TOTAL = Font(name=SONG, size=10, bold=True)
DERIVED = Font(name=SONG, size=10, italic=True)
HINT = Font(name=SONG, size=9, color="FF7F7F7F")

HEAD_FILL = PatternFill("solid", fgColor="FFE7E6E6")
REQUIRED_FILL = PatternFill("solid", fgColor="FFFCE4D6")
INPUT_FILL = PatternFill("solid", fgColor="FFFFFBE6")
FORMULA_FILL = PatternFill("solid", fgColor="FFEAF3FA")

_LINE = Side(style="thin", color="FF808080")
BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_LAST_NARROW = "\u2e7f"
UNLOCKED = Protection(locked=False)
TEXT_FORMAT = "@"


def aligned(horizontal: str, *, indent: int = 0, wrap: bool = True, vertical: str = "center") -> Alignment:
    """An alignment; numbers are never wrapped."""
    return Alignment(horizontal=horizontal, vertical=vertical, wrap_text=wrap, indent=indent)


def decimals_format(places: int) -> str:
    """The number format with so many decimals: ``0.00``."""
    return "0" if places == 0 else f"0.{'0' * places}"


def text_format(text: str) -> str:
    """The number format that shows a number just as ``text`` writes it."""
    return decimals_format(len(text.partition(".")[2]))


def points(text: str) -> float:
    """How wide ``text`` is in units of column width."""
    return sum(1.9 if char > _LAST_NARROW or char in "“”‘’—…" else 1 for char in text)
