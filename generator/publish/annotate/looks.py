"""How marks look: colours, the author and the first words of comments."""

from __future__ import annotations

from copy import copy
from typing import cast

from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Font, PatternFill

from generator.publish.report.marks import MarkKind

AUTHOR = "预算核对"
NOTE_START = "【核对】"
"""Our comments begin with it, also below what a user wrote."""

FILLS = {
    MarkKind.CAUSE: PatternFill("solid", fgColor="FFFF5A52"),
    MarkKind.ERROR: PatternFill("solid", fgColor="FFFFC375"),
    MarkKind.WARNING: PatternFill("solid", fgColor="FFFFF3A0"),
}
NAMES = {MarkKind.CAUSE: "最可能写错", MarkKind.ERROR: "与错误有关", MarkKind.WARNING: "与警告有关"}
LINK = Font(name="宋体", size=10, color="FF0563C1", underline="single")
STRONG = Font(name="宋体", size=11, bold=True)
CAUSE_FILL = PatternFill("solid", fgColor="FFFBE3E0")


def fill_of(cell: Cell | MergedCell) -> PatternFill:
    """The fill of a cell, free of it."""
    return cast("PatternFill", copy(cell.fill))  # openpyxl gives a proxy, whose copy is the fill
