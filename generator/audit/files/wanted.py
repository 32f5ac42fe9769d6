"""What a cell of a workbook should hold, and whether it does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.audit.body import letters
from generator.audit.files.difference import Ledger

Value = str | Decimal
Row = Mapping[int, "Wanted"]
"""What the cells of a row should hold, by column from 0; all others are empty."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text, or any one of ``numbers``; ``optional``: or nothing."""

    text: str = ""
    numbers: frozenset[Decimal] = frozenset()
    optional: bool = False

    @classmethod
    def number(cls, text: str) -> Wanted:
        """The number ``text``."""
        return cls(numbers=frozenset({Decimal(text)}))

    @property
    def empty(self) -> bool:
        """Whether nothing should be there."""
        return not (plain(self.text) or self.numbers)

    @property
    def shown(self) -> str:
        """For a message."""
        return plain(self.text) or " 或 ".join(sorted(map(str, self.numbers)))

    def holds(self, found: Value | None) -> bool:
        """Whether ``found`` is what it should be."""
        if found is None:
            return self.empty or self.optional
        if isinstance(found, Decimal):
            return found in self.numbers
        return bool(plain(self.text)) and plain(found) == plain(self.text)


def plain(text: str) -> str:
    """Letters of a text without what no workbook can hold."""
    return letters(_CONTROL.sub("", text))


def texts(parts: Iterable[str]) -> Row:
    """A row of texts, from the first column on."""
    return {column: Wanted(text) for column, text in enumerate(parts)}


def cells(row: Sequence[object]) -> dict[int, Value]:
    """The cells of a row as calamine gives them that hold anything, by column from 0."""
    return {
        column: value if isinstance(value, str) else _number(value)
        for column, value in enumerate(row)
        if value is not None and value != ""
    }


def _number(value: object) -> Decimal:
    """A number as Excel has it: the shortest decimal for its bits. What is no number comes as one nobody wants."""
    return Decimal(repr(value)) if type(value) in {int, float} else Decimal("NaN")


def compare_rows(
    wanted: Sequence[Row], found: Sequence[tuple[int, Mapping[int, Value]]], sheet: str, ledger: Ledger
) -> None:
    """Compare the rows of a sheet that hold anything; ``found`` with their numbers from 1."""
    expected = [row for row in wanted if not all(cell.empty or cell.optional for cell in row.values())]
    for row, (number, values) in zip(expected, found, strict=False):
        if not _agrees(row, values, sheet, number, ledger) and len(expected) != len(found):
            return
    for row in expected[len(found) :]:
        ledger.tell(f"{sheet} 末尾", f"缺少一行：{_shown(row)}。", _shown(row), "")
    for number, values in found[len(expected) :]:
        shown = " ".join(map(str, values.values()))
        ledger.tell(f"{sheet} 第 {number} 行", f"多出一行：{shown[:60]}。", "", shown)


def _agrees(row: Row, values: Mapping[int, Value], sheet: str, number: int, ledger: Ledger) -> bool:
    right = True
    for column in sorted({*row, *values}):
        wanted, value = row.get(column, Wanted()), values.get(column)
        if wanted.holds(value):
            ledger.compared("" if value is None else str(value))
            continue
        right = False
        place, found = f"{sheet}!{_letter(column)}{number}", "" if value is None else str(value)
        ledger.tell(place, f"应为“{wanted.shown[:60]}”，实为“{found[:60]}”。", wanted.shown, found)
    return right


def _shown(row: Row) -> str:
    return " ".join(cell.shown for cell in row.values() if cell.shown)[:60]


def _letter(column: int) -> str:
    """The name of a column: ``A``, ``AB``."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
