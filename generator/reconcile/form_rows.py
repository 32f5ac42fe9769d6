"""Which rows a form has or needs, and the cells in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.domain.coordinates import Coordinate
from generator.domain.facts import StatedForm
from generator.domain.submission import Submission
from generator.forms.drawn import DrawnCell, drawn_cells
from generator.forms.rows import Chosen, drawn_rows, tree_order
from generator.forms.views import listed_members
from generator.packs.form import Form, Row
from generator.packs.pack import Pack
from generator.reconcile.combinations import combined_dimensions
from generator.reconcile.knowledge import Knowledge


@dataclass(frozen=True)
class FormRows:
    """The rows of forms. ``combos``: every combination of members that there may be rows for."""

    pack: Pack
    submission: Submission
    knowledge: Knowledge
    combos: Sequence[Coordinate]

    def cells(self, form: Form, chosen: Chosen) -> dict[Coordinate, str]:
        """The form's required cells and what they are called."""
        cells: dict[Coordinate, str] = {}
        for row, leaf, at in self._required(form, chosen):
            cells.setdefault(at, f"{row.label}·{leaf.title}")
        return cells

    def _required(self, form: Form, chosen: Chosen, only: Iterable[tuple[str, str]] = ()) -> Iterator[DrawnCell]:
        """The required cells of the rows that stand for these members, or of all rows."""
        drawn = drawn_cells(self.pack, form, self.submission.dimensions, chosen, frozenset(only))
        return (cell for cell in drawn if not cell.row.optional and not cell.leaf.column.optional)

    def listed(self, form: Form, given: StatedForm) -> Chosen:
        """The rows a given form has."""
        return listed_members(form, given.rows, self.submission.dimensions)

    def needed(self, form: Form, *, certain: bool = False) -> Chosen:
        """The rows a form needs: every member that is something, or may be, in one of its columns.

        ``certain``: only those known to be something, for a form that cannot be had and prints what is known.
        """
        members = {}
        for name in dict.fromkeys(row.each for row in _rows(form) if row.each):
            dimension = self.submission.dimensions[name]
            singles = (Coordinate.of({name: code}) for code in dimension.members)
            codes = {dict(key)[name] for key in singles if self._something(form, key, certain=certain)}
            members[name] = tree_order(dimension, codes)
        wanted = combined_dimensions(form)
        combos = (at for at in self.combos if dict(at).keys() in wanted)
        return Chosen(members, tuple(at for at in combos if self._something(form, at, certain=certain)))

    def complete(self, form: Form, chosen: Chosen, *, money: bool) -> bool:
        """Whether every branch of the rows goes down to the last level the form has of its classification.

        Where there is money there must be a branch: a total alone is no form.
        """
        for row in drawn_rows(_rows(form)):
            name = row.each or ""
            lengths = self.submission.dimensions[name].lengths
            codes = self._codes(form, row, chosen)
            if lengths and money and not codes:
                return False
            deepest = max(row.depths) if row.depths else len(lengths) - 1
            if lengths and not self._branches_end(name, codes, lengths[min(deepest, len(lengths) - 1)]):
                return False
        return True

    def _branches_end(self, name: str, codes: set[str], last: int) -> bool:
        dimension = self.submission.dimensions[name]
        return all(
            not code.isdigit() or len(code) >= last or any(child in codes for child in dimension.children(code))
            for code in codes
        )

    def _codes(self, form: Form, row: Row, chosen: Chosen) -> set[str]:
        """The members of a declaration's first dimension that have rows or money, and all above them."""
        name = row.each or ""
        dimension = self.submission.dimensions[name]
        if row in _rows(form) and not row.beside:
            return set(chosen.members.get(name, ()))
        codes = {code for at in chosen.combos if (code := at.get(name)) is not None}
        tops = (code for code in dimension.children(None) if self._has_money(form, name, code))
        return {above for code in (*codes, *tops) for above in dimension.ancestors(code)}

    def _has_money(self, form: Form, name: str, code: str) -> bool:
        amount = self.knowledge.amount(Coordinate.of({**form.at, name: code}))
        return amount is not None and not amount.is_zero

    def _something(self, form: Form, key: Coordinate, *, certain: bool) -> bool:
        """Whether a row for these members would print anything, as far as is known."""
        alone = Chosen({name: (code,) for name, code in key}, (key,) if len(key) > 1 else ())
        amounts = (self.knowledge.amount(at) for _, _, at in self._required(form, alone, key) if set(key) <= set(at))
        return any(not certain if amount is None else not amount.is_zero for amount in amounts)


def _rows(form: Form) -> Iterator[Row]:
    return (row for panel in form.panel_names for row in form.panel(panel).rows)
