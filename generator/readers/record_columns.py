"""The columns of a record table by every name an input may use for them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.packs.pack import Pack, RecordColumn, RecordTable
from generator.readers.text import header_text, squeeze


class ColumnNames:
    """Finds a column of a record table by key, title or alias."""

    def __init__(self, table: RecordTable) -> None:
        self.table = table
        self._by_name: dict[str, RecordColumn] = {}
        for column in table.columns:
            for name in (column.key, column.title, *column.aliases):
                self._by_name.setdefault(header_text(name), column)

    def find(self, text: str) -> RecordColumn | None:
        """The column called ``text``."""
        return self._by_name.get(header_text(text))

    def names(self) -> tuple[str, ...]:
        """Keys and titles, to suggest one."""
        return tuple(name for column in self.table.columns for name in (column.key, column.title))


def nested_tables(pack: Pack) -> Iterator[RecordTable]:
    """The record tables whose rows belong to a project; YAML may write them inside it."""
    for table in pack.records.tables.values():
        if table.id != "projects" and any(column.key == "project" for column in table.columns):
            yield table


def text_key(pack: Pack, name: str) -> str | None:
    """The key of the text called ``name`` (its key or title)."""
    plain = squeeze(name)
    return next((text.key for text in pack.text_keys if plain in (squeeze(text.key), squeeze(text.title))), None)
