"""How forms are laid out: panels side by side, empty forms, what is printed in each cell."""

from __future__ import annotations

import dataclasses

import pytest

from generator.domain.submission import Disclosure
from generator.forms.layout import side_by_side
from generator.forms.printed import PrintedForm, printed_form
from generator.forms.rows import RowSpec
from generator.packs.loader import load_pack
from generator.reconcile import reconcile
from samples import NAMES, disclosure, with_forms

PACK = load_pack("hebei-2024")


def printed(form: str, given: Disclosure) -> PrintedForm:
    return printed_form(PACK, PACK.forms[form], given)


def texts(form: PrintedForm) -> list[list[str]]:
    return [[cell.text for cell in row] for row in form.rows]


def test_totals_of_both_panels_stand_level() -> None:
    rows = texts(printed("fiscal_appropriation_summary", disclosure(NAMES[0])))
    assert len(rows) == 37
    assert (rows[31][1], rows[31][3]) == ("本年收入合计", "本年支出合计")
    assert (rows[32][1], rows[32][3]) == ("年初财政拨款结转和结余", "年末财政拨款结转和结余")
    assert (rows[36][1], rows[36][3]) == ("收入总计", "支出总计")


def test_blank_rows_go_where_a_pad_stands_else_before_the_total() -> None:
    def row(label: str, *, total: bool = False, kind: str = "fixed") -> RowSpec:
        return RowSpec(kind, label, total=total)

    left = [row("甲"), row("", kind="pad"), row("乙"), row("合计", total=True)]
    middle = [row("子"), row("合计", total=True), row("尾")]
    right = [row(str(number)) for number in range(4)] + [row("合计", total=True)]
    lines = side_by_side({"left": left, "middle": middle, "right": right})
    assert [[line[name].label for name in ("left", "middle", "right")] for line in lines] == [
        ["甲", "子", "0"],
        ["", "", "1"],
        ["", "", "2"],
        ["乙", "", "3"],
        ["合计", "合计", "合计"],
        ["", "尾", ""],
    ]


def test_an_empty_form_prints_one_blank_row_and_its_note() -> None:
    form = printed("government_fund_expenditure", disclosure(NAMES[0]))
    assert form.empty
    assert texts(form) == [[""] * 6]
    assert form.notes == ("注：无政府基金预算财政拨款预算，空表列示。",)


def test_an_optional_row_is_printed_only_where_it_is_stated() -> None:
    first = [texts(printed("three_public_expenses", disclosure(name)))[0][1] for name in NAMES[:2]]
    assert first == ["“三公”经费小计", "合计"]


def test_an_optional_column_is_printed_only_where_the_input_has_it() -> None:
    keys = [[column.key for column in printed("procurement", disclosure(name)).columns] for name in NAMES[:2]]
    assert ["上年结转结余" in columns for columns in keys] == [True, False]


@pytest.mark.parametrize(
    ("form", "row", "column", "text"),
    [
        ("three_public_expenses", 1, 2, "0"),  # a stated zero as typed
        ("assets", 5, 2, "284.6"),  # decimals as typed
        ("assets", 2, 1, "0"),  # a count
        ("income_summary", 12, 3, "30.00"),
        ("income_summary", 12, 6, ""),  # an empty cell
        ("procurement", 2, 5, "400"),
    ],
)
def test_stated_figures_are_printed_as_typed(form: str, row: int, column: int, text: str) -> None:
    assert texts(printed(form, disclosure(NAMES[0])))[row][column] == text


def test_derived_figures_have_the_decimals_of_the_form_and_no_zero() -> None:
    given = disclosure(NAMES[0]).submission
    fewer = with_forms(given, given.forms.keys() - {"general_public_budget_expenditure"})
    derived = printed("general_public_budget_expenditure", reconcile(fewer, PACK))
    assert texts(derived) == texts(printed("general_public_budget_expenditure", disclosure(NAMES[0])))
    basic = next(index for index, column in enumerate(derived.columns) if column.key == "基本支出")
    assert all(row[basic].derived for row in derived.rows[2:] if row[basic].text)


def test_unknown_cells_are_told_from_empty_ones() -> None:
    whole = disclosure(NAMES[0])
    at = next(cell.at for cell in printed("income_summary", whole).rows[3] if cell.at is not None)
    less = dataclasses.replace(whole, facts={key: fact for key, fact in whole.facts.items() if key != at})
    cells = [cell for cell in printed("income_summary", less).rows[3] if cell.role == "amount"]
    assert [cell.unknown for cell in cells[:2]] == [True, False]


def test_the_unit_and_names_stand_in_the_line_below_the_title() -> None:
    form = printed("income_summary", disclosure(NAMES[0]))
    assert form.title == "部门预算收入总表"
    assert form.meta == ("201中共秦皇岛市海港区委办公室", "预算年度：2024", "单位：万元")
    assert form.numbers[:3] == ("栏次", "1", "2")
