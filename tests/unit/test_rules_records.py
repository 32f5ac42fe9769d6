"""Declared checks on records: payment plans, indicators, names, codes, notes, years."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from generator.domain.findings import Severity
from generator.domain.records import BudgetUnit, Indicator, PaymentStep
from generator.domain.submission import Submission
from generator.reconcile.rules.records.plans import money
from ruled import found, given, not_checked, project_like, ruled, with_projects
from samples import NAMES, submission


def plan(*percents: str) -> Submission:
    steps = tuple(PaymentStep(f"{number}月底", text) for number, text in zip((3, 6, 10, 12), percents, strict=False))
    return with_projects(given(), project_like(given(), plan=steps))


@pytest.mark.parametrize(
    ("percents", "words"),
    [
        (("25%", "50％", "50%", "100%"), ""),
        (("25%", "60%", "50%", "100%"), "小于"),
        (("25%", "50%", "75%", "90%"), "不是100%"),
        (("25%", "一半"), "不是百分数"),
    ],
)
def test_a_payment_plan_rises_to_all_of_the_budget(percents: tuple[str, ...], words: str) -> None:
    findings = found(plan(*percents), "PERF-01")
    assert bool(findings) is bool(words)
    assert all(words in f.message and f.severity is Severity.ERROR for f in findings)


def test_projects_without_a_plan_are_not_checked() -> None:
    assert "没有填写支出计划" in not_checked(plan(), "PERF-01")[0]


def test_a_cost_indicator_is_within_the_budget() -> None:
    finding = found(given(), "PERF-02")[0]
    assert (finding.severity, len(finding.figures)) == (Severity.WARNING, 2)
    assert "10 万元，大于项目预算数9.58万元" in finding.message
    assert "228.6 元/册" in not_checked(given(NAMES[1]), "PERF-02")[0]


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("≤217 万元", "2170000"),
        ("20万元", "200000"),
        ("不超过1,000元", "1000"),
        ("≤3万元以内", "30000"),
        ("≤228.6 元/册", None),
        ("100 %", None),
        ("是", None),
        ("≥15 次", None),
    ],
)
def test_money_in_indicator_values(text: str, yuan: str | None) -> None:
    amount = money(text)
    assert (str(int(amount.value)) if amount else None) == yuan


def indicators(*rows: tuple[str, str, str, str]) -> Submission:
    made = tuple(Indicator(one, two, three, "", value, "") for one, two, three, value in rows)
    return with_projects(given(), project_like(given(), indicators=made))


def test_every_kind_of_indicator_is_there() -> None:
    base = indicators(("产出指标", "数量指标", "甲", "1"), ("效益指标", "社会效益指标", "乙", "好"))
    lacking = {f.message.rpartition("没有")[2].rstrip("。") for f in found(base, "PERF-03")}
    assert lacking == {"质量指标", "时效指标", "成本指标", "满意度指标"}
    assert found(given(), "PERF-03") == []


def test_one_value_for_every_indicator_says_nothing() -> None:
    rows = [("产出指标", "数量指标", name, "≥10 提高效率") for name in "甲乙丙丁"]
    assert "4 条指标" in found(indicators(*rows), "PERF-04")[0].message
    assert found(indicators(*rows[:3]), "PERF-04") == []


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("设备故障率", "≥95%", True),
        ("设备故障率", "≤5%", False),
        ("群众满意度", "≤95%", True),
        ("群众满意度", "≥95%", False),
        ("事故处置率", "≥95%", False),
        ("文字差错率", "不低于1%", True),
    ],
)
def test_comparisons_stand_the_right_way_round(name: str, value: str, *, wrong: bool) -> None:
    assert bool(found(indicators(("产出指标", "质量指标", name, value)), "PERF-05")) is wrong


def test_project_codes_have_the_usual_shape() -> None:
    first = given().records.projects[0]
    odd = dataclasses.replace(first, key="b", code="IPTDNQTWY82")
    other = dataclasses.replace(first, key="c", code="13099924P00308P12507D")
    messages = [f.message for f in found(with_projects(given(), first, odd, other), "PROJ-03")]
    assert len(messages) == 2
    assert "IPTDNQTWY82" in messages[0]
    assert "开头" in messages[1]
    assert "没有编码" in not_checked(with_projects(given(), dataclasses.replace(first, code="")), "PROJ-03")[0]


def test_project_names_are_unique() -> None:
    first = given().records.projects[0]
    twin = dataclasses.replace(first, key="b", code="b", name=f" {first.name}")
    assert found(with_projects(given(), first, twin), "PROJ-02")
    assert found(given(), "PROJ-02") == []


def test_units_have_one_name() -> None:
    base = with_projects(given(), project_like(given(), unit="某某局"))
    assert "机构设置里没有这个单位" in found(base, "UNIT-01")[0].message
    base = with_projects(given(), project_like(given(), unit=f"201001{given().entity.name}（本级）"))
    assert found(base, "UNIT-01") == []
    entity = given().entity
    before = dataclasses.replace(entity, units=(BudgetUnit(f"区委办{entity.name}本级"),))
    assert "多了文字" in found(dataclasses.replace(given(), entity=before), "UNIT-01")[0].message


def test_catalogue_codes_say_goods_works_or_services() -> None:
    base = given()
    tree = base.dimensions["line"]
    leaf = next(m for m in tree.members.values() if "catalogue_code" in m.fields)
    wrong = dataclasses.replace(leaf, fields={**leaf.fields, "catalogue_code": "D01"})
    line = dataclasses.replace(tree, members={**tree.members, leaf.code: wrong})
    findings = found(dataclasses.replace(base, dimensions={**base.dimensions, "line": line}), "PROC-03")
    assert "D01" in findings[0].message
    assert found(base, "PROC-03") == []


def test_notes_of_empty_forms_name_their_own_fund(tmp_path: Path) -> None:
    text = "records:\n  - {code: NOTE-01, forms: {government_fund_expenditure: [社会保险]}}\n"
    assert "没有写到“社会保险”" in found(given(), "NOTE-01", ruled(tmp_path, text))[0].message
    assert found(given(), "NOTE-01") == []


def test_a_change_wants_a_reason() -> None:
    base = given(NAMES[1])
    texts = {key: text for key, text in base.records.texts.items() if not key.startswith("change_")}
    silent = dataclasses.replace(base, records=dataclasses.replace(base.records, texts=texts))
    assert len(found(silent, "CHG-01")) == 3
    assert found(base, "CHG-01") == []
    assert "上年数" in not_checked(given(), "CHG-01")[0]


def test_a_missing_year_before_is_told() -> None:
    none = dataclasses.replace(given(), statements=tuple(s for s in given().statements if s.form != "prior"))
    assert found(none, "CHG-02")[0].severity is Severity.HINT
    assert found(given(), "CHG-02") == []


def test_codes_of_two_classifications_go_together(tmp_path: Path) -> None:
    text = """
