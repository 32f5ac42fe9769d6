"""Records written in YAML: lists of mappings, those of a project nested inside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.packs.pack import RecordTable
from generator.readers.context import Context
from generator.readers.record_columns import ColumnNames, nested_tables
from generator.readers.table import RawCell, RawRecords, RawRow
from generator.readers.yaml_view import View

PLAN = "plan"
PROJECTS = "projects"


def records_of(root: View, ctx: Context) -> Iterator[RawRecords]:
    """All record tables of a file, nested ones after the table they are nested in."""
    for table in ctx.pack.records.tables.values():
        view = root.child(table.id)
        if not view.present:
            continue
        nested = {inner.id: inner for inner in nested_tables(ctx.pack)} if table.id == PROJECTS else {}
        reader = _TableReader(table, nested, ctx)
        yield RawRecords(table.id, tuple(reader.rows(view)), view.location)
        for name, rows in reader.inner.items():
            if rows:
                yield RawRecords(name, tuple(rows), rows[0].location)


class _TableReader:
    def __init__(self, table: RecordTable, nested: Mapping[str, RecordTable], ctx: Context) -> None:
        self.names = ColumnNames(table)
        self.nested = nested
        self.ctx = ctx
        self.steps = {column.title: column.key for column in table.columns if column.kind == "step"}
        self.inner: dict[str, list[RawRow]] = {name: [] for name in nested}

    def rows(self, view: View) -> Iterator[RawRow]:
        for item in view.items(self.ctx.issues):
            row = RawRow(self._cells(item), item.location)
            for name, table in self.nested.items():
                self._read_inner(item.child(name), table, row)
            yield row

    def _cells(self, item: View) -> dict[str, RawCell]:
        cells: dict[str, RawCell] = {}
        for key, child in item.children(self.ctx.issues):
            column = self.names.find(key)
            if key == PLAN and self.steps:
                cells |= self._plan(child)
            elif column is not None and column.kind == "lines":
                cells[column.key] = child.joined(self.ctx.issues)
            elif column is not None:
                cells[column.key] = child.cell(self.ctx.issues)
            elif key not in self.nested:
                child.unknown(self.ctx.issues, (*self.names.names(), *self.nested))
        return cells

    def _plan(self, view: View) -> dict[str, RawCell]:
        cells: dict[str, RawCell] = {}
        for key, child in view.children(self.ctx.issues) if view.present else ():
            if key in self.steps:
                cells[self.steps[key]] = child.cell(self.ctx.issues)
            else:
                child.unknown(self.ctx.issues, self.steps)
        return cells

    def _read_inner(self, view: View, table: RecordTable, owner: RawRow) -> None:
        """Rows nested in a project belong to it: to its code, or its name where it has none."""
        if not view.present:
            return
        key = owner.cell("code") if owner.cell("code").text else owner.cell("name")
        inner = _TableReader(table, {}, self.ctx)
        for row in inner.rows(view):
            self.inner[table.id].append(RawRow({**row.cells, "project": key}, row.location))
