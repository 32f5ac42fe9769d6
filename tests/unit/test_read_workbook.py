"""Reading workbooks as budget platforms and people really make them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from generator.domain.coordinates import Coordinate
from generator.domain.findings import Finding
from generator.domain.location import NOWHERE
from generator.domain.submission import Submission
from generator.readers import codes, read
from samples import NAMES, submission

Rows = Sequence[Any]
META = [("模板包", "hebei-2024"), ("预算年度", 2024), ("编码", 201), ("名称", "某区委办"), ("级别", "部门")]
HEAD: Rows = [
    ["序号", "功能分类科目", None, "合计", "基本支出", "项目支出", "经营支出", "上解上级支出", "对附属单位补助支出"],
    [None, "科目编码", "科目名称"],
]
TOTAL: list[Any] = [1, None, "合计", 12.5, 2.5, 10]
BODY: list[list[Any]] = [
    [2, "201", "一般公共服务支出", 12.5, 2.5, 10],
    [3, "20131", "党委办公厅（室）及相关机构事务", 12.5, 2.5, 10],
    [4, "2013101", "行政运行", 2.5, 2.5],
    [5, "2013102", "一般行政管理事务", 10, None, 10],
]
SHEET = "支出总表"
TITLE = "部门预算支出总表"
UNIT = [None, "编制单位：某区委办", None, None, None, None, None, None, "单位：万元"]
STANDARD: Rows = [[TITLE], UNIT, *HEAD, TOTAL, *BODY]


class Book:
    """A workbook under construction."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = Workbook()
        self.book.remove(self.book.worksheets[0])
        self.add("基本信息", [("项目", "内容"), *META])

    def add(self, name: str, rows: Rows) -> Worksheet:
        sheet: Worksheet = self.book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(number, column).value = value
        return sheet

    def read(self) -> Submission:
        self.book.save(self.path)
        return read(self.path)[0]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path / "预算.xlsx")


@pytest.fixture
def figures(tmp_path: Path) -> Callable[[Rows], tuple[Submission, dict[str, str]]]:
    """Read one sheet of form 03; its figures by code and column."""

    def run(rows: Rows, name: str = SHEET) -> tuple[Submission, dict[str, str]]:
        book = Book(tmp_path / "预算.xlsx")
        book.add(name, rows)
        given = book.read()
        return given, amounts(given)

    return run


def amounts(given: Submission, form: str = "expenditure_summary") -> dict[str, str]:
    stated = given.forms[form].statements if form in given.forms else ()
    return {
        f"{s.at.get('function') or ''}{s.at.get('kind') or ''}": f"{s.amount.value.normalize():f}"
        for s in stated
        if not s.blank
    }


def only(given: Submission, code: codes.Code) -> Finding:
    found = [finding for finding in given.findings if finding.code == code.code]
    assert len(found) == 1, given.findings
    return found[0]


EXPECTED = {
    "": "125000",
    "basic": "25000",
    "project": "100000",
    "201": "125000",
    "201basic": "25000",
    "201project": "100000",
    "20131": "125000",
    "20131basic": "25000",
    "20131project": "100000",
    "2013101": "25000",
    "2013101basic": "25000",
    "2013102": "100000",
    "2013102project": "100000",
}


def test_a_plain_sheet(figures: Any) -> None:
    given, found = figures(STANDARD)
    assert not given.findings
    assert found == EXPECTED
    place = next(s.location for s in given.forms["expenditure_summary"].statements if s.label == "行政运行·基本支出")
    assert (place.file, place.sheet, place.cell) == ("预算.xlsx", SHEET, "E8")
    assert given.entity.code == "201"


@pytest.mark.parametrize("name", NAMES)
def test_workbook_and_yaml_of_the_samples_say_the_same(name: str) -> None:
    (yaml, _), (xlsx, _) = submission(name), submission(name, "xlsx")
    assert placeless(xlsx) == placeless(yaml)


