"""Texts stand on the page as they are read: lines from left to right and down, columns and rows of a table apart.

The order of drawing alone does not tell: a style can draw two amounts in order and set each in the other's place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from generator.audit.files.difference import Ledger, excerpt
from generator.audit.files.pdf.cursor import Placed, follows

_SLACK = 1.0


def check_order(placed: Sequence[Placed], ledger: Ledger) -> None:
    """Tell of every text that stands before or above what it follows."""
    for sheet, on_page in groupby(placed, key=lambda each: each.sheet):
        place, lowest = f"第 {sheet + 1} 页", float("inf")
        for _, group in groupby(on_page, key=lambda each: each.spot.block):
            texts = list(group)
            wrong = _block(texts, lowest)
            if wrong is not None:
                ledger.tell(place, f"“{excerpt(wrong.text.text, 0)}”不在它应在的位置。", wrong.text.text, "")
            lowest = min(each.text.middle for each in texts)


def _block(texts: Sequence[Placed], above: float) -> Placed | None:
    """The first text of a block that is out of place; ``above`` is how low the block before it reaches."""
    too_high = next((each for each in texts if each.text.middle > above + _SLACK), None)
    if too_high is not None:
        return too_high
    if not texts[0].spot.cell:
        return next((after for before, after in pairwise(texts) if not follows(before.text, after.text)), None)
    columns = ((each.spot.column, each.text.center, each) for each in texts if each.spot.colspan == 1)
    rows = ((each.spot.row, -each.text.middle, each) for each in texts if each.spot.rowspan == 1)
    return _mixed(columns) or _mixed(rows)


def _mixed(found: Iterable[tuple[int, float, Placed]]) -> Placed | None:
    """A text of one column (or row) that reaches into the next one."""
    ends: dict[int, float] = {}
    ordered = sorted(found, key=lambda each: each[:2])
    for number, place, text in ordered:
        before = max((end for other, end in ends.items() if other < number), default=None)
        if before is not None and place <= before:
            return text
        ends = {number: place}
    return None
