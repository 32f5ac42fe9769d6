"""Which codes of two classifications go together: a code of the department's, and those of the government's."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def code_pairs(name: str) -> Mapping[str, frozenset[str]]:
    """The government codes that each department code may go to, for 行政 and 事业 staff alike.

    The government code follows the staff, not the unit, so both stand side by side in one department. Raises
    ``KeyError`` when there is no table of that name.
    """
    source = files("generator.catalog") / "data" / f"{name}.csv"
    if not source.is_file():
        raise KeyError(name)
    found: dict[str, set[str]] = {}
    for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines()):
        found.setdefault(row["department_code"], set()).add(row["government_code"])
    return {code: frozenset(codes) for code, codes in found.items()}