def placeless(given: Submission) -> str:
    """Everything a submission says, without where it stands."""
    given = dataclasses.replace(given, sources=(), location=NOWHERE)
    text = repr(given)
    return re.sub(r"Location\((?:[^()\"']|'[^']*'|\"[^\"]*\")*\)", "", text)


def test_merged_headers_titles_and_totals(book: Book) -> None:
    rows: list[Any] = [*STANDARD[:4], [1, "合计", None, 12.5, 2.5, 10], *BODY, ["注：本表含上年结转。"], ["2.另有说明"]]
    sheet = book.add("Sheet1", rows)
    for block in ("A1:I1", "A3:A4", "B3:C3", "D3:D4", "E3:E4", "F3:F4", "B5:C5", "A10:I10", "A11:I11"):
        sheet.merge_cells(block)
    given = book.read()
    assert not given.findings
    assert amounts(given) == EXPECTED


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_total_may_begin_in_any_of_the_first_columns_and_stand_last(figures: Any, at: int) -> None:
    total: list[Any] = [None, None, None, 12.5, 2.5, 10]
    total[at] = "合 计"
    given, found = figures([*STANDARD[:4], *BODY, total])
    assert not given.findings
    assert found == EXPECTED


def test_header_texts_may_be_broken_wide_and_in_any_order(figures: Any) -> None:
    head: list[Any] = [
        ["项目\n支出", "基 本 支 出", "合　计（万元）", "科目\r\n名称", "科目编码", "经营支出", "上解上级支出"]
    ]
    head[0].append("对附属单位补助支出")
    body: list[Any] = [[row[5] if len(row) > 5 else None, row[4], row[3], row[2], row[1]] for row in (TOTAL, *BODY)]
    given, found = figures([[TITLE], UNIT, *head, *body])
    assert not given.findings
    assert found == EXPECTED


def test_a_numbering_row_blank_rows_fillers_and_repeated_headers_are_passed_over(figures: Any) -> None:
    numbering = ["栏次", None, None, 1, "2", "3", 4, 5, 6]
    rows: list[Any] = [*STANDARD[:4], numbering, [], TOTAL, *BODY[:2], [], *HEAD, *BODY[2:], ["…", "…", "……"]]
    given, found = figures(rows)
    assert not given.findings
    assert found == EXPECTED
    book_like = [1, 2, 3, "4=5+6", 5, 6, 7, 8, 9]
    given, found = figures([*STANDARD[:4], book_like, TOTAL, *BODY])
    assert not given.findings
    assert found == EXPECTED


def test_codes_split_into_columns(book: Book) -> None:
    head: list[Any] = [
        ["序号", "科目编码", None, None, "科目名称", "合计", "基本支出", "项目支出", "经营支出", "上解上级支出"],
        [None, "类", "款", "项"],
    ]
    head[0].append("对附属单位补助支出")
    body: list[Any] = [
        [1, "合计", None, None, None, 12.5, 2.5, 10],
        [2, 201, None, None, "一般公共服务支出", 12.5, 2.5, 10],
        [3, 201, "31", None, "党委办公厅（室）及相关机构事务", 12.5, 2.5, 10],
        [4, 201, "31", "01", "行政运行", 2.5, 2.5],
        [5, 201, 31, 2, "一般行政管理事务", 10, None, 10],
    ]
    sheet = book.add(SHEET, [[TITLE], UNIT, *head, *body])
    for block in ("B3:D3", "A3:A4", "E3:E4", "F3:F4", "B5:E5"):
        sheet.merge_cells(block)
    given = book.read()
    assert not given.findings
    assert amounts(given) == EXPECTED


def test_code_and_name_in_one_column(figures: Any) -> None:
    head: list[Any] = [
        ["功能分类科目", "合计", "基本支出", "项目支出", "经营支出", "上解上级支出", "对附属单位补助支出"]
    ]
    body: list[Any] = [[f"{row[1] or ''}{row[2]}", *row[3:]] for row in (TOTAL, *BODY)]
    given, found = figures([[TITLE], UNIT, *head, *body])
    assert not given.findings
    assert found == EXPECTED


