"""The style sheet of a finished HTML page: it adds no text, hides none, and fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from generator.audit.body import letters
from generator.audit.files.color import LEAST_CONTRAST, WHITE, contrast, parsed
from generator.audit.files.difference import Ledger

LEAST_SIZE = 4.0
# Lengths of a color with its opacity: #rgba and #rrggbbaa.
_WITH_ALPHA = (5, 9)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"' + r"|'((?:[^'\\\n]|\\.)*)'", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_PIECE = re.compile(r"([^{};]*)([{};]|$)")
_FETCHES = re.compile(
    r"@import|url\(|image-set\(|src\(|expression\(|javascript:|-moz-binding|behavior\s*:", re.IGNORECASE
)
_KNOWN_FETCH = re.compile(r"attr\(\s*href url\s*\)", re.IGNORECASE)
_HELD = re.compile("\ue000(\\d+)\ue001")
_SIZE = re.compile(r"(?:^|[\s:])(\d*\.?\d+)(px|pt|em|rem|ex|ch|%|vw|vh|mm|cm|in|pc|q)?(?=$|[\s/])", re.IGNORECASE)
_POINTS = {"pt": 1.0, "px": 0.75, "em": 10.0, "rem": 12.0, "ex": 5.0, "ch": 5.0, "%": 0.1, "mm": 2.83, "cm": 28.3,
           "in": 72.0, "pc": 12.0, "q": 0.7, "vw": 10.0, "vh": 8.0}  # fmt: skip
_LENGTH = re.compile(r"(-\d*\.?\d+)(px|pt|em|rem|ex|ch|%|vw|vh|mm|cm|in|pc|q)", re.IGNORECASE)
Body = Sequence[tuple[str, str]]
_FAR = -60.0
"""Points to the left or above beyond which text is out of sight."""
_CUTTING = frozenset({"clip", "clip-path", "mask", "mask-image", "filter", "transform"})
_SHOWING = {
    "visibility": {"visible"},
    "content-visibility": {"visible"},
    "opacity": {"1", "100%"},
    "-webkit-text-fill-color": set[str](),
    "-webkit-text-security": set[str](),
}
_MARGINS = ("@top-", "@bottom-", "@left-", "@right-")
# Rules of our own that hide what is for people with a screen reader, or for the screen only.
_HIDING = {".skip": "position:absolute;left:-99rem", ".skip,.draft-note": "display:none"}


def check_css(text: str, running: Collection[str], ledger: Ledger) -> None:
    """Judge a style sheet. ``running`` are the letters that margins of printed pages may show beside the number."""
    held: list[str] = []
    bare = _STRING.sub(lambda match: _hold(match, held), _COMMENT.sub(" ", text))
    bare = _ESCAPE.sub(_unescaped, bare)
    for match in _FETCHES.finditer(_KNOWN_FETCH.sub("", bare)):
        ledger.tell("样式", f"引用外部内容：{match[0]}。", "", match[0])
    for selector, body in _rules(bare):
        for name, value in body:
            fault = _fault(selector, name, value, body) or _added(name, value, held, running)
            if fault:
                ledger.tell("样式", f"{selector} 的 {name} {fault}。", "", f"{name}:{value}")


def _hold(match: re.Match[str], held: list[str]) -> str:
    """A string, put aside: what is in it is no rule."""
    held.append(_ESCAPE.sub(_unescaped, match[1] if match[1] is not None else match[2]))
    return f"\ue000{len(held) - 1}\ue001"


def _unescaped(match: re.Match[str]) -> str:
    if match[2] is not None:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if 0 < code < 0x110000 else "\ufffd"  # noqa: PLR2004 - the last code point


def _rules(bare: str) -> Iterator[tuple[str, Body]]:
    """Every rule with its declarations, nested ones apart: what stands in a block belongs to its selector."""
    opened: list[tuple[str, list[tuple[str, str]]]] = [("", [])]
    for match in _PIECE.finditer(bare):
        text, end = match[1].strip(), match[2]
        if end == "{":
            opened.append((",".join("".join(part.split()) for part in text.split(",")), []))
            continue
        name, colon, value = text.partition(":")
        if colon:
            opened[-1][1].append((name.strip().lower(), value.replace("!important", "").strip().lower()))
        if end == "}" and len(opened) > 1:
            yield opened.pop()
    yield from opened


def _added(name: str, value: str, held: list[str], running: Collection[str]) -> str:
    """Text that a style adds: only leader dots, the page number of a target, and the running parts of pages."""
    if name not in {"content", "string-set", "quotes", "list-style", "list-style-type", "text-emphasis"}:
        return ""
    text = letters("".join(held[int(number)] for number in _HELD.findall(value)))
    if text in {"", "…", *running} and "attr(" not in value.replace("attr(href url)", ""):
        return ""
    return f"添加了文字“{text}”"


def _fault(selector: str, name: str, value: str, body: Body) -> str:
    """How a declaration hides text; empty if it does not, or if the text is in the margin of a printed page."""
    if selector.startswith(_MARGINS) or f"{name}:{value}" in _HIDING.get(selector, "").split(";"):
        return ""
    if _hides(name, value):
        return f"为 {value}，会隐藏文字"
    if name in {"font", "font-size"} and _tiny(value):
        return f"为 {value}，字太小"
    if name in {"height", "max-height", "width", "max-width"} and _tiny(value) and ("overflow", "hidden") in body:
        return f"为 {value}，文字会被裁掉"
    if name in {"text-indent", "left", "top", "margin", "margin-left", "margin-top"} and _far(value):
        return f"为 {value}，文字会移出页面"
    return "的颜色与底色分不开" if name == "color" and _pale(value, body) else ""


def _hides(name: str, value: str) -> bool:
    if name in _CUTTING:
        return value not in {"none", "auto"}
    if name in _SHOWING:
        return value not in _SHOWING[name]
    return (name == "display" and value == "none") or (name == "position" and value in {"absolute", "fixed"})


def _tiny(value: str) -> bool:
    """Whether a value of ``font`` or a length is too small; what follows a slash is a line pitch."""
    found: list[tuple[str, str]] = _SIZE.findall(value.partition("/")[0])
    sizes = (float(number) * _POINTS.get(unit, 0.0) for number, unit in found if unit or not float(number))
    return any(size < LEAST_SIZE for size in sizes)


def _far(value: str) -> bool:
    return any(float(number) * _POINTS[unit.lower()] < _FAR for number, unit in _LENGTH.findall(value))


def _pale(value: str, body: Body) -> bool:
    """A color that does not stand out on white, in a rule that names no background."""
    if value == "transparent":
        return True
    if "(" in value or len(value) in _WITH_ALPHA or value == "white":
        pale = "(" in value or value == "white" or value.startswith("#")
    else:
        color = parsed(value) if value.startswith("#") else None
        pale = color is not None and contrast(color, WHITE) < LEAST_CONTRAST
    return pale and not any(name.startswith("background") for name, _ in body)
