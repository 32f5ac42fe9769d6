"""How every form of the pack stands: stated, derived, or not to be had; and which rows it prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.domain.coordinates import Coordinate, Dimension
from generator.domain.facts import StatedForm
from generator.domain.findings import Finding
from generator.domain.submission import FormState, Submission
from generator.forms.header import header
from generator.forms.rows import cell_coordinate, panel_rows, tree_order
from generator.packs.form import Form
from generator.packs.pack import Pack
from generator.reconcile.codes import (
    CATALOGUE,
    CELL_DERIVED,
    CELL_UNKNOWN,
    FORM_DERIVED,
    FORM_MISSING,
)
from generator.reconcile.knowledge import Knowledge
from generator.reconcile.wording import Wording


def expected_forms(pack: Pack, submission: Submission) -> Iterator[Form]:
    """The forms this entity publishes this year."""
    for form in pack.forms.values():
        if submission.entity.level in form.levels and (not form.years or submission.year in form.years):
            yield form


class FormStates:
    """Works out the state of each form, and finds what is missing."""

    def __init__(self, pack: Pack, submission: Submission, wording: Wording) -> None:
        self.pack = pack
        self.submission = submission
        self.wording = wording
        self.knowledge: Knowledge = wording.knowledge
        self.dimensions: Mapping[str, Dimension] = submission.dimensions
        self.findings: list[Finding] = []

    def all(self) -> dict[str, FormState]:
        """The state of every form expected."""
        return {form.id: self._state(form) for form in expected_forms(self.pack, self.submission)}

    def _state(self, form: Form) -> FormState:
        given = self.submission.forms.get(form.id)
        if given is not None and given.empty:
            return FormState(form.id, "stated", empty=True)
        members = self._listed(form, given) if given else self._nonzero(form)
        amounts = {at: self.knowledge.amount(at) for at in self._cells(form, members)}
        unknown = [at for at, amount in amounts.items() if amount is None]
        if given is not None:
            self._report_gaps(form, given, members)
            return FormState(form.id, "stated" if not unknown else "partial", empty=False, members=members)
        money = any(amount is not None and not amount.is_zero for amount in amounts.values())
        if unknown or not amounts or not self._complete(members, money=money):
            return self._missing(form, some=any(amount is not None for amount in amounts.values()))
        empty = form.may_be_empty and not money
        self._report(FORM_DERIVED, form, "没有提供，已由其他表逐格推算。", "推算的数请核对。")
        return FormState(form.id, "derived", empty=empty, members=members)

    def _cells(self, form: Form, members: Mapping[str, tuple[str, ...]]) -> dict[Coordinate, str]:
        """The form's required cells and what they are called."""
        cells: dict[Coordinate, str] = {}
        for panel in form.panel_names:
            for row in panel_rows(self.pack, form, panel, self.dimensions, members):
                for leaf in header(form).leaves:
                    at = cell_coordinate(form, panel, row, leaf, self.dimensions)
                    if at is not None and not row.optional and not leaf.column.optional:
                        cells.setdefault(at, f"{row.label}·{leaf.title}")
        return cells

    def _each(self, form: Form) -> tuple[str, ...]:
        rows = (row for panel in form.panel_names for row in form.panel(panel).rows)
        return tuple(dict.fromkeys(row.each for row in rows if row.each))

    def _listed(self, form: Form, given: StatedForm) -> dict[str, tuple[str, ...]]:
        """The rows a given form has."""
        members = {}
        for name in self._each(form):
            codes = {code for c in given.closures if c.dimension == name for code in c.listed}
            members[name] = tuple(code for code in tree_order(self.dimensions[name], codes) if code in codes)
        return members

    def _nonzero(self, form: Form, *, certain: bool = False) -> dict[str, tuple[str, ...]]:
        """The rows a form needs: every member that is something, or may be, in one of its columns.

        ``certain``: only those known to be something, for a form that cannot be had and prints what is known.
        """
        members = {}
        for name in self._each(form):
            dimension = self.dimensions[name]
            codes = {code for code in dimension.members if self._is_something(form, name, code, certain=certain)}
            members[name] = tree_order(dimension, codes)
        return members

    def _is_something(self, form: Form, dimension: str, code: str, *, certain: bool) -> bool:
        amounts = [
            self.knowledge.amount(at) for at in self._cells(form, {dimension: (code,)}) if at.get(dimension) == code
        ]
        return any(not certain if amount is None else not amount.is_zero for amount in amounts)

    def _complete(self, members: Mapping[str, tuple[str, ...]], *, money: bool) -> bool:
        """Whether every branch of the rows goes down to the last level of its classification.

        Where there is money there must be a branch: a total alone is no form.
        """
        for name, codes in members.items():
            dimension = self.dimensions[name]
            if dimension.lengths and money and not codes:
                return False
            if dimension.lengths and any(
                code.isdigit()
                and len(code) < dimension.lengths[-1]
                and not any(child in codes for child in dimension.children(code))
                for code in codes
            ):
                return False
        return True

    def _missing(self, form: Form, *, some: bool) -> FormState:
        if form.required:
            empty = "确无数据的，请在该表注明空表。" if form.may_be_empty else ""
            self._report(FORM_MISSING, form, "没有提供，也无法由其他表推算。", f"请补充这张表。{empty}")
        members = self._nonzero(form, certain=True)
        return FormState(form.id, "partial" if some else "missing", empty=False, members=members)

    def _report(self, code: str, form: Form, words: str, remedy: str) -> None:
        severity, _ = CATALOGUE[code]
        message = f"{self.wording.form(form.id)}{words}"
        self.findings.append(Finding(code, severity, message, (self.submission.location,), remedy=remedy))

    def _report_gaps(self, form: Form, given: StatedForm, members: Mapping[str, tuple[str, ...]]) -> None:
        unread = {unknown.at: unknown.location for unknown in given.unknowns}
        stated = {statement.at for statement in given.statements}
        for at, label in self._cells(form, members).items():
            if at in stated:
                continue
            known = self.knowledge.amount(at)
            code = CELL_UNKNOWN if known is None else CELL_DERIVED
            words = "没有数字，也无法推算。" if known is None else f"没有数字，推算为{self.wording.money(known, at)}。"
            place = unread.get(at, given.location)
            severity, _ = CATALOGUE[code]
            message = f"{self.wording.form(form.id)}“{label}”{words}"
            self.findings.append(Finding(code, severity, message, (place,), remedy="请在该单元格填写批复数。"))
