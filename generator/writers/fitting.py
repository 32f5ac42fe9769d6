"""Amounts that do not fit their column: found by arithmetic, since an amount is never broken."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from generator.packs.style import Style, size_of
from generator.writers.geometry import cell_role, sheet
from generator.writers.vocabulary import Body, Cell, Table

# Digits of the usual faces are half as wide as a character is high; those of Noto CJK a little wider.
_DIGIT_WIDTH = 0.56
_NARROW_WIDTH = 0.3
_NARROW = frozenset(".,'：: ")


def overflowing_amounts(body: Body, style: Style) -> Iterator[str]:
    """A warning for every table with an amount wider than its column: the one that lacks most room."""
    for section, table in body.tables():
        width = sheet(style.page, section.orientation).text_width
        worst = _worst(table, style, width)
        if worst:
            yield f"金额放不下：“{worst}”比所在列宽，会压到相邻单元格；请加宽该列、缩小字号或改为横向页面。"


def _worst(table: Table, style: Style, width: float) -> str:
    size, padding = size_of(cell_role(style, table.role)), style.table(table.role).padding
    lacking = [
        (need - room, cell.text)
        for cell in _amounts(table)
        if (need := text_width(cell.text, size)) > (room := _room(table, cell, width) - 2 * padding)
    ]
    return max(lacking)[1] if lacking else ""


def _amounts(table: Table) -> Iterator[Cell]:
    return (cell for row in table.rows for cell in row.cells if "amount" in cell.classes and not cell.header)


def _room(table: Table, cell: Cell, width: float) -> float:
    return sum(table.widths[cell.column : cell.column + cell.colspan]) * width


def text_width(text: str, size: float) -> float:
    """The width of ``text`` in points, roughly."""
    return sum(map(_share, text)) * size


def _share(char: str) -> float:
    if char in _NARROW:
        return _NARROW_WIDTH
    return 1.0 if unicodedata.east_asian_width(char) in "WF" else _DIGIT_WIDTH
