"""Text on a terminal, where a Chinese character takes two columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.domain.shown import MESSAGE, shown

_NEVER_FIRST = "，。、；：！？）》】〉”’％·…"
_NEVER_LAST = "（《【〈“‘"
_WORD = re.compile(r"\s+|[!-~]+|.", re.DOTALL)
"""Blanks, a run of Latin letters, digits and signs, or one other character."""
_LEAST = 20


def columns(text: str) -> int:
    """Width in terminal columns."""
    return sum(_columns_of(character) for character in text)


def _columns_of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, width: int) -> str:
    """``text`` filled up to ``width`` terminal columns."""
    return text + " " * (width - columns(text))


def wrapped(text: str, width: int | None, first: str = "", later: str | None = None) -> list[str]:
    """``text`` in lines of at most ``width`` columns, the first behind ``first``, the others behind ``later``.

    The text may quote the input, so it is shown, not printed raw. Numbers and Latin words stay whole; no line begins
    with closing punctuation or ends with an opening one.
    ``width`` None: one line.
    """
    text = shown(text, MESSAGE)
    rest = " " * columns(first) if later is None else later
    if width is None:
        return [first + text]
    room = max(width - max(columns(first), columns(rest)), _LEAST)
    lines = list(_lines(text, room))
    return [(rest if number else first) + line for number, line in enumerate(lines)]


def _lines(text: str, room: int) -> Iterator[str]:
    line: list[str] = []
    for piece in _pieces(text, room):
        if line and columns("".join(line)) + columns(piece.rstrip()) > room:
            carried = _carried(line, piece)
            yield "".join(line).rstrip()
            line = carried
            if piece.isspace() and not line:
                continue
        line.append(piece)
    yield "".join(line).rstrip()


def _pieces(text: str, room: int) -> Iterator[str]:
    """Words and characters; a word longer than a line is cut."""
    for word in _WORD.findall(text):
        yield from (word[start : start + room] for start in range(0, len(word), room))


def _carried(line: list[str], piece: str) -> list[str]:
    """Take from the end of ``line`` what must go with ``piece`` to the next line, and give it back."""
    carried: list[str] = []
    while len(line) > 1 and ((carried or [piece])[0][0] in _NEVER_FIRST or line[-1][-1] in _NEVER_LAST):
        carried.insert(0, line.pop())
    return carried
