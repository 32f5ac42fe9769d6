"""The law of sums, written out wherever it may say something.

A parent is the sum of its parts along every dimension. Most of what lies above and beside the cells of the forms is
nothing, and nothing is the sum of nothings; and most members of a classification stand in no form. Equations and parts
of that kind are left out from the start.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise

from generator.domain.coordinates import Coordinate
from generator.reconcile.equations import Equation
from generator.reconcile.knowledge import Knowledge
from generator.reconcile.space import Pair, Space


def explored(cells: AbstractSet[Coordinate], space: Space, idle: AbstractSet[Coordinate]) -> frozenset[Coordinate]:
    """``cells`` and what they are a part of along one dimension, wherever another cell may have to do with that.

    ``idle``: cells known to be nothing that nobody states; they only say what is spoken of.
    """
    spoken = _Spoken(cells, space)
    found = set(cells - idle)
    for at in cells - idle:
        names = tuple(key for key, _ in at)
        for index, pair in enumerate(at):
            before, after = at[:index], at[index + 1 :]
            for above in spoken.above(names, pair):
                found.add(Coordinate((*before, *above, *after)))
    return frozenset(found)


class _Spoken:
    """Which members the cells name beside which dimensions.

    Where no cell breaks 结转下年 or 支出总计 down by economic classification, nothing is learnt from adding up 本年支出
    and 结转下年 class by class.
    """

    def __init__(self, cells: AbstractSet[Coordinate], space: Space) -> None:
        self._space = space
        self._members: dict[tuple[str, ...], dict[str, set[str]]] = {}
        for at in cells:
            named = self._members.setdefault(tuple(key for key, _ in at), {})
            for key, member in at:
                named.setdefault(key, set()).add(member)
        self._above: dict[tuple[tuple[str, ...], Pair], tuple[tuple[Pair, ...], ...]] = {}
        self._counted: dict[tuple[tuple[str, ...], str], _Named] = {}

    def above(self, names: tuple[str, ...], pair: Pair) -> tuple[tuple[Pair, ...], ...]:
        """What to put for a member of a coordinate with these dimensions to see it from further up."""
        if (names, pair) not in self._above:
            others = tuple(name for name in names if name != pair[0])
            self._above[names, pair] = tuple(
                ((pair[0], above),) if above else ()
                for above in self._telling(pair, self._named(others, pair[0]))
                if self._space.keeps(others, pair, above)
            )
        return self._above[names, pair]

    def _named(self, others: tuple[str, ...], dimension: str) -> _Named:
        """The members along ``dimension`` of cells with all the other dimensions; None for cells without it."""
        if (others, dimension) not in self._counted:
            found: set[str | None] = set()
            for names, members in self._members.items():
                if set(others).issubset(names):
                    found |= members.get(dimension, {None})
            tree = self._space.dimensions[dimension]
            ways = ((*tree.ancestors(member), None) if member else (None,) for member in found)
            self._counted[others, dimension] = found, Counter(code for way in ways for code in way)
        return self._counted[others, dimension]

    def _telling(self, pair: Pair, named: _Named) -> Iterator[str | None]:
        """The members above ``pair`` that are named themselves, or have a named member below by another way."""
        members, below_each = named
        for below, above in pairwise(self._space.way_up(*pair)):
            if above in members or below_each[above] > below_each[below]:
                yield above


_Named = tuple[set[str | None], Counter[str | None]]
"""Members, and how many of them lie at or below each member; None stands above all."""


def sums(points: AbstractSet[Coordinate], knowledge: Knowledge) -> Iterator[Equation]:
    """The law of sums at every point that may be something and has at least one part among the points."""
    steps = knowledge.space.steps
    above_stated = {whole for at in knowledge.stated if not knowledge.nothing(at) for whole, _ in steps(at)}
    ways: dict[Coordinate, set[str]] = {at: set() for at in points if at in above_stated or not knowledge.nothing(at)}
    for at in points:
        for whole, dimension in steps(at):
            if whole in ways:
                ways[whole].add(dimension)
    for whole in sorted(ways):
        for dimension in sorted(ways[whole]):
            found = knowledge.parts(whole, dimension)
            if found is not None:
                parts, exhaustive = found
                yield Equation(whole, parts, dimension, exhaustive)