def test_text_numbers_and_signs_for_nothing(figures: Any) -> None:
    body: list[Any] = [
        [1, None, "合计", "1,2.50".replace(",", ""), "２．５", "10.00"],
        [2, 201, " 一般公共服务支出", "12.50", "2.5 ", "1 0"],
        [3, 20131.0, "党委办公厅（室）及相关机构事务", "12.5", 2.5000000000000004, "10", "-", "—", "/"],
        [4, "2013101", "　　行政运行", "2.5", "2.5", "—"],
        [5, "２０１３１０２", "一般行政管理事务", 10.0, "…", 10],
    ]
    given, found = figures([*STANDARD[:4], *body])
    assert not given.findings
    assert found == EXPECTED


def test_a_percentage_a_date_and_words_are_no_amounts(book: Book) -> None:
    sheet = book.add(SHEET, STANDARD)
    sheet["D5"] = 0.5
    sheet["D5"].number_format = "0%"
    sheet["E5"] = date(2024, 1, 1)
    sheet["F5"] = "十万"
    sheet["D6"] = True
    found = [f for f in book.read().findings if f.code == codes.NOT_AN_AMOUNT.code]
    assert [f.locations[0].cell for f in found] == ["D5", "E5", "F5", "D6"]


def test_shown_decimals_are_typed_decimals(book: Book) -> None:
    sheet = book.add(SHEET, STANDARD)
    sheet["D5"].number_format = "#,##0.00_ "
    given = book.read()
    places = {s.location.cell: s.amount.places for s in given.forms["expenditure_summary"].statements}
    assert (places["D5"], places["D6"]) == (2, 1)


@pytest.mark.parametrize(
    "line",
    [
        "单位：万元",
        "单位:万元",
        "金额单位：万元",
        "（单位：万元）",
        "单位：人民币万元",
        "万元",
        "编制单位：某局　单位：万元",
    ],
)
def test_the_unit_line(figures: Any, line: str) -> None:
    given, found = figures([[TITLE], [None, line], *STANDARD[2:]])
    assert not given.findings
    assert found == EXPECTED


def test_yuan(figures: Any) -> None:
    assert figures([[TITLE], ["单位：元"], *STANDARD[2:]])[1][""] == "12.5"


@pytest.mark.parametrize("line", ["编制单位：元氏县某局", "单位：千元", "单位：", ""])
def test_without_a_unit_the_form_is_not_used(figures: Any, line: str) -> None:
    given, found = figures([[TITLE], [None, line], *STANDARD[2:]])
    assert not found
    assert codes.NO_UNIT.code in {f.code for f in given.findings}


def test_two_units_are_no_unit(figures: Any) -> None:
    given, _ = figures([[TITLE], ["单位：元", "单位：万元"], *STANDARD[2:]])
    only(given, codes.NO_UNIT)


def test_a_unit_in_the_number_formats(book: Book) -> None:
    sheet = book.add(SHEET, [[TITLE], [], *STANDARD[2:]])
    for row in sheet.iter_rows(min_row=5, min_col=4):
        for cell in row:
            cell.number_format = '0.00"万元"'
    assert amounts(book.read()) == EXPECTED


def test_a_unit_in_a_header(book: Book) -> None:
    rows: list[Any] = [
        ["部门固定资产占用情况表"],
        ["项目", "数量", "价值（金额单位：元）"],
        ["资产总额", None, 5],
        ["2.车辆(台、辆)", 3, 5],
    ]
    book.add("资产", rows)
    given = book.read()
    stated = {s.at: s.amount for s in given.forms["assets"].statements}
    assert stated[Coordinate.of({"flow": "assets", "asset": "all"})].value == 5
    assert stated[Coordinate.of({"flow": "assets", "asset": "vehicles", "measure": "quantity"})].value == 3


