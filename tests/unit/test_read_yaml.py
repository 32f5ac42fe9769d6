"""Reading YAML: what a form states, records, and everything that can be wrong with them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.domain.amounts import Amount, Unit
from generator.domain.coordinates import Coordinate
from generator.domain.errors import InputError, PackError
from generator.domain.facts import Statement
from generator.domain.findings import Finding, Severity
from generator.domain.submission import Submission
from generator.readers import codes, read

HEAD = """
pack: hebei-2024
year: 2024
entity: {code: 201, name: 某区委办, level: 部门}
"""
FORM_03 = """
forms:
  expenditure_summary:
    unit: 万元
    rows:
      - {科目名称: 合计, 合计: 12.50, 基本支出: 2.5, 项目支出: 10}
      - {科目编码: 201, 科目名称: 一般公共服务支出, 合计: 12.50, 基本支出: 2.5, 项目支出: 10}
      - {科目编码: 20131, 科目名称: 党委办公厅（室）及相关机构事务, 合计: 12.50, 基本支出: 2.5, 项目支出: 10}
      - {科目编码: 2013101, 科目名称: 行政运行, 合计: 2.5, 基本支出: 2.5}
      - {科目编码: 2013102, 科目名称: 一般行政管理事务, 合计: 10, 项目支出: 10}
"""


@pytest.fixture
def given(tmp_path: Path) -> Any:
    """Read a text as a YAML input."""

    def submission(body: str, head: str = HEAD) -> Submission:
        path = tmp_path / "预算.yaml"
        path.write_text(head + body, encoding="utf-8")
        return read(path)[0]

    return submission


def codes_of(submission: Submission) -> set[str]:
    return {finding.code for finding in submission.findings}


def only(submission: Submission, code: codes.Code) -> Finding:
    found = [finding for finding in submission.findings if finding.code == code.code]
    assert len(found) == 1, submission.findings
    assert found[0].severity is code.severity
    assert found[0].locations[0].line or found[0].locations[0].cell
    return found[0]


def at(submission: Submission, form: str, **parts: str) -> Statement:
    wanted = Coordinate.of(parts)
    return next(s for s in submission.forms[form].statements if s.at == wanted)


def test_a_form_states_its_figures_with_precision_label_and_place(given: Any) -> None:
    submission = given(FORM_03)
    assert not submission.findings
    total = at(submission, "expenditure_summary", flow="expenditure")
    assert total.amount == Amount(Decimal(125000), Decimal(100), Unit.WAN, 2)
    line = at(submission, "expenditure_summary", flow="expenditure", function="2013101", kind="basic")
    assert line.amount == Amount(Decimal(25000), Decimal(100), Unit.WAN, 1)
    assert line.label == "行政运行·基本支出"
    assert line.location.path == "forms.expenditure_summary.rows[4].基本支出"
    assert line.location.line == 13


def test_empty_cells_of_a_given_form_state_nothing(given: Any) -> None:
    blank = at(given(FORM_03), "expenditure_summary", flow="expenditure", function="2013101", kind="project")
    assert blank.blank
    assert blank.amount.is_zero


def test_a_list_of_codes_is_complete(given: Any) -> None:
    closures = given(FORM_03).forms["expenditure_summary"].closures
    assert {closure.base for closure in closures} >= {
        Coordinate.of({"flow": "expenditure"}),
        Coordinate.of({"flow": "expenditure", "kind": "basic"}),
    }
    assert all(c.listed == {"201", "20131", "2013101", "2013102"} and c.complete for c in closures)


def test_dimensions_hold_what_is_listed_and_what_forms_write_out(given: Any) -> None:
    function = given(FORM_03).dimensions["function"]
    assert {"201", "20131", "2013101", "202", "234", "人行科目"} <= function.members.keys()
    assert "2013150" not in function.members
    assert function.parent("2013101") == "20131"
    assert list(function.members)[-1] == "人行科目"
    assert function.lengths == (3, 5, 7)
    assert given("").dimensions["source"].parent("general") == "fiscal"


def test_yuan_and_ten_thousand_yuan_are_the_same_money(given: Any) -> None:
    body = "forms:\n  收支总表: {unit: 元, income: [{项目: 收入总计, 预算数: '12,956,500'}]}"
    total = at(given(body), "income_expenditure_summary", flow="income")
    assert total.amount.value == 12956500
    assert total.amount.unit is Unit.YUAN


def test_a_form_without_a_unit_is_not_used(given: Any) -> None:
    submission = given(FORM_03.replace("    unit: 万元\n", ""))
    assert "expenditure_summary" not in submission.forms
    only(submission, codes.NO_UNIT)


def test_an_unknown_unit_is_not_used_either(given: Any) -> None:
    submission = given(FORM_03.replace("万元", "千元"))
    assert {codes.WRONG_SHAPE.code, codes.NO_UNIT.code} <= codes_of(submission)


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("一、一般公共预算拨款收入", "general"),
        ("一般公共预算拨款收入", "general"),
        ("1.一般公共预算拨款收入", "general"),
        ("（一）一般公共预算拨款收入", "general"),
        ("一 、一般公共预算 拨款收入", "general"),
        ("五、单位资金：", "unit_funds"),
    ],
)
def test_labels_are_matched_without_numbering_blanks_and_width(given: Any, label: str, wanted: str) -> None:
    body = f"forms:\n  收支总表: {{unit: 万元, income: [{{项目: '{label}', 预算数: 1}}]}}"
    submission = given(body)
    assert not submission.findings
    found = at(submission, "income_expenditure_summary", flow="income", carry="current", source=wanted)
    assert not found.blank


def test_equal_labels_are_told_apart_by_their_order(given: Any) -> None:
    body = """
