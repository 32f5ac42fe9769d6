"""What equations are of: the cells of the forms, and both sides of the pack's balances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.domain.coordinates import Coordinate
from generator.forms.header import header
from generator.forms.rows import Chosen, cell_coordinate, panel_rows
from generator.packs.form import Form
from generator.packs.pack import Pack
from generator.packs.rules import Balance
from generator.reconcile.space import Space


class Equation(NamedTuple):
    """``whole`` is the sum of ``parts``; at least as much where they are not ``exhaustive`` (其中：…).

    ``rule`` is the dimension along which the parts lie, or the code of a balance.
    """

    whole: Coordinate
    parts: tuple[Coordinate, ...]
    rule: str
    exhaustive: bool = True


def form_cells(pack: Pack, form: Form, space: Space, chosen: Chosen) -> Iterator[Coordinate]:
    """Every coordinate ``form`` has a cell for, with a row for each of ``chosen``, and what lies between cells.

    A column, or a row, that stands for members of several dimensions (本年 × 一般公共预算, 单位 × 功能) is a part of
    the total along each of them; the amounts on the way there are no cells of the form, but the law of sums needs them.
    """
    leaves = header(form).leaves
    for panel in form.panel_names:
        for row in panel_rows(pack, form, panel, space.dimensions, chosen):
            for leaf in leaves:
                at = cell_coordinate(form, panel, row, leaf, space.dimensions)
                if at is not None:
                    yield at
                    known = space.canonical(at)
                    yield from space.between(known, tuple(dict(leaf.at)))
                    yield from space.between(known, tuple(dict(row.key)))


def balances(pack: Pack, space: Space, members: Mapping[str, Sequence[str]]) -> Iterator[Equation]:
    """The equations of the pack's balances: in total, and at every member of the dimensions they hold along."""
    for balance in pack.rules.balances:
        for at in _balance_points(balance, space, members):
            yield Equation(at.merged(balance.left), (at.merged(balance.right),), balance.code)


def _balance_points(balance: Balance, space: Space, members: Mapping[str, Sequence[str]]) -> Iterator[Coordinate]:
    """Nothing broken down, then every member of each dimension (all of a written-out tree, else those in use)."""
    points = [Coordinate()]
    for name in balance.along:
        dimension = space.dimensions[name]
        codes = tuple(members[name]) if dimension.lengths else tuple(dimension.members)
        points += [point.put(name, code) for point in points for code in codes]
    yield from points
