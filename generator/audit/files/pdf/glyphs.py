"""Characters a PDF has no shape for: drawn as the box of a font's .notdef, or not at all."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from generator.audit.files.pdf.page import Text

# A code point that is no character: whatever shape it has is that of .notdef.
_NO_CHARACTER = 0xFFFF
_SIZE = 10.0
_NAME_LENGTH = 128
_WITHOUT_SHAPE = ("Cc", "Cf", "Cs", "Mn", "Mc", "Me", "Zs", "Zl", "Zp")
Points = tuple[tuple[float, float], ...]


class Glyphs:
    """Judges the characters of one PDF, each once a font."""

    def __init__(self) -> None:
        self._judged: dict[bytes, dict[str, bool]] = {}
        self._missing: dict[bytes, Points] = {}

    def missing(self, texts: Sequence[Text]) -> Iterator[str]:
        """Every character of the texts of an open page that has no shape."""
        names: dict[int, bytes] = {}
        for text in texts:
            address = ctypes.addressof(text.font.contents)
            if address not in names:
                names[address] = _name(text.font)
            judged = self._judged.setdefault(names[address], {})
            for character in text.text:
                if character not in judged:
                    judged[character] = self._is_missing(text.font, names[address], character)
                if judged[character]:
                    yield character

    def _is_missing(self, font: Any, name: bytes, character: str) -> bool:
        """Latin letters may be drawn as a ligature, and PDFium finds no shape of one alone."""
        if unicodedata.category(character) in _WITHOUT_SHAPE or (character.isascii() and character.isalpha()):
            return False
        if name not in self._missing:
            self._missing[name] = _points(*_path(font, _NO_CHARACTER))
        path, count = _path(font, ord(character))
        missing = self._missing[name]
        return not count or (count == len(missing) and _points(path, count) == missing)


def _path(font: Any, character: int) -> tuple[Any, int]:
    """The outline of a character, and how many segments it has."""
    path = pdfium.FPDFFont_GetGlyphPath(font, character, _SIZE)
    return path, pdfium.FPDFGlyphPath_CountGlyphSegments(path) if path else 0


def _points(path: Any, count: int) -> Points:
    return tuple(_point(path, index) for index in range(count))


def _point(path: Any, index: int) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFGlyphPath_GetGlyphPathSegment(path, index), x, y)
    return x.value, y.value


def _name(font: Any) -> bytes:
    buffer = ctypes.create_string_buffer(_NAME_LENGTH)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, _NAME_LENGTH)
    return buffer.value
