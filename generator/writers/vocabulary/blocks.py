"""Blocks of a composed document: immutable, with every table's geometry worked out once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Orientation = Literal["portrait", "landscape"]
Numbering = Literal["none", "restart", "continue"]
Merge = Literal["", "start", "continue"]

MAX_INDENT = 6
"""The deepest indent of a cell, in characters."""


@dataclass(frozen=True, slots=True)
class Run:
    r"""Text of one look. ``\n`` in ``text`` is a forced line break; other white space is already collapsed.

    ``roles`` are the classes of the spans around it, outermost first; ``target`` the id an ``<a>`` leads to.
    """

    text: str
    roles: tuple[str, ...] = ()
    bold: bool = False
    italic: bool = False
    target: str | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4."""

    level: int
    role: str
    id: str | None
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``role`` is ``""`` for one inside a cell that looks as the cell does."""

    role: str
    id: str | None
    runs: Runs


@dataclass(frozen=True, slots=True)
class Line:
    """One line with parts set left, centre and right; an absent part is empty."""

    role: str
    id: str | None
    left: Runs
    center: Runs
    right: Runs


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents; ``role`` is ``toc-1`` or ``toc-2``, ``target`` the id of a heading."""

    role: str
    target: str
    runs: Runs

    @property
    def level(self) -> int:
        """1 or 2."""
        return int(self.role[-1])


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, without its title."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at ``column`` (from 0) of its row.

    ``merge`` is ``start`` for the first cell of a vertical merge and ``continue`` for each slot below it,
    which has no text; ``rowspan`` counts rows from the first cell on. ``header``: drawn like ``<th>``.
    """

    column: int
    colspan: int
    rowspan: int
    merge: Merge
    header: bool
    classes: frozenset[str]
    paragraphs: tuple[Paragraph, ...]

    @property
    def indent(self) -> int:
        """Left indent in characters, 0 to :data:`MAX_INDENT`."""
        return next((n for n in range(1, MAX_INDENT + 1) if f"indent-{n}" in self.classes), 0)

    @property
    def text(self) -> str:
        """All its text, paragraphs joined by line breaks."""
        return "\n".join("".join(run.text for run in each.runs) for each in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: one cell, or one continued slot, for every column of the grid, left to right."""

    cells: tuple[Cell, ...]
    may_break: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``widths`` are shares of the text width and add up to 1; the first ``head`` rows repeat."""

    role: str
    id: str | None
    widths: tuple[float, ...]
    head: int
    rows: tuple[Row, ...]


Block = Heading | Paragraph | Line | Contents | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A run of pages of one orientation and numbering; starts a new page."""

    role: str
    id: str | None
    orientation: Orientation
    numbering: Numbering
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The whole document. ``section_of`` tells for every id in which section (from 0) it stands."""

    sections: tuple[Section, ...]
    section_of: dict[str, int]

    def blocks(self) -> Iterator[Block]:
        """Every block in reading order."""
        for section in self.sections:
            yield from section.blocks

    def tables(self) -> Iterator[tuple[Section, Table]]:
        """Every table with the section it stands in."""
        for section in self.sections:
            yield from ((section, block) for block in section.blocks if isinstance(block, Table))

    def headings(self) -> Iterator[Heading]:
        """Every heading in reading order."""
        yield from (block for block in self.blocks() if isinstance(block, Heading))
