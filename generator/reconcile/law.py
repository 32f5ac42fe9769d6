"""The law of sums, written out wherever it may say something.

A parent is the sum of its parts along every dimension. Most of what lies above and beside the cells of the forms is
nothing, and nothing is the sum of nothings; and most members of a classification stand in no form. Equations and parts
of that kind are left out from the start.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from generator.domain.coordinates import Coordinate
from generator.reconcile.equations import Equation
from generator.reconcile.knowledge import Knowledge


def sums(points: AbstractSet[Coordinate], knowledge: Knowledge) -> Iterator[Equation]:
    """The law of sums at every point that may be something and has at least one part among the points."""
    steps = knowledge.space.steps
    places = {place for at in points for place in steps(at) if place[0] in points}
    above_stated = {whole for at in knowledge.stated for whole, _ in steps(at)}
    for whole, dimension in sorted(places):
        if whole in above_stated or not knowledge.nothing(whole):
            found = knowledge.parts(whole, dimension)
            if found is not None:
                parts, exhaustive = found
                yield Equation(whole, parts, dimension, exhaustive)
