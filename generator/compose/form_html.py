"""A printed form as an HTML table. What each cell says was decided before; this only draws the grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from generator.forms.printed import PrintedCell, PrintedForm, PrintedHeader

MAX_INDENT = 6
"""The deepest indent the vocabulary has."""


def form_table(printed: PrintedForm) -> Markup:
    """The ``<table>`` of a form."""
    parts = [
        f'<table class="{escape(printed.form.style)}">',
        _columns(printed.widths),
        *(("<thead>", *_head(printed, "<th>"), "</thead><tbody>") if printed.form.repeat_header else ("<tbody>",)),
        *(() if printed.form.repeat_header else _head(printed, '<td class="head">')),
        *(_row(cells) for cells in printed.rows),
        "</tbody></table>",
    ]
    return Markup("\n".join(parts))  # noqa: S704 - every text in it has been escaped


def _columns(widths: Sequence[float]) -> str:
    """Widths with two decimals; the last takes what rounding leaves, so that they add up."""
    shares = [round(width * 100, 2) for width in widths[:-1]]
    shares.append(round(100 - sum(shares), 2))
    return "<colgroup>" + "".join(f'<col style="width:{share:.2f}%"/>' for share in shares) + "</colgroup>"


def _head(printed: PrintedForm, opening: str) -> Iterator[str]:
    """The header rows: ``<th>`` in a header that repeats, else cells of the body that look like it."""
    for _, cells in groupby(sorted(printed.header, key=lambda cell: (cell.row, cell.column)), lambda cell: cell.row):
        yield "<tr>" + "".join(_header(cell, opening) for cell in cells) + "</tr>"
    if printed.numbers:
        closing = f"</{opening[1:3]}>"
        yield "<tr>" + "".join(f"{opening}{number}{closing}" for number in printed.numbers) + "</tr>"


def _header(cell: PrintedHeader, opening: str) -> str:
    colspan = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    rowspan = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    text = "<br/>".join(str(escape(part)) for part in cell.parts)
    return f"{opening[:-1]}{colspan}{rowspan}>{text}</{opening[1:3]}>"


def _row(cells: Sequence[PrintedCell]) -> str:
    return "<tr>" + "".join(f'<td class="{_classes(cell)}">{escape(cell.text)}</td>' for cell in cells) + "</tr>"


def _classes(cell: PrintedCell) -> str:
    names = [_kind(cell)]
    if cell.indent:
        names.append(f"indent-{min(cell.indent, MAX_INDENT)}")
    if cell.total:
        names.append("total")
    if cell.derived and cell.text:
        names.append("derived")
    return " ".join(names)


def _kind(cell: PrintedCell) -> str:
    if cell.align == "center":
        return "center"
    if cell.align == "right":
        return "amount"
    return "code" if cell.role == "code" else "text"
