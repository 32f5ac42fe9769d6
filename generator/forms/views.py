"""Forms seen as input: filled with what a submission states, or blank to be filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.domain.amounts import Unit
from generator.domain.coordinates import Coordinate
from generator.domain.facts import Fact, StatedForm, Statement
from generator.domain.records import Entity
from generator.domain.submission import Submission
from generator.forms.layout import Choice, Layout, empty_layout, lay_out
from generator.forms.printed import FormView, PrintedColumn, PrintedForm, print_view
from generator.forms.rows import tree_order
from generator.packs.form import Form
from generator.packs.pack import Pack


def blank_layout(pack: Pack, form: Form, lines: int) -> Layout:
    """``form`` with every optional row and column, and ``lines`` blank lines where members go."""
    return lay_out(pack, form, Choice({}, {}, open_lines=lines))


def blank_form(form: Form, layout: Layout, entity: Entity, year: int) -> PrintedForm:
    """A laid-out form without any amount."""
    return print_view(form, FormView(entity, year, {}, layout, lambda *_: ("", None)))


def submitted_form(pack: Pack, form: Form, submission: Submission) -> PrintedForm:
    """``form`` as the submission gives it: its rows, its unit, its figures as typed.

    A cell with a coordinate and without a fact was not stated.
    """
    stated = submission.forms[form.id]
    form = form.model_copy(update={"unit": stated_unit(form, stated)})
    if stated.empty:
        layout = empty_layout(form)
    else:
        given = frozenset([*(cell.at for cell in stated.statements), *(cell.at for cell in stated.unknowns)])
        choice = Choice(submission.dimensions, listed_members(form, stated, submission), given, only_given=True)
        layout = lay_out(pack, form, choice)
    view = FormView(submission.entity, submission.year, submission.dimensions, layout, _as_typed(stated), stated.empty)
    return print_view(form, view)


def stated_unit(form: Form, stated: StatedForm) -> str:
    """The unit the form was filled in with."""
    units = (statement.amount.unit for statement in stated.statements if not statement.blank)
    return next((unit.label for unit in units if unit is not Unit.NONE), form.unit)


def listed_members(form: Form, stated: StatedForm, submission: Submission) -> Mapping[str, tuple[str, ...]]:
    """The members a given form has rows for, in the order of their dimension."""
    rows = (row for panel in form.panel_names for row in form.panel(panel).rows)
    listed = {}
    for name in dict.fromkeys(row.each for row in rows if row.each):
        cells = [*(cell.at for cell in stated.statements), *(cell.at for cell in stated.unknowns)]
        codes = {code for at in cells if (code := at.get(name)) is not None}
        codes |= {code for closure in stated.closures if closure.dimension == name for code in closure.listed}
        in_order = tree_order(submission.dimensions[name], codes)
        listed[name] = tuple(code for code in in_order if code in codes)
    return listed


def _as_typed(stated: StatedForm) -> Callable[[Coordinate, PrintedColumn], tuple[str, Fact | None]]:
    found: dict[Coordinate, Statement] = {}
    for statement in stated.statements:
        found.setdefault(statement.at, statement)

    def amount(at: Coordinate, column: PrintedColumn) -> tuple[str, Fact | None]:
        statement = found.get(at)
        if statement is None:
            return "", None
        fact = Fact(at, statement.amount, (statement,), blank=statement.blank)
        return "" if statement.blank else typed(statement, column.unit), fact

    return amount


def typed(statement: Statement, unit: Unit) -> str:
    """The figure of a statement in ``unit``, with every decimal it was typed with."""
    amount = statement.amount
    if amount.unit is unit and amount.places is not None:
        return amount.text(unit, amount.places)
    return f"{amount.number(unit).normalize():f}"
