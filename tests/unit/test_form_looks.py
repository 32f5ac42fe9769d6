"""Looks of forms and words of texts that a pack decides in YAML: numbers, notes, headers, units, lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.compose import IncompleteError, compose
from generator.compose.context import Stage
from generator.files.yaml_file import read_yaml
from generator.forms.workbook import input_workbook
from generator.packs.loader import load_pack
from generator.packs.merge import MergeRule, merged
from invented import Invented, codes, invented, texts
from published import xlsx_rows

YUAN = """
    number: 表{year}-01
    unit: 元
    places: 0
    zero: zero
    repeat_header: false
    meta: {left: "{我部门}", right: "单位：{unit}"}
    at: {flow: expenditure}
    columns:
      - {title: 项目, role: label}
      - {title: 预算数, role: amount}
      - {title: 基本支出, role: amount, at: {kind: basic}}
      - {title: 项目支出, role: amount, at: {kind: project}}
    rows: [{label: 支出合计}]
"""
EMPTY = """
    may_be_empty: true
    empty_note: 说明：{我部门}没有这项支出，故本表无数据。
    empty_reason: "{我部门}没有这项业务"
    at: {flow: expenditure, source: fund}
    columns:
      - {title: 项目, role: label}
      - {title: 预算数, role: amount}
    rows: [{label: 合计, total: true}]
"""
FIGURES = """
    总支出: {at: {flow: expenditure}}
    车辆.总数: {at: {flow: cars}, unit: ""}
    车辆.公务: {at: {flow: cars, car: office}, unit: ""}
    车辆.其他: {at: {flow: cars, car: other}, unit: ""}
"""
RECORDS = """
    tables:
      tasks:
        id: tasks
        sheet: 任务
        columns:
          - {key: name, title: 任务名称, required: true}
          - {key: steps, title: 步骤, kind: lines}
    texts:
      - {key: reason, title: 原因}
"""
PACK = """
    id: invented
    title: 试验
    extends: base
    years: [2024]
    document_title: "{entity}预算"
    level_terms: {部门: {我部门: 我部门}, 单位: {我部门: 我单位}}
    outline:
      contents: 目录
      parts:
        - {title: 说明, sections: [{id: words, title: 说明, heading_style: form-title}]}
        - title: 附表
          contents_numbering: "（{cn}）"
          forms: [spending, nothing]
          sections: [{id: more, title: 又一说明}]
"""
INPUT = """
    forms:
      spending: {unit: 元, rows: [{项目: 支出合计, 预算数: 1234567, 基本支出: 1234567}]}
      nothing: {empty: true}
    figures: {车辆.总数: 3, 车辆.公务: 2}
    tasks:
      - {name: 会议保障, steps: [布置, 签到]}
"""


def _pack(folder: Path, words: str) -> Invented:
    dimensions = (Path(__file__).parents[1] / "invented.py").read_text(encoding="utf-8")
    own = dimensions[dimensions.index("unit: {name") : dimensions.index('"""\nHEAD')]
    flow = """
flow:
  name: 收支
  members:
    - {code: income, name: 收入}
    - {code: outlay, name: 支出总计, members: [{code: expenditure, name: 支出}, {code: carry_forward, name: 结转}]}
    - {code: procurement, name: 采购}
    - {code: cars, name: 车辆}
car:
  name: 车辆类别
  partition: true
  within: {flow: cars}
  members: [{code: office, name: 公务用车}, {code: other, name: 其他用车}]
"""
    files = {
        "pack.yaml": PACK,
        "figures.yaml": FIGURES,
        "records.yaml": RECORDS,
        "dimensions.yaml": own + flow,
        "sections/words.html.j2": words,
        "sections/more.html.j2": "<p>无</p>",
    }
    return invented(folder, files, spending=YUAN, nothing=EMPTY)


def _body(folder: Path, words: str, text: str = INPUT) -> str:
    pack = _pack(folder, words)
    return compose(pack.disclosure(text), pack.pack()).body


def test_a_form_in_yuan_and_a_text_in_ten_thousands_are_rounded_separately(tmp_path: Path) -> None:
    body = _body(tmp_path, "<p>支出{{ 总支出 | 万元 }}，约{{ 总支出 | 万元(1) }}，即{{ 总支出 | 元(0) }}。</p>")
    assert "支出123.46万元，约123.5万元，即1234567元。" in body
    assert '<td class="amount">1234567</td>' in body


