"""Templates that fail say where and why; templates and input texts reach nothing they should not."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2.exceptions import SecurityError

from disclosures import pack, rendered, sample, with_text, written_pack
from generator.compose import compose
from generator.domain.errors import TemplateError
from generator.domain.location import Location
from generator.domain.records import Paragraph


def failure(folder: Path, template: str) -> TemplateError:
    """The error of a pack whose section four is ``template``."""
    with pytest.raises(TemplateError) as caught:
        compose(sample(), written_pack(folder, three_public=template))
    return caught.value


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("<p>\n{{ 三公.合汁 | 万元 }}</p>", 2, ["没有名为“三公.合汁”的数字", "是不是“合计”"]),
        ("<p>{{ 三共.合计 }}</p>", 1, ["没有名为“三共”", "三公"]),
        ("<p>{{ 三公.合计 | 万圆 }}</p>", 1, ["没有名为“万圆”的过滤器", "万元"]),
        ("<p>\n\n{{ 三公 }}</p>", 3, ["“三公”不能直接打印", "合计"]),
        ("<p>{{ 三公 | 万元 }}</p>", 1, ["“万元”只能用在数字上，“三公”不是一个数字"]),
        ("\n{{ 表('procurment') }}", 2, ["没有名为“procurment”的表", "procurement"]),
        ("{{ 段落('dutie') }}", 1, ["没有名为“dutie”的文字", "duties"]),
        ("{{ 明细('procurement', '金额') }}", 1, ["没有名为“金额”的金额列"]),
        ("{% if 三公.合计 %}\n<p>没有结束</p>", 2, ["模板写法有误"]),
        ("{% include 'macros/none.html.j2' %}", 1, ["找不到模板文件“macros/none.html.j2”"]),
        ("<p>{{ 三公.合计 + 1 }}</p>", 1, ["无法执行"]),
        ("{{ 实体.名字 }}", 1, ["没有名为“实体.名字”", "名称"]),
    ],
)
def test_an_error_names_file_line_and_name(tmp_path: Path, template: str, line: int, said: list[str]) -> None:
    error = failure(tmp_path, template)
    assert error.location == Location("own/sections/three-public.html.j2", line=line)
    for words in said:
        assert words in error.message


def test_an_error_within_a_macro_is_found_there(tmp_path: Path) -> None:
    error = failure(tmp_path, '{% import "macros/text.html.j2" as 文字 %}{{ 文字.列举([三公]) }}')
    assert error.location.file == "base/macros/text.html.j2"
    assert "三公.名称" in error.message


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("<div>甲</div>", "<section> 中不能出现 <div>"),
        ("<p>甲", "不成对"),
        ("甲", "不能直接写在 <section> 里"),
        ('<p onclick="x">甲</p>', "<p> 不能有属性 onclick"),
        ("<!-- 甲 -->", "不能写出 <!"),
        ("<p>甲&nbsp;</p>", "不成对或不完整"),
    ],
)
def test_markup_outside_the_vocabulary_is_refused(tmp_path: Path, template: str, said: str) -> None:
    error = failure(tmp_path, template)
    assert said in error.message
    assert error.location.file == "own/sections/three-public.html.j2"


def test_a_link_to_nowhere_and_a_repeated_id_are_refused(tmp_path: Path) -> None:
    assert '"nowhere" 不存在' in failure(tmp_path / "a", '<p><a href="#nowhere">甲</a></p>').message
    assert '"narrative" 出现了两次' in failure(tmp_path / "b", '<p id="narrative">甲</p>').message


@pytest.mark.parametrize(
    "expression",
    [
        "{{ ''.__class__ }}",
        "{{ 三公.合计.__class__ }}",
        "{{ 三公['__init__'] | string }}",
        "{{ 表.__globals__ }}",
        "{{ 表.__func__ }}",
        "{{ 项目清单()[0]._parts }}",
        "{{ 实体.part }}",
        "{{ '%s' % (1,) | attr('__class__') }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ range(999) | join(range(999) | join('很长')) }}",
        "{{ range(100000000) }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ [].append(1) }}",
        "{{ namespace.__init__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ 段落.__self__ }}",
        "{{ cycler }}",
        "{{ '<b>' | safe }}",
    ],
)
def test_attribute_tricks_are_refused(tmp_path: Path, expression: str) -> None:
    error = failure(tmp_path, f"<p>{expression}</p>")
    assert error.location.line == 1
    assert error.__cause__ is not None


def test_only_files_of_the_pack_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "secret.j2").write_text("秘密", encoding="utf-8")
    names = ("../secret.j2", "/etc/passwd", "own/../../secret.j2", "pack.yaml", "style.yaml")
    for index, name in enumerate(names):
        assert "找不到模板文件" in failure(tmp_path / str(index), f"{{% include '{name}' %}}").message


def test_repeated_text_cannot_fill_the_memory() -> None:
    with pytest.raises(SecurityError):
        rendered("{{ 'a' * 10 }}")
    assert rendered("{{ 2 * 10 }}") == "20"


# --- texts of the input ------------------------------------------------------------------------------------


PLACE = Location("预算.yaml", line=7, path="texts.overall_goal[1]")


def composed_goal(text: str) -> str:
    """The overall goal as composed."""
    body = compose(with_text(sample(), "overall_goal", Paragraph(text, PLACE)), pack()).body
    return body.split("（一）总体绩效目标</h3>")[1].split("<p>")[1].split("</p>")[0]


def test_figures_in_input_texts_are_filled_in() -> None:
    assert composed_goal("“三公”经费{{ 三公.合计 | 万元 }}。") == "“三公”经费14.26万元。"


def test_an_error_in_an_input_text_names_its_place() -> None:
    with pytest.raises(TemplateError, match=r"没有名为“三公\.合汁”") as caught:
        composed_goal("共{{ 三公.合汁 | 万元 }}")
    assert caught.value.location == PLACE


def test_an_unfinished_expression_in_an_input_text_is_an_error() -> None:
    with pytest.raises(TemplateError, match="没有对应的") as caught:
        composed_goal("共{{ 三公.合计 | 万元 }")
    assert caught.value.location == PLACE


@pytest.mark.parametrize("text", ["{ 甲 }", "100%}", "<b>粗</b>", "a & b", "]]>"])
def test_an_input_text_is_text_whatever_it_looks_like(text: str) -> None:
    expected = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert composed_goal(text) == expected


@pytest.mark.parametrize("text", ["{{ ''.__class__ }}", "{{ 表.__globals__ }}", "{{ 'a' * 100000000 }}"])
def test_an_input_text_is_kept_in_the_sandbox(text: str) -> None:
    with pytest.raises(TemplateError) as caught:
        composed_goal(text)
    assert caught.value.location == PLACE
