"""What equations are of: the ways from cells to their totals, and both sides of the pack's balances."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from generator.domain.coordinates import Coordinate
from generator.forms.drawn import DrawnCell
from generator.packs.pack import Pack
from generator.packs.rules import Balance
from generator.reconcile.space import Space


class Equation(NamedTuple):
    """``whole`` is the sum of ``parts``; at least as much where they are not ``exhaustive`` (其中：…).

    ``rule`` is the dimension along which the parts lie, or the code of a ``balance``.
    """

    whole: Coordinate
    parts: tuple[Coordinate, ...]
    rule: str
    exhaustive: bool = True
    balance: bool = False


def between_cells(cells: Iterable[DrawnCell], spoken: Iterable[Coordinate], space: Space) -> Iterator[Coordinate]:
    """What lies between cells and totals, where a column or a row stands for members of several dimensions.

    Such a cell (本年 × 一般公共预算, 部门经济 × 政府经济) is a part of the total along each of them; the amounts on the
    way there are no cells of the form, but the law of sums needs them. One way will do: that on which the last
    dimension goes first; another one only where something else is spoken of on it.
    """
    signatures = {tuple(key for key, _ in at) for at in spoken}
    every: dict[tuple[str, ...], bool] = {}
    for row, leaf, at in cells:
        known = space.canonical(at)
        for names in (tuple(dict(leaf.at)), tuple(dict(row.key))):
            if len(names) > 1:
                if names not in every:
                    pairs = list(combinations(names, 2))
                    every[names] = any(late in s and early not in s for s in signatures for early, late in pairs)
                yield from space.between(known, names, every=every[names])


def balances(pack: Pack, space: Space, members: Mapping[str, Sequence[str]]) -> Iterator[Equation]:
    """The equations of the pack's balances: in total, and at every member of the dimensions they hold along."""
    for balance in pack.rules.balances:
        for at in _balance_points(balance, space, members):
            yield Equation(at.merged(balance.left), (at.merged(balance.right),), balance.code, balance=True)


def _balance_points(balance: Balance, space: Space, members: Mapping[str, Sequence[str]]) -> Iterator[Coordinate]:
    """Nothing broken down, then every member of each dimension (all of a written-out tree, else those in use)."""
    points = [Coordinate()]
    for name in balance.along:
        dimension = space.dimensions[name]
        codes = tuple(members[name]) if dimension.lengths else tuple(dimension.members)
        points += [point.put(name, code) for point in points for code in codes]
    yield from points
