"""Which words of a text govern a number: the noun phrase right before it, and whether it says just that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.reconcile.narrative.lexicon import Hit, Term
from generator.reconcile.narrative.words import CHANGED, NEUTRAL, STOPS

_LEADING = re.compile(
    r"^(?:其中|包括|主要|分别|具体|用于|为|是|和|与|及|以及|的|年|本年度|当年|[\s:,])+|(?:为|是|共计|计|约|的|等)+$"
)


@dataclass(frozen=True, slots=True)
class Label:
    """What a number is said to be of. ``exact``: nothing else around the term could make it another thing.

    ``text`` is the phrase as printed; empty where the number has none of its own.
    """

    text: str = ""
    term: Term | None = None
    sources: tuple[str, ...] = ()
    exact: bool = False

    @property
    def known(self) -> bool:
        """Whether the phrase is a figure's name and nothing else."""
        return self.term is not None and self.exact


NO_LABEL = Label()


@dataclass(frozen=True)
class Phrases:
    """One plain text with the words found in it."""

    text: str
    hits: Sequence[Hit]
    names: tuple[str, ...]
    """Names of the entity and its units, which say nothing about a figure."""

    def start(self, position: int, floor: int) -> int:
        """Where the phrase that ends at ``position`` begins, not before ``floor``."""
        inside = {index for hit in self.hits for index in range(hit.start, hit.end)}
        start, quoted = position, 0
        while start > floor:
            char = self.text[start - 1]
            quoted += (char == "》") - (char == "《")
            if char in STOPS and start - 1 not in inside and quoted <= 0:
                break
            start -= 1
        return start

    def label(self, start: int, end: int) -> Label:
        """The label of the phrase from ``start`` to ``end``."""
        hits = [hit for hit in self.hits if start <= hit.start and hit.end <= end]
        if not hits:
            return Label(self.bare(start, end))
        strong = [hit for hit in hits if not hit.term.weak] or hits
        head = strong[-1]
        others = [hit for hit in hits if hit is not head]
        sources = tuple(source for hit in others for source in hit.term.sources)
        before = self._without(start, head.start, others)
        after = CHANGED.sub("", self._without(head.end, end, others))
        exact = not NEUTRAL.sub("", before) and not NEUTRAL.sub("", after)
        exact = exact and all(hit.term.weak or hit.term.sources for hit in others)
        text = self.text[head.start : head.end] if exact else self.bare(start, end)
        return Label(text, head.term, sources, exact)

    def bare(self, start: int, end: int) -> str:
        """The phrase without what says nothing; empty where it says nothing."""
        rest = CHANGED.sub("", self._without(start, end, ()))
        return _LEADING.sub("", rest).strip(" ,:") if NEUTRAL.sub("", rest) else ""

    def _without(self, start: int, end: int, hits: Sequence[Hit]) -> str:
        """The phrase without names of the entity and the words in ``hits``."""
        parts, position = [], start
        for hit in hits:
            if start <= hit.start and hit.end <= end:
                parts.append(self.text[position : hit.start])
                position = hit.end
        rest = "".join([*parts, self.text[position:end]])
        for name in self.names:
            rest = rest.replace(name, "")
        return rest
