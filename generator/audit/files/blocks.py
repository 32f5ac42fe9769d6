"""Texts and tables as a file shows them, held against the blocks of the composed body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.audit.body import Block, Cell, letters
from generator.audit.files.difference import Ledger

CellText = tuple[str, int, int]
"""Letters, columns and rows of a cell."""
Rows = tuple[tuple[CellText, ...], ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A block as read from a file: ``text`` without white space, or ``rows`` of a table (None: no table)."""

    place: str
    text: str
    rows: Rows | None = None


def compare_blocks(expected: Sequence[Block], found: Sequence[Seen], ledger: Ledger) -> None:
    """Compare block by block, in order; blocks without any letter count for nothing."""
    wanted = [block for block in expected if block.letters]
    seen = [block for block in found if block.text or block.rows]
    for block, other in zip(wanted, seen, strict=False):
        before = len(ledger.differences)
        _compare(block, other, ledger)
        if len(ledger.differences) > before and len(wanted) != len(seen):
            return  # what follows has moved: one difference tells it
    for block in wanted[len(seen) :]:
        ledger.differs("末尾", block.letters, "")
    for other in seen[len(wanted) :]:
        ledger.differs(other.place, "", other.text or _joined(other.rows or ()))


def _compare(block: Block, seen: Seen, ledger: Ledger) -> None:
    if block.kind == "table" and seen.rows is not None:
        _compare_rows(table_rows(block), seen, ledger)
    elif block.kind == "table" or seen.rows is not None:
        ledger.differs(seen.place, block.letters, seen.text or _joined(seen.rows or ()))
    elif block.letters != seen.text:
        ledger.differs(seen.place, block.letters, seen.text)
    else:
        ledger.compared(block.text)


def _compare_rows(expected: Rows, seen: Seen, ledger: Ledger) -> None:
    rows = seen.rows or ()
    for number, (wanted, found) in enumerate(zip(expected, rows, strict=False), 1):
        place = f"{seen.place}第 {number} 行"
        if wanted == found:
            ledger.compared(" ".join(text for text, _, _ in wanted))
        else:
            _compare_cells(wanted, found, place, ledger)
    if len(expected) != len(rows):
        ledger.tell(
            seen.place, f"表格应有 {len(expected)} 行，实有 {len(rows)} 行。", str(len(expected)), str(len(rows))
        )


def _compare_cells(wanted: Sequence[CellText], found: Sequence[CellText], place: str, ledger: Ledger) -> None:
    if len(wanted) != len(found):
        ledger.tell(
            place, f"应有 {len(wanted)} 个单元格，实有 {len(found)} 个。", _joined((wanted,)), _joined((found,))
        )
        return
    for column, (one, other) in enumerate(zip(wanted, found, strict=True), 1):
        where = f"{place}第 {column} 格"
        if one[0] != other[0]:
            ledger.differs(where, one[0], other[0])
        elif one != other:
            ledger.tell(where, "单元格合并的行列与正文不符。", f"{one[1]}×{one[2]}", f"{other[1]}×{other[2]}")
        else:
            ledger.compared(one[0])


def table_rows(block: Block) -> Rows:
    """The rows of a composed table, header first."""
    return tuple(tuple(_text_of(cell) for cell in row) for row in (*block.head, *block.rows))


def _text_of(cell: Cell) -> CellText:
    return letters(cell.text), cell.colspan, cell.rowspan


def _joined(rows: Sequence[Sequence[CellText]]) -> str:
    return "".join(text for row in rows for text, _, _ in row)


def placed(cells: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, int, Cell]]:
    """Row and column (from 0) of every cell in the grid that spans make."""
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(cells):
        column = 0
        for cell in line:
            while (row, column) in taken:
                column += 1
            yield row, column, cell
            taken.update((row + down, column + over) for down in range(cell.rowspan) for over in range(cell.colspan))
            column += cell.colspan
