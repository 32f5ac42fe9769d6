"""Every amount a form has a cell for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.domain.coordinates import Coordinate, Dimension
from generator.forms.header import Leaf, header
from generator.forms.rows import Chosen, RowSpec, cell_coordinate, panel_rows
from generator.packs.form import Form
from generator.packs.pack import Pack


class DrawnCell(NamedTuple):
    """One cell with an amount: its row, its column, and what the amount is of."""

    row: RowSpec
    leaf: Leaf
    at: Coordinate


def drawn_cells(
    pack: Pack,
    form: Form,
    dimensions: Mapping[str, Dimension],
    chosen: Chosen,
    only: frozenset[tuple[str, str]] = frozenset(),
) -> Iterator[DrawnCell]:
    """The cells of ``form`` with a row for each of ``chosen``; ``only``: of rows that stand for all these members."""
    leaves = header(form).leaves
    for panel in form.panel_names:
        for row in panel_rows(pack, form, panel, dimensions, chosen):
            if only.issubset(row.at):
                for leaf in leaves:
                    at = cell_coordinate(form, panel, row, leaf, dimensions)
                    if at is not None:
                        yield DrawnCell(row, leaf, at)
