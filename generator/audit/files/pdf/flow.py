"""The texts of all pages, followed through the composed body from the first letter to the last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.audit.body import Block, Part
from generator.audit.files.difference import Ledger
from generator.audit.files.pdf.cursor import Cursor, LostError, Spot
from generator.audit.files.pdf.letters import told
from generator.audit.files.pdf.tables import follow_table

_LEADERS = frozenset("…·.．")


@dataclass(frozen=True, slots=True)
class Printed:
    """A page number printed in the contents, on which sheet (from 0), and the id it is of."""

    sheet: int
    target: str
    number: str


@dataclass
class Flow:
    """How far a PDF was followed, and what was learned on the way.

    ``sheets``: the sheet (from 0) on which each id first stands. ``starts``: the first sheet of each section.
    """

    cursor: Cursor
    ledger: Ledger
    unnumbered: frozenset[str]
    sheets: dict[str, int] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)

    def follow(self, parts: Sequence[Part], blocks: Sequence[Block]) -> bool:
        """Follow all sections; tell the first difference and return False, or True at the end of the document."""
        try:
            for number, part in enumerate(parts):
                self._section(number, part, [block for block in blocks if block.section == number])
            self.cursor.finish()
        except LostError as lost:
            self.ledger.differs(f"第 {lost.sheet + 1} 页", lost.expected, lost.found)
            return False
        return True

    def _section(self, number: int, part: Part, blocks: Sequence[Block]) -> None:
        self.cursor.open_section(number)
        self.starts.append(self.cursor.sheet)
        if part.id:
            self.sheets[part.id] = self.cursor.sheet
        for block in blocks:
            if not block.letters:
                continue
            self.cursor.settle()
            if block.id:
                self.sheets.setdefault(block.id, self.cursor.sheet)
            self._block(block)
            self.ledger.compared(block.text)

    def _block(self, block: Block) -> None:
        self.cursor.spot = Spot(self.cursor.spot.block + 1)
        if block.kind == "table":
            follow_table(self.cursor, block)
        else:
            self.cursor.expect(told(block.text))
        if block.kind == "contents" and block.target not in self.unnumbered:
            self._page_number(block.target)

    def _page_number(self, target: str) -> None:
        """Leader dots and a number, in pieces of their own."""
        while set(self.cursor.seen()) <= _LEADERS and self.cursor.seen():
            self.cursor.skip()
        number = self.cursor.seen()
        if not number.isdecimal():
            raise LostError(self.cursor.sheet, "（目录页码）", self.cursor.ahead())
        self.printed.append(Printed(self.cursor.sheet, target, number))
        self.cursor.skip()


def check_printed(flow: Flow, numbers: Mapping[str, str], ledger: Ledger) -> None:
    """Every number in the contents is that of the page its heading stands on."""
    for entry in flow.printed:
        true = numbers.get(entry.target)
        if true is not None and true != entry.number:
            ledger.tell(
                f"第 {entry.sheet + 1} 页",
                f"目录页码应为 {true}，实为 {entry.number}。",
                true,
                entry.number,
            )
