"""Lists of components in a text: 其中：A 1万元，B 2万元 … and the total they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.domain.amounts import total
from generator.reconcile.narrative.claims import Claim, Role
from generator.reconcile.narrative.evidence import Evidence
from generator.reconcile.narrative.numbers import Family, Hedge, Number
from generator.reconcile.narrative.vocabulary import pattern

OPENER = pattern("part", "respectively")
PARTIAL = pattern("main")
SENTENCE = re.compile(r"[。!?\n]")
_AFTER_STOP = 8
"""How near to the end of a sentence 其中 still speaks of the total before it."""
_ENOUGH = 2
"""A sum has two parts at least."""


@dataclass(frozen=True, slots=True)
class Group:
    """A total and its components, by position among the claims.

    ``complete``: the text says these are the components, not just the main ones. ``closing``: the total stands after
    its components (两项共计), which may be fewer of them, the last ones, if it is ``loose``.
    """

    parent: int
    items: tuple[int, ...]
    complete: bool
    closing: bool = False
    loose: bool = False


@dataclass
class Lists:
    """Finds the lists of one text."""

    text: str
    claims: Sequence[Claim]
    evidence: Evidence
    groups: dict[tuple[int, int], Group] = field(default_factory=dict)
    """By total and first component: a total may be broken down in several ways."""
    strays: set[int] = field(default_factory=set)
    """What is listed under a total it cannot be a part of."""

    def find(self) -> tuple[Group, ...]:
        """All lists."""
        items: set[int] = set()
        for index, claim in enumerate(self.claims):
            following = self._next(index) if claim.role is Role.LEVEL else None
            if following is None or following in items:
                continue
            parent = self._parent(index, following, items)
            if parent is not None and (parent, following) not in self.groups:
                self._collect(parent, following, nested=parent in items)
                items |= {item for group in self.groups.values() for item in group.items}
        return tuple(self.groups.values())

    def _next(self, index: int) -> int | None:
        """The amount after a claim that may open its list; a change in between ends the thought."""
        for position in range(index + 1, len(self.claims)):
            claim = self.claims[position]
            if claim.role is Role.LEVEL and self._alike(self.claims[index], claim):
                return position
            if claim.role in {Role.CHANGE, Role.PRIOR, Role.LEVEL}:
                return None
        return None

    @staticmethod
    def _alike(one: Claim, other: Claim) -> bool:
        assert one.number is not None and other.number is not None  # noqa: S101, PT018 - levels have numbers
        bound = Family.BOUND in {one.number.family, other.number.family}
        return bound or one.number.measure == other.number.measure

    def _parent(self, index: int, following: int, items: set[int]) -> int | None:
        """The total that the list beginning at ``following`` belongs to, if a list begins there."""
        gap = self.text[max(self.claims[index].end, self.claims[index].said) : self.claims[following].start]
        openers = list(OPENER.finditer(gap))
        stops = [stop.end() for stop in SENTENCE.finditer(gap)]
        if not stops:
            opened = bool(openers) and not any(mark in gap[openers[-1].end() :] for mark in ";。")
            return index if opened or self._implied(index, following, gap) else None
        near = [opener for opener in openers if 0 <= opener.start() - stops[-1] <= _AFTER_STOP]
        return self._head(index, items) if near and ";" not in gap[near[0].end() :] else None

    def _implied(self, index: int, following: int, gap: str) -> bool:
        """Whether the next amount is a part of this one by what both are called, without a word that says so."""
        one, other = self.claims[index].label, self.claims[following].label
        return (
            one.known
            and other.known
            and ";" not in gap
            and self.claims[index].depth == self.claims[following].depth
            and self._within(index, following) is True
        )

    def _head(self, index: int, items: set[int]) -> int | None:
        """The total the sentence before speaks of: its first amount that is no component, else the first of all."""
        sentence = self.claims[index].sentence
        levels = [i for i, m in enumerate(self.claims[: index + 1]) if m.role is Role.LEVEL and i not in items]
        return next((i for i in levels if self.claims[i].sentence == sentence), levels[0] if levels else None)

    def _collect(self, parent: int, first: int, *, nested: bool) -> int:
        """Take the components from ``first`` on; returns the position after the last."""
        opening, items, position = self.claims[first], [], first
        while position < len(self.claims):
            claim = self.claims[position]
            ends = claim.sentence != opening.sentence or claim.depth < opening.depth or claim.role is Role.CHANGE
            component = claim.role is Role.LEVEL and claim.depth == opening.depth
            component = component and self._alike(self.claims[parent], claim)
            if ends:
                break
            if component and self._within(parent, position) is False:
                self._stray(parent, first, position)
                break
            if not component:
                position += 1
                continue
            items.append(position)
            following = self._next(position)
            if following is not None and following not in items and self._opens(position, following, opening):
                position = self._collect(position, following, nested=True)
            else:
                position += 1
        kept = self._cut(parent, items, nested=nested)
        if kept:
            self.groups[parent, first] = Group(parent, kept, self._complete(parent, kept))
        return items[len(kept)] if kept and len(kept) < len(items) else position

    def _stray(self, parent: int, first: int, position: int) -> None:
        """Note what the text lists under a total it cannot be a part of by its name: it is of something else."""
        if not OPENER.search(self.text[self.claims[parent].end : self.claims[first].start]):
            return
        for index in range(position, len(self.claims)):
            before, claim = self.claims[index - 1], self.claims[index]
            if claim.sentence != self.claims[position].sentence or ";" in self.text[before.end : claim.start]:
                return
            self.strays.add(index)

    def _opens(self, position: int, following: int, opening: Claim) -> bool:
        same = self.claims[following].depth == opening.depth
        return same and self._parent(position, following, set()) == position

    def _cut(self, parent: int, items: list[int], *, nested: bool) -> tuple[int, ...]:
        """Where the list ends: with what adds up to the total, else at the first ；where an unknown item has a list.

        Only a ；may end it early, where known names give way to an unknown one; a list within a list ends more easily.
        """
        whole = self.claims[parent].number
        numbers = [number for item in items if (number := self.claims[item].number) is not None]
        if whole is None or not items:
            return ()
        ends = [n for n in range(1, len(items)) if self._may_end(items[n - 1], items[n], nested=nested)]
        if not nested:
            known = [self.claims[item].label.known for item in items]
            ends = [n for n in ends if all(known[:n]) and not known[n]]
        for length in (len(items), *reversed(ends)):
            if adds_up(whole, numbers[:length]) is not None:
                return tuple(items[:length])
        if nested and not self.claims[parent].label.known:
            first = next((n for n in ends if self._may_end(items[n - 1], items[n], nested=False)), len(items))
            return tuple(items[:first])
        return tuple(items)

    def _may_end(self, last: int, following: int, *, nested: bool) -> bool:
        between = self.text[self.claims[last].end : self.claims[following].start]
        return ";" in between or (nested and "," in between)

    def _within(self, parent: int, item: int) -> bool | None:
        """Whether a component can be a part of the total, by what both are called; None where it cannot be told."""
        whole, part = self.claims[parent].label, self.claims[item].label
        if not (whole.known and part.known) or whole.term is None or part.term is None:
            return None
        wholes = self.evidence.coordinates(whole.term, sources=whole.sources)
        if not wholes or not self.evidence.coordinates(part.term):
            return None
        return any(at not in wholes for at in self.evidence.coordinates(part.term, wholes))

    def _complete(self, parent: int, items: tuple[int, ...]) -> bool:
        lead = self.text[self.claims[parent].end : self.claims[items[0]].start]
        tail = self.text[self.claims[items[-1]].end :][:1]
        return bool(OPENER.search(lead)) and not PARTIAL.search(lead + tail)


def closings(claims: Sequence[Claim]) -> Iterator[Group]:
    """Totals that stand after their components: A 1万元，B 2万元，两项共计3万元."""
    floor = 0
    for index, claim in enumerate(claims):
        if claim.closing is None or claim.number is None:
            continue
        items = [i for i in range(floor, index) if _summed(claims[i], claim)]
        same = [i for i in items if claims[i].sentence == claim.sentence]
        items = same or [i for i in items if claims[i].sentence == claim.sentence - 1]
        items = items[-claim.closing :] if claim.closing else items
        if len(items) >= max(_ENOUGH, claim.closing):
            yield Group(index, tuple(items), complete=True, closing=True, loose=not claim.closing)
            floor = index + 1


def _summed(claim: Claim, whole: Claim) -> bool:
    """Whether an amount may be one of those that ``whole`` sums up."""
    if claim.number is None or whole.number is None or claim.role is not Role.LEVEL:
        return False
    return claim.depth == whole.depth and claim.number.measure == whole.number.measure


def adds_up(whole: Number, parts: Sequence[Number]) -> bool | None:
    """Whether parts make up the whole: True to the digit, False within rounding, None not at all."""
    summed = total(part.amount for part in parts)
    difference = abs(whole.amount.value - summed.value)
    coarser = all(whole.amount.step > part.amount.step for part in parts)
    if not difference or (coarser and whole.amount.agrees(summed)):
        return True
    return False if whole.amount.agrees(summed) else None


def countable(claims: Sequence[Claim], group: Group) -> bool:
    """Whether every figure of a list is a firm number."""
    figures = [claims[index].number for index in (group.parent, *group.items)]
    return all(n is not None and n.family is not Family.BOUND and n.hedge is Hedge.NONE for n in figures)
