"""Reading one worksheet of an .xlsx file into a grid: values as they were saved, nothing computed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from lxml import etree

from generator.domain.errors import InputError
from generator.domain.location import Location
from generator.readers.grid import Block, Grid, letters, number_of
from generator.readers.number_formats import is_date
from generator.readers.numbers import Value
from generator.readers.ooxml import BROKEN, Package, SheetPart, text_of
from generator.readers.table import RawCell

MAX_CELLS = 400_000
MAX_BLOCKS = 20_000
MAX_NODES = 1_100_000
"""Excel has 1,048,576 rows; empty ones with a style are no harm."""
ENOUGH = 5
"""So many hidden rows and columns are named."""
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_NOT_AVAILABLE = "#N/A"
"""What =NA() gives: a cell that says it does not know."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_grid(package: Package, part: SheetPart) -> Grid:
    """Read one worksheet. Raises :class:`InputError` where it is damaged or far too large."""
    grid = Grid(package.name, part.name)
    if part.hidden:
        grid.hidden.append("整张工作表")
    try:
        _Reader(grid, package).read(part.part)
    except BROKEN as error:
        raise InputError("工作表已损坏，读不出来。", grid.location, "请在 Excel 中打开并另存后再试。") from error
    grid.index()
    return grid


class _Reader:
    """Takes rows, hidden columns and merged blocks one by one, so that a large sheet takes little memory."""

    def __init__(self, grid: Grid, package: Package) -> None:
        self.grid = grid
        self.package = package
        self.last_row = 0

    def read(self, part: str) -> None:
        events = etree.iterparse(
            self.package.open(part),
            events=("end",),
            tag=("{*}row", "{*}col", "{*}mergeCell"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        for count, (_, node) in enumerate(events):
            if count > MAX_NODES:
                self._too_large()
            tag = etree.QName(node).localname
            if tag == "row":
                self._row(node)
            elif tag == "mergeCell":
                self._block(node.get("ref", ""))
            elif _true(node.get("hidden")):
                self._hidden(f"{_column_name(node.get('min'))} 列")
            node.clear()
            while node.getprevious() is not None:
                del node.getparent()[0]

    def _row(self, node: Any) -> None:
        number = int(node.get("r", "0")) or self.last_row + 1
        self.last_row = number
        before = len(self.grid.cells)
        column = 0
        for item in node.iterchildren("{*}c"):
            column = _column_of(item.get("r", "")) or column + 1
            cell = _cell(item, self.package, self.grid.place(number, column))
            if cell is not None:
                self.grid.cells[number, column] = cell
        if len(self.grid.cells) > MAX_CELLS:
            self._too_large()
        if _true(node.get("hidden")) and len(self.grid.cells) > before:
            self._hidden(f"第 {number} 行")

    def _block(self, reference: str) -> None:
        corners = _REFERENCE.findall(reference)
        if len(corners) == 2:  # noqa: PLR2004 - two corners make a block
            (left, top), (right, bottom) = corners
            self.grid.blocks.append(Block(int(top), number_of(left), int(bottom), number_of(right)))
        if len(self.grid.blocks) > MAX_BLOCKS:
            self._too_large()

    def _hidden(self, what: str) -> None:
        if len(self.grid.hidden) < ENOUGH:
            self.grid.hidden.append(what)

    def _too_large(self) -> NoReturn:
        raise InputError("工作表过大，不像是预算公开的输入。", self.grid.location, "请删去无关内容后再试。")


def _cell(node: Any, package: Package, place: Location) -> RawCell | None:
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
        return RawCell(None, place, formula=True) if unsaved else None
    return RawCell(found, place, number_format, formula=formula)


def _value(text: str | None, kind: str, package: Package, number_format: str, *, formula: bool) -> Value:
    if text is None:
        return None
    if kind == "s":
        return _unescaped(package.texts[int(text)])
    if kind == "b":
        return text.strip() == "1"
    if kind == "e":
        return None if formula and text == _NOT_AVAILABLE else text
    return _unescaped(text) if kind in ("str", "d") else _number(text, package, number_format)


def _number(text: str, package: Package, number_format: str) -> Value:
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


def _column_of(reference: str) -> int:
    found = _REFERENCE.fullmatch(reference)
    return number_of(found[1]) if found else 0


def _column_name(number: str | None) -> str:
    return letters(int(number)) if number and number.isdigit() and int(number) else "?"
