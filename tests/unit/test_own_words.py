"""A section in the input's own words keeps its tables and records; sub-headings in it are headings."""

from __future__ import annotations

import dataclasses
import html
import io
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from generator.authoring.stand_in import entity_of, year_of
from generator.compose.headings import TextBlock, with_headings
from generator.domain.errors import TemplateError
from generator.domain.facts import StatedForm
from generator.forms.blank_yaml import input_yaml
from generator.forms.workbook import input_workbook
from generator.packs.loader import load_pack
from generator.packs.pack import Pack, section_names
from generator.publish.pipeline import Request, build
from generator.readers import read
from own_words import HAIGANG, MUYE, PACKS, PARTY_2021, SHANHAIGUAN, YUNLING, given, judge, judged, with_texts, written
from samples import INPUTS, output_file

ASSETS = "h3 部门固定资产占用情况表"
BUYING = "h3 部门政府采购预算"


# --- tables -------------------------------------------------------------------------------------------------


def test_an_owed_table_is_printed_after_the_text() -> None:
    found = judged(
        HAIGANG, {"assets": ["我办固定资产家底如下，共{{ 资产.总额 | 万元 }}。"], "procurement": ["按需采买。"]}
    )
    assert found.blocks("assets") == [
        "p 我办固定资产家底如下，共394.59万元。",
        ASSETS,
        "p 201中共秦皇岛市海港区委办公室\n截止时间：2023-12-31",
        "table",
    ]
    assert found.blocks("procurement")[:2] == ["p 按需采买。", BUYING]
    assert found.blocks("procurement")[-2] == "table"


@pytest.mark.parametrize("form", ["assets", "固定资产占用情况表"])
def test_a_text_may_put_the_table_where_it_belongs(form: str) -> None:
    found = judged(HAIGANG, {"assets": ["先说总数。", f'{{{{ 表("{form}") }}}}', "再说去向。"]}).blocks("assets")
    assert found[0] == "p 先说总数。"
    assert found[1] == ASSETS
    assert found[-2:] == ["table", "p 再说去向。"]
    assert found.count(ASSETS) == 1


def test_a_table_inside_a_paragraph_cuts_it() -> None:
    found = judged(HAIGANG, {"assets": ['家底见这里：{{ 表("assets") }}。以上按净值填列。']}).blocks("assets")
    assert (found[0], found[-1]) == ("p 家底见这里：", "p 。以上按净值填列。")
    alone = judged(HAIGANG, {"assets": ['家底见这里：{{ 表("assets") }}。']}).blocks("assets")
    assert alone[-1] == "table"


def test_a_form_with_nothing_in_it_is_not_owed() -> None:
    submission, pack = given(HAIGANG)
    empty = StatedForm("procurement", submission.location, empty=True)
    forms = {**submission.forms, "procurement": empty}
    found = judge(with_texts(dataclasses.replace(submission, forms=forms), {"procurement": ["今年没有采购。"]}), pack)
    assert found.blocks("procurement") == ["p 今年没有采购。"]
    assert "DOC-02" not in found.codes("DOC")


def test_a_form_another_section_prints_is_refused_with_its_place() -> None:
    submission, pack = given(HAIGANG)
    with pytest.raises(TemplateError) as caught:
        judge(with_texts(submission, {"procurement": ['{{ 表("assets") }}']}), pack)
    assert caught.value.location.path == "procurement"


# --- records ------------------------------------------------------------------------------------------------


def test_projects_goals_and_units_stay_in_the_packs_own_markup() -> None:
    texts = {
        "projects": ["全年项目一览。"],
        "overall-performance": ["整体上求稳。"],
        "duties（全文）": ["管文、办会、办事。"],
    }
    found = judged(HAIGANG, texts)
    count = len(given(HAIGANG)[0].records.projects)
    projects = found.blocks("projects")
    assert projects[0] == "p 全年项目一览。"
    assert sum(block.startswith("h3 ") and block.endswith("绩效目标表") for block in projects) == count
    assert projects.count("new-page") == count - 1
    goals = found.blocks("overall-performance")
    assert goals[:2] == ["p 整体上求稳。", "h3 （二）分项绩效目标"]
    for goal in given(HAIGANG)[0].records.goals:
        assert any(goal.goal in block for block in goals)
    assert not any("工作保障措施" in block for block in goals)
    duties = found.blocks("duties")
    assert duties[0] == "p 管文、办会、办事。"
    assert duties[-1] == "table"


@pytest.mark.parametrize(
    ("name", "section"), [(SHANHAIGUAN, "performance"), (PARTY_2021, "projects"), (MUYE, "performance-projects")]
)
def test_other_packs_keep_their_projects_too(name: str, section: str) -> None:
    found = judged(name, {section: ["本年度的项目在此列出。"]})
    markup = html.unescape(found.section(section).markup)
    for project in given(name)[0].records.projects:
        assert project.name in markup
        assert all(row.level3 in markup for row in project.indicators)


