"""What the findings of the stages mean: family, explanation, remedy and basis, by code. Wording only; no rules."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one code means, in Chinese."""

    family: str
    explanation: str
    remedy: str
    basis: str


@cache
def meanings() -> Mapping[str, Meaning]:
    """Every code of the catalogue."""
    text = (files("generator.catalog") / "data" / "findings.csv").read_text(encoding="utf-8")
    return {row.pop("code"): Meaning(**row) for row in csv.DictReader(text.splitlines())}
