"""Working out the terms of declared checks from what is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import reduce
from operator import add, mul, sub

from generator.domain.amounts import Unit
from generator.domain.coordinates import Coordinate, Dimension, Member
from generator.packs.rules import Check, Term, Where
from generator.reconcile.rules.values import NOTHING, Part, Value
from generator.reconcile.wording import Wording


class UnknownAmountError(Exception):
    """An amount a rule needs is not known. The message names it in Chinese."""


class NoPlaceError(Exception):
    """A member lacks the field that a coordinate asks for: the rule says nothing about it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The members being looked at, by dimension, and the innermost of them."""

    chosen: Mapping[str, str]
    member: Member | None = None
    subject: str = ""
    """The member of the check's own ``each``."""

    def within(self, dimension: str, member: Member) -> Frame:
        """The frame with one more member chosen."""
        return Frame({**self.chosen, dimension: member.code}, member, self.subject)


def fits(member: Member, where: Where, frame: Frame) -> bool:
    """Whether a member has what ``where`` asks for."""
    own = {**member.fields, "code": member.code, "name": member.name}
    for key, given in where.items():
        patterns = (given,) if isinstance(given, str) else given
        if not any(fnmatchcase(own.get(key, ""), _filled(pattern, frame)) for pattern in patterns):
            return False
    return True


def _filled(pattern: str, frame: Frame) -> str:
    if pattern == "$member":
        return frame.subject
    return frame.chosen.get(pattern[1:], "") if pattern.startswith("$") else pattern


class Terms:
    """Evaluates terms against what is known."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.knowledge = wording.knowledge
        self.dimensions: Mapping[str, Dimension] = wording.knowledge.space.dimensions
        self.unit = Unit.named(wording.pack.manifest.unit)

    def frames(self, check: Check) -> Iterator[Frame]:
        """What the check looks at: once, or every member of its ``each``."""
        if check.each is None:
            yield Frame({})
            return
        tree = self.dimensions[check.each]
        for member in self.members(check.each, check.where, Frame({})):
            leaf, top = not tree.children(member.code), member.parent is None
            if check.only is None or (leaf if check.only == "leaves" else top):
                yield Frame({check.each: member.code}, member, member.code)

    def members(self, dimension: str, where: Where, frame: Frame) -> Iterator[Member]:
        """The members of a dimension that fit."""
        return (m for m in self.dimensions[dimension].members.values() if fits(m, where, frame))

    def value(self, term: Term, frame: Frame) -> Value:
        """What a term comes to.

        Raises:
            UnknownAmountError: some amount is not known.
            NoPlaceError: a member has no such field.
        """
        if term.number is not None:
            return Value.number(term.number * self.unit.yuan)
        if term.count is not None:
            return Value.number(term.count)
        if term.at is not None:
            return self._amount(self._coordinate(term.at, frame))
        if term.figure is not None:
            return self._figure(term)
        return self._combined(term, frame)

    def _combined(self, term: Term, frame: Frame) -> Value:
        """What a term made of others comes to."""
        if term.each is not None and term.of is not None:
            return reduce(add, self._each(term, term.each, term.of, frame), NOTHING)
        join = mul if term.product else sub if term.difference else add
        inner = [self.value(each, frame) for each in term.inner]
        return reduce(join, inner[1:], inner[0])

    def _figure(self, term: Term) -> Value:
        at = Coordinate.of(self.wording.pack.figures[term.figure or ""].at)
        return self._amount(at.put("period", "prior") if term.prior else at)

    def _each(self, term: Term, dimension: str, of: Term, frame: Frame) -> Iterator[Value]:
        """The values of the members; one that has another that fits below it is left out."""
        tree = self.dimensions[dimension]
        for member in self.members(dimension, term.where, frame):
            if not any(fits(tree.members[code], term.where, frame) for code in tree.children(member.code)):
                try:
                    yield self.value(of, frame.within(dimension, member))
                except NoPlaceError:
                    continue

    def _coordinate(self, at: Mapping[str, str], frame: Frame) -> Coordinate:
        return Coordinate.of({key: self._member(member, frame) for key, member in at.items()})

    def _member(self, member: str, frame: Frame) -> str:
        if member == "$member":
            return frame.subject
        if member.startswith("$"):
            found = frame.chosen.get(member[1:], "")
        elif member.startswith("@"):
            found = frame.member.fields.get(member[1:], "") if frame.member else ""
        else:
            return member
        if not found:
            raise NoPlaceError
        return found

    def _amount(self, at: Coordinate) -> Value:
        amount = self.knowledge.amount(at)
        if amount is None:
            raise UnknownAmountError(f"不知道“{self.knowledge.space.words(at)}”的数")
        return Value.of(Part(at, amount, self.knowledge.stated.get(at, ())))