def test_a_stranger_pack_that_declares_nothing_keeps_tables_and_records(tmp_path: Path) -> None:
    outline = (PACKS / "yunling-2025/pack.yaml").read_text(encoding="utf-8").partition("outline:")[2]
    outline = outline.replace("{id: words}", "{id: words}\n        - {id: plans, title: 项目}").replace(" all,", "")
    outline = outline.partition("notes:")[0]
    plans = (
        "<p>全部项目如下，详见收支总表。</p>{% for 项 in 项目清单() %}<h3>{{ 项.名称 }}</h3><p>用途：{{ 项.用途 }}</p>"
        '<table class="form"><colgroup><col style="width:100%"/></colgroup>'
        "<tbody><tr><td>{{ 项.预算数 | 数 }}</td></tr></tbody>"
        "</table>{% endfor %}{{ 表('all') }}"
    )
    files = {
        "pack.yaml": f"id: own\ntitle: 试验\nextends: yunling-2025\noutline:{outline}",
        "sections/plans.html.j2": plans,
    }
    text = (PACKS / "yunling.yaml").read_text(encoding="utf-8").replace("pack: yunling-2025", "pack: own")
    path = tmp_path / "输入.yaml"
    path.write_text(
        text.replace("texts:", 'texts:\n  plans: [今年安排两个项目。, "{{ 表(\\"收支总表\\") }}", 就是这些。]'),
        encoding="utf-8",
    )
    found = judge(*read(path, (written(tmp_path, "yunling-2025", files), PACKS)))
    blocks = found.blocks("plans")
    assert blocks[0] == "p 今年安排两个项目。"
    assert blocks.count("table") == 3
    assert blocks.index("p 就是这些。") < blocks.index("h3 退化林修复") < blocks.index("h3 苗圃运行")
    assert not any("全部项目如下" in block for block in blocks)


def test_records_that_no_template_draws_are_drawn_as_a_table(tmp_path: Path) -> None:
    section = "{id: plans, title: 项目, owes: {records: [projects]}}"
    outline = f"outline:\n  parts:\n    - title: 说明\n      sections: [{section}]\n"
    pack = f"id: own\ntitle: 试验\nextends: yunling-2025\n{outline}"
    text = (PACKS / "yunling.yaml").read_text(encoding="utf-8").replace("pack: yunling-2025", "pack: own")
    path = tmp_path / "输入.yaml"
    path.write_text(text, encoding="utf-8")
    folder = written(tmp_path, "yunling-2025", {"pack.yaml": pack})
    alone = judge(*read(path, (folder, PACKS)))
    assert alone.blocks("plans") == ["p 项目", "table"]
    assert "退化林修复" in alone.section("plans").markup
    path.write_text(text.replace("texts:", "texts:\n  plans: [退化林修复一项最大。]"), encoding="utf-8")
    own = judge(*read(path, (folder, PACKS)))
    assert own.blocks("plans") == ["p 退化林修复一项最大。", "p 项目", "table"]
    rows = own.section("plans").markup.partition("<tbody>")[2]
    assert "苗圃运行" in rows
    assert "退化林修复" not in rows


def test_a_section_may_hold_its_table_alone(tmp_path: Path) -> None:
    outline = (
        "outline:\n  parts:\n    - title: 表\n      sections: [{id: sheet, title: 收支情况, owes: {tables: [all]}}]\n"
    )
    folder = written(tmp_path, "yunling-2025", {"pack.yaml": f"id: own\ntitle: 试验\nextends: yunling-2025\n{outline}"})
    text = (PACKS / "yunling.yaml").read_text(encoding="utf-8").replace("pack: yunling-2025", "pack: own")
    path = tmp_path / "输入.yaml"
    path.write_text(text, encoding="utf-8")
    assert judge(*read(path, (folder, PACKS))).blocks("sheet")[-1] == "table"


# --- which sections -----------------------------------------------------------------------------------------


def test_the_opening_can_be_written_and_keeps_its_title() -> None:
    found = judged(HAIGANG, {"opening": ["依法公开如下内容。"]})
    assert found.blocks("opening") == [
        "h1 中共秦皇岛市海港区委办公室2024年部门预算信息公开情况说明",
        "p 依法公开如下内容。",
    ]


@pytest.mark.parametrize("name", [HAIGANG, SHANHAIGUAN, PARTY_2021, MUYE, YUNLING])
def test_every_section_can_be_written_by_a_chinese_name(name: str) -> None:
    submission, pack = given(name)
    titles = {text.key: text.title for text in pack.text_keys}
    keys = [pack.whole_texts[item.id] for part in pack.outline.parts for item in part.sections]
    assert len({titles[key] for key in keys}) == len(keys)
    for key in keys:
        assert titles[key].endswith("（全文）")
        assert "{" not in titles[key]
    found = judge(with_texts(submission, {key: [f"这是{number}号自述。"] for number, key in enumerate(keys)}), pack)
    for number, key in enumerate(keys):
        assert f"<p>这是{number}号自述。</p>" in found.document.body, key


