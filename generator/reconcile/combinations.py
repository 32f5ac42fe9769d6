"""Which combinations of members there may be rows for, in forms whose rows stand for several dimensions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from generator.domain.coordinates import Coordinate
from generator.domain.facts import Statement
from generator.domain.submission import Submission
from generator.packs.form import Form, Row

Stated = Mapping[Coordinate, tuple[Statement, ...]]


def combined_dimensions(form: Form) -> tuple[frozenset[str], ...]:
    """The sets of dimensions that rows of ``form`` stand for together: nested rows, or several members in one row."""
    found = (
        names for panel in form.panel_names for row in form.panel(panel).rows for names in _of_row(row, frozenset())
    )
    return tuple(dict.fromkeys(names for names in found if len(names) > 1))


def _of_row(row: Row, above: frozenset[str]) -> Iterator[frozenset[str]]:
    if row.each is not None:
        own = above | {row.each, *row.beside}
        yield own
        for inner in row.below:
            yield from _of_row(inner, own)


def combinations(
    forms: Iterable[Form], submission: Submission, stated: Stated, members: Mapping[str, tuple[str, ...]]
) -> tuple[Coordinate, ...]:
    """Every combination that some form lists or some figure is of, in the order of the input.

    Where all dimensions but one have a single member there is nothing to be told apart, and every member of the
    remaining one is combined with the others'.
    """
    found: dict[Coordinate, None] = {}
    for names in dict.fromkeys(names for form in forms for names in combined_dimensions(form)):
        listed = (at for form in submission.forms.values() for at in form.rows if dict(at).keys() == names)
        figures = (at for at, statements in stated.items() if not all(s.blank for s in statements))
        used = (_projected(at, names) for at in figures if names <= dict(at).keys())
        found.update(dict.fromkeys([*listed, *used, *_only_ways(sorted(names), members)]))
    return tuple(found)


def _projected(at: Coordinate, names: frozenset[str]) -> Coordinate:
    return Coordinate.of({key: member for key, member in at if key in names})


def _only_ways(names: list[str], members: Mapping[str, tuple[str, ...]]) -> Iterator[Coordinate]:
    codes = [members.get(name, ()) for name in names]
    if sum(len(found) > 1 for found in codes) <= 1:
        yield from (Coordinate.of(dict(zip(names, chosen, strict=True))) for chosen in product(*codes))
