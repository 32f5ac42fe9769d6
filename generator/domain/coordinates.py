"""Coordinates and the dimension trees they lie in.

A coordinate says what an amount is of: ``{flow: expenditure, function: 2013101, kind: basic}``. A dimension that a
coordinate does not name is *not broken down*: the amount is over all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property


class Coordinate(tuple[tuple[str, str], ...]):
    """An immutable mapping from dimension to member, usable as a key. Build it with :meth:`of`."""

    __slots__ = ()

    @classmethod
    def of(cls, parts: Mapping[str, str]) -> Coordinate:
        """The coordinate with these members."""
        return cls(sorted(parts.items()))

    def get(self, dimension: str) -> str | None:
        """The member along ``dimension``, or None where it is not broken down."""
        for key, member in self:
            if key == dimension:
                return member
        return None

    def put(self, dimension: str, member: str | None) -> Coordinate:
        """The same coordinate with another member along ``dimension``; None takes the dimension away."""
        before, after = self._around(dimension)
        return Coordinate((*before, *(() if member is None else ((dimension, member),)), *after))

    def at_each(self, dimension: str, members: Iterable[str]) -> Iterator[Coordinate]:
        """The same coordinate at one member after the other along ``dimension``."""
        before, after = self._around(dimension)
        return (Coordinate((*before, (dimension, member), *after)) for member in members)

    def _around(self, dimension: str) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
        """What stands before and after the place of ``dimension``."""
        for index, (key, _) in enumerate(self):
            if key >= dimension:
                return self[:index], self[index + (key == dimension) :]
        return self, ()

    def merged(self, parts: Mapping[str, str]) -> Coordinate:
        """The same coordinate with ``parts`` put over it. An empty member takes its dimension away."""
        merged = {**dict(self), **parts}
        return Coordinate(sorted(part for part in merged.items() if part[1]))

    def as_dict(self) -> dict[str, str]:
        """The coordinate as a plain mapping."""
        return dict(self)


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a dimension: a 科目, a funding source, a project.

    ``partial``: its amount is only a part of its parent's (其中：…), so siblings need not add up to the parent.
    ``fields`` are the texts a listing prints beside it (unit of measure, catalogue code …).
    """

    code: str
    name: str
    parent: str | None = None
    partial: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Dimension:
    """A tree of members: a parent's amount is the sum of its children's.

    ``partition``: the members at the top add up to the amount that is not broken down.
    ``within``: the partition holds only for coordinates with these members (projects only within 项目支出).
    ``apart``: members are other quantities (数量, 上年), not parts of the whole. ``additive``: whether amounts at its
    members add up along the other dimensions. ``lengths``: code lengths of its levels, where it has codes.
    """

    id: str
    name: str
    members: Mapping[str, Member]
    partition: bool = False
    within: Mapping[str, str] = field(default_factory=dict)
    apart: bool = False
    additive: bool = True
    lengths: tuple[int, ...] = ()

    @cached_property
    def _children(self) -> dict[str | None, tuple[str, ...]]:
        children: dict[str | None, list[str]] = {}
        for member in self.members.values():
            children.setdefault(member.parent, []).append(member.code)
        return {parent: tuple(codes) for parent, codes in children.items()}

    def children(self, code: str | None) -> tuple[str, ...]:
        """The members right below ``code``; the top ones for None."""
        return self._children.get(code, ())

    def parent(self, code: str) -> str | None:
        """The member right above ``code``."""
        return self.members[code].parent if code in self.members else None

    @cached_property
    def _above(self) -> dict[str, tuple[str, ...]]:
        return {code: tuple(self._climb(code)) for code in self.members}

    def _climb(self, code: str) -> Iterator[str]:
        current: str | None = code
        while current is not None:
            yield current
            current = self.parent(current)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """``code`` itself and everything above it, from the bottom up."""
        return self._above.get(code, (code,))

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {code: number for number, code in enumerate(self.members)}

    def position(self, code: str) -> int:
        """Where a member stands among all members; those not known stand last."""
        return self._positions.get(code, len(self.members))

    def within_subtree(self, code: str, top: str) -> bool:
        """Whether ``code`` is ``top`` or lies below it."""
        return code == top or top in self._above.get(code, ())

    def depth(self, code: str) -> int:
        """How many members lie above ``code``."""
        return len(self.ancestors(code)) - 1

    def titled(self, code: str) -> str:
        """A member with its code, where the dimension has codes: 2013101 行政运行."""
        name = self.name_of(code)
        return f"{code} {name}" if self.lengths and name != code else name

    def name_of(self, code: str) -> str:
        """The name of a member, or its code where it has none."""
        return self.members[code].name if code in self.members else code
