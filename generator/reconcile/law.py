"""The law of sums, written out wherever it may say something.

A parent is the sum of its parts along every dimension. Most of what lies above and beside the cells of the forms is
nothing, and nothing is the sum of nothings; and most members of a classification stand in no form. Equations and parts
of that kind are left out from the start.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise

from generator.domain.coordinates import Coordinate
from generator.reconcile.equations import Equation
from generator.reconcile.knowledge import Knowledge
from generator.reconcile.space import Pair, Space


def explored(cells: AbstractSet[Coordinate], space: Space) -> frozenset[Coordinate]:
    """``cells`` and what they are a part of along one dimension, wherever another cell may have to do with that."""
    spoken = _Spoken(cells, space)
    found = set(cells)
    for at in cells:
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

    def above(self, names: tuple[str, ...], pair: Pair) -> tuple[tuple[Pair, ...], ...]:
        """What to put for a member of a coordinate with these dimensions to see it from further up."""
        if (names, pair) not in self._above:
            named = self._named({name for name in names if name != pair[0]}, pair[0])
            self._above[names, pair] = tuple(self._telling(pair, named))
        return self._above[names, pair]

    def _named(self, others: set[str], dimension: str) -> set[str | None]:
        """The members along ``dimension`` of cells with all the other dimensions; None for cells without it."""
        found: set[str | None] = set()
        for names, members in self._members.items():
            if others.issubset(names):
                found |= members.get(dimension, {None})
        return found

    def _telling(self, pair: Pair, named: set[str | None]) -> Iterator[tuple[Pair, ...]]:
        """The members above ``pair`` that are named themselves, or have a named member below by another way."""
        dimension = self._space.dimensions[pair[0]]
        ways = [(*dimension.ancestors(member), None) if member else (None,) for member in named]
        for below, above in pairwise(self._space.way_up(*pair)):
            if any(above == other[0] or (above in other and below not in other) for other in ways):
                yield ((pair[0], above),) if above else ()


def sums(points: AbstractSet[Coordinate], knowledge: Knowledge) -> Iterator[Equation]:
    """The law of sums at every point that may be something and has at least one part among the points."""
    steps = knowledge.space.steps
    places = {place for at in points for place in steps(at) if place[0] in points}
    above_stated = {whole for at in knowledge.stated if not knowledge.nothing(at) for whole, _ in steps(at)}
    for whole, dimension in sorted(places):
        if whole in above_stated or not knowledge.nothing(whole):
            found = knowledge.parts(whole, dimension)
            if found is not None:
                parts, exhaustive = found
                yield Equation(whole, parts, dimension, exhaustive)