def test_two_halves_side_by_side(book: Book) -> None:
    rows: list[Any] = [
        ["收支总表"],
        ["单位：万元"],
        ["收入", None, "支出", None],
        ["项 目", "预算数", "项 目", "预算数"],
        ["一、一般公共预算拨款收入", 7, "一、一般公共服务支出", 5],
        [None, None, "二、外交支出", 2],
        ["本年收入合计", 7, "本年支出合计", 7],
        ["收入总计", 7],
        [None, None, "支出总计", 7],
    ]
    sheet = book.add("Sheet1", rows)
    sheet.merge_cells("A3:B3")
    sheet.merge_cells("C3:D3")
    given = book.read()
    assert not given.findings
    stated = {s.label: s.amount.value for s in given.forms["income_expenditure_summary"].statements if not s.blank}
    assert stated["外交支出·支出.预算数"] == 20000
    assert stated["收入总计·收入.预算数"] == stated["支出总计·支出.预算数"] == 70000


def test_the_title_beats_the_name_of_the_sheet(book: Book) -> None:
    book.add("收入总表", STANDARD)
    assert list(book.read().forms) == ["expenditure_summary"]


@pytest.mark.parametrize(
    "name", ["支出总表", "03 支出总表 ", "三、支出总表", "表3支出总表", "2024年部门预算支出总表", "支出总表2024"]
)
def test_without_a_title_the_name_counts(figures: Any, name: str) -> None:
    _, found = figures([["某区委办"], *STANDARD[1:]], name)
    assert found == EXPECTED


@pytest.mark.parametrize(
    "title", ["2024年部门预算支出总表", "部门预算 支出总表", "某区委办2024年部门预算支出总表", "表三：部门预算支出总表"]
)
def test_titles_with_year_number_and_entity(figures: Any, title: str) -> None:
    _, found = figures([[title], *STANDARD[1:]], "Sheet9")
    assert found == EXPECTED


def test_the_same_form_on_two_sheets_is_an_error(book: Book) -> None:
    book.add(SHEET, STANDARD)
    book.add("支出总表 (2)", STANDARD)
    found = only(book.read(), codes.GIVEN_TWICE)
    assert {place.sheet for place in found.locations} == {SHEET, "支出总表 (2)"}


def test_other_sheets_are_told_and_left(book: Book) -> None:
    book.add("目录", [["部门预算收支总表"], ["部门预算收入总表"]])
    book.add("填写说明", [[TITLE]])
    book.add("空白", [])
    assert only(book.read(), codes.NOT_READ).locations[0].sheet == "目录"


def test_missing_and_extra_columns(figures: Any) -> None:
    rows: list[Any] = [
        [TITLE],
        UNIT,
        ["序号", "科目编码", "科目名称", "合计", "基本支出", "备用"],
        [1, None, "合计", 12.5, 2.5, 3],
    ]
    given, found = figures(rows)
    missing = [f.message for f in given.findings if f.code == codes.MISSING_COLUMN.code]
    assert len(missing) == 4
    assert any("项目支出" in message for message in missing)
    assert "备用" in only(given, codes.EXTRA_COLUMN).message
    assert found == {"": "125000", "basic": "25000"}


def test_without_a_header_nothing_is_read(figures: Any) -> None:
    given, found = figures([[TITLE], UNIT, ["甲", "乙", "丙"], [1, 2, 3]])
    only(given, codes.MISSING_COLUMN)
    assert not found


def test_a_row_that_matches_nothing_is_an_error_at_its_cell(figures: Any) -> None:
    given, _ = figures([*STANDARD, [6, None, "另外", 3]])
    assert only(given, codes.BAD_CODE).locations[0].cell == "B10"
    given, _ = figures([*STANDARD, [6, None, None, 3]])
    assert "D10" in {f.locations[0].cell for f in given.findings if f.code == codes.UNKNOWN_ROW.code}


