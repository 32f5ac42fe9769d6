"""What the outline of a pack says about order, numbers and contents; goals with further columns."""

from __future__ import annotations

import re
from pathlib import Path

from disclosures import sample
from generator.compose import compose
from generator.packs.loader import load_pack
from generator.packs.pack import Pack
from generator.readers import read
from generator.reconcile import reconcile
from samples import INPUTS

PACK = """\
id: own
title: 试验
extends: hebei-2024
outline:
  contents: 目录
  parts:
    - title: 一、公开表
      contents_numbering: "{n}."
      forms: [income_summary, expenditure_summary]
    - title: 二、情况说明
      numbering: "{cn}、"
      contents_numbering: "{n}、"
      sections:
        - {id: opening, in_contents: false}
        - {id: duties, title: "{level}职责"}
        - {id: glossary, title: 名词解释}
"""
GOALS = """\
tables:
  goals:
    id: goals
    sheet: 分项绩效目标
    columns:
      - {key: duty, title: 分项, required: true}
      - {key: goal, title: 绩效目标, required: true}
      - {key: standard, title: 绩效标准}
"""


def own_pack(folder: Path, **files: str) -> Pack:
    (folder / "own" / "sections").mkdir(parents=True)
    (folder / "own" / "pack.yaml").write_text(PACK, encoding="utf-8")
    for name, text in files.items():
        path = folder / "own" / name.replace("__", "/").replace("_yaml", ".yaml").replace("_j2", ".html.j2")
        path.write_text(text, encoding="utf-8")
    return load_pack("own", (folder,))


def test_the_contents_may_have_numbers_of_their_own(tmp_path: Path) -> None:
    body = compose(sample(), own_pack(tmp_path)).body
    lines = re.findall(r'<p class="toc-\d"><a [^>]*>([^<]*)</a>', body)
    assert lines == [
        "一、公开表",
        "1.部门预算收入总表",
        "2.部门预算支出总表",
        "二、情况说明",
        "1、部门职责",
        "2、名词解释",
    ]
    assert '<h2 id="sec-duties">一、部门职责</h2>' in body
    assert re.search(r'<h2 id="form-income_summary"[^>]*>部门预算收入总表</h2>', body)


def test_a_text_the_pack_declares_does_not_replace_the_section_of_its_name(tmp_path: Path) -> None:
    """The text ``duties`` is a part of the section ``duties``, whose headings and table stay."""
    body = compose(sample(), own_pack(tmp_path)).body
    assert '<h3 id="duties-text">部门职责：</h3>' in body
    assert "统筹行政事务。" in body
    assert "部门机构设置情况" in body


def test_goals_may_have_further_columns(tmp_path: Path) -> None:
    section = (
        "{% for 组 in 分项目标() %}{% for 条 in 组.目标 %}\n"
        "<p>{{ 组.职责 }}：{{ 条.目标 }}（{{ 条.绩效标准 }}）</p>\n{% endfor %}{% endfor %}"
    )
    own_pack(tmp_path, records_yaml=GOALS, sections__duties_j2=section)
    source = tmp_path / "预算.yaml"
    source.write_text(
        "pack: own\nyear: 2024\nentity: {code: 1, name: 某局, level: 部门}\n"
        "goals:\n  - {duty: 公文, goal: 精简, standard: 90%为优}\n  - {duty: 会议, goal: 压减}\n",
        encoding="utf-8",
    )
    submission, pack = read(source, (tmp_path,))
    assert [dict(goal.fields) for goal in submission.records.goals] == [{"standard": "90%为优"}, {}]
    body = compose(reconcile(submission, pack), pack, draft=True).body
    assert "<p>公文：精简（90%为优）</p>" in body
    assert "<p>会议：压减（）</p>" in body


def test_functional_terms_are_those_the_tables_use(tmp_path: Path) -> None:
    """The 2021 glossary explains the 科目 of 支出总表; without that form, all it knows."""
    text = (INPUTS / "hebei-etdz-party-building-2021.yaml").read_text(encoding="utf-8")
    form = (
        "forms:\n  expenditure_summary:\n    unit: 万元\n    rows:\n"
        "      - {科目名称: 合计, 合计: 706.28, 基本支出: 487.71, 项目支出: 218.57}\n"
        "      - {科目编码: 221, 科目名称: 住房保障支出, 合计: 706.28, 基本支出: 487.71, 项目支出: 218.57}\n"
        "      - {科目编码: 22102, 科目名称: 住房改革支出, 合计: 706.28, 基本支出: 487.71, 项目支出: 218.57}\n"
        "      - {科目编码: 2210201, 科目名称: 住房公积金, 合计: 706.28, 基本支出: 487.71, 项目支出: 218.57}\n"
    )
    bodies = []
    for name, content in (("无表", text), ("有表", text.replace("forms:\n", form, 1))):
        source = tmp_path / f"{name}.yaml"
        source.write_text(content, encoding="utf-8")
        submission, pack = read(source)
        bodies.append(compose(reconcile(submission, pack), pack, draft=True).body)
    terms = [re.findall(r"<p>(?:（\d）)?(\d{3,7}) [^：]*：", body) for body in bodies]
    assert len(terms[0]) == 24
    assert terms[1] == ["221", "2210201"]
    assert "（1）221 住房保障支出（类）" in bodies[1]
