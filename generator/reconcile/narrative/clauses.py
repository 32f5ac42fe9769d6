"""Where the words stand that a figure of a sentence may belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.reconcile.narrative.phrases import NO_LABEL, Label, conjuncts, label
from generator.reconcile.narrative.tokens import Kind, Token

_CROSSED = (",", ":", "~", "(")
"""Stops a phrase may stand before, if nothing but cue words stands between it and its figure."""
REACH = 80
"""How many words away from a figure its clause may begin or end."""
_LEAD = 400
"""How many words before a figure what is said since the last ；may begin."""
_CLAUSE_ENDS = (",", ";", ":", "(", ")")

Places = Sequence[int]
"""Places of tokens in their sentence, in order."""


@dataclass(frozen=True, slots=True)
class After:
    """What stands after a figure and says what it is of: its label, its parts if it names several, where it ends."""

    label: Label = NO_LABEL
    parts: tuple[Label, ...] = ()
    end: int = 0


@dataclass(frozen=True)
class Sentence:
    """The tokens of one sentence."""

    text: str
    tokens: Sequence[Token]

    @cached_property
    def stops(self) -> Sequence[str]:
        """The stop at every place; empty where there is none."""
        return [self.text[token.start] if token.kind is Kind.STOP else "" for token in self.tokens]

    @cached_property
    def _openings(self) -> dict[int, int]:
        """Where the bracket opens that closes at a place."""
        found: dict[int, int] = {}
        waiting: list[int] = []
        for index, mark in enumerate(self.stops):
            if mark == "(":
                waiting.append(index)
            elif mark == ")" and waiting:
                found[index] = waiting.pop()
        return found

    def clause(self, index: int, floor: int) -> Places:
        """The places of the clause before ``index``, not before ``floor``, leaving out what stands in brackets."""
        found: list[int] = []
        place = index - 1
        while place >= 0 and len(found) < REACH:
            opened = self._openings.get(place)
            if opened is not None:
                place, floor = opened - 1, min(floor, self._floor(opened))
                continue
            if place < floor or self.stops[place] or self.tokens[place].kind is Kind.FIGURE:
                break
            found.append(place)
            place -= 1
        return found[::-1]

    def remarked(self, clause: Places, index: int) -> bool:
        """Whether brackets within a clause say something of their own without a figure: 支出预算（不含…）."""
        inner = set(range(self.start(clause, index), index)) - set(clause)
        kinds = {self.tokens[place].kind for place in inner}
        return Kind.OTHER in kinds and Kind.FIGURE not in kinds

    def start(self, clause: Places, index: int) -> int:
        """Where the clause before ``index`` begins."""
        return clause[0] if clause else index

    def _floor(self, index: int) -> int:
        """The place after the last figure before ``index``."""
        return next((i + 1 for i in range(index - 1, -1, -1) if self.tokens[i].kind is Kind.FIGURE), 0)

    def lead(self, index: int, floor: int) -> range:
        """What is said since the last ；."""
        start = index
        while start > max(floor, index - _LEAD) and self.stops[start - 1] != ";":
            start -= 1
        return range(start, index)

    def content(self, places: Iterable[int]) -> bool:
        """Whether something at these places may name something."""
        return any(self.tokens[place].content for place in places)

    def label(self, places: Iterable[int]) -> Label:
        """The label of the phrase at these places."""
        return label(self.text, [self.tokens[place] for place in places])

    def topic(self, places: Places) -> Label:
        """The name a clause puts forward for the clauses after it; empty where it only says more (主要用于…)."""
        found = self.label(places)
        return found if found.known and not self.has("part", places) else NO_LABEL

    def conjuncts(self, places: Iterable[int]) -> tuple[Label, ...]:
        """The labels of what is named side by side at these places."""
        return conjuncts(self.text, [self.tokens[place] for place in places])

    def before(self, start: int, floor: int) -> Places:
        """The clause before one that names nothing itself: A，共…; A：…; A（. Empty where there is none."""
        while start > floor and self.stops[start - 1] in _CROSSED:
            start -= 1
            clause = self.clause(start, floor)
            if self.content(clause):
                return clause
            start = self.start(clause, start)
        return ()

    def after(self, index: int) -> After:
        """What stands after a figure and says what it is of: 20万元用于A; 本年20万元的A."""
        end, used = index + 1, False
        named = False
        while end < min(len(self.tokens), index + REACH):
            token = self.tokens[end]
            if token.kind is Kind.FIGURE:
                return After()
            if self.stops[end] in _CLAUSE_ENDS or (named and ("predicate" in token.roles or self._figure_next(end))):
                break
            if not used and (token.content or self.stops[end]):
                return After()
            used = used or "use" in token.roles
            named = named or token.content
            end += 1
        places = range(index + 1, end)
        last = self.tokens[end - 1].end
        parts = self.conjuncts(places)
        if len(parts) > 1:
            return After(Label(self.text[self.tokens[index].end : last].strip()), parts, last)
        return After(self.label(places), (), last)

    def _figure_next(self, place: int) -> bool:
        """Whether a 、or 和 leads to the next figure, which then begins another statement."""
        joins = self.stops[place] == "、" or "and" in self.tokens[place].roles
        for token in self.tokens[place + 1 :] if joins else ():
            if token.kind is Kind.FIGURE:
                return True
            if token.content or token.kind is Kind.STOP:
                return False
        return False

    def has(self, role: str, places: Iterable[int]) -> bool:
        """Whether a cue word of one role stands at these places."""
        return any(role in self.tokens[place].roles for place in places)

    def last(self, names: frozenset[str], places: Places) -> int | None:
        """The last cue word of these roles, by its position among ``places``."""
        return next((n for n in range(len(places) - 1, -1, -1) if self.tokens[places[n]].roles & names), None)

    def words(self, places: Iterable[int]) -> Iterable[str]:
        """The words at these places, as printed."""
        return (self.text[self.tokens[place].start : self.tokens[place].end] for place in places)
