"""A small composed document with every kind of block, for tests of the writers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from generator.domain.document import ComposedDocument
from generator.packs.style import Style

HOSTILE = "甲&amp;乙 &lt;w:p&gt; “引号” ]]&gt; \u0001&#9;&#13;尾"
HOSTILE_TEXT = "甲&乙 <w:p> “引号” ]]> 尾"
_STYLE = Path(__file__).parents[1] / "templates/base/style.yaml"


def style(**page: object) -> Style:
    """The base pack's style, with changes to the page."""
    data = yaml.safe_load(_STYLE.read_text(encoding="utf-8"))
    data["page"] |= page
    data["roles"]["total"] = {"bold": True}
    data["roles"]["stress"] = {"font": "hei"}
    return Style.model_validate(data)


def document(body: str, *, draft: bool = False) -> ComposedDocument:
    """A composed document around ``body``."""
    return ComposedDocument(
        title="某单位2024年部门预算 <公开> & 说明",
        author="某单位",
        subject="2024年部门预算公开",
        date="2024-02-20",
        body=body,
        identifier="test/2024",
        draft=draft,
    )


def table(rows: Sequence[str], *, role: str = "form") -> str:
    """A table of four columns with a header of two rows."""
    return (
        f'<table class="{role}"><colgroup><col style="width:10%"/><col style="width:50%"/>'
        '<col style="width:20%"/><col style="width:20%"/></colgroup>'
        '<thead><tr><th rowspan="2">序号</th><th rowspan="2">项目</th><th colspan="2">金额</th></tr>'
        f"<tr><th>合计</th><th>财政拨款</th></tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def row(number: int) -> str:
    """A row of that table."""
    return (
        f'<tr><td class="center">{number}</td><td class="text indent-1">一般公共服务支出{number}</td>'
        '<td class="amount total">1295.65</td><td class="amount derived">1295.65</td></tr>'
    )


def section(content: str, *, numbering: str = "continue", orientation: str = "portrait") -> str:
    """A section."""
    return f'<section data-orientation="{orientation}" data-numbering="{numbering}">{content}</section>'


def body(*sections: str) -> str:
    """A body of these sections."""
    return f"<body>{''.join(sections)}</body>"


GROUPED = (
    '<tr><td class="head" rowspan="2">产出</td><td class="text">甲</td><td>1</td><td>2</td></tr>'
    '<tr class="may-break"><td class="text" colspan="2"><p>第一段</p><p class="note">第二段</p></td><td>3</td></tr>'
)
BODY = (
    "<body>"
    + section('<h1 id="cover" class="cover-title">某单位<br/>部门预算</h1>', numbering="none")
    + section(
        '<p class="toc-title">目　录</p><nav class="contents"><p class="toc-1"><a href="#cover">封面</a></p>'
        '<p class="toc-1"><a href="#one">收支总表</a></p><p class="toc-2"><a href="#two">收入总表</a></p>'
        '<p class="toc-1"><a href="#three">情况说明</a></p></nav>',
        numbering="none",
    )
    + section(
        '<h2 id="one" class="form-title">收支总表</h2><p class="form-meta"><span class="left">某单位</span>'
        '<span class="center">预算年度：2024</span><span class="right">单位：万元</span></p>'
        + table([row(number) for number in range(1, 61)]),
        numbering="restart",
    )
    + section('<h2 id="two">收入总表</h2>' + table([GROUPED]) + table([row(1)]), orientation="landscape")
    + section(
        f'<h2 id="three">情况说明</h2><p>{HOSTILE}</p><p>见<a href="#one">收支总表</a>，<strong>重点</strong>'
        '<em>斜体</em><span class="stress">黑体</span><span class="figure">12.50</span>万元。</p>'
        "<h3>第三级</h3><h4>第四级</h4><p>" + "负责区委文件和区委办公室文件的起草把关整理等工作。" * 8 + "</p>"
    )
    + "</body>"
)


def sample(*, draft: bool = False) -> ComposedDocument:
    """The whole sample: cover, contents, a long form, a landscape page with two tables, text."""
    return document(BODY, draft=draft)


def renamed(original: ComposedDocument, identifier: str) -> ComposedDocument:
    """The same document under another identifier."""
    return replace(original, identifier=identifier)
