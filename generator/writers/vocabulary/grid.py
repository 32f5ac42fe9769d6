"""Tables: from markup with spans to a grid where every slot is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from xml.etree import ElementTree as ET

from generator.writers.vocabulary.blocks import Cell, Paragraph, Row, Table
from generator.writers.vocabulary.errors import DocumentError
from generator.writers.vocabulary.inline import runs_of
from generator.writers.vocabulary.xml import children, classes, role

_PARTS = frozenset({"colgroup", "thead", "tbody"})
_WIDTH = re.compile(r"\s*width:\s*(\d+(?:\.\d+)?)%\s*;?\s*")
# Widths are written with two decimals, so their sum may be off by half a hundredth for each column.
_WIDTH_ROUNDING = 0.005


def table_of(element: ET.Element) -> Table:
    """The table ``element`` with spans resolved.

    Raises:
        DocumentError: parts are missing, widths do not add up to 100 %, or rows do not fill the grid.
    """
    parts = list(children(element, _PARTS))
    names = [part.tag for part in parts]
    if names not in (["colgroup", "tbody"], ["colgroup", "thead", "tbody"]):
        raise DocumentError("<table> 应依次含有 <colgroup>、<thead>（可省略）、<tbody>，各一个。")
    widths = _widths(parts[0])
    head = _rows(parts[1], len(widths)) if "thead" in names else []
    rows = [*head, *_rows(parts[-1], len(widths))]
    if not rows:
        raise DocumentError("<table> 没有任何一行。")
    return Table(role(element), element.get("id"), widths, len(head), tuple(rows))


def _widths(colgroup: ET.Element) -> tuple[float, ...]:
    shares = [_width(col) for col in children(colgroup, frozenset({"col"}))]
    total = sum(shares)
    if not shares or abs(total - 100) > _WIDTH_ROUNDING * len(shares) + 1e-9:
        raise DocumentError(f"<colgroup> 各列宽度之和应为 100%，实际为 {total:.2f}%。")
    return tuple(share / total for share in shares)


def _width(col: ET.Element) -> float:
    match = _WIDTH.fullmatch(col.get("style", ""))
    if match is None or float(match[1]) <= 0:
        raise DocumentError(f'<col> 应写明宽度，如 style="width:8.00%"，实际是“{col.get("style", "")}”。')
    return float(match[1])


def _rows(part: ET.Element, columns: int) -> list[Row]:
    """Rows of ``<thead>`` or ``<tbody>``; merges do not leave their part."""
    lines = list(children(part, frozenset({"tr"})))
    pending: dict[int, Cell] = {}
    rows = []
    for index, line in enumerate(lines):
        cells = _fill(line, pending, columns, index + 1)
        pending = _carry(cells)
        rows.append(Row(tuple(cells), "may-break" in classes(line)))
    if pending:
        raise DocumentError(f"<{part.tag}> 中有单元格的 rowspan 超出最后一行。")
    return rows


def _fill(line: ET.Element, pending: dict[int, Cell], columns: int, number: int) -> list[Cell]:
    """Place the row's cells in the free slots between the slots ``pending`` from the rows above."""
    cells: list[Cell] = []
    column = 0
    waiting = iter([_cell(each) for each in children(line, frozenset({"td", "th"}))])
    while column < columns:
        cell = pending.get(column) or next(waiting, None)
        if cell is None:
            raise DocumentError(f"表格第 {number} 行只占 {column} 列，应占 {columns} 列。")
        cells.append(replace(cell, column=column))
        column += cell.colspan
        _refuse_overlap(cells[-1], pending, column, columns, number)
    if next(waiting, None) is not None:
        raise DocumentError(f"表格第 {number} 行的单元格超出 {columns} 列。")
    return cells


def _refuse_overlap(cell: Cell, pending: dict[int, Cell], end: int, columns: int, number: int) -> None:
    if end > columns:
        raise DocumentError(f"表格第 {number} 行的单元格超出 {columns} 列。")
    if any(cell.column < start < end for start in pending):
        raise DocumentError(f"表格第 {number} 行的合并单元格与上一行的合并单元格重叠。")


def _carry(cells: Iterable[Cell]) -> dict[int, Cell]:
    """The slots the next row finds taken by cells reaching down into it."""
    return {
        cell.column: replace(cell, rowspan=cell.rowspan - 1, merge="continue", paragraphs=())
        for cell in cells
        if cell.rowspan > 1
    }


def _cell(element: ET.Element) -> Cell:
    names = frozenset(classes(element))
    rowspan = _span(element, "rowspan")
    return Cell(
        column=0,
        colspan=_span(element, "colspan"),
        rowspan=rowspan,
        merge="start" if rowspan > 1 else "",
        header=element.tag == "th" or "head" in names,
        classes=names,
        paragraphs=_paragraphs(element),
    )


def _span(element: ET.Element, name: str) -> int:
    value = element.get(name, "1")
    if not value.isdecimal() or int(value) < 1:
        raise DocumentError(f"<{element.tag}> 的 {name} 应为正整数，实际是“{value}”。")
    return int(value)


def _paragraphs(element: ET.Element) -> tuple[Paragraph, ...]:
    """A cell's paragraphs; inline text alone is one paragraph that looks as the cell does."""
    if len(element) == 0 or element[0].tag != "p":
        return (Paragraph("", None, runs_of(element)),)
    return tuple(
        Paragraph(role(each) if classes(each) else "", each.get("id"), runs_of(each))
        for each in children(element, frozenset({"p"}))
    )
