"""Declared checks on amounts: what they find, what they let pass, what they could not look at."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from pathlib import Path

import pytest

from generator.domain.amounts import Amount, Unit
from generator.domain.errors import PackError
from generator.domain.findings import Finding, Severity
from generator.readers.codes import MISSING_VALUE
from generator.reconcile import reconcile
from ruled import changed, codes, found, given, not_checked, ruled
from samples import NAMES, submission

BASIC = "general_public_budget_basic_expenditure"
RULES = """
checks:
  - code: OWN-01
    title: 试验规则
    family: 计算
    because: 试验。
    left: {figure: 支出.本年合计}
    right: {figure: 收入.本年合计}
"""


def own(text: str) -> str:
    return RULES.replace("    left: {figure: 支出.本年合计}\n    right: {figure: 收入.本年合计}\n", text)


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_breaks_down_and_no_sample_breaks_an_error(name: str) -> None:
    result = reconcile(*submission(name))
    assert "RULE-ERR" not in codes(result.findings)
    assert not codes(result.errors) & {"CLS-06", "SG-01", "SG-02", "SG-03", "SG-04", "PROC-01", "PERF-01"}


def test_one_contribution_has_one_amount_in_both_classifications() -> None:
    base = changed(given(), BASIC, 机关事业单位基本养老保险缴费_合计="76.62")
    finding = found(base, "CLS-01")[0]
    assert finding.severity is Severity.WARNING
    assert (finding.stated, finding.expected, finding.difference) == ("76.26万元", "76.62万元", "-0.36万元")
    assert {figure.text for figure in finding.figures} == {"76.26万元", "76.62万元"}
    assert len(finding.locations) >= 2


def test_equalities_help_to_name_the_wrong_cell() -> None:
    base = changed(given(), BASIC, 住房公积金_人员经费="56.88", 住房公积金_合计="56.88")
    finding = found(base, "CLS-05")[0]
    assert finding.cause is not None


@pytest.mark.parametrize(("code", "name"), [("CLS-02", "职业年金缴费"), ("CLS-04", "公务员医疗补助缴费")])
def test_other_contributions_too(code: str, name: str) -> None:
    assert found(given(NAMES[1]), code) == []
    assert found(changed(given(NAMES[1]), BASIC, **{f"{name}_合计": "1.00"}), code)


def test_sums_of_two_items_are_compared_with_one() -> None:
    assert found(given(NAMES[1]), "CLS-03") == []
    base = changed(given(NAMES[1]), BASIC, 职工基本医疗保险缴费_合计="93.22")
    assert "之和" in found(base, "CLS-03")[0].message


def test_wages_do_not_belong_to_public_funds() -> None:
    base = changed(given(), BASIC, 工资福利支出_公用经费="770.17", 工资福利支出_人员经费=None)
    assert found(base, "CLS-06")[0].severity is Severity.ERROR
    base = changed(given(), BASIC, 商品和服务支出_公用经费=None, 商品和服务支出_人员经费="68.94")
    assert found(base, "CLS-07")[0].severity is Severity.WARNING


@pytest.mark.parametrize(("code", "label"), [("SG-03", "公务用车运行维护费"), ("SG-04", "公务接待费")])
def test_three_public_covers_what_basic_expenditure_has(code: str, label: str) -> None:
    finding = found(changed(given(), BASIC, **{f"{label}_合计": "99.00"}), code)[0]
    assert "应当不小于" in finding.message


@pytest.mark.parametrize(("code", "economic"), [("SG-01", "30212"), ("SG-02", "31013")])
def test_three_public_covers_purchases_and_travel(code: str, economic: str) -> None:
    base = given()
    form = base.forms[BASIC]
    row = [s for s in form.statements if s.label.startswith("公务接待费·")]
    moved = [dataclasses.replace(s, at=s.at.put("economic", economic)) for s in row]
    kept = [s for s in form.statements if s not in row]
    listed = tuple(dataclasses.replace(c, listed=c.listed | {economic}) for c in form.closures)
    form = dataclasses.replace(form, statements=(*kept, *moved), closures=listed)
    tree = base.dimensions["economic"]
    member = dataclasses.replace(tree.members["30217"], code=economic)
    grown = dataclasses.replace(tree, members={**tree.members, economic: member})
    base = dataclasses.replace(
        base, forms={**base.forms, BASIC: form}, dimensions={**base.dimensions, "economic": grown}
    )
    assert found(base, code)


def test_what_three_public_has_beyond_basic_expenditure_is_in_projects() -> None:
    base = changed(given(), "three_public_expenses", **{"“三公”经费小计_合计": "999.00"})
    assert found(base, "SG-05")


def test_procurement_stays_within_the_budget_of_its_project() -> None:
    finding = found(changed(given(), "procurement", 信息化中心专项经费_合计="70.00"), "PROC-01")[0]
    assert "信息化中心专项经费" in finding.message
    assert "68.62" in str(finding.expected)


def test_quantity_times_price_covers_the_amount_within_rounding() -> None:
    assert found(given(), "PROC-02") == []
    finding = found(changed(given(), "procurement", 信息化中心专项经费_数量="10"), "PROC-02")[0]
    assert (finding.stated, finding.expected) == ("250.00万元", "25.00万元")


def test_costly_equipment_and_assets_without_quantity() -> None:
    cells = {"单价在20万元以上的设备_数量": "8"}
    assert found(changed(given(NAMES[1]), "assets", **cells), "ASSET-01")
    assert found(changed(given(), "assets", **{"车辆（台、辆）_数量": None}), "ASSET-02")


def test_a_rule_without_its_figures_says_that_it_was_not_checked() -> None:
    base = dataclasses.replace(given(), forms={k: f for k, f in given().forms.items() if k != BASIC})
    assert len(not_checked(base, "CLS-01")) == 1
    assert not_checked(given(), "CLS-01") == []


def test_within_rounding_is_a_hint_of_its_own(tmp_path: Path) -> None:
    sums = "    left: {sum: [{figure: 支出.基本}, {figure: 支出.项目}]}\n    right: {number: 1295.66}\n"
    finding = found(given(), "RULE-RD", ruled(tmp_path, own(sums)))[0]
    assert finding.severity is Severity.HINT
    assert "OWN-01" in finding.message


def test_conditions_say_when_a_check_applies(tmp_path: Path) -> None:
    wrong = "    left: {figure: 支出.本年合计}\n    right: {number: 1}\n    when: "
    for condition, applies in (
        ("{nonzero: {figure: 支出.项目}}", True),
        ("{zero: {figure: 支出.项目}}", False),
        ("{empty: government_fund_expenditure}", True),
        ("{filled: government_fund_expenditure}", False),
    ):
        pack = ruled(tmp_path / condition.strip("{").partition(":")[0], own(f"{wrong}{condition}\n"))
        assert bool(found(given(), "OWN-01", pack)) is applies, condition


def test_products_and_counts(tmp_path: Path) -> None:
    text = (
        "    left: {product: [{figure: 采购.合计}, {count: 2}]}\n    relation: at_most\n"
        "    right: {difference: [{figure: 采购.合计}, {number: 1}]}\n"
    )
    finding = found(given(), "OWN-01", ruled(tmp_path, own(text)))[0]
    assert (finding.stated, finding.expected) == ("102.16万元", "50.08万元")


def test_a_child_changes_severities_and_switches_rules_off(tmp_path: Path) -> None:
    text = "severities: {PERF-02: hint, SUM-04: 'off', READ-22: 'off'}\nchecks:\n  - {code: CLS-01, severity: hint}\n"
    pack = ruled(tmp_path, text)
    assert found(given(), "PERF-02", pack)[0].severity is Severity.HINT
    assert found(given(NAMES[1]), "SUM-04")
    assert found(given(NAMES[1]), "SUM-04", pack) == []
    base = changed(given(), BASIC, 机关事业单位基本养老保险缴费_合计="76.62")
    assert found(base, "CLS-01", pack)[0].severity is Severity.HINT


def test_errors_of_reading_cannot_be_switched_off(tmp_path: Path) -> None:
    lost = Finding(MISSING_VALUE.code, MISSING_VALUE.severity, "没有填写")
    base = dataclasses.replace(given(), findings=(lost,))
    assert lost in reconcile(base, ruled(tmp_path, "severities: {READ-22: 'off'}\n")).findings


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (own("    left: {figure: 没有的数}\n    right: {number: 0}\n"), "没有名为“没有的数”的数字"),
        (own("    left: {at: {flow: 没有}}\n    right: {number: 0}\n"), "的成员"),
        (own("    left: {at: {没有: a}}\n    right: {number: 0}\n"), "没有名为“没有”的维度"),
        (own("    left: {number: 0, count: 1}\n    right: {number: 0}\n"), "只写"),
        (own("    left: {number: 0}\n    right: {number: 0}\n    where: {code: a}\n"), "each"),
        (own("    left: {number: 0}\n    right: {number: 0}\n    lef: 1\n"), "不认识的键"),
        (own("    left: {at: {flow: income, project: $member}}\n    right: {number: 0}\n"), "$member"),
        ("severities: {SUM-01: bad}\n", "允许的范围"),
    ],
)
def test_mistakes_in_rules_are_told_with_their_place(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(PackError) as error:
        ruled(tmp_path, text)
    assert words in error.value.message
    assert error.value.location.file == "own/rules.yaml"


@pytest.mark.parametrize(
    ("cell", "text"), [("数量", "10"), ("数量", None), ("单价", "25.01"), ("单价", "250.00"), ("单价", None)]
)
def test_of_quantity_and_price_the_wrong_one_comes_first(cell: str, text: str | None) -> None:
    base = given()
    place = next(s.location for s in base.forms["procurement"].statements if s.label == f"信息化中心专项经费·{cell}")
    wrong = {f"信息化中心专项经费_{cell}": text}
    assert found(changed(base, "procurement", **wrong), "PROC-02")[0].locations[0] == place


def test_last_years_figures_add_up() -> None:
    """CHG-03: where this year has basic and project expenditure only, last year's total is the sum of the two."""
    read, pack = submission("hebei-etdz-admin-office-2024")
    assert "CHG-03" not in {f.code for f in reconcile(read, pack).findings}
    mistaken = tuple(
        dataclasses.replace(s, amount=Amount.stated(Decimal("2175.36"), Unit.WAN))
        if s.label == "上年支出.本年合计"
        else s
        for s in read.statements
    )
    assert mistaken != read.statements
    findings = reconcile(dataclasses.replace(read, statements=mistaken), pack).findings
    assert [f.severity.name for f in findings if f.code == "CHG-03"] == ["WARNING"]


@pytest.mark.parametrize(
    ("code", "column", "text"),
    [
        ("HN-04A", "工资福利支出", "498.94"),
        ("HN-04B", "商品和服务支出", "61.54"),
        ("HN-04C", "对个人和家庭的补助", "1.00"),
    ],
)
def test_kinds_of_basic_expenditure_are_the_economic_classes(code: str, column: str, text: str) -> None:
    name = "henan-muye-party-office-2024"
    pack = submission(name)[1]
    assert found(given(name), code, pack) == []
    base = changed(given(name), "general_public_budget_expenditure", **{f"合计_{column}": text})
    finding = found(base, code, pack)[0]
    assert finding.severity is Severity.ERROR
    assert f"{text}万元" in finding.message
