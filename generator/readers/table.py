"""What both kinds of input become before the pack's declarations make sense of it: cells, rows, tables, records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.domain.location import NOWHERE, Location
from generator.readers.numbers import Reading, Value, read_number, shown
from generator.readers.text import one_line


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell as it stands. ``formula``: it is computed, ``value`` then being the saved result, if there is one.

    ``covered``: it lies under a merged block that starts in another cell and says nothing of its own.
    """

    value: Value
    location: Location = NOWHERE
    number_format: str = ""
    formula: bool = False
    covered: bool = False

    @property
    def unsaved(self) -> bool:
        """Whether this is a formula whose result was never saved."""
        return self.formula and self.value is None

    @property
    def text(self) -> str:
        """The cell as words on one line."""
        return one_line(self.raw_text)

    @property
    def raw_text(self) -> str:
        """The cell as words, line breaks kept."""
        return shown(self.value, self.number_format)

    @property
    def number(self) -> Reading:
        """The cell as an amount."""
        return read_number(self.value, self.number_format)


EMPTY = RawCell(None)


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: its cells by column key. A column that the row has no cell for is absent."""

    cells: Mapping[str, RawCell]
    location: Location

    def cell(self, key: str) -> RawCell:
        """The cell of a column; an empty one at the row's place where there is none."""
        return self.cells.get(key) or RawCell(None, self.location)


@dataclass(frozen=True, slots=True)
class RawTable:
    """One form as given. ``columns``: keys of the columns it has; ``units``: units of single columns.

    ``unit`` is None where none is given. ``empty``: said to have no data.
    """

    form: str
    location: Location
    panels: Mapping[str, tuple[RawRow, ...]]
    columns: frozenset[str]
    unit: str | None = None
    unit_location: Location = NOWHERE
    units: Mapping[str, str] = field(default_factory=dict)
    empty: bool = False


@dataclass(frozen=True, slots=True)
class RawTexts:
    """The paragraphs given for one text: ``name`` is its key or title."""

    name: str
    cells: tuple[RawCell, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class RawRecords:
    """The rows of one record table, keyed by column key. ``unit``: where the table states its own."""

    table: str
    rows: tuple[RawRow, ...]
    location: Location
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """Everything one file says apart from who reports."""

    tables: tuple[RawTable, ...] = ()
    records: tuple[RawRecords, ...] = ()
    texts: tuple[RawTexts, ...] = ()
    prior: tuple[tuple[str, RawCell], ...] = ()
    figures: tuple[tuple[str, RawCell], ...] = ()
