"""Characters that look like others: the table of ``data/lookalikes.csv``, and what Unicode itself calls the same.

The table holds only letters that cannot be told from others in print. Greek and Cyrillic letters with a look of
their own (α, μ, Ω, Я) are not in it, since they are written for what they are.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_RADICAL = re.compile("[\u2e80-\u2fdf]")
_COMPATIBLE = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
_MATHEMATICAL = re.compile("[\U0001d400-\U0001d7ff]")
_BETWEEN_HAN = ("katakana", "bopomofo", "suzhou")
_ALPHABETS = ("cyrillic", "greek", "armenian", "cherokee", "lisu")


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """By script: each look-alike, and the character it is taken for."""
    text = (files("generator.audit") / "data" / "lookalikes.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["script"]: dict(zip(row["letters"], row["like"], strict=True)) for row in rows}


@cache
def letters() -> Mapping[str, str]:
    """Letters of other alphabets that look like Latin letters or digits."""
    return {letter: like for script in _ALPHABETS for letter, like in table()[script].items()}


@cache
def signs() -> Mapping[str, str]:
    """Syllabic signs and old numerals that look like Chinese characters."""
    return {letter: like for script in _BETWEEN_HAN for letter, like in table()[script].items()}


@cache
def ordinary(character: str) -> str:
    """The Chinese character, letter or digit a radical, compatibility ideograph or mathematical letter stands for.

    Nothing for a character that is what it looks like; U+FFFD for a radical no ordinary character is known of.
    """
    if _RADICAL.match(character):
        same = table()["radical"].get(character) or unicodedata.normalize("NFKC", character)
        return same if same != character else "\ufffd"
    if _COMPATIBLE.match(character):
        same = unicodedata.normalize("NFC", character)
        return same if same != character else ""
    return unicodedata.normalize("NFKC", character) if _MATHEMATICAL.match(character) else ""
