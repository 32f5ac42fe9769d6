"""The coordinates a disclosure speaks of, and how they relate along the dimension trees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple

from generator.domain.coordinates import Coordinate, Dimension

Pair = tuple[str, str]
"""A dimension and one of its members."""

_NO_PAIRS: frozenset[Pair] = frozenset()
_NO_NAMES: frozenset[str] = frozenset()
_REMEMBERED = 10_000
"""How many coordinates are kept with all that lies above them: each takes a kilobyte."""


class Seen(NamedTuple):
    """A coordinate's members with all members above them, and the dimensions it names that hold other quantities."""

    above: frozenset[Pair]
    apart: frozenset[str]

    def within(self, base: Coordinate) -> bool:
        """Whether the coordinate is ``base`` or a part of it."""
        return self.above.issuperset(base) and (not self.apart or self.apart.issubset(key for key, _ in base))


@dataclass(frozen=True)
class Space:
    """The dimensions of one submission."""

    dimensions: Mapping[str, Dimension]

    @cached_property
    def _apart(self) -> frozenset[str]:
        return frozenset(d.id for d in self.dimensions.values() if d.apart)

    @cached_property
    def _not_additive(self) -> frozenset[str]:
        return frozenset(d.id for d in self.dimensions.values() if not d.additive)

    @cached_property
    def _sole(self) -> frozenset[Pair]:
        """The only member of a dimension whose members add up to the whole: it is the whole."""
        trees = (d for d in self.dimensions.values() if d.partition and not d.within and not d.lengths)
        return frozenset((d.id, code) for d in trees if len(d.members) == 1 for code in d.members)

    def canonical(self, at: Coordinate) -> Coordinate:
        """``at`` without members that are the whole of their dimension, such as the only unit of a department."""
        if not self._sole or self._sole.isdisjoint(at):
            return at
        return Coordinate(pair for pair in at if pair not in self._sole)

    def depth(self, at: Coordinate) -> tuple[int, int]:
        """How far down ``at`` lies: dimensions broken down, and levels; a whole comes before its parts."""
        return len(at), sum(self.dimensions[dimension].depth(member) for dimension, member in at)

    def telling(self, at: Coordinate) -> Pair:
        """The member of ``at`` that says most: of the dimension with the most members."""
        return max(at, key=lambda pair: len(self.dimensions[pair[0]].members))

    def additive(self, at: Coordinate) -> bool:
        """Whether amounts of this kind add up at all."""
        return not any(dimension in self._not_additive for dimension, _ in at)

    def covers(self, base: Coordinate, at: Coordinate) -> bool:
        """Whether ``at`` is ``base`` or a part of it."""
        return self.seen(at).within(base)

    def seen(self, at: Coordinate) -> Seen:
        """``at`` with all that lies above it; the last ones are remembered, since they are asked for again soon."""
        found = self._seen.get(at)
        if found is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            above = _NO_PAIRS.union(*map(self._and_above, at))
            apart = _NO_NAMES
            if self._apart:
                apart = self._apart.intersection([key for key, _ in at])
            found = self._seen[at] = Seen(above, apart)
        return found

    def _and_above(self, pair: Pair) -> tuple[Pair, ...]:
        """A member and all above it, each with its dimension."""
        found = self._climbed.get(pair)
        if found is None:
            key, member = pair
            found = self._climbed[pair] = tuple((key, code) for code in self.dimensions[key].ancestors(member))
        return found

    @cached_property
    def _climbed(self) -> dict[Pair, tuple[Pair, ...]]:
        return {}

    @cached_property
    def _seen(self) -> dict[Coordinate, Seen]:
        return {}

    def split(self, at: Coordinate, dimension_id: str) -> tuple[tuple[str, ...], bool] | None:
        """The members ``at`` breaks down into along a dimension, and whether they are all there is. None: it cannot."""
        member = at.get(dimension_id)
        children, exhaustive, within = self._below(dimension_id, member)
        if not children or not self.additive(at) or (member is None and not self._partitioned(within, at)):
            return None
        return children, exhaustive

    def _below(self, dimension_id: str, member: str | None) -> tuple[tuple[str, ...], bool, Coordinate | None]:
        """The members below one, whether they are all there is, and what the top ones add up to, if they do."""
        found = self._broken_down.get((dimension_id, member))
        if found is None:
            dimension = self.dimensions[dimension_id]
            children = dimension.children(member)
            exhaustive = not any(dimension.members[code].partial for code in children)
            within = Coordinate.of(dimension.within) if dimension.partition else None
            found = self._broken_down[dimension_id, member] = children, exhaustive, within
        return found

    @cached_property
    def _broken_down(self) -> dict[tuple[str, str | None], tuple[tuple[str, ...], bool, Coordinate | None]]:
        return {}

    def steps(self, at: Coordinate) -> Iterator[tuple[Coordinate, str]]:
        """What ``at`` is right below, along each of its dimensions."""
        for index, pair in enumerate(at):
            yield Coordinate((*at[:index], *self._and_above(pair)[1:2], *at[index + 1 :])), pair[0]

    def _partitioned(self, within: Coordinate | None, at: Coordinate) -> bool:
        return within is not None and self.covers(within, at)

    def between(self, at: Coordinate, names: Sequence[str], *, every: bool) -> Iterator[Coordinate]:
        """``at`` seen from further up along several of these dimensions at a time; nothing for fewer than two.

        Not ``every``: only with all later dimensions taken away before an earlier one is looked at from further up.
        """
        named = [(name, at.get(name)) for name in names]
        ways = [(name, self.way_up(name, member)) for name, member in named if member is not None]
        if len(ways) > 1:
            bound = any(needed in names for name, _ in at for needed in self.dimensions[name].within)
            for members in product(*(found for _, found in ways)):
                if every or _in_order(members, [found[0] for _, found in ways]):
                    seen = at
                    for (name, _), member in zip(ways, members, strict=True):
                        seen = seen.put(name, member)
                    if not bound or all(self.keeps([key for key, _ in seen], pair, seen.get(pair[0])) for pair in at):
                        yield seen

    def keeps(self, names: Iterable[str], pair: Pair, above: str | None) -> bool:
        """Whether a coordinate with these dimensions still says something with ``above`` in place of ``pair``.

        Projects add up within 项目支出 only: nothing is learnt of a project where that is taken away.
        """
        dimension, now = pair[0], self._and_above(pair)
        then = self._and_above((dimension, above)) if above is not None else ()
        needs = ((dimension, needed) for name in names if (needed := self.dimensions[name].within.get(dimension)))
        return all(need in then or need not in now for need in needs)

    def way_up(self, name: str, member: str) -> tuple[str | None, ...]:
        """A member, all above it, and None where the dimension may be taken away."""
        dimension = self.dimensions[name]
        above: tuple[str | None, ...] = dimension.ancestors(member)
        return (*above, None) if dimension.partition and not dimension.apart else above

    def open(self, dimension_id: str, listed: frozenset[str]) -> frozenset[str]:
        """The members a complete list says nothing about: those listed, above them, and below those not broken down."""
        key = (dimension_id, listed)
        if key not in self._opened:
            dimension = self.dimensions[dimension_id]
            above = {code for member in listed for code in dimension.ancestors(member)}
            inner = {code for member in listed for code in dimension.ancestors(member)[1:]}
            ends = listed - inner
            below = {code for code in dimension.members if not ends.isdisjoint(dimension.ancestors(code))}
            self._opened[key] = frozenset(above | below)
        return self._opened[key]

    @cached_property
    def _opened(self) -> dict[tuple[str, frozenset[str]], frozenset[str]]:
        return {}

    def words(self, at: Coordinate) -> str:
        """The coordinate in words: 支出·一般公共服务支出·基本支出."""
        order = {name: number for number, name in enumerate(self.dimensions)}
        parts = sorted(at, key=lambda part: order[part[0]])
        return "·".join(self.dimensions[key].name_of(member) for key, member in parts)


def _in_order(members: Sequence[str | None], lowest: Sequence[str | None]) -> bool:
    """Whether everything after the first member that is not the lowest is taken away."""
    first = next((index for index, pair in enumerate(zip(members, lowest, strict=True)) if pair[0] != pair[1]), None)
    return first is None or not any(members[first + 1 :])
