"""Forms seen as input: filled with what a submission states, or blank to be filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from generator.domain.amounts import Unit
from generator.domain.coordinates import Coordinate, Dimension
from generator.domain.facts import StatedForm, Statement
from generator.domain.records import Entity
from generator.domain.submission import Submission
from generator.forms.layout import Choice, Layout, empty_layout, lay_out
from generator.forms.printed import FormView, PrintedColumn, PrintedForm, print_view
from generator.forms.rows import Chosen, tree_order
from generator.packs.form import Form
from generator.packs.pack import Pack


def blank_layout(pack: Pack, form: Form, lines: int) -> Layout:
    """``form`` with every optional row and column, and ``lines`` blank lines where members go."""
    return lay_out(pack, form, Choice({}, Chosen(), open_lines=lines))


def blank_form(pack: Pack, layout: Layout, entity: Entity, year: int) -> PrintedForm:
    """A laid-out form without any amount."""
    terms = pack.terms(entity.level)
    return print_view(
        layout.form, FormView(entity, year, {}, layout, lambda *_: ("", ""), terms=terms, all_labels=True)
    )


def submitted_form(pack: Pack, form: Form, submission: Submission) -> PrintedForm:
    """``form`` as the submission gives it: its rows, its unit, its figures as typed.

    A cell with a coordinate and without a status was not stated.
    """
    stated = submission.forms[form.id]
    form = form.model_copy(update={"unit": stated_unit(form, stated)})
    if stated.empty:
        layout = empty_layout(form)
    else:
        given = frozenset([*(cell.at for cell in stated.statements), *(cell.at for cell in stated.unknowns)])
        listed = listed_members(form, stated.rows, submission.dimensions)
        choice = Choice(submission.dimensions, listed, given, only_given=True)
        layout = lay_out(pack, form, choice)
    terms = pack.terms(submission.entity.level)
    entity, amount = submission.entity, _as_typed(stated)
    dimensions = submission.dimensions
    view = FormView(entity, submission.year, dimensions, layout, amount, stated.empty, terms, all_labels=True)
    return print_view(form, view)


def stated_unit(form: Form, stated: StatedForm) -> str:
    """The unit the form was filled in with."""
    units = (statement.amount.unit for statement in stated.statements if not statement.blank)
    return next((unit.label for unit in units if unit is not Unit.NONE), form.unit)


def listed_members(form: Form, rows: Sequence[Coordinate], dimensions: Mapping[str, Dimension]) -> Chosen:
    """What a form's rows stand for: single members in the order the form wants, and combinations as they come."""
    listed: dict[str, tuple[str, ...]] = {}
    declared = {row.each: row for panel in form.panel_names for row in form.panel(panel).rows if row.each}
    for name, row in declared.items():
        codes = dict.fromkeys(code for at in rows if len(at) == 1 and (code := at.get(name)) is not None)
        in_order = tree_order(dimensions[name], set(codes)) if row.order == "tree" else codes
        listed[name] = tuple(code for code in in_order if code in codes)
    return Chosen(listed, tuple(at for at in rows if len(at) > 1))


def _as_typed(stated: StatedForm) -> Callable[[Coordinate, PrintedColumn], tuple[str, str]]:
    found: dict[Coordinate, Statement] = {}
    for statement in stated.statements:
        found.setdefault(statement.at, statement)

    def amount(at: Coordinate, column: PrintedColumn) -> tuple[str, str]:
        statement = found.get(at)
        if statement is None:
            return "", ""
        return ("", "blank") if statement.blank else (typed(statement, column.unit), "stated")

    return amount


def typed(statement: Statement, unit: Unit) -> str:
    """The figure of a statement in ``unit`` (a count: as it is), with every decimal it was typed with."""
    amount = statement.amount
    if amount.unit in (unit, Unit.NONE) and amount.places is not None:
        return amount.text(amount.unit, amount.places)
    return f"{amount.number(unit).normalize():f}"
