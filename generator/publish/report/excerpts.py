"""The words of a text that a finding speaks of, with what stands around them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.domain.findings import Finding
from generator.domain.location import Location
from generator.publish.pipeline import Outcome
from generator.reconcile.narrative.codes import CODES
from generator.reconcile.narrative.passages import Passage, passages

_REACH = 60
"""How many characters are shown on either side."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text; ``marked`` is what the finding is about."""

    before: str
    marked: str
    after: str


class Excerpts:
    """Finds the text behind a finding."""

    def __init__(self, outcome: Outcome) -> None:
        self._texts: dict[Location, list[Passage]] = {}
        if outcome.disclosure is not None and outcome.pack is not None:
            for passage in passages(outcome.disclosure.submission, outcome.pack):
                self._texts.setdefault(passage.location, []).append(passage)

    def of(self, finding: Finding) -> Excerpt | None:
        """The words at fault in their text; None where a finding is about no text, or about all of it."""
        wanted = finding.stated
        if finding.code not in CODES or not wanted or not finding.locations:
            return None
        texts = (
            passage.text for passage in self._texts.get(finding.locations[0], ()) if passage.where in finding.message
        )
        text = next((text for text in texts if wanted in text), None)
        return _cut(text, text.index(wanted), len(wanted)) if text is not None else None


def _cut(text: str, start: int, length: int) -> Excerpt:
    first, last = max(0, start - _REACH), start + length + _REACH
    before = ("…" if first else "") + text[first:start]
    after = text[start + length : last] + ("…" if last < len(text) else "")
    return Excerpt(before, text[start : start + length], after)