records:
  - code: OWN-02
    kind: allowed_pairs
    title: 部门经济与政府经济科目不对应
    family: 分类
    because: 试验。
    left: economic
    right: function
    catalog: department_to_government_economic
"""
    pack = ruled(tmp_path, text)
    base = given()
    form = base.forms["general_public_budget_basic_expenditure"]
    paired = tuple(s for s in form.statements if s.at.get("economic") in {"30101", "30102"} and not s.blank)
    both = [
        dataclasses.replace(s, at=s.at.put("function", "50101" if s.at.get("economic") == "30101" else "50299"))
        for s in paired
    ]
    base = dataclasses.replace(base, statements=(*base.statements, *both))
    assert [f.message for f in found(base, "OWN-02", pack) if "30101" in f.message] == []
    assert "50101" in found(base, "OWN-02", pack)[0].message


def test_a_government_class_of_another_kind_of_unit_is_found() -> None:
    name = "henan-muye-party-office-2024"
    base, pack = submission(name)
    assert found(base, "HN-04", pack) == []
    form = base.forms["general_public_budget_basic_expenditure"]
    wages = next(s for s in form.statements if s.at.get("economic") == "30101" and not s.blank)
    moved = dataclasses.replace(wages, at=wages.at.put("gov_economic", "50299"))
    finding = found(dataclasses.replace(base, statements=(*base.statements, moved)), "HN-04", pack)[0]
    assert finding.message.count("30101") == 2
    assert "50101、50501" in finding.message
