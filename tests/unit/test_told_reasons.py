"""A reason that stands in a section's own words counts as given."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from own_words import MUYE, judged

TOTALS = "收入总计593.39万元，支出总计593.39万元。"
CHANGED = {"收入.总计", "支出.总计", "一般公共预算.支出", "三公.运维", "机关运行经费.合计"}
"""The figures of this sample that differ from last year's."""


def unexplained(**texts: Sequence[str]) -> set[str]:
    sections = {name.replace("_", "-"): text for name, text in texts.items()}
    words = judged(MUYE, sections, without=("change_",)).told("CHG-01")
    return {figure for figure in CHANGED if any(f"：{figure}本年" in each for each in words)}


def test_without_any_reason_all_are_told() -> None:
    assert unexplained() == CHANGED


@pytest.mark.parametrize(
    "text",
    [
        "收入总计593.39万元，比上年减少4.37万元，主要原因是有人员调出；支出总计593.39万元，减少4.37万元，原因同为人员调出，由于编制核减。",
        "收入总计与支出总计均为593.39万元，比上年减少4.37万元，系人员调出。",
        "由于机构调整，收入总计、支出总计比上年减少4.37万元。",
        "收入总计593.39万元，支出总计593.39万元，比上年减少4.37万元。主要是人员调出，相应减少经费。",
        "收入总计593.39万元，较上年下降0.73%，因人员调出，支出总计593.39万元，较上年下降0.73%，因人员调出。",
    ],
)
def test_a_reason_beside_its_figures_counts(text: str) -> None:
    assert unexplained(totals=[text]) == CHANGED - {"收入.总计", "支出.总计"}


@pytest.mark.parametrize(
    "text",
    [
        TOTALS,
        f"{TOTALS}收支比上年都有减少。",
        f"{TOTALS}减少因公出国和系统建设，因此从紧。",
        "收入总计593.39万元，支出总计593.39万元，其中人员支出比上年减少。",
    ],
)
def test_words_that_give_no_reason_do_not(text: str) -> None:
    assert unexplained(totals=[text]) == CHANGED


def test_a_reason_for_one_figure_is_none_for_another() -> None:
    text = ["收入总计593.39万元，比上年减少4.37万元，主要原因是人员调出。", "支出总计593.39万元，比上年减少4.37万元。"]
    assert unexplained(totals=text) == CHANGED - {"收入.总计"}


def test_where_one_figure_owes_a_reason_any_in_the_section_is_its() -> None:
    text = ["车辆方面支出1.10万元，比2023年减少1.50万元。", "减少的主要原因是上交车辆一台。"]
    assert unexplained(three_public=text) == CHANGED - {"三公.运维"}


def test_all_sections_together_leave_nothing_open() -> None:
    assert (
        unexplained(
            totals=["收入总计、支出总计较上年各减少4.37万元，原因是人员调出。"],
            fiscal=["一般公共预算收支预算593.39万元，比上年减少4.37万元，鉴于人员减少。"],
            three_public=["公务用车运行维护费1.10万元，较上年压减1.50万元，由于上交车辆。"],
            other_matters=["机构运行经费38.05万元，同比减少5.29万元，系厉行节约。"],
        )
        == set()
    )
