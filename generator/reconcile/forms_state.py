"""How every form of the pack stands: stated, derived, or not to be had; and which rows it prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.domain.coordinates import Coordinate
from generator.domain.facts import StatedForm
from generator.domain.findings import Finding
from generator.domain.submission import FormState, Submission
from generator.forms.rows import Chosen
from generator.packs.form import Form
from generator.packs.pack import Pack
from generator.reconcile.codes import (
    CATALOGUE,
    CELL_DERIVED,
    CELL_UNKNOWN,
    FORM_DERIVED,
    FORM_MISSING,
)
from generator.reconcile.form_rows import FormRows
from generator.reconcile.knowledge import Knowledge
from generator.reconcile.wording import Wording


def expected_forms(pack: Pack, submission: Submission) -> Iterator[Form]:
    """The forms this entity publishes this year."""
    for form in pack.forms.values():
        if submission.entity.level in form.levels and (not form.years or submission.year in form.years):
            yield form


class FormStates:
    """Works out the state of each form, and finds what is missing."""

    def __init__(self, pack: Pack, submission: Submission, wording: Wording, combos: Sequence[Coordinate] = ()) -> None:
        self.pack = pack
        self.submission = submission
        self.wording = wording
        self.knowledge: Knowledge = wording.knowledge
        self.rows = FormRows(pack, submission, wording.knowledge, combos)
        self.findings: list[Finding] = []

    def all(self) -> dict[str, FormState]:
        """The state of every form expected."""
        return {form.id: self._state(form) for form in expected_forms(self.pack, self.submission)}

    def _state(self, form: Form) -> FormState:
        given = self.submission.forms.get(form.id)
        if given is not None and given.empty:
            return FormState(form.id, "stated", empty=True)
        chosen = self.rows.listed(form, given) if given else self.rows.needed(form)
        amounts = {at: self.knowledge.amount(at) for at in self.rows.cells(form, chosen)}
        unknown = [at for at, amount in amounts.items() if amount is None]
        if given is not None:
            self._report_gaps(form, given, chosen)
            return _state(form, "stated" if not unknown else "partial", chosen)
        money = any(amount is not None and not amount.is_zero for amount in amounts.values())
        if unknown or not amounts or not self.rows.complete(form, chosen, money=money):
            return self._missing(form, some=any(amount is not None for amount in amounts.values()))
        empty = form.may_be_empty and not money
        self._report(FORM_DERIVED, form, "没有提供，已由其他表逐格推算。", "推算的数请核对。")
        return _state(form, "derived", chosen, empty=empty)

    def _missing(self, form: Form, *, some: bool) -> FormState:
        if form.required:
            empty = "确无数据的，请在该表注明空表。" if form.may_be_empty else ""
            self._report(FORM_MISSING, form, "没有提供，也无法由其他表推算。", f"请补充这张表。{empty}")
        return _state(form, "partial" if some else "missing", self.rows.needed(form, certain=True))

    def _report(self, code: str, form: Form, words: str, remedy: str) -> None:
        severity, _ = CATALOGUE[code]
        message = f"{self.wording.form(form.id)}{words}"
        self.findings.append(Finding(code, severity, message, (self.submission.location,), remedy=remedy))

    def _report_gaps(self, form: Form, given: StatedForm, chosen: Chosen) -> None:
        unread = {unknown.at: unknown.location for unknown in given.unknowns}
        stated = {statement.at for statement in given.statements}
        for at, label in self.rows.cells(form, chosen).items():
            if at in stated:
                continue
            known = self.knowledge.amount(at)
            code = CELL_UNKNOWN if known is None else CELL_DERIVED
            words = "没有数字，也无法推算。" if known is None else f"没有数字，推算为{self.wording.money(known, at)}。"
            place = unread.get(at, given.location)
            severity, _ = CATALOGUE[code]
            message = f"{self.wording.form(form.id)}“{label}”{words}"
            self.findings.append(Finding(code, severity, message, (place,), remedy="请在该单元格填写批复数。"))


def _state(form: Form, status: str, chosen: Chosen, *, empty: bool = False) -> FormState:
    members = {name: tuple(codes) for name, codes in chosen.members.items()}
    return FormState(form.id, status, empty, members, tuple(chosen.combos))
