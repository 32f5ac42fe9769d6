"""The header tree of a form as a grid: merged cells, and the leaves that are its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.packs.form import Column, Form


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One header cell; ``row`` and ``column`` count from 0."""

    text: str
    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """One column of a form: its declaration, with what it inherits from the groups above it."""

    index: int
    column: Column
    path: tuple[str, ...]
    """Header texts from the top down, without break marks."""
    panel: str
    at: tuple[tuple[str, str], ...]
    key: str
    """Its key in YAML rows, unique in the form."""

    @property
    def role(self) -> str:
        """What the column holds."""
        return self.column.role or ""

    @property
    def title(self) -> str:
        """Its own header text."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Header:
    """A form's header: merged cells and columns."""

    cells: tuple[HeaderCell, ...]
    leaves: tuple[Leaf, ...]
    depth: int

    def leaf(self, key: str) -> Leaf | None:
        """The column with this key."""
        return next((leaf for leaf in self.leaves if leaf.key == key), None)


def plain(text: str) -> str:
    """A header text without its break marks."""
    return text.replace("|", "")


def header(form: Form, without: frozenset[str] = frozenset()) -> Header:
    """The header of ``form``; ``without`` leaves out columns by key (optional ones that nothing is stated for).

    Texts keep their ``{year}`` places and ``|`` break marks; :func:`titles.fill` and :func:`plain` deal with them.
    """
    columns, panels = form.columns, tuple(form.panels)
    full = _full(_Same(form))
    if not without:
        return full
    dropped = {leaf.path for leaf in full.leaves if leaf.key in without}
    kept = _without(columns, dropped, ())
    keys = {leaf.path: leaf.key for leaf in full.leaves}
    built = _build(kept, panels)
    leaves = tuple(
        Leaf(leaf.index, leaf.column, leaf.path, leaf.panel, leaf.at, keys[leaf.path]) for leaf in built.leaves
    )
    return Header(built.cells, leaves, built.depth)


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A form as a key: forms never change, and to compare two would take longer than to work out a header."""

    form: Form

    def __hash__(self) -> int:
        return id(self.form)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.form is self.form


@lru_cache(maxsize=256)
def _full(key: _Same) -> Header:
    return _build(key.form.columns, tuple(key.form.panels))


def _build(columns: tuple[Column, ...], panels: tuple[str, ...]) -> Header:
    depth = max(map(_depth, columns))
    cells = tuple(_cells(columns, depth, 0, 0))
    found = tuple(_leaves(columns, (), {}, panels[0] if len(panels) == 1 else ""))
    keys = _keys([path for _, path, _, _ in found], [column.key for column, *_ in found])
    leaves = tuple(
        Leaf(index, column, path, panel, tuple(at.items()), keys[index])
        for index, (column, path, panel, at) in enumerate(found)
    )
    return Header(cells, leaves, depth)


def _without(columns: tuple[Column, ...], dropped: set[tuple[str, ...]], above: tuple[str, ...]) -> tuple[Column, ...]:
    kept = []
    for column in columns:
        path = (*above, plain(column.title))
        if column.columns:
            inner = _without(column.columns, dropped, path)
            if inner:
                kept.append(column.model_copy(update={"columns": inner}))
        elif path not in dropped:
            kept.append(column)
    return tuple(kept)


def _depth(column: Column) -> int:
    return 1 + max(map(_depth, column.columns), default=0)


def _span(column: Column) -> int:
    return sum(map(_span, column.columns)) or 1


def _cells(columns: tuple[Column, ...], depth: int, row: int, start: int) -> Iterator[HeaderCell]:
    for column in columns:
        span = _span(column)
        yield HeaderCell(column.title, row, start, 1 if column.columns else depth - row, span)
        yield from _cells(column.columns, depth, row + 1, start)
        start += span


def _leaves(
    columns: tuple[Column, ...], path: tuple[str, ...], at: Mapping[str, str], panel: str
) -> Iterator[tuple[Column, tuple[str, ...], str, dict[str, str]]]:
    for column in columns:
        here = (*path, plain(column.title))
        merged = {**at, **column.at}
        below = column.panel or panel
        if column.columns:
            yield from _leaves(column.columns, here, merged, below)
        else:
            yield column, here, below, merged


def _keys(paths: list[tuple[str, ...]], given: list[str | None]) -> list[str]:
    """The shortest tail of each path that no other column shares, joined by a dot, blanks left out."""
    squeezed = [tuple("".join(part.split()) for part in path) for path in paths]
    keys = []
    for path, key in zip(squeezed, given, strict=True):
        length = 1
        while length < len(path) and sum(other[-length:] == path[-length:] for other in squeezed) > 1:
            length += 1
        keys.append(key or ".".join(path[-length:]))
    return keys