forms:
  财政拨款收支总表:
    unit: 万元
    income:
      - {项目: 一、一般公共预算拨款, 金额: 1}
      - {项目: 本年收入合计, 金额: 1}
      - {项目: 年初财政拨款结转和结余, 金额: 5}
      - {项目: 一、一般公共预算拨款, 金额: 5}
"""
    submission = given(body)
    assert not submission.findings
    form = "fiscal_appropriation_summary"
    assert at(submission, form, flow="income", carry="current", source="general").amount.value == 10000
    assert at(submission, form, flow="income", carry="carryover", source="general").amount.value == 50000


def test_quotes_and_brackets_of_any_width_match(given: Any) -> None:
    body = """
forms:
  三公经费支出表:
    unit: 万元
    rows:
      - {项目: '"三公"经费小计', 合计: 0, 一般公共预算财政拨款: 0}
      - {项目: 一、因公出国(境)费, 合计: 0}
      - {项目: 其中:教学科研人员因公出国(境)费, 合计: 0}
      - {项目: 公务用车购置费, 合计: 0}
"""
    submission = given(body)
    assert not submission.findings
    found = at(submission, "three_public_expenses", flow="expenditure", source="fiscal", item="vehicle_purchase")
    assert found.label == "公务用车购置费·合计"


def test_a_row_the_form_does_not_have_is_an_error(given: Any) -> None:
    body = "forms:\n  收支总表: {unit: 万元, income: [{项目: 收人总计, 预算数: 1}, {项目: 收入总计, 预算数: 1}]}"
    found = only(given(body), codes.UNKNOWN_ROW)
    assert "收入总计" in found.remedy
    assert found.locations[0].path == "forms.收支总表.income[1].项目"


def test_a_figure_without_a_name_and_a_row_twice_are_errors(given: Any) -> None:
    rows = "{预算数: 1}, {项目: 收入总计, 预算数: 1}, {项目: 收入总计, 预算数: 2}"
    body = f"forms:\n  收支总表: {{unit: 万元, income: [{rows}]}}"
    submission = given(body)
    only(submission, codes.UNKNOWN_ROW)
    only(submission, codes.ROW_TWICE)


def test_text_in_an_amount_cell_is_an_error_and_unknown(given: Any) -> None:
    submission = given(FORM_03.replace("{科目名称: 合计, 合计: 12.50", "{科目名称: 合计, 合计: 约12"))
    assert only(submission, codes.NOT_AN_AMOUNT).locations[0].path == "forms.expenditure_summary.rows[1].合计"
    assert submission.forms["expenditure_summary"].unknowns[0].at == Coordinate.of({"flow": "expenditure"})


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("{科目编码: 2013, 科目名称: 某某, 合计: 1}", codes.BAD_CODE),
        ("{科目编码: 20131A1, 科目名称: 某某, 合计: 1}", codes.BAD_CODE),
        ("{科目名称: 行政运行, 合计: 1}", codes.BAD_CODE),
        ("{科目编码: 2990101, 科目名称: 某某, 合计: 1}", codes.NO_PARENT),
        ("{科目编码: 201, 科目名称: 一般公共服务支出, 合计: 1}", codes.ROW_TWICE),
        ("{科目编码: 2013177, 科目名称: 新增科目, 合计: 1}", codes.NOT_IN_CATALOGUE),
        ("{科目编码: 2080501, 科目名称: 住房公积金, 合计: 1}", codes.WRONG_NAME),
        ("{科目编码: 20101, 科目名称: 住房公积金, 合计: 1}", codes.OTHER_NAME),
        ("{科目编码: 201999, 科目名称: 某区委办, 合计: 1}", codes.ENTITY_ROW),
    ],
)
def test_odd_codes_are_findings(given: Any, row: str, code: codes.Code) -> None:
    only(given(FORM_03 + f"      - {row}\n"), code)


def test_an_unknown_code_keeps_its_figure_below_its_prefix(given: Any) -> None:
    submission = given(FORM_03 + "      - {科目编码: 2013177, 科目名称: 新增科目, 合计: 1}\n")
    member = submission.dimensions["function"].members["2013177"]
    assert (member.name, member.parent) == ("新增科目", "20131")
    assert at(submission, "expenditure_summary", flow="expenditure", function="2013177").amount.value == 10000


def test_after_an_unreadable_row_a_list_is_not_complete(given: Any) -> None:
    submission = given(FORM_03 + "      - {科目编码: 2013, 科目名称: 某某, 合计: 1}\n")
    assert not any(closure.complete for closure in submission.forms["expenditure_summary"].closures)


def test_names_cut_short_or_of_other_years_pass(given: Any) -> None:
    body = FORM_03.replace("党委办公厅（室）及相关机构事务", "党委办公厅(室)及相关机构")
    assert not given(body).findings


def test_code_and_name_in_one_cell(given: Any) -> None:
    body = FORM_03.replace("科目编码: 2013101, 科目名称: 行政运行", "科目名称: 2013101行政运行")
    body = body.replace("科目编码: 2013102, 科目名称: 一般行政管理事务", "科目编码: 2013102 一般行政管理事务")
    submission = given(body)
    assert not submission.findings
    assert submission.dimensions["function"].name_of("2013102") == "一般行政管理事务"


def test_one_code_with_two_names_is_told(given: Any) -> None:
    other = """
  收入总表:
    unit: 万元
    rows:
      - {科目编码: 2013177, 科目名称: 甲科目, 合计: 1}
