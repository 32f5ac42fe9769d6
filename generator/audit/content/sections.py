"""The sections of a composed document as blocks, each with the place its words come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree as ET

from generator.audit.body import Block, blocks_of, letters
from generator.domain.document import ComposedDocument, ComposedSection
from generator.domain.location import Location
from generator.domain.submission import Submission
from generator.packs.pack import Pack, section_names

_NEW_PAGE = "<new-page/>"


@dataclass(frozen=True)
class SectionText:
    """One section: what was composed, its blocks in order, and the texts of the input it may hold."""

    composed: ComposedSection
    blocks: tuple[Block, ...]
    submission: Submission
    called: str = ""
    """What the pack calls it in lists."""

    @cached_property
    def letters(self) -> str:
        """All of its words, tables too."""
        return "".join(block.letters for block in self.blocks)

    @property
    def name(self) -> str:
        """What messages call it."""
        return f"“{self.composed.title or self.called or self.composed.id}”"

    def place(self, sentence: str) -> Location:
        """Where a sentence of it was written: a paragraph of the input that has it, else the section's own place."""
        wanted = letters(sentence)
        for paragraphs in self.submission.records.texts.values():
            for paragraph in paragraphs:
                typed = letters(paragraph.text)
                if wanted in typed or (len(typed) > 1 and typed.rstrip("。") in wanted):
                    return paragraph.location
        return self.composed.location


def section_texts(document: ComposedDocument, submission: Submission, pack: Pack) -> Iterator[SectionText]:
    """The sections of ``document`` in order."""
    names = section_names(pack.outline)
    for number, section in enumerate(document.sections):
        markup = section.markup.replace(_NEW_PAGE, "")
        root = ET.fromstring(f"<section>{markup}</section>")  # noqa: S314 - compose has checked it: no document type
        yield SectionText(section, tuple(blocks_of(root, number)), submission, names.get(section.id, ""))
