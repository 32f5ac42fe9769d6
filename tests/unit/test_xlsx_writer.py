"""The published workbook: every printed cell, readable again as input."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from generator.domain.coordinates import Coordinate
from generator.domain.submission import Disclosure
from generator.packs.loader import load_pack
from generator.readers import read
from generator.reconcile import reconcile
from generator.writers.xlsx import write_xlsx
from samples import NAMES, disclosure, published, submission, with_forms

PACK = load_pack("hebei-2024")


def figures(given: Disclosure) -> dict[Coordinate, Any]:
    return {at: (fact.amount.value, fact.amount.step) for at, fact in given.facts.items()}


def book(given: Disclosure) -> Any:
    return load_workbook(io.BytesIO(write_xlsx(published(given, PACK))))


def without(name: str, *forms: str) -> Disclosure:
    given = submission(name)[0]
    return reconcile(with_forms(given, given.forms.keys() - set(forms)), PACK)


def read_back(given: Disclosure, folder: Path) -> Disclosure:
    path = folder / "公开.xlsx"
    path.write_bytes(write_xlsx(published(given, load_pack(given.submission.pack))))
    return reconcile(*read(path))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_published_can_be_read_again(name: str, tmp_path: Path) -> None:
    again = read_back(disclosure(name), tmp_path)
    assert figures(again) == figures(disclosure(name))
    assert [f.code for f in again.findings] == [f.code for f in disclosure(name).findings]


def test_derived_forms_read_again_as_stated(tmp_path: Path) -> None:
    forms = ("income_expenditure_summary", "fiscal_appropriation_summary", "general_public_budget_expenditure")
    again = read_back(without(NAMES[0], *forms), tmp_path)
    assert {form: again.forms[form].status for form in forms} == dict.fromkeys(forms, "stated")
    assert again.errors == ()


def test_derived_figures_are_marked_in_a_draft_and_plain_in_what_is_final() -> None:
    final = without(NAMES[0], "general_public_budget_expenditure")
    draft = without(NAMES[0], "general_public_budget_expenditure", "assets")
    assert (final.errors, bool(draft.errors)) == ((), True)
    for given, marked in ((final, False), (draft, True)):
        cell = book(given)["一般公共预算支出表"]["E8"]
        assert (cell.value, cell.number_format) == (641.14, "0.00")
        assert cell.font.italic is marked


def test_there_are_no_comments() -> None:
    with zipfile.ZipFile(io.BytesIO(write_xlsx(published(without(NAMES[0], "assets"), PACK)))) as archive:
        assert [name for name in archive.namelist() if "comment" in name.lower() or "drawing" in name.lower()] == []


def test_a_missing_form_has_no_sheet() -> None:
    given = without(NAMES[0], "assets")
    assert given.forms["assets"].status == "missing"
    assert "固定资产占用情况表" not in book(given).sheetnames


def test_unknown_figures_do_not_read_as_nothing(tmp_path: Path) -> None:
    path = tmp_path / "预算.yaml"
    path.write_text(
        "pack: hebei-2024\nyear: 2024\nentity: {code: 1, name: 某局, level: 部门}\nforms:\n  three_public_expenses:\n"
        "    unit: 万元\n    rows:\n      - {项目: “三公”经费小计, 合计: 3.00, 一般公共预算财政拨款: 3.00}\n",
        encoding="utf-8",
    )
    given = reconcile(*read(path))
    values = [cell.value for row in book(given)["三公经费支出表"].iter_rows() for cell in row]
    assert "=NA()" in values
    again = read_back(given, tmp_path)
    three = [at for at in figures(given) if at.get("item") is not None]
    assert {at: figures(again).get(at) for at in three} == {at: figures(given)[at] for at in three}
    assert [at for at in figures(again) if at.get("item") is not None and not figures(again)[at][0]] == [
        at for at in three if not figures(given)[at][0]
    ]


def test_the_same_disclosure_gives_the_same_bytes() -> None:
    assert write_xlsx(published(disclosure(NAMES[1]), PACK)) == write_xlsx(published(disclosure(NAMES[1]), PACK))


def test_sheets_are_set_up_for_printing() -> None:
    sheet = book(disclosure(NAMES[1]))["支出总表"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == "$1:$5"
    assert sheet.freeze_panes == "A6"
    assert "B3:C3" in [str(block) for block in sheet.merged_cells.ranges]
