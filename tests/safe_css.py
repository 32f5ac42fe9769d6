"""What may come out of a pack's style sheet, written down a second time and without a parser of CSS."""

from __future__ import annotations

import re

_NAME = r"[\w-]+"
_STEP = rf"(?:[a-z][a-z0-9]*)?(?:\.{_NAME})*(?::first-child|:last-child|:nth-child\(-?\d+n[+-]\d+\))*"
_SELECTOR = rf"{_STEP}(?:[ >]{_STEP})*"
_SIDE = r"(?:top|right|bottom|left)"
_LENGTH = r"(?:0|\d+(?:\.\d+)?pt)"
_COLOUR = r"#[0-9a-f]{6}"
_DECLARATIONS = (
    rf"(?:background-)?color:{_COLOUR}",
    r'font-family:"[\w -]+"(?:,"[\w -]+")*',
    rf"font-size:{_LENGTH}",
    r"font-weight:(?:normal|bold|[1-9]\d\d)",
    r"font-style:(?:normal|italic)",
    r"line-height:[1-4](?:\.\d+)?",
    rf"letter-spacing:(?:normal|{_LENGTH}|-0\.\d+pt)",
    r"text-align:(?:left|right|center|justify)",
    rf"text-indent:{_LENGTH}",
    r"text-decoration:(?:none|underline)",
    r"vertical-align:(?:top|middle|bottom|baseline)",
    rf"(?:padding|margin)-{_SIDE}:{_LENGTH}",
    rf"border-{_SIDE}-width:{_LENGTH}",
    rf"border-{_SIDE}-style:(?:none|solid|dashed|dotted|double)",
    rf"border-{_SIDE}-color:{_COLOUR}",
    r"break-(?:before|after|inside):(?:auto|avoid|page)",
    r"(?:orphans|widows):[1-9]",
)
_ONE = f"(?:{'|'.join(_DECLARATIONS)})"
_SHEET = re.compile(rf"(?:{_SELECTOR}(?:,{_SELECTOR})*{{{_ONE}(?:;{_ONE})*}}\n)*")
_SIZE = re.compile(r"font-size:([\d.]+)pt")


def is_safe(sheet: str) -> bool:
    """Whether ``sheet`` holds only plain looks, and no letters too small to read."""
    return _SHEET.fullmatch(sheet) is not None and all(5 <= float(size) <= 48 for size in _SIZE.findall(sheet))
