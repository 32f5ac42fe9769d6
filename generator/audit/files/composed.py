"""The composed document taken apart: what every text output is held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.audit.body import Block, Part, read_body, read_parts
from generator.domain.document import ComposedDocument


@dataclass(frozen=True)
class Composed:
    """``number`` is the style's page number, such as ``— {page} —``; empty where pages show none."""

    document: ComposedDocument
    parts: Sequence[Part]
    blocks: Sequence[Block]
    number: str

    @classmethod
    def of(cls, document: ComposedDocument, number: str) -> Composed:
        """Take ``document`` apart."""
        return cls(document, read_parts(document), read_body(document), number)

    @property
    def unnumbered(self) -> frozenset[str]:
        """The ids on pages that show no number."""
        of_sections = {part.id for part in self.parts if part.numbering == "none"}
        of_blocks = {block.id for block in self.blocks if self.parts[block.section].numbering == "none"}
        return frozenset(of_sections | of_blocks)

    @property
    def headed(self) -> frozenset[str]:
        """The ids of sections and headings."""
        headings = {block.id for block in self.blocks if block.kind == "heading"}
        return frozenset(headings | {part.id for part in self.parts})
