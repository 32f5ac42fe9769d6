"""Which cells of the input hold amounts, and in which form each stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.domain.facts import StatedForm, Statement, Unknown
from generator.domain.location import NOWHERE, Location
from generator.domain.submission import Submission


def stated_cells(form: StatedForm) -> tuple[Statement | Unknown, ...]:
    """Every cell of a form that the input gives, whether it can be read or not."""
    return (*form.statements, *form.unknowns)


@dataclass(frozen=True, slots=True)
class Cells:
    """The places of amounts, each with its form (empty: outside forms), and the places of whole forms.

    ``document`` is the place of what concerns the input as a whole; no cell is at fault there.
    """

    amounts: Mapping[Location, str]
    forms: Mapping[Location, str]
    document: Location = NOWHERE

    @classmethod
    def of(cls, submission: Submission | None) -> Cells:
        """The places in a submission; none where there is none."""
        if submission is None:
            return cls({}, {})
        amounts = {statement.location: "" for statement in submission.statements}
        for form in submission.forms.values():
            amounts |= {cell.location: form.form for cell in stated_cells(form)}
        whole = {form.location: form.form for form in submission.forms.values() if form.location not in amounts}
        known = {place: form for place, form in amounts.items() if place}
        return cls(known, whole, submission.location)
