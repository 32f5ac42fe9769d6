"""A form laid out: which columns stand, and which row of each panel stands on which line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from generator.domain.coordinates import Coordinate, Dimension
from generator.forms.header import Header, Leaf, header
from generator.forms.rows import Chosen, RowSpec, cell_coordinate, declared_rows, fixed_row, panel_rows
from generator.packs.form import Form, Row
from generator.packs.pack import Pack

PAD = RowSpec("pad")
Line = Mapping[str, RowSpec]
"""One line of the table: the row of every panel that stands on it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A form's header and lines."""

    form: Form
    header: Header
    lines: tuple[Line, ...]

    def at(self, line: Line, leaf: Leaf, dimensions: Mapping[str, Dimension]) -> Coordinate | None:
        """The coordinate of the cell at ``line`` and ``leaf``; None where there is no amount."""
        panel = leaf.panel or self.form.panel_names[0]
        row = line[panel]
        return None if row.kind == "open" else cell_coordinate(self.form, panel, row, leaf, dimensions)


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a form to lay out.

    ``given``: the coordinates the input states in this form; optional rows and columns without any are left
    out. None keeps everything. ``only_given`` leaves out every written-out row that is not given.
    ``open_lines``: draw so many blank lines in place of the members.
    """

    dimensions: Mapping[str, Dimension]
    chosen: Chosen
    given: frozenset[Coordinate] | None = None
    only_given: bool = False
    open_lines: int = 0


def lay_out(pack: Pack, form: Form, choice: Choice) -> Layout:
    """Lay out ``form`` with the rows and columns that ``choice`` calls for."""
    full = header(form)
    panels = {name: _rows(pack, form, name, full, choice) for name in form.panel_names}
    dropped = _dropped_columns(form, full, panels, choice)
    return Layout(form, header(form, dropped) if dropped else full, side_by_side(panels))


def empty_layout(form: Form) -> Layout:
    """A form without data: its header above one blank line."""
    optional = frozenset(leaf.key for leaf in header(form).leaves if leaf.column.optional)
    return Layout(form, header(form, optional), (dict.fromkeys(form.panel_names, PAD),))


def side_by_side(panels: Mapping[str, Sequence[RowSpec]]) -> tuple[Line, ...]:
    """Put panels side by side.

    Every panel is a sequence of blocks, each ending with a total. Blocks of the same rank are made equally
    long by blank rows, so that totals stand level: where the block has a ``pad`` row, else before its total.
    """
    blocks = {name: _blocks(rows) for name, rows in panels.items()}
    lines: list[Line] = []
    for rank in range(max(map(len, blocks.values()), default=0)):
        here = {name: found[rank] if rank < len(found) else () for name, found in blocks.items()}
        length = max(sum(row.lines if row.kind == "pad" else 1 for row in block) for block in here.values())
        padded = [_padded(block, length) for block in here.values()]
        lines.extend(dict(zip(here, rows, strict=True)) for rows in zip_longest(*padded, fillvalue=PAD))
    return tuple(lines)


def _blocks(rows: Sequence[RowSpec]) -> list[tuple[RowSpec, ...]]:
    blocks: list[list[RowSpec]] = [[]]
    for row in rows:
        blocks[-1].append(row)
        if row.total:
            blocks.append([])
    return [tuple(block) for block in blocks if block]


def _padded(block: Sequence[RowSpec], length: int) -> list[RowSpec]:
    rows = [row for row in block if row.kind != "pad"]
    missing = [PAD] * (length - len(rows))
    place = next((index for index, row in enumerate(block) if row.kind == "pad"), None)
    if place is None:
        place = len(rows) - 1 if rows and rows[-1].total else len(rows)
    return [*rows[:place], *missing, *rows[place:]]


def _rows(pack: Pack, form: Form, panel: str, full: Header, choice: Choice) -> tuple[RowSpec, ...]:
    if choice.open_lines:
        return _open_rows(pack, form, panel, choice.open_lines)
    rows = panel_rows(pack, form, panel, choice.dimensions, choice.chosen)
    return tuple(row for row in rows if _stands(form, panel, row, full, choice))


def _open_rows(pack: Pack, form: Form, panel: str, lines: int) -> tuple[RowSpec, ...]:
    rows: list[RowSpec] = []
    for row in declared_rows(pack, form.panel(panel).rows):
        rows.extend([fixed_row(row)] if row.each is None else _open(row, lines))
    return tuple(rows)


def _open(row: Row, lines: int) -> Iterator[RowSpec]:
    """Blank lines in place of members; one of a row that others are nested in, above theirs."""
    nested = [inner for inner in row.below if inner.each is not None]
    open_row = RowSpec("open", at=tuple(row.at.items()), dimension=row.each or "")
    yield from [open_row] * (1 if nested else lines)
    for inner in nested:
        yield from _open(inner, lines)


def _stands(form: Form, panel: str, row: RowSpec, full: Header, choice: Choice) -> bool:
    if choice.given is None or row.kind != "fixed" or not (row.optional or choice.only_given):
        return True
    cells = (cell_coordinate(form, panel, row, leaf, choice.dimensions) for leaf in full.leaves)
    return any(at in choice.given for at in cells if at is not None)


def _dropped_columns(
    form: Form, full: Header, panels: Mapping[str, Sequence[RowSpec]], choice: Choice
) -> frozenset[str]:
    if choice.given is None:
        return frozenset()
    dropped = set()
    for leaf in full.leaves:
        if leaf.column.optional:
            panel = leaf.panel or form.panel_names[0]
            cells = (cell_coordinate(form, panel, row, leaf, choice.dimensions) for row in panels[panel])
            if not any(at in choice.given for at in cells if at is not None):
                dropped.add(leaf.key)
    return frozenset(dropped)
