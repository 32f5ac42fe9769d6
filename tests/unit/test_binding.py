"""``{{ }}`` in an input text binds figures and nothing else; whatever is wrong is told with its place, all of it."""

from __future__ import annotations

import dataclasses

import pytest

from generator.domain.location import Location
from generator.domain.records import Paragraph
from generator.packs.bindable import Bindable
from generator.packs.binding import Binding, Wrong, pieces
from generator.reconcile import reconcile
from own_words import FILE, HAIGANG, MUYE, given, judged, with_texts


def bindable(name: str = HAIGANG) -> Bindable:
    submission, pack = given(name)
    return Bindable.of(pack, submission.entity, submission.year)


def problems(text: str, name: str = HAIGANG) -> list[str]:
    offered = bindable(name)
    return [problem for piece in pieces(text) if (problem := offered.problem(piece))]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("共{{三公.合计|万元}}", "共14.09万元"),
        ("共{{ 三公.合计 | 万元(1) }}", "共14.1万元"),
        ("共{{ 三公.合计 | 元(0) }}", "共140900元"),
        ("共{{ 三公.合计 | 数 }}、{{ 三公.合计 }}", "共14.09、14.09"),
        ("占{{ 占比(三公.接待, 三公.合计) | 百分比 }}", "占4.05%"),
        ("占{{ 占比（三公.接待，三公.合计）｜百分比 }}", "占4.05%"),
        ("“三公”经费{{ 变动(三公.合计) }}", "“三公”经费与上年持平"),
        ("变动{{ 变动(三公.合计).金额 | 万元 }}", "变动0.00万元"),
        ("上年{{ 三公.合计.上年 | 万元 }}", "上年14.09万元"),
        ("{{ 实体.名称 }}{{ 年度 }}年，{{ 我部门 }}比{{ 上年 }}年", "中共秦皇岛市海港区委办公室2024年，我部门比2023年"),
    ],
)
def test_what_is_documented_is_filled_in(text: str, printed: str) -> None:
    assert problems(text) == []
    assert f"p {printed}" in judged(HAIGANG, {"other": [text]}).blocks("other-matters")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ [三公.没有这个] }}", "不能写“[”"),
        ("{{ [三公.合计] }}", "不能写“[”"),
        ("{{ 三公.没有这个 }}", "三公.没有这个"),
        ("{{ 三公.合汁 | 万元 }}", "是不是“合计”"),
        ("{{ 三公 }}", "要写出其中一项"),
        ("{{ 三公 | 万元 }}", "不能直接打印"),
        ("{{ 三工.合计 | 万元 }}", "没有名为“三工”"),
        ("{{ 三公.合计 | 万圆 }}", "没有名为“万圆”的过滤器"),
        ("{{ 年度 | 万元 }}", "只能用在数字上"),
        ("{{ 三公.合计 | 百分比 }}", "只能用在比例上"),
        ("{{ 三公.合计 | 万元 | 万元 }}", "只能用在数字上"),
        ("{{ 三公.合计 | 万元(99) }}", "小数位数"),
        ("{{ 三公.合计 | 数(2) }}", "不写括号"),
        ("{{ 三公.合计.已知 }}", "三公.合计.已知"),
        ("{{ 三公.合计.__class__ }}", "__class__"),
        ("{{ 合计(三公.合计) }}", "不能用“合计(…)”"),
        ("{{ 明细('procurement', '合计') }}", "不能用“明细(…)”"),
        ("{{ 占比(三公.合计) }}", "应当写 2 项"),
        ("{{ 变动('三公') }}", "不是一个数字"),
        ("{{ 三公.合计 + 1 }}", "不能写“+”"),
        ("{{ 1 }}", "应当是一个名称"),
        ("{{ }}", "没有写完"),
        ("{{ 三公.合计 | }}", "没有写完"),
        ("{{ '文字' }}", "应当是一个名称"),
        ("{{ 三公.合计 if 1 else 2 }}", "不能写“if”"),
        ("{{ 三公['合计'] }}", "不能写“[”"),
        ('{{ 表("没有的表") }}', "没有名为“没有的表”的表"),
        ("{{ 表(三公.合计) }}", "要加引号"),
        ("共{{ 三公.合计 | 万元 }", "没有对应的“}}”"),
        ("共 三公.合计 | 万元 }}", "没有对应的“{{”"),
        ("{% for 甲 in 乙 %}", "不能写“{%”"),
        ("{# 批注 #}", "不能写“{#”"),
    ],
)
def test_anything_else_is_an_error_with_its_place(text: str, said: str) -> None:
    submission, pack = given(HAIGANG)
    found = reconcile(with_texts(submission, {"other": ["没有问题的一段。", text]}), pack).findings
    (wrong,) = [finding for finding in found if finding.code == "TEXT-02"]
    assert wrong.locations == (Location(FILE, line=2, path="other"),)
    assert said in wrong.message


