"""The body of a document as the audit reads it: its blocks, and the words messages find them by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.audit.body import Block, Cell, read_body
from generator.domain.document import ComposedDocument
from generator.domain.squeezed import squeezed

_SHOWN = 40
_TELLING = 6
"""Shorter names have too many neighbours that are other words."""
_UNIT = re.compile(r"单位[:：为]?[(（]?((?:[十百千万亿]+)?元)")


@dataclass(frozen=True)
class Body:
    """The blocks of a document in reading order."""

    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, document: ComposedDocument) -> Body:
        """The body of ``document``."""
        return cls(read_body(document))

    @cached_property
    def letters(self) -> str:
        """All its text, without white space."""
        return "".join(block.letters for block in self.blocks)

    @cached_property
    def tables(self) -> tuple[int, ...]:
        """The places of all tables."""
        return tuple(place for place, block in enumerate(self.blocks) if block.kind == "table")

    def before(self, table: int) -> Sequence[Block]:
        """What stands between the table before, or the start of the section, and this table."""
        start = table
        while start and self.blocks[start - 1].kind != "table" and self._same_section(start - 1, table):
            start -= 1
        return self.blocks[start:table]

    def after(self, table: int) -> Sequence[Block]:
        """The paragraphs that follow a table, up to the next heading or table."""
        end = table + 1
        while end < len(self.blocks) and self._is_note(end) and self._same_section(end, table):
            end += 1
        return self.blocks[table + 1 : end]

    def where(self, place: int) -> str:
        """A block as messages name it: by the heading above it."""
        return self._headings[place]

    @cached_property
    def _headings(self) -> tuple[str, ...]:
        found, above = [], "文件开头"
        for block in self.blocks:
            above = quoted(block.text) if block.kind == "heading" and block.text else above
            found.append(f"“{above}”")
        return tuple(found)

    def _is_note(self, place: int) -> bool:
        return self.blocks[place].kind in {"paragraph", "line"}

    def _same_section(self, one: int, other: int) -> bool:
        return self.blocks[one].section == self.blocks[other].section


def quoted(text: str) -> str:
    """A text on one line, cut for a message."""
    line = " ".join(text.split())
    return line[:_SHOWN] + ("…" if len(line) > _SHOWN else "")


def units_told(texts: Iterable[str]) -> list[str]:
    """The units of amounts that lines above a table tell: 单位：万元."""
    return [match[1] for text in texts for match in _UNIT.finditer(squeezed(text))]


def near_misses(text: str, name: str) -> Iterator[int]:
    """Where a text has ``name`` but for one character: one of its halves stands there as it should."""
    half = len(name) // 2
    for part, offset in ((name[:half], 0), (name[half:], half)) if len(name) >= _TELLING else ():
        at = text.find(part)
        while at >= 0:
            window = text[at - offset : at - offset + len(name)] if at >= offset else ""
            if len(window) == len(name) and sum(a != b for a, b in zip(window, name, strict=True)) == 1:
                yield at - offset
            at = text.find(part, at + 1)


def expanded(rows: Sequence[Sequence[Cell]]) -> Iterator[list[Cell]]:
    """The rows of a table, each with the cells that reach down into it from above, in no certain order."""
    reaching: list[tuple[int, Cell]] = []
    for row in rows:
        yield [*(cell for _, cell in reaching), *row]
        reaching = [(left - 1, cell) for left, cell in reaching if left > 1]
        reaching += [(cell.rowspan - 1, cell) for cell in row if cell.rowspan > 1]
