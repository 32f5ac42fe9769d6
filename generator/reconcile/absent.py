"""Rows a form does not have although it lists what there is: 漏行.

A form that lists its 科目 says that those it does not list are nothing. For the 科目 that other forms know it says so
just as an empty cell would; written out as such statements, they can be found wrong like any other figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.domain.amounts import NOTHING
from generator.domain.coordinates import Coordinate
from generator.domain.facts import Closure, StatedForm, Statement
from generator.domain.submission import Submission
from generator.reconcile.space import Space


def absent_rows(submission: Submission, space: Space, members: Mapping[str, Sequence[str]]) -> Iterator[Statement]:
    """An empty statement for every amount of the rows that forms do not have; ``members`` are those in use anywhere.

    Forms without any row are empty as a whole, and rows of several members are left out.
    """
    for form in submission.forms.values():
        if form.rows and all(len(space.canonical(key)) <= 1 for key in form.rows):
            yield from _absent(form, space, members)


def _absent(form: StatedForm, space: Space, members: Mapping[str, Sequence[str]]) -> Iterator[Statement]:
    titles = {space.canonical(s.at): s.label.rpartition("·")[2] for s in form.statements}
    for closure in form.closures:
        base, title = space.canonical(closure.base), titles.get(space.canonical(closure.base))
        if not closure.complete or not closure.listed or title is None:
            continue
        open_ = space.open(closure.dimension, closure.listed)
        for code in members.get(closure.dimension, ()):
            at = base.put(closure.dimension, code)
            if code not in open_ and at not in titles:
                yield _statement(form, closure, at, f"{space.dimensions[closure.dimension].titled(code)}·{title}")


def _statement(form: StatedForm, closure: Closure, at: Coordinate, label: str) -> Statement:
    place = closure.location or form.location
    return Statement(at, NOTHING, form.form, label, place, blank=True, absent=True)
