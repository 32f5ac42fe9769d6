"""The audit of the composed document: nothing to say of honest packs, and every way of lying is found."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from audited import audit, audited, codes, composed
from disclosures import with_text
from generator.audit.content import audit_content
from generator.authoring.preview import sample_disclosure
from generator.compose import compose
from generator.domain.records import Paragraph
from generator.packs.loader import list_manifests, load_pack
from generator.readers import read
from generator.reconcile import reconcile
from samples import CLEAN, NAMES, ROOT, SAMPLES, disclosure

INVENTED = (ROOT / "tests/packs",)
HENAN = CLEAN[-1]
LEVELS = [
    (manifest.id, level)
    for manifest, _ in list_manifests(INVENTED)
    if not manifest.abstract
    for level in manifest.levels
]
PAGES = "{% for 页 in 页组 %}"
BLOCKS = "{{ 节.正文 }}"


def base(name: str, *changes: tuple[str, str]) -> dict[str, str]:
    """A file of the base pack, changed."""
    text = (ROOT / "templates" / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return {name.partition("/")[2]: text}


@pytest.mark.parametrize("name", sorted({*SAMPLES, *CLEAN}))
def test_the_samples_say_what_their_facts_say(name: str) -> None:
    found = audit(name)
    assert found.findings == ()
    assert sum(found.forms.values()) > 20
    assert sum(found.records.values()) > 100
    assert found.sentences > 10


@pytest.mark.parametrize(("pack_id", "level"), LEVELS)
def test_previews_say_what_their_facts_say(pack_id: str, level: str) -> None:
    pack = load_pack(pack_id, INVENTED)
    given = sample_disclosure(pack, level)
    assert codes(audit_content(compose(given, pack, draft=True), given, pack).findings) == []


def test_a_jurisdiction_nobody_has_seen_passes() -> None:
    submission, pack = read(ROOT / "tests/packs/yunling.yaml", INVENTED)
    given = reconcile(submission, pack)
    found = audit_content(compose(given, pack), given, pack)
    assert found.findings == ()
    assert len(found.forms) == 9


# --- forms -------------------------------------------------------------------------------------------------------

LOST = base(
    "base/document.html.j2",
    ("{% for 行 in 目录 %}", '{% for 行 in 目录 if 行.标识 != "form-income_summary" %}'),
    (BLOCKS, '{% if 节.标识 != "form-income_summary" %}{{ 节.正文 }}{% else %}<p>略</p>{% endif %}'),
)
TABLE = "{{ 表格.表格 }}"
BOXES = '<table class="form"><colgroup><col style="width:100%"/></colgroup><tbody><tr><td></td></tr></tbody></table>'
TOTAL = BOXES.replace("<td></td>", '<td class="text">合计</td><td class="amount">9999.99</td>')
FORM = "base/blocks/form.html.j2"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (LOST, {"PUB-01"}),
        (base(FORM, (TABLE, BOXES)), {"PUB-02"}),
        (base(FORM, (TABLE, TOTAL)), {"PUB-02"}),
        (base(FORM, (TABLE, f"{TABLE}{TABLE}")), {"PUB-02", "PUB-03"}),
        (base(FORM, (TABLE, f"{TABLE}{TOTAL}")), {"PUB-02", "PUB-05"}),
        (base(FORM, ("{{ 表格.标题 }}", "某表")), {"PUB-02"}),
        (base(FORM, ("{{ 文字 }}", '{{ "单位：元" if 位置 == "right" else 文字 }}')), {"PUB-02"}),
        (base(FORM, (', ("right", 表格.右)', "")), {"PUB-02"}),
        (base(FORM, ('<p class="note">{{ 注 }}</p>', "")), {"PUB-02"}),
    ],
    ids=["dropped", "boxes", "own total", "twice", "second table", "title", "wrong unit", "no unit", "no notes"],
)
def test_a_form_that_is_not_printed_as_it_is_is_found(
    files: dict[str, str], expected: set[str], tmp_path: Path
) -> None:
    assert set(codes(audited(tmp_path, disclosure(NAMES[0]), "hebei-2024", files))) == expected


def test_a_form_the_section_asks_for_and_loses_is_found(tmp_path: Path) -> None:
    files = {"sections/assets.html.j2": '{% set 表格 = 表("assets") %}<p>详见附表。</p>'}
    first, untold = audited(tmp_path, disclosure(NAMES[0]), "hebei-2024", files)
    assert (first.code, first.expected) == ("PUB-01", "部门固定资产占用情况表")
    assert untold.code == "DOC-02"


def test_the_cells_that_differ_are_named(tmp_path: Path) -> None:
    document, given, pack = composed(NAMES[0])
    body = document.body.replace(">一般公共服务支出</td>", ">一般公共服务支出费</td>", 1)
    (found,) = audit_content(dataclasses.replace(document, body=body), given, pack).findings
    assert found.code == "PUB-02"
    assert (found.stated, found.expected) == ("一般公共服务支出费", "一般公共服务支出")


# --- records -----------------------------------------------------------------------------------------------------

TABLES = "base/macros/tables.html.j2"
CODE = '<td class="center" colspan="4">{{ 项目.编码 }}</td>'
AMOUNT = "{{ 项目.预算数 | 数 }}"


LISTED = '{% for 格 in 指标组 | 合并("一级", "二级") %}'
LIES = {
    "purpose cut": (("{{ 项目.用途 }}", "{{ 项目.用途[:9] }}"), "PUB-04"),
    "code cut": (("{{ 项目.编码 }}", "{{ 项目.编码[:3] }}"), "PUB-04"),
    "indicator left out": ((LISTED, LISTED.replace("指标组", "指标组[1:]")), "PUB-04"),
    "goals left out": (('项目.目标 | 编号("{n}. ")', "项目.目标[:1]"), "PUB-04"),
    "value changed": (("{{ 指标.值 }}", '{{ "≥1" if "≥" in 指标.值 else 指标.值 }}'), "PUB-04"),
    "step changed": (("{{ 步.比例 }}", '{{ "77%" if loop.first else 步.比例 }}'), "PUB-04"),
    "amount typed": (("{{ 项目.预算数 | 数 }}", "123.45"), "PUB-05"),
    "whole amount typed": (("{{ 项目.预算数 | 数 }}", "600"), "PUB-05"),
    "digit put before": (("{{ 项目.预算数 | 数 }}", "1{{ 项目.预算数 | 数 }}"), "PUB-05"),
    "amount cut": (("{{ 项目.预算数 | 数 }}", "{{ (项目.预算数 | 数)[:-1] }}"), "PUB-05"),
    "other unit": (("{{ 项目.预算数 | 数 }}", "{{ 项目.预算数 | 数 }}元"), "PUB-05"),
    "heading of amounts": (("单位：万元", "单位：元"), "PUB-05"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_record_that_is_not_told_as_it_is_is_found(lie: str, tmp_path: Path) -> None:
    change, expected = LIES[lie]
    found = audited(tmp_path, disclosure(NAMES[0]), "hebei-2024", base(TABLES, change))
    assert set(codes(found)) == {expected}


def test_a_project_that_is_left_out_is_named(tmp_path: Path) -> None:
    text = (ROOT / "templates/hebei-2024/sections/projects.html.j2").read_text(encoding="utf-8")
    files = {"sections/projects.html.j2": text.replace("项目清单() %}", "项目清单()[1:] %}")}
    found = audited(tmp_path, disclosure(NAMES[0]), "hebei-2024", files)
    first = disclosure(NAMES[0]).submission.records.projects[0]
    assert set(codes(found)) == {"PUB-04"}
    assert any(first.indicators[0].level3 in finding.message for finding in found)


def test_the_amount_of_another_project_is_found(tmp_path: Path) -> None:
    files = base(
        TABLES, ("{{ 项目.预算数 | 数 }}", "{{ 别个.预算数 | 数 }}"), ("项目概况(项目) %}", "项目概况(项目, 别个) %}")
    )
    files["macros/tables.html.j2"] = (
        files["macros/tables.html.j2"]
        .replace("{{ 项目概况(项目) }}", "{{ 项目概况(项目, 别个) }}")
        .replace("{% macro 项目(项目, 标题, 标识) %}", "{% macro 项目(项目, 标题, 标识, 别个) %}")
    )
    text = (ROOT / "templates/hebei-2024/sections/projects.html.j2").read_text(encoding="utf-8")
    files["sections/projects.html.j2"] = text.replace("~ loop.index)", "~ loop.index, 项目清单()[loop.index - 2])")
    assert set(codes(audited(tmp_path, disclosure(NAMES[0]), "hebei-2024", files))) == {"PUB-04"}


OVERVIEW = """
<p>单位：万元</p>
<table class="record"><colgroup><col style="width:10%"/><col style="width:50%"/><col style="width:20%"/><col style="width:20%"/></colgroup>
<thead><tr><th>序号</th><th>项目</th><th>2024年预算</th><th>比重</th></tr></thead><tbody>
{% for 项 in 项目清单() %}
<tr><td class="center">{{ loop.index }}</td><td>{{ 项.名称 }}</td><td class="amount">{{ 项.预算数 | 格 }}</td><td>{{ 占比(项.预算数, 支出.项目) }}</td></tr>
{% endfor %}
<tr><td></td><td>合　计</td><td class="amount">{{ 支出.项目 | 数 }}</td><td>100%</td></tr></tbody></table>
{% for 项 in 项目清单() if 项.指标 %}
<h3>（{{ loop.index }}）{{ 项.名称 }}</h3>
<p>{{ 项.用途 }}{% for 条 in 项.指标 %}{{ 条.一级 }}/{{ 条.二级 }}：{{ 条.三级 }}（{{ 条.值 }}）{{ "；" if not loop.last }}{% endfor %}</p>
{% endfor %}
"""  # noqa: E501


def test_records_told_in_another_shape_give_no_alarm(tmp_path: Path) -> None:
    files = {"sections/projects.html.j2": OVERVIEW}
    assert audited(tmp_path, disclosure(NAMES[0]), "hebei-2024", files) == ()


def test_a_form_drawn_in_another_manner_gives_no_alarm(tmp_path: Path) -> None:
    files = {
        "blocks/form.html.j2": '<h{{ 表格.级 }} id="{{ 表格.标识 }}">附表　{{ 表格.标题 }}（公开）</h{{ 表格.级 }}>'
        "{% for 注 in 表格.注 %}<p>{{ 注 }}</p>{% endfor %}<p>编制日期：2024-01-31　金额{{ 表格.右 }}</p>"
        "{{ 表格.表格 }}"
    }
    assert audited(tmp_path, disclosure(NAMES[0]), "hebei-2024", files) == ()


def test_a_year_changed_in_the_line_above_a_form_is_found() -> None:
    document, given, pack = composed(NAMES[0])
    body = document.body.replace("预算年度：2024", "预算年度：2034", 1)
    (found,) = audit_content(dataclasses.replace(document, body=body), given, pack).findings
    assert (found.code, found.stated, found.expected) == ("PUB-02", "预算年度：2034", "预算年度：2024")


# --- sections and sentences --------------------------------------------------------------------------------------


def test_a_section_that_the_document_leaves_out_is_named(tmp_path: Path) -> None:
    lost = '{% if 节.标识 != "sec-three-public" %}'
    files = base(
        "base/document.html.j2",
        ("{% for 行 in 目录 %}", '{% for 行 in 目录 if 行.标识 != "sec-three-public" %}'),
        ("{% if 节.标题 %}", f"{lost}{{% if 节.标题 %}}"),
        (BLOCKS, BLOCKS + "{% endif %}"),
    )
    (found,) = audited(tmp_path, disclosure(NAMES[0]), "hebei-2024", files)
    assert (found.code, found.expected) == ("PUB-01", "财政拨款“三公”经费预算情况及增减变化原因")


def of_sentence(tmp_path: Path, sentence: str, name: str = NAMES[0]) -> list[tuple[str, str | None, str | None]]:
    """What is found of a sentence that stands in a template."""
    pack = composed(name)[2]
    files = {"sections/three-public.html.j2": f"<p>{sentence}</p>"}
    return [
        (f.code, f.stated, f.expected)
        for f in audited(tmp_path, disclosure(name), pack.id, files)
        if f.code != "DOC-02"
    ]


@pytest.mark.parametrize(
    ("sentence", "stated", "expected"),
    [
        ("“三公”经费预算{{ 支出.总计 | 万元 }}。", "1295.65万元", "14.09万元"),
        ("“三公”经费预算15.09万元。", "15.09万元", "14.09万元"),
        ("“三公”经费预算<strong>1{{ 三公.合计 | 数 }}</strong>万元。", "114.09万元", "14.09万元"),
        ("“三公”经费{{ 三公.合计 | 数 }}亿元。", "14.09亿元", "14.09万元"),
        ("公务接待费{{ 三公.合计 | 万元 }}。", "14.09万元", "0.57万元"),
    ],
)
def test_a_sentence_that_contradicts_the_facts_is_told_with_the_right_figure(
    sentence: str, stated: str, expected: str, tmp_path: Path
) -> None:
    assert ("PUB-06", stated, expected) in of_sentence(tmp_path, sentence)


def test_amounts_typed_in_templates_are_only_listed(tmp_path: Path) -> None:
    found = of_sentence(tmp_path, "另有补助12.34万元，占5%，单价50万元以上的设备另报。")
    assert found == [("PUB-07", "12.34万元、5%", None)]


def test_a_figure_under_another_unit_is_no_amount_of_ours(tmp_path: Path) -> None:
    assert of_sentence(tmp_path, "共安排{{ 三公.合计 | 数 }}元。")[0] == ("PUB-06", "14.09元", "14.09万元")


PARAPHRASES = """
全年因公出国（境）、公务用车和公务接待三项合计安排{{ 三公.合计 | 万元 }}，折合{{ 三公.合计 | 元 }}。
接待费用{{ 三公.接待 | 万元(1) }}，占三项费用的{{ 占比(三公.接待, 三公.合计) | 百分比 }}。
公车方面：购置{{ 三公.购置 | 万元 }}、运维{{ 三公.运维 | 万元 }}，两项共{{ 三公.用车 | 万元 }}。
从支出结构看，人员开支{{ 基本支出.人员经费 | 万元 }}，日常运转{{ 基本支出.公用经费 | 万元 }}。
基本支出{{ 支出.基本 | 万元 }}，比重{{ 占比(支出.基本, 支出.本年合计) | 百分比 }}；项目支出{{ 支出.项目 | 万元 }}。
收支相抵：收入{{ 收入.总计 | 万元 }}，支出{{ 支出.总计 | 万元 }}，两者相等。
“三公”经费较上年{{ 变动(三公.合计) }}，其中接待费{{ 变动(三公.接待) }}。
{% for 项 in 项目清单() %}{{ 项.名称 }}（{{ 项.预算数 | 万元 }}）{% endfor %}，合计{{ 支出.项目 | 万元 }}。
上年末固定资产{{ 资产.总额 | 万元 }}；政府采购{{ 采购.合计 | 万元 }}，其中货物{{ 采购额('A') | 万元 }}。
{{ 年度 }}年{{ 我部门 }}一般公共预算基本支出{{ 支出.基本 | 万元 }}。
财政拨款安排的支出中，公用经费占{{ 占比(基本支出.公用经费, 支出.基本) | 百分比 }}，即{{ 基本支出.公用经费 | 万元 }}。
""".strip().splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_templates_in_other_words_give_no_alarm(name: str, tmp_path: Path) -> None:
    assert of_sentence(tmp_path, "</p><p>".join(PARAPHRASES), name) == []


def of_own_text(text: str) -> list[tuple[str, str | None, str | None]]:
    """What is found of a text of the input."""
    given = with_text(disclosure(NAMES[0]), "other", Paragraph(text))
    pack = composed(NAMES[0])[2]
    found = audit_content(compose(given, pack), given, pack).findings
    return [(finding.code, finding.stated, finding.expected) for finding in found]


def test_a_text_of_the_input_is_judged_with_the_input_and_not_again() -> None:
    assert of_own_text("“三公”经费预算15.09万元，另安排33.33万元，占12%。") == []


def test_a_figure_bound_under_the_wrong_name_in_a_text_of_the_input_is_found() -> None:
    assert of_own_text("“三公”经费预算{{ 支出.总计 | 万元 }}。") == [("PUB-06", "1295.65万元", "14.09万元")]
    assert of_own_text("“三公”经费预算{{ 三公.合计 | 万元 }}。") == []


def test_a_change_told_the_other_way_round_is_found(tmp_path: Path) -> None:
    wording = (ROOT / "templates/base/wording/change.txt.j2").read_text(encoding="utf-8")
    swapped = wording.replace("比上年增加", "甲").replace("比上年减少", "比上年增加").replace("甲", "比上年减少")
    assert swapped != wording
    found = audited(tmp_path, disclosure(NAMES[1]), "hebei-2024", {"wording/change.txt.j2": swapped})
    assert set(codes(found)) == {"PUB-06"}


def test_no_pack_makes_less_of_its_own_contradiction(tmp_path: Path) -> None:
    files = {
        "sections/three-public.html.j2": "<p>“三公”经费预算{{ 支出.总计 | 万元 }}。</p>",
        "rules.yaml": "severities: {NARR-01: warning, PUB-06: hint}\n",
    }
    assert "PUB-06" in codes(audited(tmp_path, disclosure(NAMES[0]), "hebei-2024", files))


# --- names and characters ----------------------------------------------------------------------------------------


def test_a_name_of_which_one_character_is_another_is_found(tmp_path: Path) -> None:
    files = {"sections/other-matters.html.j2": "<p>中共秦皇岛市海港区委辨公室没有其他事项。</p>"}
    (found,) = audited(tmp_path, disclosure(NAMES[0]), "hebei-2024", files)
    assert (found.code, found.expected) == ("PUB-06", "中共秦皇岛市海港区委办公室")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("没有[Undefined]。", "[Undefined]"),
        ("没有\ue123。", "U+E123"),
        ("没有\u202e其他。", "U+202E"),
        ("共1О.00万元。", "U+041E"),
        ("没⽆。", "U+2F46"),
    ],
)
def test_a_character_that_must_not_be_published_is_shown_by_its_code_point(
    text: str, shown: str, tmp_path: Path
) -> None:
    files = {"sections/other-matters.html.j2": f"<p>{text}</p>"}
    found = audited(tmp_path, disclosure(NAMES[0]), "hebei-2024", files)
    (wrong,) = (finding for finding in found if finding.code == "PUB-08")
    assert shown in wrong.message
    assert "其他需要说明的事项" in wrong.message


def test_title_and_author_are_looked_at_too() -> None:
    document, given, pack = composed(NAMES[0])
    changed = dataclasses.replace(document, author="海港\u200b区委")
    assert codes(audit_content(changed, given, pack).findings) == ["PUB-08"]


def test_a_cell_that_is_a_leftover_is_found(tmp_path: Path) -> None:
    files = base(TABLES, ("{{ 项目.其他资金 | 格 }}", "None"))
    assert set(codes(audited(tmp_path, disclosure(NAMES[0]), "hebei-2024", files))) == {"PUB-08"}


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ("assets", "PUB-01"),
        ("procurement", "PUB-01"),
        ("projects", "PUB-04"),
        ("overall-performance", "PUB-04"),
        ("operating-funds", "DOC-02"),
        ("three-public", "DOC-02"),
    ],
)
def test_a_template_that_leaves_out_what_its_section_owes_is_found(tmp_path: Path, section: str, told: str) -> None:
    files = {f"sections/{section}.html.j2": "<p>按照有关规定安排。</p>"}
    found = audited(tmp_path, disclosure(NAMES[0]), "hebei-2024", files)
    assert told in codes(found)


@pytest.mark.parametrize(("amount", "told"), [("伍拾万元", ["PUB-06"]), ("十四万零九百元", [])])
def test_an_amount_in_chinese_numerals_is_read(tmp_path: Path, amount: str, told: list[str]) -> None:
    assert [code for code, _, _ in of_sentence(tmp_path, f"“三公”经费合计{amount}。")] == told