"""
    submission = given(FORM_03 + "      - {科目编码: 2013177, 科目名称: 乙科目, 合计: 1}\n" + other)
    assert len(only(submission, codes.NAMES_DIFFER).locations) == 2


def test_a_form_may_be_stated_empty(given: Any) -> None:
    for body in ("{empty: true}", "{unit: 万元, rows: []}", "{unit: 万元, rows: [{科目名称: 合计, 合计: 0}]}"):
        submission = given(f"forms:\n  government_fund_expenditure: {body}")
        assert not submission.findings
        form = submission.forms["government_fund_expenditure"]
        assert form.empty
        base = {"flow": "expenditure", "source": "fund"}
        assert at(submission, "government_fund_expenditure", **base).amount.is_zero
        assert (Coordinate.of(base), frozenset()) in {(c.base, c.listed) for c in form.closures}


def test_empty_and_full_at_once_is_an_error(given: Any) -> None:
    body = "{empty: true, unit: 万元, rows: [{科目名称: 合计, 合计: 1}]}"
    submission = given(f"forms:\n  government_fund_expenditure: {body}")
    only(submission, codes.UNKNOWN_ROW)
    assert not submission.forms["government_fund_expenditure"].empty


def test_a_form_that_must_have_data_cannot_be_empty(given: Any) -> None:
    submission = given("forms:\n  expenditure_summary: {unit: 万元, rows: []}")
    only(submission, codes.NO_DATA)
    assert not submission.forms
    only(given("forms:\n  expenditure_summary: {empty: true}"), codes.NO_DATA)


def test_a_form_without_any_amount_counts_as_not_given(given: Any) -> None:
    submission = given("forms:\n  收支总表: {unit: 万元, income: [{项目: 收入总计}]}")
    only(submission, codes.NOT_FILLED_IN)
    assert not submission.forms


def test_a_sum_column_nobody_writes_is_not_stated(given: Any) -> None:
    submission = given("forms:\n  收入总表: {unit: 万元, rows: [{科目名称: 合计, 合计: 1, 财政拨款收入: 1}]}")
    stated = {s.at for s in submission.forms["income_summary"].statements}
    assert Coordinate.of({"flow": "income", "carry": "current"}) not in stated
    assert Coordinate.of({"flow": "income", "carry": "current", "source": "operating"}) in stated


PROCUREMENT = """
projects:
  - {code: P1, name: 网络维护, budget: 10.00, fiscal_funds: 10.00}
