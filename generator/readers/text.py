"""Comparing and cleaning words: what counts as the same label, header or title.

Full and half width, blanks, line breaks, and the various quotes and brackets never tell two words apart.
"""

from __future__ import annotations

import re

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_QUOTES = {ord(mark): '"' for mark in "“”„‟〝〞「」『』"} | {ord(mark): "'" for mark in "‘’‚‛"}
_BRACKETS = {ord(left): "(" for left in "〔【[［"} | {ord(right): ")" for right in "〕】]］"}
_MARKS: dict[int, str] = {ord("。"): ".", **{ord(dash): "-" for dash in "‐‑‒–—―−－"}}
SAME: dict[int, int | str] = {**_HALF_WIDTH, **_QUOTES, **_BRACKETS, **_MARKS}
"""Translation of characters that count as the same."""

_BLANKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad\x00-\x1f]+")
_NUMBERING = re.compile(r"^(?:其中[:,]?|\(?[一二三四五六七八九十]{1,4}[、.)]|\(?[0-9]{1,3}[、.)](?![0-9]))")
_SHOWN_NUMBERING = re.compile(
    r"^\s*(?:其中\s*[:：,，]?|[(（]?[一二三四五六七八九十]{1,4}[、.．)）]|[(（]?[0-9]{1,3}[、.．)）](?![0-9]))\s*"
)
_UNIT = re.compile(r"\((?:[^()]*单位:)?(?:人民币)?(万元|元)\)$")
_YEAR = re.compile(r"[0-9]{4}年(?:度)?")
_IDEOGRAPH = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BREAK_IN_CHINESE = re.compile(rf"(?<={_IDEOGRAPH})[\t\r\n\x0b\x0c]+ *|[\t\r\n\x0b\x0c]+ *(?={_IDEOGRAPH})")
_BREAK = re.compile(r"[ ]*[\t\r\n\x0b\x0c]+[ ]*")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\ufeff\ufffe\uffff\ud800-\udfff]")


def squeeze(text: str) -> str:
    """``text`` for comparison: no blanks, one form of every quote, bracket, dash and full-width character."""
    return _BLANKS.sub("", text.translate(SAME))


def loose(text: str) -> str:
    """A label without its numbering (``一、``, ``1.``, ``（二）``) and ``其中：``, squeezed."""
    label = squeeze(text).rstrip(":")
    while True:
        shorter = _NUMBERING.sub("", label)
        if shorter == label or not shorter:
            return label
        label = shorter


def bare(text: str) -> str:
    """A label without its numbering, otherwise as it is written; for messages."""
    shorter = _SHOWN_NUMBERING.sub("", text)
    return bare(shorter) if shorter and shorter != text else text


def header_text(text: str) -> str:
    """A header text for comparison: without years and without a unit in brackets."""
    return _UNIT.sub("", _YEAR.sub("", squeeze(text)))


def header_unit(text: str) -> str | None:
    """The unit a header text names: ``价值（金额单位：万元）`` → 万元."""
    found = _UNIT.search(squeeze(text))
    return found[1] if found else None


def one_line(text: str) -> str:
    """A text as one line: breaks inside Chinese words go, other breaks become one blank, ends are trimmed."""
    text = _CONTROL.sub("", text.replace("_x000D_", "\n"))
    return _BREAK.sub(" ", _BREAK_IN_CHINESE.sub("", text.strip())).strip()


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text, trimmed, without empty ones."""
    parts = text.replace("_x000D_", "\n").splitlines()
    return tuple(line for line in (one_line(part) for part in parts) if line)