def test_formulas_without_saved_results_are_unknown(book: Book) -> None:
    sheet = book.add(SHEET, STANDARD)
    sheet["D5"] = "=SUM(D6)"
    given = book.read()
    assert only(given, codes.UNSAVED_FORMULA).locations[0].cell == "D5"
    assert given.forms["expenditure_summary"].unknowns[0].at == Coordinate.of({"flow": "expenditure"})


def test_rich_text_is_text(book: Book) -> None:
    sheet = book.add(SHEET, STANDARD)
    sheet["C7"] = CellRichText("党委办公厅", TextBlock(InlineFont(b=True), "（室）及相关机构事务"))
    assert not book.read().findings


def test_hidden_parts_are_read_and_told(book: Book) -> None:
    sheet = book.add(SHEET, STANDARD)
    sheet.sheet_state = "hidden"
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["F"].hidden = True
    given = book.read()
    message = only(given, codes.HIDDEN).message
    assert "整张工作表" in message
    assert "第 7 行" in message
    assert "F 列" in message
    assert amounts(given) == EXPECTED


def test_a_sheet_that_claims_a_million_rows(book: Book) -> None:
    sheet = book.add(SHEET, STANDARD)
    sheet.cell(1_048_576, 40).number_format = "0.00"
    sheet.row_dimensions[900_000].height = 30
    sheet.merged_cells.add("A20:XFD1048576")
    assert amounts(book.read()) == EXPECTED


def test_an_empty_form(book: Book) -> None:
    head: list[Any] = [["序号", "科目编码", "科目名称", "合计", "基本支出", "项目支出"]]
    book.add("政府性基金预算支出表", [["部门预算政府性基金预算财政拨款支出表"], *head])
    noted: list[Any] = [*head, [1, None, "合计"], ["注：无国有资本经营预算财政拨款预算，空表列示。"]]
    book.add("国有资本经营预算支出表", noted)
    given = book.read()
    assert not given.findings
    assert given.forms["government_fund_expenditure"].empty
    assert given.forms["state_capital_expenditure"].empty


def test_a_blank_form_is_not_given(book: Book) -> None:
    head: list[Any] = [["单位：万元"], ["序号", "科目编码", "科目名称", "合计", "基本支出", "项目支出"]]
    sheet = book.add("政府性基金预算支出表", [*head, [1, None, "合计"], [2], [3]])
    sheet["D3"] = '=IF(COUNT(D4:D5)=0,"",SUM(D4:D5))'
    given = book.read()
    only(given, codes.NOT_FILLED_IN)
    assert not given.forms


def procurement(book: Book) -> Worksheet:
    top: list[Any] = [
        "项目名称",
        "预算资金",
        "采购物品名称",
        "政府采购目录序号",
        "计量单位",
        "数量",
        "单价",
        "合计",
        "一般公共预算拨款",
    ]
    top += ["基金预算拨款", "国有资本经营预算拨款", "财政专户核拨", "单位资金", "2024年预留中小微企业份额"]
    rows: list[Any] = [
        ["部门政府采购预算"],
        ["单位：万元"],
        top,
        ["合 计", *[None] * 6, 6, 6],
        ["某区委办本级小计", *[None] * 6, 6, 6],
        ["网络维护", 10, "服务器", "A02010104", "台", 2, 1, 2, 2],
        [None, None, "软件", "A02010804", "套", 1, 4, 4, 4],
    ]
    book.add("项目", [["项目编码", "项目名称", "预算数", "其中：财政资金"], ["P1", "网络维护", "10.00", "10.00"]])
    return book.add("采购", rows)


def test_project_names_merged_over_several_lines(book: Book) -> None:
    sheet = procurement(book)
    for block in ("A6:A7", "B6:B7", "A5:G5"):
        sheet.merge_cells(block)
    given = book.read()
    assert not given.findings
    lines = given.dimensions["line"].members
    assert (lines["2"].name, lines["2"].parent, lines["2"].fields["project"]) == ("网络维护", "某区委办本级", "P1")
    at = Coordinate.of({"flow": "expenditure", "kind": "project", "project": "P1"})
    assert [s.blank for s in given.forms["procurement"].statements if s.at == at] == [False]
    optional = Coordinate.of({"flow": "procurement", "carry": "carryover"})
    assert optional not in {s.at for s in given.forms["procurement"].statements}


