"""Values as people are shown them: on one line, with nothing hidden, of bounded length.

Names, cells and keys come from strangers. Whatever goes to a terminal, a report or a comment passes here, so that no
value can move the cursor, turn the text around, add lines or fill the screen.
"""

from __future__ import annotations

import unicodedata

VALUE = 200
"""Longest single value, in characters: a name, a cell, an argument."""
MESSAGE = 2000
"""Longest whole message; it may quote several values."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Controls, direction marks and joiners, lone surrogates, separators of lines and paragraphs."""
_PICTURES = 0x2400
_DELETE, _DELETE_PICTURE = 0x7F, "\u2421"
_BYTES = range(0xDC80, 0xDD00)
"""What Python makes of bytes that are no text in file names and arguments."""
_BASIC = 0xFFFF


def shown(text: str, limit: int = VALUE) -> str:
    r"""``text`` on one line of at most ``limit`` characters; showing it again changes nothing.

    A control becomes its picture (``␛``, ``␊``), any other unseen character its number (``\u202e``), a byte that is no
    text ``\xff``. What is too long loses its middle, so that both its ends can be recognised.
    """
    text = _cut(text, limit)
    if text.isprintable():
        return text
    return _cut("".join(_visible(character) for character in text), limit)


def unseen(character: str) -> bool:
    """Whether a character prints nothing by itself: a control, a mark of direction, half a character."""
    return unicodedata.category(character) in _UNSEEN


def shown_lines(text: str, limit: int = MESSAGE) -> str:
    """``text`` with its line breaks, each line shown."""
    return "\n".join(shown(line, limit) for line in text.split("\n"))


def _visible(character: str) -> str:
    if not unseen(character):
        return character
    number = ord(character)
    if number < ord(" "):
        return chr(_PICTURES + number)
    if number == _DELETE:
        return _DELETE_PICTURE
    if number in _BYTES:
        return f"\\x{number - 0xDC00:02x}"
    return f"\\u{number:04x}" if number <= _BASIC else f"\\U{number:08x}"


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    end = limit // 4
    return f"{text[: limit - end - 1]}…{text[-end:]}"
