"""One passage read: its claims, its lists, and the facts each claim speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.domain.coordinates import Coordinate
from generator.reconcile.narrative.claims import Claim, Role
from generator.reconcile.narrative.evidence import Evidence
from generator.reconcile.narrative.grammar import Reader
from generator.reconcile.narrative.lists import Group, Lists, closings
from generator.reconcile.narrative.numbers import Family
from generator.reconcile.narrative.passages import Passage
from generator.reconcile.narrative.phrases import Label
from generator.reconcile.narrative.tokens import STOPS

Coordinates = tuple[Coordinate, ...]


@dataclass(frozen=True)
class Reading:
    """A passage with its claims and lists. ``coordinates`` are the facts each claim may speak of."""

    passage: Passage
    claims: tuple[Claim, ...]
    groups: tuple[Group, ...]
    coordinates: Mapping[int, Coordinates]
    subjects: Mapping[int, int]
    """For a change, rate or 持平 without a label of its own: the claim whose label it goes by."""
    strays: frozenset[int] = frozenset()
    """What is listed under a total it cannot be a part of, so that it may be of something else."""

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The funding sources the passage speaks of."""
        terms = [claim.label.term for claim in self.claims if claim.label.term is not None]
        named = [source for claim in self.claims for source in claim.label.sources]
        return tuple(dict.fromkeys([*named, *(source for term in terms for source in term.sources)]))

    def at(self, index: int) -> Coordinates:
        """The facts a claim speaks of, by its own label or its subject's; the passage's where it has neither."""
        if self.claims[index].label.text or index in self.coordinates:
            return self.coordinates.get(index, ())
        subject = self.subjects.get(index)
        return self.coordinates.get(subject, ()) if subject is not None else self.passage.about

    def name(self, index: int) -> str:
        """What a claim is said to be of, as printed; the words before it where it has no label."""
        text, plain = self.passage.text, self.passage.plain
        named = index if self.claims[index].label.text else self.subjects.get(index, index)
        label, end = self.claims[named].label.text, self.claims[named].start
        if label and (start := plain.rfind(label, max(0, end - _NEAR), end)) >= 0:
            return text[start : start + len(label)]
        start = max((plain.rfind(stop, max(0, end - _NEAR), end) for stop in STOPS), default=-1) + 1
        return label or text[start:end].strip()

    def label(self, index: int) -> Label:
        """The label a claim goes by."""
        own = self.claims[index].label
        subject = self.subjects.get(index)
        return own if own.text or subject is None else self.claims[subject].label

    def printed(self, index: int) -> str:
        """The figure as printed."""
        return self.passage.text[self.claims[index].start : self.claims[index].end].strip()


_NEAR = 200
"""How far back the words of a figure are looked for."""


def read(passage: Passage, reader: Reader, evidence: Evidence) -> Reading:
    """Read a passage."""
    claims = reader.read(passage.plain)
    lists = Lists(passage.plain, claims, evidence)
    groups = (*(lists.find() if len(claims) > 1 else ()), *closings(claims))
    parents = {item: group.parent for group in groups if not group.closing for item in group.items}
    found: dict[int, Coordinates] = {}
    for index in sorted(range(len(claims)), key=lambda index: _rank(index, parents)):
        label = claims[index].label
        if label.known and label.term is not None:
            above = found.get(parents[index], ()) if index in parents else ()
            at = evidence.meant(label, above)
            if at:
                found[index] = at
    return Reading(passage, claims, groups, found, dict(_subjects(claims)), frozenset(lists.strays))


def _rank(index: int, parents: Mapping[int, int]) -> int:
    """How many totals stand above a claim, so that totals come first."""
    rank = 0
    while index in parents and rank < len(parents):
        index, rank = parents[index], rank + 1
    return rank


def _subjects(claims: Sequence[Claim]) -> Sequence[tuple[int, int]]:
    """The claim whose label each unlabelled change, rate, 持平 or 减少到 goes by."""
    found: dict[int, int] = {}
    for index, claim in enumerate(claims):
        after_prior = claim.role is Role.LEVEL and index and claims[index - 1].role is Role.PRIOR
        if claim.label.text or not (after_prior or claim.role in _INHERITING):
            continue
        subject = _subject(claims, index, found)
        if subject is not None:
            found[index] = subject
    return tuple(found.items())


_INHERITING = frozenset({Role.CHANGE, Role.RATE, Role.SAME, Role.PRIOR})


def _subject(claims: Sequence[Claim], index: int, found: Mapping[int, int]) -> int | None:
    claim = claims[index]
    for position in range(index - 1, -1, -1):
        other = claims[position]
        if other.sentence != claim.sentence:
            break
        if other.depth > claim.depth or not _speaks(other):
            continue
        return position if other.label.text else found.get(position)
    if claim.role is Role.PRIOR and (ahead := _ahead(claims, index)) is not None:
        return ahead
    heads = (i for i, other in enumerate(claims[:index]) if other.role is Role.LEVEL and other.label.known)
    return next(heads, None)


def _ahead(claims: Sequence[Claim], index: int) -> int | None:
    """The claim right after last year's amount that names what both are of: 与上年3万元相比，A减少1万元."""
    following = claims[index + 1] if index + 1 < len(claims) else None
    found = following is not None and following.sentence == claims[index].sentence and following.label.known
    return index + 1 if found else None


def _speaks(claim: Claim) -> bool:
    """Whether a claim names what the ones after it may be of: an amount, or the rate of a change by its name."""
    if claim.number is None:
        return False
    money = claim.number.family in {Family.MONEY, Family.BOUND} and claim.role in {Role.LEVEL, Role.CHANGE, Role.PRIOR}
    return money or (claim.role is Role.RATE and bool(claim.label.text))
