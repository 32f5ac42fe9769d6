"""Reading figures in text: numbers with unit, precision and hedge; what they are said to be of; lists."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.reconcile.narrative.claims import Claim, Role
from generator.reconcile.narrative.grammar import Reader
from generator.reconcile.narrative.lexicon import Lexicon, Term, entity_lexicon
from generator.reconcile.narrative.numbers import Family, Hedge, Number, numbers
from generator.reconcile.narrative.plain import plain
from samples import submission

HAIGANG = "hebei-haigang-party-office-2024"


def one(text: str) -> Number:
    found = numbers(plain(text))
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit", "family"),
    [
        ("安排1,295.65万元", "1295.65", "万元", Family.MONEY),
        ("安排１，２９５．６５万元", "1295.65", "万元", Family.MONEY),
        ("公务接待费0.34元", "0.34", "元", Family.MONEY),
        ("业务经费10万；", "10", "万", Family.MONEY),
        ("投资1.2亿元", "1.2", "亿元", Family.MONEY),
        ("下降0.73%", "0.73", "%", Family.PERCENT),
        ("满意度９５％", "95", "%", Family.PERCENT),
        ("编印700册", "700", "册", Family.COUNT),
        ("培训200人次", "200", "人次", Family.COUNT),
        ("覆盖57万人", "57", "万人", Family.COUNT),
    ],
)
def test_numbers_are_read_with_their_unit(text: str, value: str, unit: str, family: Family) -> None:
    number = one(text)
    assert (number.value, number.unit, number.family) == (Decimal(value), unit, family)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("约25万元", Hedge.ABOUT),
        ("4500余人", Hedge.ABOUT),
        ("不超过30 万元", Hedge.MOST),
        ("控制在20万元以内", Hedge.MOST),
        ("≤217 万元", Hedge.MOST),
        ("200篇以上", Hedge.LEAST),
        ("不少于3家", Hedge.LEAST),
        ("24.5～25.5万元", Hedge.RANGE),
        ("20-30人", Hedge.RANGE),
        ("25万元", Hedge.NONE),
    ],
)
def test_hedges_are_told(text: str, hedge: Hedge) -> None:
    assert one(text).hedge is hedge


@pytest.mark.parametrize("text", ["第3次审核", "≤228.6 元/册", "单价在20万元以上的设备", "1/10000", "PM2.5", "2024年"])
def test_what_is_no_statement_of_an_amount_is_left_alone(text: str) -> None:
    assert numbers(plain(text)) == ()


def test_a_range_keeps_both_ends() -> None:
    number = one("10至15万元")
    assert (number.low, number.value) == (Decimal(10), Decimal(15))


def test_a_bound_figure_is_opaque() -> None:
    text = "安排{{ 三公.合计 | 万元 }}，其中1人"
    assert len(plain(text)) == len(text)
    assert [n.family for n in numbers(plain(text))] == [Family.BOUND, Family.COUNT]


def claims(text: str, year: int = 2024) -> tuple[Claim, ...]:
    given, pack = submission(HAIGANG)
    reader = Reader(entity_lexicon(given, pack), (plain(given.entity.name),), year)
    return reader.read(plain(text))


def said(text: str) -> list[tuple[str, str, bool]]:
    return [(m.role.value, m.label.text, m.label.exact) for m in claims(text)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2024年，我部门财政拨款“三公”经费预算安排14.09万元", '财政拨款"三公"经费'),
        ("机关运行经费共计安排68.94万元", "机关运行经费"),
        ("中共秦皇岛市海港区委办公室2024年支出总计1295.65万元", "支出总计"),
        ("其中：因公出国（境）费用0万元", "因公出国(境)费用"),
        ("“三公”经费支出预算为14.09万元", '"三公"经费'),
        ("一般公共预算基本支出年初预算为851.45万元", "基本支出"),
        ("政府采购预算：51.08万元", "政府采购预算"),
        ("其他商品和服务支出0.66万元", "其他商品和服务支出"),
        ("差旅费2万元", "差旅费"),
    ],
)
def test_the_nearest_noun_phrase_governs(text: str, label: str) -> None:
    assert said(text) == [("level", label, True)]


@pytest.mark.parametrize(
    "text",
    [
        "政府采购货物预算4.30万元",
        "离休干部公用经费6.13万元",
        "本年度拟购置固定资产总额为25万元",
        "大气污染防治项目支出5万元",
    ],
)
def test_other_words_around_a_name_make_it_uncertain(text: str) -> None:
    (claim,) = claims(text)
    assert claim.label.term is not None
    assert not claim.label.exact


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("支出预算10万元，较2023年预算8万元增加2万元", [Role.LEVEL, Role.PRIOR, Role.CHANGE]),
        ("“三公”经费比上年减少0.03万元，下降0.21%", [Role.CHANGE, Role.RATE]),
        ("基本支出550.39万元，占92.75%", [Role.LEVEL, Role.SHARE]),
        ("公务接待费0元，与上年持平，无增减变化", [Role.LEVEL, Role.SAME]),
        ("由2023年的10万元减少到8万元", [Role.PRIOR, Role.LEVEL]),
        ("上年末固定资产金额为394.59万元", [Role.LEVEL]),
        ("截至2023年12月31日，固定资产总额394.59万元", [Role.LEVEL]),
    ],
)
def test_roles(text: str, roles: list[Role]) -> None:
    assert [claim.role for claim in claims(text)] == roles


def test_the_longest_word_wins() -> None:
    lexicon = Lexicon({word: Term(word) for word in ("公务", "公务接待", "公务接待费")})
    text = "公务接待费和公务用车"
    assert [term.word for start in (0, 6) if (term := lexicon.at(text, start))] == ["公务接待费", "公务"]
    assert lexicon.at(text, 5) is None
