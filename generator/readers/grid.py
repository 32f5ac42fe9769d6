"""One worksheet as a grid of cells that hold something, with its merged blocks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from generator.domain.location import Location
from generator.readers.table import EMPTY, RawCell

Place = tuple[int, int]
"""Row and column, from 1."""


@dataclass(frozen=True, slots=True)
class Block:
    """A merged block of cells."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in the block."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(slots=True)
class Grid:
    """A worksheet. ``cells`` holds only cells with something in them; ``hidden`` names what was hidden."""

    file: str
    name: str
    cells: dict[Place, RawCell] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    _by_row: dict[int, list[Block]] = field(default_factory=dict)
    _row_columns: dict[int, list[int]] = field(default_factory=dict)
    _columns: list[int] = field(default_factory=list)

    @property
    def location(self) -> Location:
        """The sheet as a whole."""
        return Location(self.file, self.name)

    def place(self, row: int, column: int) -> Location:
        """Where a cell stands."""
        return Location(self.file, self.name, f"{get_column_letter(column)}{row}")

    def rows(self) -> list[int]:
        """The rows that hold something, in order."""
        return list(self._row_columns)

    def columns(self) -> list[int]:
        """The columns that hold something, in order."""
        return self._columns

    def filled(self, row: int) -> dict[int, RawCell]:
        """The cells of a row that hold something, by column, in order."""
        return {column: self.cells[row, column] for column in self._row_columns.get(row, ())}

    def own(self, row: int, column: int) -> RawCell:
        """The cell at a place, empty and marked where a merged block covers it."""
        cell = self.cells.get((row, column))
        if cell is not None:
            return cell
        block = self.block(row, column)
        covered = block is not None and (block.top, block.left) != (row, column)
        return RawCell(None, self.place(row, column), covered=covered)

    def seen(self, row: int, column: int) -> RawCell:
        """The cell one sees at a place: that of the merged block where there is one."""
        cell = self.cells.get((row, column))
        block = self.block(row, column) if cell is None else None
        return cell or (self.cells.get((block.top, block.left), EMPTY) if block else EMPTY)

    def block(self, row: int, column: int) -> Block | None:
        """The merged block over a place."""
        return next((block for block in self._by_row.get(row, ()) if block.left <= column <= block.right), None)

    def index(self) -> None:
        """Get ready to find cells and blocks by row."""
        for row, column in sorted(self.cells):
            self._row_columns.setdefault(row, []).append(column)
        self._columns = sorted({column for _, column in self.cells})
        filled = self.rows()
        for block in self.blocks:
            for row in filled[bisect_left(filled, block.top) : bisect_right(filled, block.bottom)]:
                self._by_row.setdefault(row, []).append(block)
