"""One passage read: its figures, its lists, and the facts each figure speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.domain.coordinates import Coordinate
from generator.reconcile.narrative.evidence import Evidence
from generator.reconcile.narrative.labels import Label
from generator.reconcile.narrative.lists import Group, Lists
from generator.reconcile.narrative.mentions import Mention, Reader, Role
from generator.reconcile.narrative.numbers import Family
from generator.reconcile.narrative.passages import Passage
from generator.reconcile.narrative.words import STOPS

Coordinates = tuple[Coordinate, ...]


@dataclass(frozen=True)
class Reading:
    """A passage with its mentions and lists. ``coordinates`` are the facts each mention may speak of."""

    passage: Passage
    mentions: tuple[Mention, ...]
    groups: tuple[Group, ...]
    coordinates: Mapping[int, Coordinates]
    subjects: Mapping[int, int]
    """For a change, rate or 持平 without a label of its own: the mention whose label it goes by."""

    def at(self, index: int) -> Coordinates:
        """The facts a mention speaks of, by its own label or its subject's; the passage's where it has neither."""
        if self.mentions[index].label.text or index in self.coordinates:
            return self.coordinates.get(index, ())
        subject = self.subjects.get(index)
        return self.coordinates.get(subject, ()) if subject is not None else self.passage.about

    def name(self, index: int) -> str:
        """What a mention is said to be of, as printed; the words before it where it has no label."""
        text, plain = self.passage.text, self.passage.plain
        named = index if self.mentions[index].label.text else self.subjects.get(index, index)
        label, end = self.mentions[named].label.text, self.mentions[named].start
        if label and (start := plain.rfind(label, 0, end)) >= 0:
            return text[start : start + len(label)]
        start = max((plain.rfind(stop, 0, end) for stop in STOPS), default=-1) + 1
        return label or text[start:end].strip()

    def label(self, index: int) -> Label:
        """The label a mention goes by."""
        own = self.mentions[index].label
        subject = self.subjects.get(index)
        return own if own.text or subject is None else self.mentions[subject].label

    def printed(self, index: int) -> str:
        """The figure as printed."""
        return self.passage.text[self.mentions[index].start : self.mentions[index].end].strip()


def read(passage: Passage, reader: Reader, evidence: Evidence) -> Reading:
    """Read a passage."""
    mentions = reader.read(passage.plain)
    groups = Lists(passage.plain, mentions, evidence).find() if len(mentions) > 1 else ()
    parents = {item: group.parent for group in groups for item in group.items}
    found: dict[int, Coordinates] = {}
    for index in sorted(range(len(mentions)), key=lambda index: _rank(index, parents)):
        label = mentions[index].label
        if label.known and label.term is not None:
            above = found.get(parents[index], ()) if index in parents else ()
            at = evidence.coordinates(label.term, above, label.sources)
            if at:
                found[index] = at
    return Reading(passage, mentions, groups, found, dict(_subjects(mentions)))


def _rank(index: int, parents: Mapping[int, int]) -> int:
    """How many totals stand above a mention, so that totals come first."""
    rank = 0
    while index in parents and rank < len(parents):
        index, rank = parents[index], rank + 1
    return rank


def _subjects(mentions: Sequence[Mention]) -> Sequence[tuple[int, int]]:
    """The mention whose label each unlabelled change, rate, 持平 or 减少到 goes by."""
    found: dict[int, int] = {}
    for index, mention in enumerate(mentions):
        after_prior = mention.role is Role.LEVEL and index and mentions[index - 1].role is Role.PRIOR
        if mention.label.text or not (after_prior or mention.role in _INHERITING):
            continue
        subject = _subject(mentions, index, found)
        if subject is not None:
            found[index] = subject
    return tuple(found.items())


_INHERITING = frozenset({Role.CHANGE, Role.RATE, Role.SAME, Role.PRIOR})


def _subject(mentions: Sequence[Mention], index: int, found: Mapping[int, int]) -> int | None:
    mention = mentions[index]
    for position in range(index - 1, -1, -1):
        other = mentions[position]
        if other.sentence != mention.sentence:
            break
        if other.depth > mention.depth or not _speaks(other):
            continue
        return position if other.label.text else found.get(position)
    heads = (i for i, other in enumerate(mentions[:index]) if other.role is Role.LEVEL and other.label.known)
    return next(heads, None)


def _speaks(mention: Mention) -> bool:
    money = mention.number is not None and mention.number.family in {Family.MONEY, Family.BOUND}
    return money and mention.role in {Role.LEVEL, Role.CHANGE, Role.PRIOR}
