"""Input workbooks: complete, safe, deterministic, and the same content as what they were drawn from."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from generator.domain.records import Entity, Paragraph, Records
from generator.domain.submission import Submission
from generator.forms.workbook import input_workbook
from generator.packs.loader import load_pack
from generator.packs.pack import Pack
from generator.readers import read
from generator.readers.codes import NOT_FILLED_IN
from samples import NAMES, SAMPLES, submission

PACK = load_pack("hebei-2024")
BLANK = input_workbook(PACK, Entity("", "", "部门"), 2024)


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def stored(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def said(given: Submission) -> dict[str, Any]:
    """Everything a submission says, without places."""
    records = given.records
    return {
        "forms": {
            key: (
                sorted((s.at, s.amount, s.blank) for s in form.statements),
                sorted(cell.at for cell in form.unknowns),
                sorted((c.base, c.dimension, sorted(c.listed)) for c in form.closures),
                form.empty,
            )
            for key, form in given.forms.items()
        },
        "amounts": sorted((s.at, s.amount) for s in given.statements if not s.blank),
        "entity": (given.entity.code, given.entity.name, given.entity.level, given.year, given.approved),
        "units": [(u.name, u.nature, u.rank, u.funding) for u in given.entity.units],
        "projects": [
            (p.key, p.code, p.name, p.unit, p.purpose, p.goals, [(step.until, step.percent) for step in p.plan])
            for p in records.projects
        ],
        "indicators": [
            (p.key, i.level1, i.level2, i.level3, i.description, i.value, i.basis)
            for p in records.projects
            for i in p.indicators
        ],
        "goals": [(goal.duty, goal.goal, goal.indicators, dict(goal.fields)) for goal in records.goals],
        "texts": {key: [each.text for each in paragraphs] for key, paragraphs in records.texts.items()},
    }


def redrawn(given: Submission, pack: Pack, folder: Path) -> Submission:
    data = input_workbook(pack, given.entity, given.year, given)
    return read(stored(folder / "预算.xlsx", data))[0]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_filled_workbook_says_what_the_yaml_says(name: str, tmp_path: Path) -> None:
    given, pack = submission(name)
    again = redrawn(given, pack, tmp_path)
    assert said(again) == said(given)
    # A form that is not given is a blank sheet, and told to be one.
    found = [finding.code for finding in again.findings if finding.code != NOT_FILLED_IN.code]
    assert found == [finding.code for finding in given.findings]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_sample_workbooks_say_what_the_yaml_samples_say(name: str) -> None:
    assert said(submission(name, "xlsx")[0]) == said(submission(name)[0])


def test_the_same_content_gives_the_same_bytes() -> None:
    given, pack = submission(NAMES[0])
    assert input_workbook(PACK, Entity("", "", "部门"), 2024) == BLANK
    assert input_workbook(pack, given.entity, 2024, given) == input_workbook(pack, given.entity, 2024, given)


def test_figures_keep_the_decimals_they_were_typed_with() -> None:
    given, pack = submission(NAMES[0])
    sheet = opened(input_workbook(pack, given.entity, 2024, given))["固定资产占用情况表"]
    formats = {row[0].value: row[2].number_format for row in sheet.iter_rows(min_row=4)}
    assert formats["4、其他固定资产"] == "0.0"
    assert formats["1、房屋（平方米）"] == "0.00"
    houses = next(row for row in sheet.iter_rows(min_row=4) if row[0].value == "1、房屋（平方米）")
    assert (houses[1].value, houses[1].number_format) == (0, "0")


def test_a_form_in_yuan_stays_in_yuan(tmp_path: Path) -> None:
    path = tmp_path / "预算.yaml"
    path.write_text(
        "pack: hebei-2024\nyear: 2024\nentity: {code: 1, name: 某局, level: 部门}\n"
        "forms:\n  expenditure_summary:\n    unit: 元\n    rows:\n"
        "      - {科目名称: 合计, 合计: 1234567.8, 基本支出: 1234567.8}\n"
        "      - {科目编码: 201, 科目名称: 一般公共服务支出, 合计: 1234567.8, 基本支出: 1234567.8}\n",
        encoding="utf-8",
    )
    given, pack = read(path)
    data = input_workbook(pack, given.entity, given.year, given)
    assert "单位：元" in [cell.value for cell in opened(data)["支出总表"][2]]
    again = read(stored(tmp_path / "预算.xlsx", data))[0]
    assert said(again)["forms"] == said(given)["forms"]


def test_a_cell_that_is_not_stated_stays_not_stated(tmp_path: Path) -> None:
    book = opened(input_workbook(PACK, Entity("1", "某局", "部门"), 2024))
    sheet: Any = book["三公经费支出表"]
    for row in range(6, 15):
        for column in "CDEF":
            sheet[f"{column}{row}"] = None
    sheet["C7"], sheet["D7"] = 3, "=1+2"
    book.save(tmp_path / "原.xlsx")
    given, pack = read(tmp_path / "原.xlsx")
    assert given.forms["three_public_expenses"].unknowns
    assert said(redrawn(given, pack, tmp_path))["forms"] == said(given)["forms"]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-甲", "@SUM(A1)", '=HYPERLINK("http://a","b")'])
def test_text_never_becomes_a_formula(text: str, tmp_path: Path) -> None:
    records = Records(texts={"duties": (Paragraph(text),)})
    given = Submission(PACK.id, 2024, Entity("1", "某局", "部门"), {}, records=records)
    data = input_workbook(PACK, given.entity, 2024, given)
    cell: Any = opened(data)["文字"]["B4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert read(stored(tmp_path / "预算.xlsx", data))[0].records.texts["duties"][0].text == text


def test_a_blank_workbook_has_a_sheet_for_everything() -> None:
    book = opened(BLANK)
    assert book.sheetnames[:3] == ["填写说明", "基本信息", "机构设置"]
    assert {form.sheet for form in PACK.forms.values()} <= set(book.sheetnames)
    assert book["科目"].sheet_state == "hidden"
    assert all(book[name].protection.sheet and not book[name].protection.password for name in ("收支总表", "项目"))


def test_a_blank_workbook_opens_only_what_may_be_filled_in() -> None:
    book: Any = opened(BLANK)
    sheet = book["收支总表"]
    assert not sheet["C6"].protection.locked
    assert sheet["B6"].protection.locked
    assert sheet["C11"].protection.locked  # a line of the other panel only
    sheet = book["支出总表"]
    assert not any(sheet[f"{column}7"].protection.locked for column in "BCDEF")
    assert sheet["A7"].protection.locked


def test_a_blank_workbook_offers_codes_and_checks_amounts() -> None:
    checks = opened(BLANK)["支出总表"].data_validations.dataValidation
    codes = next(check for check in checks if check.type == "list")
    assert codes.formula1.startswith("'科目'!$A$2:")
    assert "B7" in codes.sqref
    assert {check.operator for check in checks if check.type == "decimal"} == {"greaterThanOrEqual"}


def test_totals_are_formulas_only_where_the_form_has_all_their_parts() -> None:
    book: Any = opened(BLANK)
    assert book["三公经费支出表"]["D7"].value == '=IF(COUNT(D8,D11,D14)=0,"",ROUND(SUM(D8,D11,D14),2))'
    assert book["支出总表"]["D7"].value == '=IF(COUNT(E7:I7)=0,"",ROUND(SUM(E7:I7),2))'
    assert book["一般公共预算支出表"]["D7"].value is None  # 经营支出 and others have no column there
    assert book["三公经费支出表"]["D6"].value is None  # 会议费 and 培训费 have no row there
    assert book["固定资产占用情况表"]["B4"].value is None  # quantities of unlike things do not add up


def test_an_untouched_blank_workbook_states_nothing(tmp_path: Path) -> None:
    data = input_workbook(PACK, Entity("1", "某局", "部门"), 2024)
    given = read(stored(tmp_path / "预算.xlsx", data))[0]
    assert given.forms == {}
    assert {finding.code for finding in given.findings} == {"READ-17"}


def test_a_form_without_data_is_chosen_from_its_list(tmp_path: Path) -> None:
    book: Any = opened(input_workbook(PACK, Entity("1", "某局", "部门"), 2024))
    form = PACK.forms["government_fund_expenditure"]
    sheet = book[form.sheet]
    choices = next(check for check in sheet.data_validations.dataValidation if form.empty_note in check.formula1)
    sheet[str(choices.sqref).split(":")[0]] = form.empty_note
    book.save(tmp_path / "预算.xlsx")
    assert read(tmp_path / "预算.xlsx")[0].forms["government_fund_expenditure"].empty
