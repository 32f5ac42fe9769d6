"""Walking through what a pack declares, with the path of everything in its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.domain.location import Location
from generator.authoring.draft import Draft
from generator.files.yaml_file import YamlFile
from generator.forms.header import Leaf, header
from generator.packs.form import Column, Form, Row
from generator.packs.merge import Path


@dataclass(frozen=True)
class PlacedRow:
    """A row as a form has it, and where it is written: in the form, or in ``rows.yaml``."""

    row: Row
    location: Location


def columns(form: Form) -> Iterator[tuple[Path, Column]]:
    """Every node of the header tree with its path, in the order of the header."""

    def below(nodes: Sequence[Column], path: Path) -> Iterator[tuple[Path, Column]]:
        for index, node in enumerate(nodes):
            here = (*path, "columns", index)
            yield here, node
            yield from below(node.columns, here)

    return below(form.columns, ())


def leaves(form: Form) -> Iterator[tuple[Path, Leaf]]:
    """Every column with its path."""
    paths = [path for path, node in columns(form) if not node.columns]
    return zip(paths, header(form).leaves, strict=True)


def row_paths(form: Form) -> Iterator[tuple[str, Path, Row]]:
    """Every row as written in the form: panel, path, row."""
    for panel in form.panel_names:
        start: Path = ("panels", panel, "rows") if form.panels else ("rows",)
        for index, row in enumerate(form.panel(panel).rows):
            yield panel, (*start, index), row


def rows_of(draft: Draft, form: Form, panel: str) -> Iterator[PlacedRow]:
    """The rows of a panel with named lists written out; a list that does not exist has none."""
    file = draft.forms[form.id]
    for name, path, row in row_paths(form):
        if name != panel:
            continue
        if row.rows is None:
            yield PlacedRow(row, file.location(*path))
            continue
        for index, item in enumerate(draft.pack.row_lists.get(row.rows, ())):
            place = draft.place("rows.yaml", "lists", row.rows, index)
            yield PlacedRow(item.model_copy(update={"at": {**row.at, **item.at}}), place)


def form_files(draft: Draft) -> Iterator[tuple[Form, YamlFile]]:
    """Every form and its file."""
    for form in draft.pack.forms.values():
        yield form, draft.forms[form.id]


def printed_forms(draft: Draft, level: str) -> Iterator[Form]:
    """The forms the outline or a template prints for an entity of ``level``, in any year of the pack."""
    years = draft.pack.manifest.years
    for form in draft.pack.forms.values():
        if level in form.levels and (not form.years or not years or set(form.years) & set(years)):
            yield form
