"""The cue words of texts by what they do, from the catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from generator.catalog.text_words import text_words
from generator.reconcile.narrative.plain import plain

_NO_CUES = frozenset({"measure"})
"""Words that only stand in figures."""
_SILENT = frozenset({"neutral", "main"})
"""Roles of words that say nothing to the grammar."""


@cache
def roles(*, parted: bool) -> Mapping[str, frozenset[str]]:
    """Every cue word with what it may do. ``parted``: words for a part of the entity are no cue words."""
    found: dict[str, set[str]] = {}
    for role, words in text_words().items():
        for word in words if role not in _NO_CUES else ():
            found.setdefault(plain(word), set()).update({role} - _SILENT)
    if parted:
        for word in text_words()["scope"]:
            found.pop(plain(word), None)
    return {word: frozenset(names) for word, names in found.items()}


@cache
def lengths(*, parted: bool) -> Mapping[str, tuple[int, ...]]:
    """How long the cue words are that begin with a character, the longest first."""
    found: dict[str, set[int]] = {}
    for word in roles(parted=parted):
        found.setdefault(word[0], set()).add(len(word))
    return {char: tuple(sorted(sizes, reverse=True)) for char, sizes in found.items()}


@cache
def pattern(*names: str) -> re.Pattern[str]:
    """Finds any word of these roles, the longest first."""
    words = {plain(word) for name in names for word in text_words()[name]}
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