def test_every_mistake_is_told_not_only_the_first() -> None:
    texts = {"other": ["{{ 甲 }}和{{ 乙.丙 }}", "{{ 三公.合计 | 万圆 }}"], "assets": ["{{ 资产.总数 }}"]}
    found = judged(HAIGANG, texts).findings
    places = [(where.path, where.line) for finding in found if finding.code == "TEXT-02" for where in finding.locations]
    assert sorted(places, key=str) == [("assets", 1), ("other", 1), ("other", 1), ("other", 2)]


def test_a_draft_marks_what_cannot_be_filled_in() -> None:
    assert "p 共〔待补〕。" in judged(HAIGANG, {"other": ["共{{ 三公.合汁 | 万元 }}。"]}).blocks("other-matters")


@pytest.mark.parametrize("words", ["{{ 三公.合计 | 万元 }}", "甲}}", "{% if 甲 %}", "{# 注 #}"])
def test_records_and_names_bind_nothing(words: str) -> None:
    submission, pack = given(HAIGANG)
    first, *others = submission.records.projects
    changed = dataclasses.replace(first, purpose=f"用于{words}")
    records = dataclasses.replace(submission.records, projects=(changed, *others))
    (wrong,) = [
        f for f in reconcile(dataclasses.replace(submission, records=records), pack).findings if f.code == "TEXT-02"
    ]
    assert wrong.locations == (first.location,)
    entity = dataclasses.replace(submission.entity, name=f"某局{words}")
    found = reconcile(dataclasses.replace(submission, entity=entity), pack).findings
    assert [f.locations[0] for f in found if f.code == "TEXT-02"] == [submission.location]


@pytest.mark.parametrize(
    "name", ["assets", "固定资产占用情况表", "部门固定资产占用情况表", "《固定资产占用情况表》", "固定资产 占用情况表"]
)
def test_a_form_goes_by_its_id_its_title_and_its_sheet(name: str) -> None:
    (piece,) = pieces(f'{{{{ 表("{name}") }}}}')
    assert isinstance(piece, Binding)
    assert bindable().form(piece.table or "") == "assets"


def test_quotes_of_chinese_writing_may_hold_quotes() -> None:
    (piece,) = pieces("{{ 表（“部门预算财政拨款“三公”经费支出表”） }}")
    assert isinstance(piece, Binding)
    assert bindable().form(piece.table or "") == "three_public_expenses"


def test_a_form_stands_only_in_a_text_that_is_a_whole_section() -> None:
    assert judged(HAIGANG, {"other": ['{{ 表("assets") }}']}).codes("TEXT") == ["TEXT-02"]


@pytest.mark.parametrize(
    "texts",
    [
        {"assets": ['{{ 表("收支总表") }}']},
        {"assets": ['{{ 表("assets") }}', '{{ 表("固定资产占用情况表") }}']},
    ],
)
def test_a_form_is_not_put_where_it_would_stand_twice(texts: dict[str, list[str]]) -> None:
    assert "TEXT-02" in judged_errors(texts)


def judged_errors(texts: dict[str, list[str]]) -> list[str]:
    submission, pack = given(HAIGANG)
    return [found.code for found in reconcile(with_texts(submission, texts), pack).errors]


def test_pieces_keep_all_that_is_text() -> None:
    found = pieces("甲{{ 三公.合计 }}乙{{ ( }}丙")
    assert [piece if isinstance(piece, str) else piece.text for piece in found] == [
        "甲",
        "{{ 三公.合计 }}",
        "乙",
        "{{ ( }}",
        "丙",
    ]
    assert [type(piece) for piece in found] == [str, Binding, str, Wrong, str]


def test_counts_are_bound_too() -> None:
    assert problems("车辆{{ 车辆.总数 }}辆", MUYE) == []


def test_what_a_paragraph_says_beside_a_binding_is_untouched() -> None:
    text = "a & b <i> {{ 三公.合计 | 万元 }} 100%} {甲}"
    paragraphs = judged(HAIGANG, {"other": [text]}).document.texts["other"]
    assert paragraphs == ("a & b <i> 14.09万元 100%} {甲}",)
    assert Paragraph(text).text == text
