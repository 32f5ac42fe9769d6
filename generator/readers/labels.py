"""Matching the rows of an input with the rows a form writes out, by their labels."""

from __future__ import annotations

from collections.abc import Sequence

from generator.forms.rows import RowSpec
from generator.readers.text import loose, squeeze


class FixedRows:
    """The written-out rows of one panel, given out one by one in the order of the input.

    A label that stands twice in a form (一、一般公共预算拨款 of this year and of last year) means the next of its
    rows after the one matched before.
    """

    def __init__(self, rows: Sequence[RowSpec]) -> None:
        self._rows = [row for row in rows if row.kind == "fixed"]
        self._exact: dict[str, list[int]] = {}
        self._loose: dict[str, list[int]] = {}
        self._used: set[int] = set()
        self._last = -1
        for index, row in enumerate(self._rows):
            for label in dict.fromkeys((row.label, *row.aliases)):
                _note(self._exact, squeeze(label).rstrip(":"), index)
                _note(self._loose, loose(label), index)

    def __bool__(self) -> bool:
        """Whether the panel has any."""
        return bool(self._rows)

    def knows(self, label: str) -> bool:
        """Whether some row has this label, used or not."""
        return bool(self._candidates(label))

    def take(self, label: str) -> RowSpec | None:
        """The row meant by ``label``; None where every row of that label is taken."""
        free = [index for index in self._candidates(label) if index not in self._used]
        if not free:
            return None
        self._last = next((index for index in free if index > self._last), free[0])
        self._used.add(self._last)
        return self._rows[self._last]

    def take_unlabelled(self, *, only: bool) -> RowSpec | None:
        """The next row that is printed without words; ``only``: the form has just one row, and no place for words."""
        for index, row in enumerate(self._rows):
            if (row.unlabelled or only) and index not in self._used:
                self._last = index
                self._used.add(index)
                return row
        return None

    def labels(self) -> tuple[str, ...]:
        """All labels, to suggest one."""
        return tuple(row.label for row in self._rows)

    def _candidates(self, label: str) -> list[int]:
        exact = self._exact.get(squeeze(label).rstrip(":"))
        if exact:
            return exact
        found = self._loose.get(loose(label), [])
        return found if len({squeeze(self._rows[index].label) for index in found}) == 1 else []


def _note(index: dict[str, list[int]], key: str, number: int) -> None:
    numbers = index.setdefault(key, [])
    if number not in numbers:
        numbers.append(number)