forms:
  procurement:
    unit: 万元
    rows:
      - {项目名称: 合计, 合计: 6}
      - {项目名称: 本级小计, 合计: 6}
      - {项目名称: 网络维护, 预算资金: 10.00, 采购物品名称: 服务器, 政府采购目录序号: A02010104,
         数量: 2, 单价: 1, 合计: 2}
      - {项目名称: P1, 采购物品名称: 软件, 数量: 1, 单价: 4, 合计: 4}
"""


def test_procurement_lines_stand_in_groups_and_know_their_project(given: Any) -> None:
    submission = given(PROCUREMENT)
    assert not submission.findings
    line = submission.dimensions["line"]
    assert [(m.code, m.parent) for m in line.members.values()] == [("本级", None), ("1", "本级"), ("2", "本级")]
    assert line.members["1"].fields["project"] == line.members["2"].fields["project"] == "P1"
    assert line.members["1"].fields["catalogue_code"] == "A02010104"
    project = at(submission, "procurement", flow="expenditure", kind="project", project="P1")
    assert project.amount.value == 100000
    assert at(submission, "procurement", flow="procurement", line="1", measure="quantity").amount.unit is Unit.NONE


def test_a_line_of_an_unknown_project_and_a_figure_out_of_place_are_errors(given: Any) -> None:
    assert (
        "网络维护"
        in only(given(PROCUREMENT.replace("{项目名称: 网络维护", "{项目名称: 网络维修")), codes.NO_SUCH_PROJECT).remedy
    )
    only(given(PROCUREMENT.replace("{项目名称: 本级小计", "{项目名称: 本级小计, 数量: 3")), codes.NO_AMOUNT_HERE)
    only(given(PROCUREMENT.replace("本级小计", "小计")), codes.UNKNOWN_ROW)
    without = given(PROCUREMENT[PROCUREMENT.index("forms:") :].replace("P1", "某某"))
    assert codes_of(without) == {codes.NO_PROJECTS.code}


RECORDS = """
units:
  - {name: 某区委办本级, nature: 行政}
