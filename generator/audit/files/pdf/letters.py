"""Letters as a PDF tells them: what fonts draw with one and the same shape cannot be told apart in it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from generator.audit.body import letters

# A font has one glyph for all characters of a group, and a PDF one character for each glyph: the first it met.
# PDFium reads a hyphen at the end of a line as U+0002.
_ONE_SHAPE = (
    *("-\x02\u2011", "·•‧∙・", "…⋯", "～〜", "~∼", "–‒", "／∕⁄", "户戶戸", "µμ", "|￨"),
    *("①➀", "②➁", "③➂", "④➃", "⑤➄", "⑥➅", "⑦➆", "⑧➇", "⑨➈", "⑩➉"),
)
# Radicals are drawn as the characters they are of; ligatures are read as the letters they consist of.
_COMPATIBLE = (0x2E9F, 0x2EF3, *range(0x2F00, 0x2FD6), *range(0xFB00, 0xFB07))
_SHAPES = {ord(other): group[0] for group in _ONE_SHAPE for other in group[1:]}
_SHAPES |= {radical: unicodedata.normalize("NFKC", chr(radical)) for radical in _COMPATIBLE}


@lru_cache(maxsize=4096)
def told(text: str) -> str:
    """The letters of ``text`` as a PDF may tell them: decomposed, one character for each shape."""
    return unicodedata.normalize("NFD", letters(text)).translate(_SHAPES)
