"""Submission → Disclosure: derive what is missing, check all that is stated, list the findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.domain.coordinates import Coordinate
from generator.domain.facts import Statement
from generator.domain.findings import Finding, Severity
from generator.domain.submission import Disclosure, Submission
from generator.forms.drawn import drawn_cells
from generator.forms.rows import Chosen
from generator.packs.pack import Pack
from generator.reconcile.absent import absent_rows
from generator.reconcile.causes import by_cause, uncaused
from generator.reconcile.check_facts import check_facts, check_signs
from generator.reconcile.check_lists import check_lists
from generator.reconcile.check_parts import check_parts
from generator.reconcile.check_sums import check_sums
from generator.reconcile.codes import RULE_ROUNDS, SUM_ROUNDS
from generator.reconcile.combinations import Stated, combinations
from generator.reconcile.derive import derive
from generator.reconcile.equations import Equation, balances, between_cells
from generator.reconcile.forms_state import FormStates, expected_forms
from generator.reconcile.guard import guarded
from generator.reconcile.knowledge import Knowledge
from generator.reconcile.law import explored, sums
from generator.reconcile.narrative import check_texts
from generator.reconcile.precision import as_shortened, check_cut
from generator.reconcile.rules import check_amounts, check_records, settled
from generator.reconcile.space import Space
from generator.reconcile.tally import Tally
from generator.reconcile.wording import Wording

__all__ = ["reconcile"]


def reconcile(submission: Submission, pack: Pack) -> Disclosure:
    """Derive what the submission does not state, check what it does.

    The disclosure keeps every stated figure as stated. Findings are ordered most severe first.
    """
    space = Space(submission.dimensions)
    typed = _stated(submission, pack, space)
    stated = as_shortened(typed, pack)
    closures = tuple(
        replace(c, base=space.canonical(c.base)) for form in submission.forms.values() for c in form.closures
    )
    possible = _possible(submission, pack, space, stated)
    for absent in absent_rows(submission, space, possible.members):
        stated[absent.at] = (*stated.get(absent.at, ()), absent)
    knowledge = Knowledge(space, stated, closures)
    forms_due = list(expected_forms(pack, submission))
    drawn = [cell for form in forms_due for cell in drawn_cells(pack, form, space.dimensions, possible)]
    cells = {cell.at for cell in drawn}
    equal = list(balances(pack, space, possible.members))
    spoken = {space.canonical(at) for at in cells} | stated.keys() | _named(pack, equal)
    idle = {at for cell in drawn if knowledge.nothing(at := space.canonical(cell.at)) and at not in stated}
    told = (cell for cell in drawn if space.canonical(cell.at) not in idle)
    points = explored(spoken.union(between_cells(told, spoken, space)), space, idle)
    equations = [*equal, *sums(points, knowledge)]
    derive(knowledge, equations)
    wording = Wording(pack, knowledge, submission.entity, submission.year)
    states = FormStates(pack, submission, wording, possible.combos)
    forms = states.all()
    place, tally = submission.location, Tally()
    judged = [
        *guarded("同一数字前后一致", place, lambda: check_facts(wording, tally)),
        *guarded("合计等于各项之和", place, lambda: check_sums(wording, equations, tally)),
        *guarded("模板包规定的数字关系", place, lambda: check_amounts(wording, forms, place, tally)),
    ]
    findings = [
        *submission.findings,
        *guarded("查找最可能写错的数", place, lambda: by_cause(wording, judged), uncaused(judged)),
        *guarded("必需的内容", place, lambda: check_parts(pack, submission, knowledge)),
        *guarded("科目列到末级", place, lambda: check_lists(submission, wording, tally)),
        *states.findings,
        *guarded("模板包规定的记录要求", place, lambda: check_records(submission, wording, forms, tally)),
        *guarded("尾数的取舍", place, lambda: check_cut(wording, typed)),
        *guarded("金额的正负", place, lambda: check_signs(wording)),
        *guarded("文字说明", place, lambda: check_texts(wording, submission, pack, tally)),
    ]
    facts = {at: fact for at in sorted(points | cells) if (fact := knowledge.fact(at)) is not None}
    return Disclosure(
        submission, facts, forms, tuple(ordered(settled(pack, submission, findings))), tally.counts, tally.texts
    )


def ordered(findings: list[Finding]) -> list[Finding]:
    """The findings without repeats, most severe first; otherwise in the order they were found.

    What is called wrong is not called a matter of rounding as well, seen from another side.
    """
    wrong = {frozenset(f.locations) for f in findings if f.severity is Severity.ERROR and f.stated and f.locations}
    unique = {
        (f.code, f.message, f.locations): f
        for f in findings
        if f.code not in (SUM_ROUNDS, RULE_ROUNDS) or frozenset(f.locations) not in wrong
    }
    return sorted(unique.values(), key=lambda finding: -finding.severity)


def _stated(submission: Submission, pack: Pack, space: Space) -> dict[Coordinate, tuple[Statement, ...]]:
    """Every statement by coordinate, in the order the pack's forms stand, then those outside forms."""
    stated: dict[Coordinate, tuple[Statement, ...]] = {}
    in_order = [submission.forms[form] for form in pack.forms if form in submission.forms]
    for statement in (*(s for form in in_order for s in form.statements), *submission.statements):
        at = space.canonical(statement.at)
        stated[at] = (*stated.get(at, ()), statement)
    return stated


def _possible(submission: Submission, pack: Pack, space: Space, stated: Stated) -> Chosen:
    """The members and combinations of members that forms may have rows for."""
    members = {d.id: _relevant(d.id, space, submission, stated) for d in space.dimensions.values()}
    return Chosen(members, combinations(expected_forms(pack, submission), submission, stated, members))


def _named(pack: Pack, equal: Sequence[Equation]) -> set[Coordinate]:
    """The coordinates of named figures, and both sides of the balances."""
    figures = {Coordinate.of(figure.at) for figure in pack.figures.values()}
    return figures | {at for equation in equal for at in (equation.whole, *equation.parts)}


def _relevant(dimension: str, space: Space, submission: Submission, stated: Stated) -> tuple[str, ...]:
    """The members of a dimension that some statement gives a figure for, or some form lists."""
    tree = space.dimensions[dimension]
    used = {at.get(dimension) for at, found in stated.items() if not all(s.blank for s in found)}
    listed = {
        code
        for form in submission.forms.values()
        for closure in form.closures
        if closure.dimension == dimension
        for code in closure.listed
    }
    wanted = {above for code in used | listed if code for above in tree.ancestors(code)}
    return tuple(code for code in tree.members if code in wanted)
