"""A table over pages: its header again on each, and the cells of a row that does not fit going on overleaf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.audit.body import Block, Cell
from generator.audit.files.blocks import placed
from generator.audit.files.pdf.cursor import Cursor, LostError, Spot
from generator.audit.files.pdf.letters import told


@dataclass(slots=True)
class _Cell:
    """A cell with any text. ``reached``: so much was found; ``sheet``, ``found``: where it broke off, for what."""

    text: str
    spot: Spot
    reached: int = 0
    sheet: int = 0
    found: str = ""

    @property
    def end(self) -> int:
        """The row after the last one it stands in."""
        return self.spot.row + self.spot.rowspan


def follow_table(cursor: Cursor, block: Block) -> None:
    """Follow a table to its end; raises LostError."""
    number = cursor.spot.block
    head = _cells(block.head, number, -len(block.head))
    for cell in head:
        cursor.spot = cell.spot
        cursor.expect(cell.text)
    waiting = _cells(block.rows, number, 0)
    broken = _page(cursor, [], waiting)
    while broken or waiting:
        if cursor.seen():
            raise _lost(cursor, [*broken, *waiting][0])
        cursor.next_page([*broken, *waiting][0].text)
        _repeated(cursor, head)
        broken = _page(cursor, broken, waiting)


def _cells(rows: Sequence[Sequence[Cell]], block: int, first: int) -> list[_Cell]:
    return [
        _Cell(text, Spot(block, first + row, column, cell.colspan, cell.rowspan, cell=True))
        for row, column, cell in placed(rows)
        if (text := told(cell.text))
    ]


def _page(cursor: Cursor, broken: list[_Cell], waiting: list[_Cell]) -> list[_Cell]:
    """Follow the cells on one page; returns those that go on overleaf, and leaves in ``waiting`` those not begun.

    Once a cell breaks off, nothing but cells of the rows it stands in can follow on this page.
    """
    going_on = [cell for cell in broken if not _taken(cursor, cell)]
    while waiting and cursor.seen():
        cell = waiting[0]
        if going_on and cell.spot.row >= max(each.end for each in going_on):
            break
        del waiting[0]
        if not _taken(cursor, cell):
            going_on.append(cell)
    return going_on


def _taken(cursor: Cursor, cell: _Cell) -> bool:
    cursor.spot = cell.spot
    cell.reached = cursor.take(cell.text, cell.reached, column=True)
    if cell.reached == len(cell.text):
        return True
    cell.sheet, cell.found = cursor.sheet, cursor.ahead()
    return False


def _repeated(cursor: Cursor, head: Sequence[_Cell]) -> None:
    """Pass the header at the top of a page, if it stands there."""
    mark = cursor.mark()
    for cell in head:
        cursor.spot = cell.spot
        if cursor.take(cell.text) < len(cell.text):
            cursor.back(mark)
            return


def _lost(cursor: Cursor, cell: _Cell) -> LostError:
    if not cell.found:
        return LostError(cursor.sheet, cell.text[cell.reached :], cursor.ahead())
    return LostError(cell.sheet, cell.text[cell.reached :], cell.found)
