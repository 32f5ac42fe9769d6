"""Reasons that a section in the input's own words gives: which figures it says why they changed.

Sentence by sentence: what is named before a cue (原因是, 由于 …) is what the reason is for; a reason in a sentence of
its own is for what the sentence before named. The reason for a part is one for the whole it was named under.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.catalog.cues import cues
from generator.domain.coordinates import Coordinate
from generator.packs.pack import Owes, SectionItem
from generator.reconcile.narrative.lexicon import Lexicon, entity_lexicon
from generator.reconcile.narrative.plain import plain
from generator.reconcile.narrative.vocabulary import pattern
from generator.reconcile.rules.records.scene import Scene

_SHORTEST = 3
"""收入 and 支出 name a figure only where the section owes the reason for it."""
_SENTENCE = re.compile(r"[。;!?\n]")
Ats = frozenset[Coordinate]


class ToldReasons:
    """The reasons in all sections of one submission that are in its own words."""

    def __init__(self, scene: Scene, changed: Mapping[str, tuple[str, Coordinate]]) -> None:
        """``changed``: the figures that want a reason, each with its text key and coordinate."""
        self._scene = scene
        self._changed = changed
        outline = scene.pack.outline
        owed = (item.owes for part in outline.parts for item in part.sections if item.owes)
        self._declared = {reason.text for owes in owed for reason in owes.reasons}
        self._lexicon = entity_lexicon(scene.submission, scene.pack)
        self._told = {figure for item, text in _own_sections(scene) for figure in self._of(item, text)}

    def gives(self, figure: str) -> bool:
        """Whether some section says why ``figure`` changed."""
        return figure in self._told

    def _of(self, item: SectionItem, text: str) -> set[str]:
        own = {reason.text for reason in item.owes.reasons} if item.owes else set()
        told, named = _reasoned(text, self._lexicon, self._scene, shortest=1 if own else _SHORTEST)
        free = {figure for figure, (key, _) in self._changed.items() if key in own or key not in self._declared}
        found = {figure for figure in free if self._changed[figure][1] in told}
        owing = self._owing(item.owes, named)
        if len(owing) == 1 and any(_reasons(sentence) for sentence in _SENTENCE.split(text)):
            found.update(owing)
        return found

    def _owing(self, owes: Owes | None, named: Collection[Coordinate]) -> list[str]:
        """The figures whose reason the section owes: as it declares, else those it names."""
        if owes is not None:
            keys = {reason.text for reason in owes.reasons}
            return [figure for figure, (key, _) in self._changed.items() if key in keys]
        return [figure for figure, (_, at) in self._changed.items() if at in named]


def _own_sections(scene: Scene) -> Iterator[tuple[SectionItem, str]]:
    texts = scene.submission.records.texts
    for part in scene.pack.outline.parts:
        for item in part.sections:
            paragraphs = texts.get(scene.pack.whole_texts[item.id], ())
            if paragraphs:
                yield item, "\n".join(plain(paragraph.text) for paragraph in paragraphs)


def _reasoned(text: str, lexicon: Lexicon, scene: Scene, shortest: int) -> tuple[set[Coordinate], set[Coordinate]]:
    """The coordinates that a reason is given for, and all that are named by words of so many characters."""
    told: set[Coordinate] = set()
    seen: list[Ats] = []
    current: Ats = frozenset()
    for sentence in _SENTENCE.split(text):
        hits = [(at, frozenset(term.figures)) for at, term in lexicon.find(sentence) if len(term.word) >= shortest]
        start = 0
        for cue in (*_reasons(sentence), len(sentence)):
            named = [ats for at, ats in hits if start <= at < cue]
            if cue < len(sentence):
                subjects = named or [current, *(ats for at, ats in hits if at >= cue)]
                told.update(at for ats in subjects for at in ats)
                told.update(_wholes(subjects, seen, scene))
            if named and (start == 0 or cue < len(sentence)):
                current = frozenset(at for ats in named for at in ats)
            start = _next_clause(sentence, cue)
        seen += [ats for _, ats in hits]
    return told, {at for ats in seen for at in ats}


def _reasons(sentence: str) -> list[int]:
    """Where a sentence begins to give reasons."""
    strong = cues("reason").find(sentence)
    weak = cues("reason_of_change").find(sentence) if pattern("up", "down").search(sentence) else ()
    return sorted(match.start() for match in (*strong, *weak))


def _next_clause(sentence: str, start: int) -> int:
    """Where the words after a reason begin: behind the next comma."""
    comma = sentence.find(",", start)
    return len(sentence) if comma < 0 else comma + 1


def _wholes(parts: Sequence[Ats], seen: Sequence[Ats], scene: Scene) -> Iterator[Coordinate]:
    """What was named before and is the whole of one of ``parts``."""
    space = scene.knowledge.space
    for whole in (at for ats in seen for at in ats):
        if any(whole != part and space.covers(whole, part) for ats in parts for part in ats):
            yield whole
