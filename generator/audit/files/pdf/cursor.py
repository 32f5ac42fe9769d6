"""A place among the texts of all pages, which moves on as what is expected is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.audit.files.pdf.letters import told
from generator.audit.files.pdf.page import Text

_AHEAD = 80
_SLACK = 1.0
_SAME_LINE = 0.7


class LostError(Exception):
    """The page says something else than what is expected next."""

    def __init__(self, sheet: int, expected: str, found: str) -> None:
        super().__init__(expected)
        self.sheet = sheet
        self.expected = expected
        self.found = found


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the body a text belongs: the block, and in a table the cell; header rows are below 0."""

    block: int
    row: int = 0
    column: int = 0
    colspan: int = 1
    rowspan: int = 1
    cell: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A text found at its place."""

    sheet: int
    spot: Spot
    text: Text


Opening = Callable[[int, int], Sequence[Text]]
"""The texts of a sheet as part of a section: without its page number."""


def follows(before: Text, after: Text) -> bool:
    """Whether a text stands to the right of another on its line, or below it."""
    drop = before.middle - after.middle
    if abs(drop) <= _SAME_LINE * max(before.size, after.size):
        return after.box[0] >= before.box[0] - _SLACK or drop > 0
    return drop > 0


class Cursor:
    """Moves through the pages. ``spot`` is what is being followed; ``placed`` collects what was found."""

    def __init__(self, count: int, opening: Opening) -> None:
        self.sheet = -1
        self.spot = Spot(-1)
        self.placed: list[Placed] = []
        self._count, self._opening = count, opening
        self._section = 0
        self._texts: list[tuple[str, Text]] = []
        self._at = 0
        self._within = 0

    def open_section(self, number: int) -> None:
        """Go to the first page of a section; the page before must have been read to its end."""
        self.finish_page()
        self._section = number
        self.next_page("（新的一节）")

    def finish_page(self) -> None:
        """Raise LostError if anything is left on this page."""
        if self.seen():
            raise LostError(self.sheet, "", self.ahead())

    def finish(self) -> None:
        """Raise LostError if anything is left at all."""
        self.finish_page()
        if self.sheet + 1 < self._count:
            raise LostError(self.sheet + 1, "", "（多出的页）")

    def next_page(self, expected: str) -> None:
        """Go to the top of the next page."""
        if self.sheet + 1 >= self._count:
            raise LostError(max(self.sheet, 0), expected, "")
        self.sheet += 1
        self._texts = [(seen, text) for text in self._opening(self._section, self.sheet) if (seen := told(text.text))]
        self._at = self._within = 0

    def settle(self) -> None:
        """Go to the page on which the next text stands."""
        while not self.seen() and self.sheet + 1 < self._count:
            self.next_page("")

    def seen(self) -> str:
        """The rest of the next text on this page; empty at its end."""
        return self._texts[self._at][0][self._within :] if self._at < len(self._texts) else ""

    def ahead(self) -> str:
        """What follows on this page, for a message."""
        return "".join(self._rest())[self._within :][:_AHEAD]

    def _rest(self) -> Iterator[str]:
        return (seen for seen, _ in self._texts[self._at : self._at + _AHEAD])

    def skip(self) -> None:
        """Pass the next text, which is no part of the body."""
        self._at, self._within = self._at + 1, 0

    def take(self, expected: str, start: int = 0, *, column: bool = False) -> int:
        """Pass what agrees with ``expected`` from ``start`` on, on this page; returns how far that reaches.

        ``column``: no further than the column of text does; what stands higher again belongs to the next cell.
        """
        first = self._at
        while start < len(expected) and (seen := self.seen()):
            if column and self._at > first and not follows(self._texts[self._at - 1][1], self._texts[self._at][1]):
                break
            if expected.startswith(seen, start):
                self._pass()
            elif seen.startswith(expected[start:]):
                seen = expected[start:]
                self._within += len(seen)
            else:
                break
            start += len(seen)
        return start

    def expect(self, expected: str) -> None:
        """Pass ``expected``, over as many pages as it takes."""
        reached = self.take(expected)
        while reached < len(expected):
            if self.seen():
                back = max(0, reached - 10)
                raise LostError(self.sheet, expected[back:], expected[back:reached] + self.ahead())
            self.next_page(expected[reached:])
            reached = self.take(expected, reached)

    def mark(self) -> tuple[int, int, int]:
        """The place on this page, to come back to."""
        return self._at, self._within, len(self.placed)

    def back(self, mark: tuple[int, int, int]) -> None:
        """Go back to a place on this page."""
        self._at, self._within, count = mark
        del self.placed[count:]

    def _pass(self) -> None:
        self.placed.append(Placed(self.sheet, self.spot, self._texts[self._at][1]))
        self._at, self._within = self._at + 1, 0
