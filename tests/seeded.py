"""Sample workbooks with mistakes put in on purpose."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from functools import cache
from pathlib import Path

from openpyxl import load_workbook

from generator.publish.pipeline import Outcome, Request, check
from samples import INPUTS, NAMES

WORKBOOK = INPUTS / f"{NAMES[0]}.xlsx"
TOTAL = ("支出总表", "D6", 1295.95)
"""A grand total, 0.30 too high."""
OTHER = ("三公经费支出表", "C12", 15.32)
"""Two digits changed over, in a form of its own."""
WORDS = ("收支总表", "C39", "约1295")
"""Text where an amount belongs."""
DROPPED = ("一般公共预算支出表", "D9", None)
"""A figure left out."""

Change = tuple[str, str, str | float | None]


def seeded(path: Path, *changes: Change, drop: Collection[str] = ()) -> Path:
    """The sample workbook at ``path``, with cells changed and sheets left out."""
    book = load_workbook(WORKBOOK)
    for sheet, cell, value in changes:
        book[sheet][cell] = value
    for sheet in drop:
        del book[sheet]
    book.save(path)
    return path


def checked(path: Path, *changes: Change, drop: Collection[str] = ()) -> Outcome:
    """The seeded workbook, written to ``path`` and checked: what the mistakes add to the sample's own findings."""
    outcome = check(seeded(path, *changes, drop=drop), Request())
    known = {(finding.code, finding.message) for finding in checked_sample().findings}
    added = tuple(finding for finding in outcome.findings if (finding.code, finding.message) not in known)
    return dataclasses.replace(outcome, findings=added)


@cache
def checked_sample() -> Outcome:
    """The sample as it is, checked."""
    return check(WORKBOOK, Request())
