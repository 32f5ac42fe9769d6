"""Reconciliation on the two samples: derivation as published, contradictions found, nothing invented."""

import dataclasses
from decimal import Decimal

import pytest

from generator.domain.amounts import NOTHING, Amount, Unit
from generator.domain.coordinates import Coordinate
from generator.domain.findings import Finding, Severity
from generator.domain.submission import Submission
from generator.reconcile import reconcile
from samples import NAMES, disclosure, submission, with_forms

GIVEN = {
    "income_summary",
    "expenditure_summary",
    "general_public_budget_basic_expenditure",
    "government_fund_expenditure",
    "state_capital_expenditure",
    "three_public_expenses",
}
DERIVED = ("income_expenditure_summary", "fiscal_appropriation_summary", "general_public_budget_expenditure")


@pytest.mark.parametrize("name", NAMES)
def test_samples_have_no_errors(name: str) -> None:
    assert disclosure(name).errors == ()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", DERIVED)
def test_forms_01_04_05_follow_from_the_others_exactly_as_published(name: str, form: str) -> None:
    given, pack = submission(name)
    derived = reconcile(with_forms(given, GIVEN), pack)
    stated = given.forms[form].statements
    assert derived.forms[form].status == "derived"
    assert len(stated) > 40
    assert {s.at: derived.facts[s.at].amount.value for s in stated} == {s.at: s.amount.value for s in stated}
    assert all(derived.facts[s.at].derived for s in stated if s.at not in _stated_in(given, GIVEN))
    assert derived.forms[form].members == disclosure(name).forms[form].members


def _stated_in(given: Submission, forms: set[str]) -> set[object]:
    stated = {s.at for form in forms for s in given.forms[form].statements}
    return stated | {s.at for s in given.statements}


@pytest.mark.parametrize("name", NAMES)
def test_from_form_01_alone_the_detailed_forms_are_not_invented(name: str) -> None:
    given, pack = submission(name)
    alone = dataclasses.replace(with_forms(given, {"income_expenditure_summary"}), statements=())
    result = reconcile(alone, pack)
    states = {form: state.status for form, state in result.forms.items()}
    assert states["income_expenditure_summary"] == "stated"
    detailed = ("income_summary", "expenditure_summary", "general_public_budget_expenditure")
    assert all(states[form] == "partial" for form in detailed)
    assert states["general_public_budget_basic_expenditure"] in {"missing", "partial"}
    assert not any(at.get("kind") for at, fact in result.facts.items() if not fact.amount.is_zero)
    missing = [f for f in result.findings if f.code == "FORM-01"]
    assert len(missing) >= len(detailed) + 1


def _changed(given: Submission, form: str, label: str, text: str | None) -> Submission:
    """``given`` with one cell changed; None empties it."""
    amount = NOTHING if text is None else Amount.stated(Decimal(text), Unit.WAN)
    old = given.forms[form]
    statements = [
        dataclasses.replace(s, amount=amount, blank=text is None) if s.label == label else s for s in old.statements
    ]
    assert statements != list(old.statements)
    return dataclasses.replace(
        given, forms={**given.forms, form: dataclasses.replace(old, statements=tuple(statements))}
    )


def _errors(given: Submission, form: str, label: str, text: str | None) -> list[Finding]:
    result = reconcile(_changed(given, form, label, text), submission(NAMES[0])[1])
    return [f for f in result.findings if f.severity is Severity.ERROR]


def test_a_wrong_total_breaks_its_sum_and_its_other_statements() -> None:
    given, _ = submission(NAMES[0])
    found = _errors(given, "expenditure_summary", "合计·合计", "1295.95")
    codes = {f.code for f in found}
    assert {"SUM-01", "FACT-01"} <= codes
    sums = next(f for f in found if f.code == "SUM-01")
    assert (sums.stated, sums.expected, sums.difference) == ("1295.95万元", "1295.65万元", "0.30万元")
    assert all(place.line for place in sums.locations)


def test_a_dropped_figure_is_found() -> None:
    given, _ = submission(NAMES[0])
    found = _errors(given, "general_public_budget_basic_expenditure", "邮电费·公用经费", None)
    assert any(f.code == "SUM-01" and "邮电费" in f.message for f in found)


def test_a_difference_of_rounding_is_noted_not_raised() -> None:
    given, pack = submission(NAMES[0])
    changed = _changed(given, "assets", "其他固定资产·价值（金额单位：万元）", "284.61")
    result = reconcile(changed, pack)
    assert [f.code for f in result.findings if f.code.startswith("SUM")] == ["SUM-02"]
    assert result.errors == ()


def test_income_and_expenditure_balance() -> None:
    given, pack = submission(NAMES[0])
    changed = given
    for label in ("收入总计·收入.预算数", "本年收入合计·收入.预算数", "一般公共预算拨款收入·收入.预算数"):
        changed = _changed(changed, "income_expenditure_summary", label, "1300.00")
    only = with_forms(changed, {"income_expenditure_summary"})
    codes = {f.code for f in reconcile(only, pack).findings}
    assert "BAL-01" in codes


def test_a_total_row_may_not_hide_parts_silently() -> None:
    result = disclosure(NAMES[1])
    hidden = [f for f in result.findings if f.code == "SUM-04"]
    assert hidden
    assert all(f.difference == "7.73万元" for f in hidden)


def test_part_of_a_whole_cannot_exceed_it() -> None:
    given, _ = submission(NAMES[1])
    found = reconcile(_changed(given, "three_public_expenses", "合计·合计", "5.00"), submission(NAMES[1])[1]).findings
    assert any(f.code == "SUM-03" for f in found)


def test_an_unread_quantity_is_not_taken_for_nothing() -> None:
    """No number stands beside 资产总额; that says nothing of the vehicles."""
    given, pack = submission(NAMES[0])
    assets = given.forms["assets"]
    kept = tuple(s for s in assets.statements if s.label != "车辆（台、辆）·数量")
    assert len(kept) == len(assets.statements) - 1
    without = dataclasses.replace(given, forms={**given.forms, "assets": dataclasses.replace(assets, statements=kept)})
    found = reconcile(without, pack).findings
    assert [f.code for f in found if "车辆（台、辆）·数量" in f.message] == ["FORM-03"]


@pytest.mark.parametrize("name", NAMES)
def test_what_every_rule_compared_is_counted(name: str) -> None:
    """A rule that had nothing to look at is not among them: it did not pass, it did not run."""
    given, pack = submission(name)
    found = disclosure(name)
    projects = given.records.projects
    stated: dict[Coordinate, int] = {}
    for statement in (*(s for form in given.forms.values() for s in form.statements), *given.statements):
        stated[statement.at] = stated.get(statement.at, 0) + 1
    assert found.compared["PERF-03"] == len(projects)
    assert found.compared["FACT-01"] == sum(count * (count - 1) // 2 for count in stated.values())
    assert found.compared.get("PERF-01", 0) == sum(bool(project.plan) for project in projects)
    assert found.compared["SUM-01"] > len(stated) / 2
    without = reconcile(with_forms(given, set(given.forms) - {"procurement"}), pack)
    assert "PROC-02" in found.compared
    assert "PROC-02" not in without.compared
