"""A form written in YAML as a raw table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.domain.location import NOWHERE, Location
from generator.forms.header import Leaf, header
from generator.packs.form import Form
from generator.readers.codes import WRONG_SHAPE
from generator.readers.context import Context
from generator.readers.meta import known_unit
from generator.readers.table import RawCell, RawRow, RawTable
from generator.readers.text import header_text
from generator.readers.yaml_view import View

ROWS = "rows"


def form_table(view: View, form: Form, ctx: Context) -> RawTable | None:
    """The form's table; None where it has the wrong shape altogether (a finding says so)."""
    panels = {name or ROWS: name for name in form.panel_names}
    rows: dict[str, tuple[RawRow, ...]] = {}
    if not isinstance(view.value, Mapping):
        view.wrong(ctx.issues, "一组“键: 值”（unit、rows 等）")
        return None
    for key, child in view.children(ctx.issues):
        if key in panels:
            rows[panels[key]] = tuple(_rows(child, form, panels[key], ctx))
        elif key not in ("unit", "empty"):
            child.unknown(ctx.issues, ("unit", "empty", *panels))
    unit, place = _unit(view.child("unit"), ctx)
    columns = _columns(form, rows)
    return RawTable(form.id, view.location, rows, columns, unit, place, empty=_empty(view.child("empty"), ctx))


def _unit(view: View, ctx: Context) -> tuple[str | None, Location]:
    label = view.cell(ctx.issues).text if view.present else ""
    if label and not known_unit(label):
        message = f"金额单位“{label}”无法识别。"
        ctx.issues.add(WRONG_SHAPE, message, view.location, remedy="请写 万元 或 元。")
        return None, NOWHERE
    return label or None, view.location


def _empty(view: View, ctx: Context) -> bool:
    if view.present and not isinstance(view.value, bool):
        view.wrong(ctx.issues, " true 或 false")
    return view.value is True


def _rows(view: View, form: Form, panel: str, ctx: Context) -> Iterator[RawRow]:
    leaves = tuple(leaf for leaf in header(form).leaves if leaf.panel in ("", panel))
    names = column_names(leaves, ctx)
    for item in view.items(ctx.issues):
        cells: dict[str, RawCell] = {}
        for key, child in item.children(ctx.issues):
            leaf = names.get(header_text(key))
            if leaf is None:
                child.unknown(ctx.issues, (leaf.key for leaf in leaves if leaf.role != "ordinal"))
            else:
                cells[leaf.key] = child.cell(ctx.issues)
        if isinstance(item.value, Mapping):
            yield RawRow(cells, item.location)


def column_names(leaves: Sequence[Leaf], ctx: Context) -> dict[str, Leaf]:
    """Columns by what a row may call them: their key, or any tail of their header texts that is unique here."""
    found: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        path = [ctx.filled(part) for part in leaf.path]
        tails = [".".join(path[start:]) for start in range(len(path))]
        if leaf.column.digits and leaf.column.digits[0] == 0:
            # The first part of a split code may hold the whole of it, by the name of the group.
            tails += [".".join(path[start:-1]) for start in range(len(path) - 1)]
        for name in {header_text(name) for name in (*tails, *leaf.column.aliases, ctx.filled(leaf.key))}:
            found.setdefault(name, []).append(leaf)
    unique = {name: owners[0] for name, owners in found.items() if len(owners) == 1}
    return unique | {header_text(ctx.filled(leaf.key)): leaf for leaf in leaves}


def _columns(form: Form, rows: Mapping[str, Sequence[RawRow]]) -> frozenset[str]:
    """The columns the form has in this file.

    A column that no row mentions was left out. It is blank all the way down, as empty cells are, unless it is
    optional or the sum of other columns (小计): then nothing is said about it.
    """
    leaves = header(form).leaves
    written = {key for panel in rows.values() for row in panel for key in row.cells}
    return frozenset(leaf.key for leaf in leaves if leaf.key in written or not _may_be_left_out(leaf, leaves))


def _may_be_left_out(leaf: Leaf, leaves: Sequence[Leaf]) -> bool:
    if leaf.column.optional:
        return True
    own = dict(leaf.at).items()
    parts = [other for other in leaves if other.panel == leaf.panel and own < dict(other.at).items()]
    return leaf.role == "amount" and not leaf.column.absolute and bool(parts)