def test_number_header_and_notes_are_the_forms_own(tmp_path: Path) -> None:
    pack = _pack(tmp_path, "<p>无</p>")
    found = pack.disclosure(INPUT)
    body = compose(found, pack.pack()).body
    assert '<p class="form-number">表2024-01</p>' in body
    assert '<tbody>\n<tr><td class="head">项目</td>' in body
    assert "说明：我部门没有这项支出，故本表无数据。" in body
    assert texts(pack.printed(found, "spending")) == [("支出合计", "1234567", "1234567", "0")]
    sheet = xlsx_rows(input_workbook(pack.pack(), found.submission.entity, 2024, found.submission))["spending"]
    assert sheet[0][0] == "表2024-01"
    assert sheet[1][0] == "spending表"


def test_an_empty_form_is_told_by_its_own_note_in_a_workbook(tmp_path: Path) -> None:
    pack = _pack(tmp_path, "<p>无</p>")
    found = pack.through_workbook(INPUT)
    assert found.submission.forms["nothing"].empty
    assert codes(found) == []


def test_headings_may_look_like_form_titles_and_the_contents_count_on(tmp_path: Path) -> None:
    pack = _pack(tmp_path, "<p>无</p>")
    body = compose(pack.disclosure(INPUT), pack.pack()).body
    assert '<h2 id="sec-words" class="form-title">说明</h2>' in body
    for line in ("（一）spending表", "（二）nothing表", "（三）又一说明"):
        assert f">{line}</a>" in body


def test_counts_are_figures_and_add_up(tmp_path: Path) -> None:
    """Of three cars two are told; the third follows, and is a number without a unit."""
    pack = _pack(tmp_path, "<p>无</p>")
    found = pack.disclosure(INPUT)
    stage = Stage(found, pack.pack(), draft=False)
    rendered = stage.environment.from_string("{{ 车辆.总数 }}辆，其他{{ 车辆.其他 }}辆").render(stage.names)
    assert rendered == "3辆，其他1辆"
    assert "SUM-01" in codes(pack.disclosure(INPUT.replace("车辆.公务: 2", "车辆.公务: 2, 车辆.其他: 2")))


def test_further_record_tables_reach_templates_and_workbooks(tmp_path: Path) -> None:
    pack = _pack(
        tmp_path, "{% for 项 in 记录('tasks') %}<p>{{ 项.任务名称 }}：{{ 项.步骤 | join('、') }}</p>{% endfor %}"
    )
    for found in (pack.disclosure(INPUT), pack.through_workbook(INPUT)):
        assert "<p>会议保障：布置、签到</p>" in compose(found, pack.pack()).body


def test_empty_forms_and_parts_of_a_figure_can_be_enumerated(tmp_path: Path) -> None:
    words = """
        <p>{% for 项 in 空表清单() %}{{ 项.标题 }}：{{ 项.说明 }}{% endfor %}</p>
        <p>{% for 项 in 构成(总支出, "kind", 级=1) %}{{ 项.名称 }}{{ 项.金额 | 万元 }}{% endfor %}</p>
    """
    body = _body(tmp_path, words)
    assert "<p>nothing表：我部门没有这项业务</p>" in body
    assert "<p>基本支出123.46万元</p>" in body


def test_a_text_that_is_called_for_must_be_given(tmp_path: Path) -> None:
    with pytest.raises(IncompleteError):
        _body(tmp_path, "<p>{{ 必填('reason') | 分句 }}</p>")


def test_year_and_month_in_characters(tmp_path: Path) -> None:
    body = _body(tmp_path, "<p>{{ '2024-04-15' | 年月 }}{{ 批复日期 | 年月 }}</p>")
    assert "<p>二〇二四年四月</p>" in body


def test_an_inherited_item_of_a_list_may_be_taken_away(tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text("texts: [{key: a, title: 甲}, {key: b, title: 乙}, {key: c, title: 丙}]", encoding="utf-8")
    second.write_text("texts: [{key: a, title: null}, {key: c, title: 丁}]", encoding="utf-8")
    whole = merged([read_yaml(first), read_yaml(second)], MergeRule(2, lists={"texts": "key"}), "texts")
    assert whole.data == {"texts": [{"key": "b", "title": "乙"}, {"key": "c", "title": "丁"}]}
    assert whole.location("texts", 0, "title").file == "a.yaml"
    assert whole.location("texts", 1, "title").file == "b.yaml"


@pytest.mark.parametrize("level", ["部门", "单位"])
def test_henan_has_blank_inputs_for_both_levels(tmp_path: Path, level: str) -> None:
    from generator.domain.records import Entity
    from generator.forms.workbook import input_yaml
    from generator.readers import read

    pack = load_pack("henan-2024")
    entity = Entity("101", "云岭市某局", level)
    path = tmp_path / "blank.xlsx"
    path.write_bytes(input_workbook(pack, entity, 2024))
    submission, _ = read(path)
    assert submission.forms == {}
    assert [f.code for f in submission.findings if f.severity.name == "ERROR"] == []
    assert f"2024年{level}收支总体情况表" in input_yaml(pack, Entity("", "", level), 2024)