def test_record_sheets_texts_and_last_year(book: Book) -> None:
    book.add("机构设置", [["机构设置"], ["单位名称", "单位性质"], ["某区委办本级", "行政"]])
    projects: list[Any] = [
        ["项目编码", "项目名称", "预算数", "6月底", "12月底", "绩效目标"],
        ["P1", "网络维护", 9.58, 0.5, "100%", "甲\n乙"],
    ]
    sheet = book.add("项目", [["单位：万元"], *projects])
    sheet["D3"].number_format = "0%"
    indicators: list[Any] = [
        ["项目编码", "一级指标", "二级指标", "三级指标", "指标值"],
        ["P1", "产出指标", "数量指标", "次数", "≥3次"],
        [None, None, "质量指标", "合格\n率", 0.95],
    ]
    merged = book.add("绩效指标", indicators)
    merged.merge_cells("A2:A3")
    merged.merge_cells("B2:B3")
    merged["E3"].number_format = "0%"
    book.add(
        "文字", [["栏目", "内容"], ["职责", "第一段。"], ["职责", "第二段。"], ["总体绩效目标", "一段"], ["其他说明"]]
    )
    book.add("上年数", [["名称", "金额"], ["支出.本年合计", 20.5], ["三公.合计", None]])
    given = book.read()
    assert not given.findings
    project = given.records.projects[0]
    assert [(step.until, step.percent) for step in project.plan] == [("6月底", "50%"), ("12月底", "100%")]
    assert project.goals == ("甲", "乙")
    assert [(i.level1, i.level3, i.value) for i in project.indicators] == [
        ("产出指标", "次数", "≥3次"),
        ("产出指标", "合格率", "95%"),
    ]
    assert [p.text for p in given.records.texts["duties"]] == ["第一段。", "第二段。"]
    assert list(given.records.texts) == ["duties", "overall_goal"]
    assert len(given.statements) == 2
    assert given.entity.units[0].name == "某区委办本级"


def test_record_sheets_say_what_is_missing(book: Book) -> None:
    book.add("项目", [["项目编码", "预算数", "备忘"], ["P1", 3, "x"]])
    book.add(
        "绩效指标", [["项目编码", "一级指标", "二级指标", "三级指标", "指标值"], ["P9", "产出指标", None, "次数", 3]]
    )
    book.add("文字", [["栏目", "内容"], ["职则", "第一段。"]])
    book.add("上年数", [["甲", "乙"]])
    found = {finding.code for finding in book.read().findings}
    assert found == {
        code.code
        for code in (
            codes.MISSING_COLUMN,
            codes.MISSING_VALUE,
            codes.EXTRA_COLUMN,
            codes.NO_SUCH_PROJECT,
            codes.UNKNOWN_KEY,
        )
    }


def test_meta_from_dates_and_numbers(book: Book) -> None:
    sheet = book.book["基本信息"]
    sheet.append(["批复日期：", date(2024, 2, 6)])
    sheet.append(["金额单位", "元"])
    book.add("项目", [["项目名称", "预算数"], ["甲", 95800]])
    given = book.read()
    assert given.approved == "2024-02-06"
    assert given.statements[0].amount.value == 95800


def test_a_folder_of_workbook_and_yaml(book: Book) -> None:
    book.add(SHEET, STANDARD)
    book.book.save(book.path)
    (book.path.parent / "文字.yaml").write_text("texts: {duties: 一段}", encoding="utf-8")
    (book.path.parent / "~$预算.xlsx").write_bytes(b"lock")
    given, _ = read(book.path.parent)
    assert not given.findings
    assert given.inputs == ("文字.yaml", "预算.xlsx")
    assert given.records.texts["duties"]
