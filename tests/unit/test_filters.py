"""Filters and functions of templates: amounts as text, the five states of a change, numbering, merged cells."""

from __future__ import annotations

from decimal import Decimal

import pytest

from disclosures import amount, pack, rendered, sample, with_facts
from generator.compose.errors import IncompleteError, MisuseError
from generator.compose.figures import Figure, Ledger
from generator.compose.filters import clause, merged, numbered, numeral, ten_thousands, yuan
from generator.compose.gaps import Gaps
from generator.compose.views import Record
from generator.domain.amounts import NOTHING, Amount, Unit

LEDGER = Ledger({}, pack(), Gaps("〔待补〕", draft=False))


def figure(value: Amount | None) -> Figure:
    return Figure("某数", value, LEDGER)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (amount("68.94"), "68.94万元"),
        (amount("30.00"), "30.00万元"),
        (amount("284.6"), "284.6万元"),
        (amount("0"), "0万元"),
        (amount("0.00"), "0.00万元"),
        (amount("12.345"), "12.35万元"),
        (amount("689400", Unit.YUAN), "68.94万元"),
        (Amount(Decimal("689444.4")), "68.94万元"),
        (NOTHING, "0.00万元"),
    ],
)
def test_ten_thousands_follow_the_text_of_the_tables(value: Amount, text: str) -> None:
    assert ten_thousands(figure(value)) == text


def test_yuan() -> None:
    assert yuan(figure(amount("68.94"))) == "689400.00元"


def test_a_figure_alone_is_its_number_in_the_unit_of_the_pack() -> None:
    assert rendered("{{ 三公.合计 }}", with_facts(sample(), 三公_合计="14.09")) == "14.09"


@pytest.mark.parametrize(
    ("now", "before", "state", "sentence"),
    [
        ("12.50", "10.00", "增加", "比上年增加2.50万元，增长25.00%"),
        ("9.00", "12.00", "减少", "比上年减少3.00万元，下降25.00%"),
        ("14.09", "14.09", "持平", "与上年持平"),
        ("0", "0.00", "持平", "与上年持平"),
        ("14.09", None, "无上年", "无上年可比数据"),
        ("5.00", "0", "上年为零", "比上年增加5.00万元（上年未安排）"),
    ],
)
def test_the_five_states_of_a_change(now: str, before: str | None, state: str, sentence: str) -> None:
    given = with_facts(sample(), 三公_合计=now, 三公_合计_上年=before)
    assert rendered("{{ 变动(三公.合计).状态 }}", given) == state
    assert rendered("{{ 变动(三公.合计) }}", given) == sentence


def test_a_change_too_small_to_print_is_none() -> None:
    given = with_facts(sample(), 三公_合计="14.091", 三公_合计_上年="14.090")
    assert rendered("{{ 变动(三公.合计) }}", given) == "与上年持平"


def test_share() -> None:
    given = with_facts(sample(), 三公_接待="1.00", 三公_合计="3.00")
    assert rendered("{{ 占比(三公.接待, 三公.合计) | 百分比 }}", given) == "33.33%"


def test_share_of_nothing_is_a_gap() -> None:
    with pytest.raises(IncompleteError, match=r"三公\.接待占三公\.合计的比例"):
        rendered("{{ 占比(三公.接待, 三公.合计) }}", with_facts(sample(), 三公_合计="0"))


def test_an_amount_filter_takes_figures_only() -> None:
    with pytest.raises(MisuseError, match="“万元”只能用在数字上，“项目”不是一个数字"):
        ten_thousands(Record("项目", {}))


def test_an_unknown_figure_is_marked_in_a_draft_and_refused_otherwise() -> None:
    given = with_facts(sample(), 三公_合计=None)
    assert rendered("{{ 三公.合计 | 万元 }}", given, draft=True) == "〔待补〕万元"
    with pytest.raises(IncompleteError, match=r"“三公\.合计”的金额"):
        rendered("{{ 三公.合计 | 万元 }}", given)


def test_the_public_expenses_add_up_row_by_row() -> None:
    template = '{% for 项 in 明细("general_public_budget_basic_expenditure", "公用经费") %}{{ 项.编码 }} {% endfor %}'
    codes = rendered(template).split()
    assert codes[:3] == ["30201", "30202", "30207"]
    assert "302" not in codes
    total = '{{ 合计(明细("general_public_budget_basic_expenditure", "公用经费") | map(attribute="金额")) | 万元 }}'
    assert rendered(total) == rendered("{{ 机关运行经费.合计 | 万元 }}")


def test_rows_of_a_classification_at_a_depth_and_below_a_member() -> None:
    top = '{% for 项 in 明细("expenditure_summary", "合计", 级=1) %}{{ 项.编码 }} {% endfor %}'
    assert rendered(top).split() == ["201", "208", "210", "211", "221"]
    below = '{% for 项 in 明细("expenditure_summary", "合计", 上级="208") %}{{ 项.编码 }} {% endfor %}'
    assert all(code.startswith("208") and len(code) == 7 for code in rendered(below).split())


def test_a_sum_takes_figures_only() -> None:
    assert rendered("{{ 合计([三公.接待, 三公.用车]) | 万元 }}") == "4.26万元"
    with pytest.raises(MisuseError, match="“合计”只能用在数字上"):
        rendered("{{ 合计([三公]) }}")


def test_a_wrong_option_of_a_listing_is_an_error() -> None:
    with pytest.raises(MisuseError, match="没有“层”这个参数"):
        rendered('{{ 明细("expenditure_summary", "合计", 层=1) }}')


def test_paragraphs_are_numbered_unless_they_have_numbers() -> None:
    assert numbered(["甲", "乙"]) == ["1、甲", "2、乙"]
    assert numbered(["甲"], "（{cn}）") == ["（一）甲"]
    for own in ("1、甲", "(一)甲", "（十二）甲", "一、甲", "1. 甲", "12．甲"):
        assert numbered([own, "乙"]) == [own, "乙"]
    assert numbered(["2024年甲", "3.5万元"]) == ["1、2024年甲", "2、3.5万元"]


def test_numerals() -> None:
    assert [numeral(number) for number in (1, 10, 12, 31)] == ["一、", "十、", "十二、", "三十一、"]


def test_a_clause_has_no_full_stop() -> None:
    assert clause(["人员减少。", "厉行节约；"]) == "人员减少；厉行节约"


def test_equal_neighbours_are_merged_within_the_level_above() -> None:
    pairs = ("产数", "产数", "产质", "效质", "效质", "产数")
    rows = [Record("指标", {"一级": pair[0], "二级": pair[1]}) for pair in pairs]
    heights = [row.part("跨") for row in merged(rows, "一级", "二级")]
    assert heights == [[3, 2], [0, 0], [0, 1], [2, 2], [0, 0], [1, 1]]
