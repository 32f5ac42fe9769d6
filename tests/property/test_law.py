"""Leaving out equations that cannot say anything changes no figure and hides no contradiction."""

from __future__ import annotations

import random
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import pytest

import generator.reconcile as stage
from generator.domain.coordinates import Coordinate
from generator.domain.submission import Disclosure, Submission
from generator.packs.pack import Pack
from generator.reconcile.equations import Equation
from generator.reconcile.knowledge import Knowledge
from generator.reconcile.space import Space
from mutation.mutate import KINDS, cases, slipped
from samples import CLEAN, submission, with_forms


def all_points(cells: AbstractSet[Coordinate], space: Space, _: AbstractSet[Coordinate]) -> frozenset[Coordinate]:
    """The cells and everything above them along one dimension, whether another cell speaks of it or not."""
    found = set(cells)
    for at in cells:
        for key, member in at:
            dimension = space.dimensions[key]
            found |= {at.put(key, above) for above in dimension.ancestors(member)}
            if dimension.partition and not dimension.apart:
                found.add(at.put(key, None))
    return frozenset(found)


def all_sums(points: AbstractSet[Coordinate], knowledge: Knowledge) -> Iterator[Equation]:
    """The law of sums at every point, with every member of the classification as a part."""
    for whole, dimension in sorted({step for at in points for step in knowledge.space.steps(at) if step[0] in points}):
        found = knowledge.space.split(whole, dimension)
        if found is not None:
            codes, exhaustive = found
            yield Equation(whole, tuple(whole.at_each(dimension, codes)), dimension, exhaustive)


def in_full(given: Submission, pack: Pack) -> Disclosure:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, "explored", all_points)
        patch.setattr(stage, "sums", all_sums)
        return stage.reconcile(given, pack)


def figures(found: Disclosure) -> dict[Coordinate, object]:
    return {at: fact.amount.value for at, fact in found.facts.items()}


@pytest.mark.parametrize("name", CLEAN)
@pytest.mark.parametrize("seed", range(3))
def test_what_is_derived_is_the_same(name: str, seed: int) -> None:
    given, pack = submission(name)
    chosen = random.Random(seed).sample(sorted(given.forms), len(given.forms) - 1 - seed)
    some = with_forms(given, chosen)
    short, full = stage.reconcile(some, pack), in_full(some, pack)
    known = figures(full)
    assert {at: value for at, value in figures(short).items() if known.get(at) != value} == {}
    assert {form: state.status for form, state in short.forms.items()} == {
        form: state.status for form, state in full.forms.items()
    }


@pytest.mark.parametrize("name", CLEAN)
def test_what_is_wrong_is_found_all_the_same(name: str) -> None:
    _, pack = submission(name)
    chosen = random.Random(7).sample(cases(name), 12)
    for case in chosen:
        wrong = slipped(case)
        if wrong is not None:
            short, full = stage.reconcile(wrong, pack), in_full(wrong, pack)
            assert bool(short.errors) == bool(full.errors), case
            assert {f.code for f in short.errors} <= {f.code for f in full.errors}, case
    assert {case.kind for case in chosen} <= KINDS.keys()