projects:
  - code: P1
    name: 网络维护
    budget: 10.00
    fiscal_funds: 10.00
    plan: {6月底: 50%, 12月底: 100%}
    goals: [甲, 乙]
    indicators:
      - {level1: 产出指标, level2: 数量指标, level3: 次数, value: ≥3次}
  - {name: 无码项目, budget: 1, goals: "甲\\n乙"}
goals:
  - {duty: 党务, goal: 做好, indicators: [甲, 乙]}
texts:
  duties: [第一段。, 第二段。]
  总体绩效目标: "一段"
prior: {支出.本年合计: 20.5}
"""


def test_records(given: Any) -> None:
    submission = given(RECORDS)
    assert not submission.findings
    first, second = submission.records.projects
    assert (first.key, first.goals, [(s.until, s.percent) for s in first.plan]) == (
        "P1",
        ("甲", "乙"),
        [("6月底", "50%"), ("12月底", "100%")],
    )
    assert first.indicators[0].value == "≥3次"
    assert (second.key, second.code, second.goals) == ("无码项目", "", ("甲", "乙"))
    assert submission.entity.units[0].nature == "行政"
    assert submission.records.goals[0].indicators == ("甲", "乙")
    assert [p.text for p in submission.records.texts["duties"]] == ["第一段。", "第二段。"]
    assert submission.records.texts["overall_goal"][0].text == "一段"
    assert submission.dimensions["project"].members["P1"].name == "网络维护"


def test_amounts_of_projects_and_last_year(given: Any) -> None:
    amounts = {s.at: s for s in given(RECORDS).statements}
    base = {"flow": "expenditure", "kind": "project", "project": "P1"}
    assert amounts[Coordinate.of(base)].amount.value == 100000
    assert amounts[Coordinate.of({**base, "source": "other_funds"})].blank
    prior = amounts[Coordinate.of({"flow": "expenditure", "period": "prior"})]
    assert (prior.amount.value, prior.form) == (205000, "prior")
    yuan = {s.at: s for s in given(RECORDS + "amount_unit: 元").statements}
    assert yuan[Coordinate.of(base)].amount.value == 10


def test_a_project_without_any_amount_states_none(given: Any) -> None:
    assert not given("projects:\n  - {code: P1, name: 网络维护}").statements


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    [
        ("支出.本年合计", "支出.本年总计", codes.NO_SUCH_FIGURE, "支出.本年合计"),
        ("  duties:", "  dutys:", codes.UNKNOWN_KEY, "duties"),
        ("    budget: 10.00", "    budgets: 10.00", codes.UNKNOWN_KEY, "budget"),
        ("6月底: 50%", "6月末: 50%", codes.UNKNOWN_KEY, "6月底"),
        ("budget: 10.00", "budget: 10元", codes.NOT_AN_AMOUNT, ""),
        ("name: 网络维护", "unit: 网络维护", codes.MISSING_VALUE, ""),
        ("level3: 次数, ", "", codes.MISSING_VALUE, ""),
        ("  - {name: 无码项目", "  - {code: P1, name: 无码项目", codes.ROW_TWICE, ""),
        ("goals: [甲, 乙]", "goals: [甲, {乙: 丙}]", codes.WRONG_SHAPE, ""),
        ("goals:\n  - {duty: 党务, goal: 做好, indicators: [甲, 乙]}", "goals: 做好", codes.WRONG_SHAPE, ""),
        ("prior: {支出.本年合计: 20.5}", "prior: [1]", codes.WRONG_SHAPE, ""),
        ("units:", "unit:", codes.UNKNOWN_KEY, "units"),
        ("prior:", "approved: 近日\nprior:", codes.WRONG_SHAPE, ""),
    ],
)
def test_what_is_wrong_with_records_is_told_with_its_line(
    given: Any, old: str, new: str, code: codes.Code, hint: str
) -> None:
    assert old in RECORDS
    found = [f for f in given(RECORDS.replace(old, new, 1)).findings if f.code == code.code]
    assert found
    assert hint in found[0].remedy


def test_an_indicator_of_an_unknown_project_is_an_error(given: Any) -> None:
    body = "indicators:\n  - {项目: P9, level1: 产出指标, level2: 数量指标, level3: 次数, value: 3}\n"
    only(given(RECORDS + body), codes.NO_SUCH_PROJECT)


@pytest.mark.parametrize(
    "body",
    [
        "forms: [1]",
        "forms: {expenditure_summary: 3}",
        "forms: {expenditure_summary: {unit: 万元, rows: 3}}",
        "forms: {expenditure_summary: {unit: [万元], rows: [{合计: [1]}, 5, [1]]}}",
        "forms: {government_fund_expenditure: {empty: 是}}",
        "forms: {没有这张表: {}}",
        "texts: 1",
        "units: [1]",
        "projects: {a: 1}",
        "projects: [{name: 甲, plan: 1, indicators: 2}]",
        "entity: {code: 1, nam: 2}",
        "amount_unit: 千元",
        "prior: {支出.本年合计: [1]}",
    ],
)
def test_wrong_shapes_are_findings_not_crashes(given: Any, body: str) -> None:
    head = HEAD if "entity" not in body else HEAD.replace("level: 部门}", "level: 部门, 名: 1}")
    body = "" if "entity" in body else body
    found = [f for f in given(body, head).findings if f.severity is Severity.ERROR]
    assert found
    assert all(f.locations and f.remedy for f in found)


@pytest.mark.parametrize("line", ["pack: hebei-2024", "year: 2024", "name: 某区委办, ", ", level: 部门"])
def test_without_pack_year_name_or_level_nothing_can_be_read(given: Any, line: str) -> None:
    with pytest.raises(InputError) as error:
        given("", HEAD.replace(line, ""))
    assert error.value.remedy


@pytest.mark.parametrize(
    "head", ["", "[1, 2]", "just text", HEAD.replace("2024", "twenty", 2), HEAD.replace("部门", "科室")]
)
def test_unusable_heads_are_input_errors(given: Any, head: str) -> None:
    with pytest.raises((InputError, PackError)):
        given("", head)


def test_an_unknown_pack_is_named_with_its_place(given: Any) -> None:
    with pytest.raises(PackError) as error:
        given("", HEAD.replace("hebei-2024", "hebei-1999"))
    assert error.value.location.line == 2


def test_another_year_is_a_warning(given: Any) -> None:
    only(given("", HEAD.replace("year: 2024", "year: 2025")), codes.OTHER_YEAR)


def test_approval_dates_are_iso(given: Any) -> None:
    for text in ("2024-02-06", "2024年2月6日", "2024/2/6"):
        assert given(f"approved: {text}").approved == "2024-02-06"


def test_a_folder_is_read_together_and_nothing_twice(tmp_path: Path) -> None:
    (tmp_path / "1.yaml").write_text(HEAD + FORM_03, encoding="utf-8")
    (tmp_path / "2.yaml").write_text(RECORDS, encoding="utf-8")
    (tmp_path / "说明.txt").write_text("…", encoding="utf-8")
    submission, _ = read(tmp_path)
    assert submission.inputs == ("1.yaml", "2.yaml")
    assert len(submission.records.projects) == 2
    assert codes_of(submission) == {codes.NOT_READ.code}
    (tmp_path / "3.yaml").write_text(HEAD.replace("某区委办", "别处") + FORM_03 + RECORDS, encoding="utf-8")
    again, _ = read(tmp_path)
    twice = [finding for finding in again.findings if finding.code == codes.GIVEN_TWICE.code]
    assert len(twice) >= 5
    assert len(again.records.projects) == 2


def test_a_folder_without_inputs_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read(tmp_path)
    with pytest.raises(InputError):
        read(tmp_path / "没有.yaml")


def test_codes_are_unique_and_documented() -> None:
    assert len({code.code for code in codes.ALL}) == len(codes.ALL)
    table = codes.__doc__ or ""
    for code in codes.ALL:
        assert f"{code.code}   {code.severity.name:<9} {code.title}" in table
