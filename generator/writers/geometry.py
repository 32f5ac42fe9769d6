"""Page and text geometry worked out from a style, for every writer alike. Lengths are in points."""

from __future__ import annotations

from dataclasses import dataclass

from generator.packs.style import Page, Role, Style
from generator.writers.vocabulary.blocks import Orientation

POINTS_PER_MM = 72 / 25.4
# GB/T 9704: the page number stands 7 mm below the text.
NUMBER_GAP = 7 * POINTS_PER_MM


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page format in points."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float

    @property
    def text_width(self) -> float:
        """Width between the left and right margins."""
        return self.width - self.left - self.right


def sheet(page: Page, orientation: Orientation) -> Sheet:
    """The sheet of ``orientation``; a landscape page is by default the portrait one turned clockwise."""
    size = (page.width, page.height)
    margins = (page.margin_top, page.margin_right, page.margin_bottom, page.margin_left)
    if orientation == "landscape":
        size = size[::-1]
        top, right, bottom, left = margins
        margins = page.landscape_margins or (left, top, right, bottom)
    return Sheet(*(round(each * POINTS_PER_MM, 3) for each in (*size, *margins)))


def number_gap(page: Page, of: Sheet) -> float:
    """Space between the text and the top of the page number; less than 7 mm only if the margin is narrow."""
    return round(max(0.0, min(NUMBER_GAP, (of.bottom - number_line(page)) / 2)), 2)


def number_line(page: Page) -> float:
    """Line height of the page number."""
    return page.number_size * 1.2


def cell_role(style: Style, table: str) -> Role:
    """How text in cells of the table role ``table`` looks."""
    return _table_text(style, style.table(table).cell, "cell")


def head_role(style: Style, table: str) -> Role:
    """How text in header cells of the table role ``table`` looks."""
    return _table_text(style, style.table(table).head, "head")


def _table_text(style: Style, name: str, fallback: str) -> Role:
    known = next((each for each in (name, fallback) if each in style.roles), None)
    if known:
        return style.resolved(known)
    # Body text has an indent that has no place in a cell.
    return style.resolved("p").model_copy(update={"first_line": 0.0, "left": 0.0, "align": "left"})