@pytest.mark.parametrize("pack_id", ["hebei-2021", "henan-2024"])
def test_blank_inputs_offer_every_section(pack_id: str) -> None:
    pack: Pack = load_pack(pack_id)
    entity, year = entity_of("部门"), year_of(pack)
    titles = [f"{name}（全文）" for name in section_names(pack.outline).values()]
    text = input_yaml(pack, entity, year)
    assert all(title in text for title in titles)
    sheet = load_workbook(io.BytesIO(input_workbook(pack, entity, year)))["文字"]
    assert set(titles) <= {str(row[0]) for row in sheet.iter_rows(values_only=True)}


# --- headings -----------------------------------------------------------------------------------------------


def ranks(*paragraphs: str, table_follows: bool = False) -> list[tuple[int, str]]:
    found = with_headings([TextBlock(text) for text in paragraphs], table_follows=table_follows)
    return [(block.rank, block.text) for block in found if block.rank]


def test_marked_lines_are_headings() -> None:
    assert ranks("## 收入", "甲。", "### 其中", "乙。", "# 支出", "丙。", "##其他", "丁。") == [
        (3, "收入"), (4, "其中"), (3, "支出"), (3, "其他")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        (["（一）收入情况", "共一百。", "（二）支出情况", "共一百。"], [(3, "（一）收入情况"), (3, "（二）支出情况")]),
        (
            ["一、总体", "（一）收入", "甲。", "（二）支出", "乙。"],
            [(3, "一、总体"), (4, "（一）收入"), (4, "（二）支出")],
        ),
        (["1.收入说明", "甲。", "2.支出说明", "乙。"], [(3, "1.收入说明"), (3, "2.支出说明")]),
        (["（1）机构设置：", "甲。"], [(3, "（1）机构设置：")]),
        (["第一部分　目标", "一、总体目标", "甲。"], [(3, "第一部分　目标"), (4, "一、总体目标")]),
    ],
)
def test_short_numbered_lines_are_headings(paragraphs: list[str], found: list[tuple[int, str]]) -> None:
    assert ranks(*paragraphs) == found


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["主要职责：", "（一）起草文件", "（二）组织会议", "（三）督促检查"],
        ["（一）起草文件；", "（二）组织会议。", "以上。"],
        ["1.负责全区文电、会务、机要、保密、档案等日常运转工作，承担值班值守", "正文。"],
        ["1.办公费12.25万元", "正文。"],
        ["（一）总体情况", "甲。", "（二）我部门今年一般公共预算安排支出，比上年减少，主要用于人员。", "乙。"],
        ["总之。", "（一）结尾"],
        ["2024年预算", "正文。"],
        ["3.5万元用于会议", "正文。"],
        ["一是加强管理", "正文。"],
    ],
)
def test_lists_and_sentences_are_no_headings(paragraphs: list[str]) -> None:
    assert ranks(*paragraphs) == []


def test_a_heading_may_stand_right_above_the_table() -> None:
    found = judged(HAIGANG, {"assets": ["（一）总数", "共394.59万元。", "（二）各类资产"]}).blocks("assets")
    assert found[:4] == ["h3 （一）总数", "p 共394.59万元。", "h3 （二）各类资产", ASSETS]


def test_headings_have_ids_of_their_own() -> None:
    texts = {"assets": ["## 总数", "共394.59万元。"], "overview": ["## 总数", "收支平衡。"]}
    body = judged(HAIGANG, texts).document.body
    assert body.count('id="own-assets-1"') == body.count('id="own-overview-1"') == 1


# --- outputs ------------------------------------------------------------------------------------------------


def test_finished_files_have_headings_tables_and_no_braces(tmp_path: Path) -> None:
    own = ["## 家底总数", "共{{ 资产.总额 | 万元 }}。", "（一）分类明细", '{{ 表("assets") }}', "以上按净值。"]
    lines = "".join(f"    - '{line}'\n" for line in own)
    source = (INPUTS / f"{HAIGANG}.yaml").read_text(encoding="utf-8")
    path = tmp_path / "预算.yaml"
    path.write_text(source.replace("\ntexts:\n", f"\ntexts:\n  国有资产信息（全文）:\n{lines}"), encoding="utf-8")
    outcome = build(path, Request(tmp_path / "out", formats=("docx", "xlsx")))
    assert outcome.exit_code == 0, outcome.findings
    paragraphs = docx.Document(str(output_file(outcome, ".docx"))).paragraphs
    styles = {paragraph.text: str(paragraph.style.name) for paragraph in paragraphs if paragraph.style is not None}
    template = next(style for text, style in styles.items() if text.startswith("1、收入说明"))
    assert styles["家底总数"] == styles["（一）分类明细"] == template
    sheet = load_workbook(output_file(outcome, ".xlsx"))["文字"]
    texts = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert "共394.59万元。" in texts
    assert "家底总数" in texts
    assert not any("{{" in text for text in texts)
