"""What is legal is no error: empty forms, negative carry-over, codes without their middle level, no projects."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from generator.domain.amounts import NOTHING, Amount, Unit
from generator.domain.coordinates import Coordinate
from generator.domain.facts import Statement
from generator.domain.findings import Severity
from generator.domain.location import Location
from generator.domain.submission import Disclosure, Submission
from generator.packs.pack import Pack
from generator.reconcile import reconcile
from ruled import changed
from samples import CLEAN, NAMES, submission

HEBEI, HENAN = NAMES[0], CLEAN[-1]


def errors(found: Disclosure) -> list[str]:
    return [f.code for f in found.findings if f.severity is Severity.ERROR]


def without(given: Submission, form: str, dimension: str, length: int) -> Submission:
    """A sample of which one form has no rows of one level of a classification."""
    old = given.forms[form]

    def gone(at: Coordinate) -> bool:
        return len(at.get(dimension) or "") == length

    new = replace(
        old,
        statements=tuple(s for s in old.statements if not gone(s.at)),
        rows=tuple(row for row in old.rows if not gone(row)),
        closures=tuple(
            replace(c, listed=frozenset(code for code in c.listed if len(code) != length))
            if c.dimension == dimension
            else c
            for c in old.closures
        ),
    )
    return replace(given, forms={**given.forms, form: new})


def test_a_form_of_classes_and_items_without_the_level_between_has_no_gap() -> None:
    given, pack = submission(HEBEI)
    found = reconcile(without(given, "general_public_budget_expenditure", "function", 5), pack)
    assert "FORM-05" not in errors(found)


def stated(number: str, *, form: str, line: int, **at: str) -> Statement:
    amount = Amount.stated(Decimal(number), Unit.WAN)
    return Statement(Coordinate.of(at), amount, form, f"第{line}行", Location("试.yaml", line=line))


def alone(*statements: Statement) -> tuple[Submission, Pack]:
    """A submission that states nothing but this."""
    given, pack = submission(HEBEI)
    return replace(given, forms={}, statements=statements, records=replace(given.records, projects=())), pack


def test_parts_may_exceed_a_whole_that_a_negative_part_lowers() -> None:
    given, pack = alone(
        stated("90", form="figures", line=1, flow="income"),
        stated("100", form="figures", line=2, flow="income", carry="current"),
        stated("-10", form="figures", line=3, flow="income", carry="carryover", source="general"),
    )
    found = reconcile(given, pack)
    assert not {"SUM-01", "SUM-03"} & set(errors(found))
    assert [f.severity for f in found.findings if f.code == "FACT-02"] == [Severity.HINT]


def test_a_part_still_exceeds_a_whole_without_anything_negative() -> None:
    given, pack = alone(
        stated("90", form="figures", line=1, flow="income"),
        stated("100", form="figures", line=2, flow="income", carry="current"),
    )
    assert {"SUM-01", "SUM-03"} & set(errors(reconcile(given, pack)))


def test_a_submission_without_projects_and_their_money_asks_for_none() -> None:
    given, pack = alone(stated("0", form="figures", line=1, flow="expenditure", kind="project"))
    assert "PROJ-01" not in errors(reconcile(given, pack))


def test_what_is_wrong_is_not_called_rounding_as_well() -> None:
    for name in CLEAN:
        given, pack = submission(name)
        total = next(s for s in given.forms["expenditure_summary"].statements if not s.blank)
        wrong = str(total.amount.number(total.amount.unit) + Decimal("0.05"))
        found = reconcile(
            changed(given, "expenditure_summary", **{total.label.replace("·", "_"): wrong}), pack
        ).findings
        told = {frozenset(f.locations) for f in found if f.severity is Severity.ERROR and f.locations}
        assert told
        assert not [f for f in found if f.code in {"SUM-02", "RULE-RD"} and frozenset(f.locations) in told]


@pytest.mark.parametrize("form", ["three_public_expenses", "assets"])
def test_an_empty_form_of_what_an_office_may_lack_is_legal(form: str) -> None:
    _, pack = submission(HEBEI)
    assert pack.forms[form].may_be_empty
    assert pack.forms[form].empty_note


def test_zeros_of_a_database_are_no_precision_but_printed_decimals_are() -> None:
    assert Amount.stated(Decimal("1295.650000"), Unit.WAN).step == Amount.stated(Decimal("1295.65"), Unit.WAN).step
    assert Amount.stated(Decimal("1295.6512"), Unit.WAN).step < Amount.stated(Decimal("1295.65"), Unit.WAN).step
    assert Amount.stated(Decimal("30.00"), Unit.WAN, finest=0).step == Amount.stated(Decimal("30.12"), Unit.WAN).step
    given, pack = alone(
        stated("100.010000", form="figures", line=1, flow="income"),
        stated("50.010000", form="figures", line=2, flow="income", carry="current"),
        stated("50.010000", form="figures", line=3, flow="income", carry="carryover"),
    )
    assert "SUM-01" not in errors(reconcile(given, pack))


def test_figures_that_were_cut_get_a_remark_and_no_error() -> None:
    cut = (
        stated("204.9197", form="figures", line=1, flow="income"),
        stated("204.91", form="prior", line=2, flow="income"),
    )
    given, pack = alone(*cut)
    found = reconcile(given, pack)
    assert not {"FACT-01", "SUM-01"} & set(errors(found))
    assert [f.code for f in found.findings if f.code == "FACT-03"] == ["FACT-03"]
    declared = replace(pack, rules=pack.rules.model_copy(update={"rounding": "cut"}))
    assert "FACT-03" not in {f.code for f in reconcile(given, declared).findings}


def test_sums_of_cut_figures_fall_short_of_their_total_only() -> None:
    parts = {"current": "10.01", "carryover": "20.02"}
    for total, wrong in (("30.04", False), ("30.02", True)):
        given, pack = alone(
            stated(total, form="figures", line=1, flow="income"),
            *(stated(n, form="figures", line=2, flow="income", carry=carry) for carry, n in parts.items()),
        )
        declared = replace(pack, rules=pack.rules.model_copy(update={"rounding": "cut"}))
        assert ("SUM-01" in errors(reconcile(given, declared))) is wrong


def test_a_figure_that_is_neither_rounded_nor_cut_is_wrong() -> None:
    given, pack = alone(
        stated("204.9197", form="figures", line=1, flow="income"),
        stated("204.90", form="prior", line=2, flow="income"),
    )
    assert "FACT-01" in errors(reconcile(given, pack))


@pytest.mark.parametrize("zero", ["0", "0.00", "0.0000"])
def test_a_zero_of_a_record_is_the_empty_cell_of_a_form(zero: str) -> None:
    empty = replace(stated("0", form="expenditure_summary", line=1, flow="income"), blank=True, amount=NOTHING)
    given, pack = alone(empty, stated(zero, form="projects", line=2, flow="income"))
    assert "FACT-01" not in errors(reconcile(given, pack))
