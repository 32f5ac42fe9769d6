"""Walking through what a pack declares, with the path of everything in its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from generator.authoring.draft import Draft, FormFile
from generator.domain.location import Location
from generator.forms.header import Leaf, header
from generator.packs.form import Column, Form, Row
from generator.packs.merge import Path


class Written(Protocol):
    """A file that knows where its parts are written."""

    def location(self, *path: str | int) -> Location:
        """Where the part at ``path`` is written."""


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


def nested_paths(form: Form) -> Iterator[tuple[Path, Row]]:
    """Every row of every panel, with those nested in it."""

    def below(path: Path, row: Row) -> Iterator[tuple[Path, Row]]:
        yield path, row
        for index, inner in enumerate(row.below):
            yield from below((*path, "below", index), inner)

    for _, path, row in row_paths(form):
        yield from below(path, row)


def drawn_from(row: Row) -> Iterator[dict[str, None]]:
    """The dimensions each kind of row drawn by a declaration stands for members of, those it is nested in first."""

    def below(inner: Row, above: dict[str, None]) -> Iterator[dict[str, None]]:
        if inner.each is not None:
            here = {**above, **dict.fromkeys((inner.each, *inner.beside))}
            yield here
            for each in inner.below:
                yield from below(each, here)

    return below(row, {})


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


def form_files(draft: Draft) -> Iterator[tuple[Form, FormFile]]:
    """Every form and its file."""
    for form in draft.pack.forms.values():
        yield form, draft.forms[form.id]


def printed_forms(draft: Draft, level: str) -> Iterator[Form]:
    """The forms the outline or a template prints for an entity of ``level``, in any year of the pack."""
    years = draft.pack.manifest.years
    for form in draft.pack.forms.values():
        if level in form.levels and (not form.years or not years or set(form.years) & set(years)):
            yield form
