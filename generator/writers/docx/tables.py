"""Tables as ``w:tbl``: fixed widths that add up, merged cells, header rows that repeat, rows that stay whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from generator.packs.style import Role, size_of
from generator.writers.docx.context import Context
from generator.writers.docx.names import paragraph_style, table_style
from generator.writers.docx.paragraphs import bookmarked, paragraph, runs
from generator.writers.docx.properties import alignment, changed_properties, indent
from generator.writers.docx.xmltext import empty, twips, value, wrap
from generator.writers.geometry import cell_role
from generator.writers.vocabulary import Cell, Paragraph, Row, Table

_DERIVED_FILL = "FFF2CC"
_ALIGNMENTS = {"amount": "right", "code": "left", "text": "left", "center": "center"}


def table(of: Context, block: Table, width: float) -> str:
    """The table, ``width`` points wide in all."""
    grid = columns(block.widths, twips(width))
    writer = _Writer(of, block, grid)
    rows = "".join(writer.row(row, header=index < block.head) for index, row in enumerate(block.rows))
    properties = (
        value("tblStyle", table_style(block.role))
        + empty("tblW", w=sum(grid), type="dxa")
        + empty("tblInd", w=0, type="dxa")
        + empty("tblLayout", type="fixed")
        + empty("tblLook", val="0000", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
    )
    columns_xml = "".join(empty("gridCol", w=each) for each in grid)
    return f"<w:tbl>{wrap('tblPr', properties)}{wrap('tblGrid', columns_xml)}{rows}</w:tbl>"


def columns(widths: Sequence[float], total: int) -> tuple[int, ...]:
    """Column widths in twips that add up to ``total`` exactly."""
    edges = [0, *(round(edge * total) for edge in accumulate(widths))]
    edges[-1] = total
    return tuple(right - left for left, right in pairwise(edges))


class _Writer:
    """Rows of one table, with what is the same for all of them worked out once."""

    def __init__(self, of: Context, block: Table, grid: tuple[int, ...]) -> None:
        self._of, self._grid = of, grid
        self._role = block.role
        self._look = of.style.table(block.role)
        self._size = size_of(cell_role(of.style, block.role))
        total = of.style.inline("total") or Role()
        self._total = changed_properties(of.style, total)
        self._bookmark = block.id
        self._styles = {
            False: self._style_id(self._look.cell, "cell"),
            True: self._style_id(self._look.head, "head"),
        }

    def row(self, row: Row, *, header: bool) -> str:
        """One ``w:tr``."""
        height = self._look.row_height
        properties = (
            ("" if row.may_break else "<w:cantSplit/>")
            + (empty("trHeight", val=twips(height), hRule="atLeast") if height else "")
            + ("<w:tblHeader/>" if header else "")
        )
        return f"<w:tr>{wrap('trPr', properties)}{''.join(map(self._cell, row.cells))}</w:tr>"

    def _cell(self, cell: Cell) -> str:
        width = sum(self._grid[cell.column : cell.column + cell.colspan])
        properties = (
            empty("tcW", w=width, type="dxa")
            + (value("gridSpan", cell.colspan) if cell.colspan > 1 else "")
            + ({"start": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}.get(cell.merge, ""))
            + self._fill(cell)
            + ("<w:noWrap/>" if "amount" in cell.classes else "")
            + value("vAlign", "center")
        )
        paragraphs = cell.paragraphs or (Paragraph("", None, ()),)
        content = "".join(self._paragraph(cell, each) for each in paragraphs)
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    def _paragraph(self, cell: Cell, each: Paragraph) -> str:
        own = each.role in self._of.style.roles
        style = paragraph_style(each.role) if own else self._styles[cell.header]
        properties = value("pStyle", style) + ("" if own else self._direct(cell))
        extra = self._total if "total" in cell.classes and not cell.header else ""
        content = bookmarked(self._of, each.id or self._take_bookmark(), runs(self._of, each.runs, extra))
        return paragraph(properties, content)

    def _direct(self, cell: Cell) -> str:
        if cell.header:
            return ""
        align = next((_ALIGNMENTS[name] for name in _ALIGNMENTS if name in cell.classes), None)
        return (indent(cell.indent, self._size) if cell.indent else "") + (alignment(align) if align else "")

    def _fill(self, cell: Cell) -> str:
        color = self._look.head_fill[1:].upper() if cell.header and self._look.head_fill else None
        if self._of.draft and "derived" in cell.classes:
            color = _DERIVED_FILL
        return empty("shd", val="clear", color="auto", fill=color) if color else ""

    def _style_id(self, name: str, fallback: str) -> str:
        known = next((each for each in (name, fallback) if each in self._of.style.roles), None)
        return paragraph_style(known) if known else "Normal"

    def _take_bookmark(self) -> str | None:
        """The table's own id marks its first paragraph."""
        taken, self._bookmark = self._bookmark, None
        return taken
