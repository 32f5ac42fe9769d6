"""The words free text hangs its figures together with, and the ways a name is written. Knowledge only; no rules."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def text_words() -> Mapping[str, tuple[str, ...]]:
    """The words of every role (增加, 其中, 占, 分别 …), as the file lists them; a word may have several roles."""
    found: dict[str, list[str]] = {}
    for row in _rows("text_words.csv"):
        found.setdefault(row["role"], []).extend(row["words"].split())
    return {role: tuple(dict.fromkeys(words)) for role, words in found.items()}


@cache
def variants() -> tuple[tuple[bool, tuple[str, ...]], ...]:
    """Pieces of names that may stand for one another, and whether only at the end of a name."""
    return tuple((row["place"] == "end", tuple(row["forms"].split())) for row in _rows("text_variants.csv"))


def _rows(name: str) -> csv.DictReader[str]:
    return csv.DictReader((files("generator.catalog") / "data" / name).read_text(encoding="utf-8").splitlines())
