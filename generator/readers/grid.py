"""One worksheet as a grid of cells that hold something, with its merged blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from lxml import etree

from generator.domain.errors import InputError
from generator.domain.location import Location
from generator.readers.number_formats import is_date
from generator.readers.numbers import Value
from generator.readers.ooxml import BROKEN, Package, SheetPart, text_of
from generator.readers.table import EMPTY, RawCell

Place = tuple[int, int]
"""Row and column, from 1."""
MAX_CELLS = 400_000
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_NOT_AVAILABLE = "#N/A"
"""What =NA() gives: a cell that says it does not know."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


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

    @property
    def location(self) -> Location:
        """The sheet as a whole."""
        return Location(self.file, self.name)

    def place(self, row: int, column: int) -> Location:
        """Where a cell stands."""
        return Location(self.file, self.name, f"{letters(column)}{row}")

    def rows(self) -> list[int]:
        """The rows that hold something, in order."""
        return sorted({row for row, _ in self.cells})

    def columns(self) -> list[int]:
        """The columns that hold something, in order."""
        return sorted({column for _, column in self.cells})

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
        """Get ready to find blocks by row; only rows that can matter."""
        last = max((row for row, _ in self.cells), default=0)
        for block in self.blocks:
            for row in range(block.top, min(block.bottom, last) + 1):
                self._by_row.setdefault(row, []).append(block)


def read_grid(package: Package, part: SheetPart) -> Grid:
    """Read one worksheet. Raises :class:`InputError` where it is damaged or far too large."""
    grid = Grid(package.name, part.name)
    if part.hidden:
        grid.hidden.append("整张工作表")
    try:
        for node in _nodes(package, part.part):
            _take(grid, node, package)
    except BROKEN as error:
        raise InputError("工作表已损坏，读不出来。", grid.location, "请在 Excel 中打开并另存后再试。") from error
    grid.index()
    return grid


def _nodes(package: Package, part: str) -> Iterator[Any]:
    """Rows, hidden columns and merged blocks, one by one, so that a large sheet takes little memory."""
    wanted = ("{*}row", "{*}col", "{*}mergeCell")
    events = etree.iterparse(
        package.open(part),
        events=("end",),
        tag=wanted,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    for _, node in events:
        yield node
        node.clear()


def _take(grid: Grid, node: Any, package: Package) -> None:
    tag = etree.QName(node).localname
    if tag == "row":
        _row(grid, node, package)
    elif tag == "col":
        if _true(node.get("hidden")) and len(grid.hidden) < 5:  # noqa: PLR2004 - enough to be told of
            grid.hidden.append(f"{_column_name(node.get('min'))} 列")
    else:
        block = _block(node.get("ref", ""))
        if block is not None:
            grid.blocks.append(block)


def _row(grid: Grid, node: Any, package: Package) -> None:
    number = int(node.get("r", "0")) or max((row for row, _ in grid.cells), default=0) + 1
    column = 0
    before = len(grid.cells)
    for item in node:
        if not isinstance(item.tag, str) or etree.QName(item).localname != "c":
            continue
        column = _column_of(item.get("r", "")) or column + 1
        cell = _cell(item, package)
        if cell is not None:
            grid.cells[number, column] = replace(cell, location=grid.place(number, column))
    if len(grid.cells) > MAX_CELLS:
        raise InputError("工作表过大，不像是预算公开的输入。", grid.location, "请删去无关内容后再试。")
    if _true(node.get("hidden")) and len(grid.cells) > before and len(grid.hidden) < 5:  # noqa: PLR2004
        grid.hidden.append(f"第 {number} 行")


def _cell(node: Any, package: Package) -> RawCell | None:
    """The cell, or None where nothing stands in it."""
    value, formula, inline = None, False, None
    for child in node:
        tag = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if tag == "v":
            value = child.text
        elif tag == "f":
            formula = True
        elif tag == "is":
            inline = text_of(child)
    kind = node.get("t", "n")
    number_format = _format(package, node.get("s"))
    found = inline if kind == "inlineStr" else _value(value, kind, package, number_format, formula=formula)
    if found is None or (isinstance(found, str) and not found.strip()):
        # A formula that gives an empty text is an empty cell; one without a saved result is not known.
        unsaved = formula and (value is None or kind == "e") and kind != "str"
        return RawCell(None, formula=True) if unsaved else None
    return RawCell(found, number_format=number_format, formula=formula)


def _value(text: str | None, kind: str, package: Package, number_format: str, *, formula: bool) -> Value:
    if text is None:
        return None
    if kind == "s":
        return _unescaped(package.texts[int(text)])
    if kind == "b":
        return text.strip() == "1"
    if kind == "e":
        return None if formula and text == _NOT_AVAILABLE else text
    if kind in ("str", "d"):
        return _unescaped(text)
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return text
    return (_day(number, package) or number) if is_date(number_format) else number


def _day(number: Decimal, package: Package) -> date | None:
    start = datetime(1904, 1, 1) if package.dates_from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - Excel has no zones
    try:
        return (start + timedelta(days=int(number))).date()
    except (OverflowError, ValueError):
        return None


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _format(package: Package, style: str | None) -> str:
    number = int(style) if style and style.isdigit() else 0
    return package.formats[number] if number < len(package.formats) else ""


def _true(text: str | None) -> bool:
    return text in ("1", "true")


def _block(reference: str) -> Block | None:
    corners = _REFERENCE.findall(reference)
    if len(corners) != 2:  # noqa: PLR2004 - two corners make a block
        return None
    (left, top), (right, bottom) = corners
    return Block(int(top), _number(left), int(bottom), _number(right))


def _column_of(reference: str) -> int:
    found = _REFERENCE.fullmatch(reference)
    return _number(found[1]) if found else 0


def _column_name(number: str | None) -> str:
    return letters(int(number)) if number and number.isdigit() and int(number) else "?"


@lru_cache(maxsize=1024)
def _number(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """The letters of a column: 1 → A, 28 → AB."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
