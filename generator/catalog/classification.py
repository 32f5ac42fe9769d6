"""A classification (科目): which codes there are in a budget year, what they are called, and how they nest.

The CSV files say where each row comes from. Only ``document`` rows, seen in a published disclosure, may back an
error; the others back hints at most, for no complete copy of the Ministry's edition stands behind them.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of a classification with the name it has in a year."""

    code: str
    name: str
    parent: str | None
    attested: bool
    """Whether a published document prints this code with this name."""


@dataclass(frozen=True)
class Classification:
    """One classification in one budget year. ``names``: every name a code has ever had."""

    id: str
    year: int
    entries: Mapping[str, Entry]
    names: Mapping[str, frozenset[str]]

    def name(self, code: str) -> str | None:
        """The name of ``code`` this year, or None where the catalogue does not know it."""
        return self.entries[code].name if code in self.entries else None

    def accepts(self, code: str, name: str) -> bool:
        """Whether ``name`` is a name of ``code`` in some year, or a cut-off form of one (long names get cut)."""
        plain = _plain(name)
        return any(_plain(known).startswith(plain) for known in self.names.get(code, ()))

    def parent_code(self, code: str) -> str | None:
        """The code right above: from the catalogue, else by the code's own digits (7 → 5 → 3)."""
        entry = self.entries.get(code)
        if entry is not None:
            return entry.parent
        return code[:-2] if code.isdigit() and len(code) in (5, 7) else None


_PLAIN = str.maketrans("()", "（）", " \u3000\n")


def _plain(text: str) -> str:
    """Brackets and blanks do not tell names apart."""
    return text.translate(_PLAIN)


@cache
def classification(name: str, year: int) -> Classification:
    """Load a classification as it stands in ``year``. Raises ``KeyError`` when there is none of that name."""
    source = files("generator.catalog") / "data" / f"{name}.csv"
    if not source.is_file():
        raise KeyError(name)
    rows = list(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))
    current = [row for row in rows if _valid(row, year)]
    entries = {
        row["code"]: Entry(row["code"], row["name"], row["parent"] or None, row["source"] == "document")
        for row in current
    }
    names: dict[str, set[str]] = {}
    for row in rows:
        names.setdefault(row["code"], set()).add(row["name"])
    return Classification(name, year, entries, {code: frozenset(known) for code, known in names.items()})


def _valid(row: Mapping[str, str], year: int) -> bool:
    return (not row["valid_from"] or int(row["valid_from"]) <= year) and (
        not row["valid_to"] or year <= int(row["valid_to"])
    )
