"""Templates print text, figures, changes, shares and plain numbers; anything else is an error with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosures import rendered, sample, written_pack
from generator.compose import compose
from generator.domain.errors import TemplateError
from generator.domain.location import Location


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ("{{ 三公.合计 | 万元 }}", "14.26万元"),
        ("{{ 三公.合计 }}", "14.26"),
        ("{{ 3 }}", "3"),
        ("{{ 1 + 2 }}", "3"),
        ("{% for 甲 in [5, 6] %}{{ loop.index }}{{ '，' if not loop.last }}{% endfor %}", "1，2"),
        ("{% macro 空() %}{% endmacro %}{{ 空() }}甲", "甲"),
        ("{% macro 句(甲) %}<b>{{ 甲 }}</b>{% endmacro %}{{ 句('乙&') }}", "<b>乙&amp;</b>"),
        ("{{ '甲' ~ 3 ~ 三公.合计 }}", "甲314.26"),
        ("{% macro 句() %}<b/>{% endmacro %}{{ 句() ~ '<' }}", "<b/>&lt;"),
        ("{{ 变动(三公.合计) | trim }}", "比上年减少0.03万元，下降0.21%"),
        ("{{ [三公.合计, '甲', 2] | join('、') }}", "14.26、甲、2"),
    ],
)
def test_what_can_be_printed_is(expression: str, printed: str) -> None:
    assert rendered(expression) == printed


WRONG = [
    "{{ [三公.合计] }}",
    "{{ [三公.没有这个] }}",
    "{{ [1, 2] }}",
    "{{ {'甲': 1} }}",
    "{{ (1, 2) }}",
    "{{ 段落('duties') }}",
    "{{ 项目清单() }}",
    "{{ 项目清单()[0] }}",
    "{{ 项目清单()[0].指标 }}",
    "{{ 三公 }}",
    "{{ 实体 }}",
    "{{ 表 }}",
    "{{ 段落 }}",
    "{{ none }}",
    "{{ true }}",
    "{{ 三公.合计.已知 }}",
    "{{ 没有 }}",
    "{{ [1] | map('string') }}",
    "{{ range(3) }}",
    "{{ namespace(甲=1) }}",
    "{{ '甲' ~ [1] }}",
    "{{ '甲' ~ none }}",
    "{{ [三公.合计] | string }}",
    "{{ [1] | trim }}",
    "{{ [1] | escape }}",
    "{{ [[1]] | join }}",
    "{{ [[1]] | 分句 }}",
    "{{ [[1]] | 编号 | join }}",
    "{{ loop }}",
]


@pytest.mark.parametrize("expression", WRONG)
def test_anything_else_is_an_error_where_it_stands(tmp_path: Path, expression: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compose(sample(), written_pack(tmp_path, three_public=f"<p>\n{expression}</p>"))
    assert caught.value.location == Location("own/sections/three-public.html.j2", line=2)
