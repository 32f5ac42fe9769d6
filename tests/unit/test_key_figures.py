"""Single figures of this year: what is known of forms that are not at hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from generator.domain.coordinates import Coordinate
from generator.domain.records import Entity
from generator.domain.submission import Submission
from generator.forms.workbook import input_workbook
from generator.packs.loader import load_pack
from generator.readers import codes, read
from generator.reconcile import reconcile

HEAD = "pack: hebei-2024\nyear: 2024\nentity: {code: 1, name: 某局, level: 部门}\n"
BASIC = Coordinate.of({"flow": "expenditure", "kind": "basic"})
PERSONNEL = Coordinate.of({"flow": "expenditure", "source": "general", "kind": "personnel"})
FORM = """
forms:
  expenditure_summary:
    unit: 万元
    rows:
      - {科目名称: 合计, 合计: 706.28, 基本支出: 487.71, 项目支出: 218.57}
"""


def given(folder: Path, text: str) -> Submission:
    path = folder / "预算.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    return read(path)[0]


def test_they_are_facts_of_this_year(tmp_path: Path) -> None:
    submission = given(tmp_path, "amount_unit: 元\nfigures: {支出.基本: 4877100, 基本支出.人员经费: 4407200}")
    assert submission.findings == ()
    assert [(s.at, s.amount.value, s.form, s.label) for s in submission.statements] == [
        (BASIC, Decimal(4877100), "figures", "支出.基本"),
        (PERSONNEL, Decimal(4407200), "figures", "基本支出.人员经费"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("figures: {支出.基本工资: 1}", codes.NO_SUCH_FIGURE),
        ("figures: {支出.基本: 1, 支出. 基本: 1}", codes.GIVEN_TWICE),
        ("figures: [1]", codes.WRONG_SHAPE),
    ],
)
def test_what_is_wrong_with_them_is_told(tmp_path: Path, text: str, code: codes.Code) -> None:
    assert [finding.code for finding in given(tmp_path, text).findings] == [code.code]


def test_they_must_agree_with_the_forms_and_with_each_other(tmp_path: Path) -> None:
    pack = load_pack("hebei-2024")
    submission = given(tmp_path, "figures: {支出.基本: 480.00, 支出.项目: 218.57, 支出.本年合计: 706.28}" + FORM)
    found = reconcile(submission, pack).errors
    assert any(finding.code == "FACT-01" and "关键数字“支出.基本”" in finding.message for finding in found)


def test_a_workbook_holds_them_too(tmp_path: Path) -> None:
    pack = load_pack("hebei-2024")
    submission = given(tmp_path, "figures: {机关运行经费.合计: 46.99, 三公.出国: 0}")
    path = tmp_path / "预算.xlsx"
    path.write_bytes(input_workbook(pack, submission.entity, 2024, submission))
    again = read(path)[0]
    assert [(s.at, s.amount, s.label) for s in again.statements] == [
        (s.at, s.amount, s.label) for s in submission.statements
    ]


def test_a_blank_workbook_has_a_sheet_for_them(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    pack = load_pack("hebei-2024")
    path = tmp_path / "预算.xlsx"
    path.write_bytes(input_workbook(pack, Entity("", "", "部门"), 2024))
    names = [row[0].value for row in load_workbook(path)["关键数字"].iter_rows(min_row=4)]
    assert names == list(pack.figures)


def test_a_total_alone_makes_no_form_and_the_draft_prints_no_more(tmp_path: Path) -> None:
    """人员经费 and 公用经费 determine the total of 基本支出表, but not one of its rows."""
    submission = given(tmp_path, "figures: {基本支出.人员经费: 440.72, 基本支出.公用经费: 46.99}")
    state = reconcile(submission, load_pack("hebei-2024")).forms["general_public_budget_basic_expenditure"]
    assert state.status == "partial"
    assert state.members == {"economic": ()}
