"""The line under a table at the foot of a page: WeasyPrint leaves it out below a cell that goes on overleaf."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def close_tables(rendered: Any) -> None:
    """Draw the bottom line of every part of a table of ``rendered``, a laid out ``weasyprint.Document``."""
    from weasyprint.formatting_structure import boxes

    for page in rendered.pages:
        for table in _tables(page._page_box, boxes):
            _close(table)


def _tables(box: Any, boxes: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.TableBox):
            yield child
        elif isinstance(child, boxes.BlockLevelBox) and isinstance(child, boxes.ParentBox):
            yield from _tables(child, boxes)


def _close(table: Any) -> None:
    """Replace the grid of borders, which all parts of the table share, by one that closes this part."""
    if not table.children or table.style["border_collapse"] != "collapse":
        return
    vertical, horizontal = table.collapsed_border_grid
    last = _last_line(table)
    if not 0 < last < len(horizontal) - 1:
        return
    drawn = [border for border in horizontal[last] if border[1][1]]
    if drawn and len(drawn) < len(horizontal[last]):
        closed = [border if border[1][1] else drawn[0] for border in horizontal[last]]
        table.collapsed_border_grid = (vertical, [*horizontal[:last], closed, *horizontal[last + 1 :]])


def _last_line(table: Any) -> int:
    """The number, in the whole table, of the line below the last row of this part."""
    rows = sum(len(group.children) for group in table.children)
    head = len(table.children[0].children) if table.children[0].is_header else 0
    return rows + (table.skipped_rows - head if table.skipped_rows else 0)
