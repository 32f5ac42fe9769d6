"""Parsing of composed bodies: blocks, table grids, and errors that name the element."""

from __future__ import annotations

import pytest

from composed import BODY, GROUPED, HOSTILE_TEXT, body, row, section, table
from generator.writers.vocabulary import (
    Contents,
    DocumentError,
    Heading,
    Line,
    Paragraph,
    Run,
    Table,
    parse_body,
)


def only(content: str) -> object:
    return parse_body(body(section(content))).sections[0].blocks[0]


def grid(*rows: str) -> Table:
    found = only(table(rows))
    assert isinstance(found, Table)
    return found


def test_sections_keep_orientation_and_numbering() -> None:
    found = [(each.orientation, each.numbering) for each in parse_body(BODY).sections]
    assert found == [
        ("portrait", "none"),
        ("portrait", "none"),
        ("portrait", "restart"),
        ("landscape", "continue"),
        ("portrait", "continue"),
    ]


def test_a_heading_keeps_level_role_and_id() -> None:
    assert only('<h3 class="form-title x" id="a">甲<br/>乙</h3>') == Heading(
        3, "form-title", "a", (Run("甲"), Run("\n"), Run("乙"))
    )


def test_a_line_has_three_parts() -> None:
    found = only('<p class="form-meta"><span class="left">甲</span><span class="right">乙</span></p>')
    assert found == Line("form-meta", None, (Run("甲"),), (), (Run("乙"),))


def test_contents_are_links() -> None:
    contents = next(block for block in parse_body(BODY).blocks() if isinstance(block, Contents))
    assert [(each.level, each.target) for each in contents.entries] == [
        (1, "cover"),
        (1, "one"),
        (2, "two"),
        (1, "three"),
    ]


def test_inline_looks() -> None:
    found = only('<p>甲 <strong>乙<span class="a b">丙</span></strong> <em>丁</em></p>')
    assert isinstance(found, Paragraph)
    assert found.runs == (
        Run("甲 "),
        Run("乙", bold=True),
        Run("丙", ("a", "b"), bold=True),
        Run(" "),
        Run("丁", italic=True),
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  甲乙\n  ", "甲乙"),
        ("甲\n   乙", "甲乙"),
        ("甲，\n乙", "甲，乙"),
        ("a\n b", "a b"),
        ("甲  乙", "甲 乙"),
        ("甲　乙", "甲　乙"),
        ("甲&#160;乙", "甲\u00a0乙"),
    ],
)
def test_white_space_collapses_as_between_chinese_characters(written: str, read: str) -> None:
    found = only(f"<p>{written}</p>")
    assert isinstance(found, Paragraph)
    assert "".join(run.text for run in found.runs) == read


def test_hostile_text_is_text() -> None:
    paragraph = [block for block in parse_body(BODY).blocks() if isinstance(block, Paragraph)][1]
    assert "".join(run.text for run in paragraph.runs) == HOSTILE_TEXT


def test_spans_fill_the_grid() -> None:
    found = grid(GROUPED)
    assert found.head == 2
    assert found.widths == (0.1, 0.5, 0.2, 0.2)
    slots = [[(cell.column, cell.colspan, cell.merge) for cell in each.cells] for each in found.rows]
    assert slots == [
        [(0, 1, "start"), (1, 1, "start"), (2, 2, "")],
        [(0, 1, "continue"), (1, 1, "continue"), (2, 1, ""), (3, 1, "")],
        [(0, 1, "start"), (1, 1, ""), (2, 1, ""), (3, 1, "")],
        [(0, 1, "continue"), (1, 2, ""), (3, 1, "")],
    ]
    assert [each.may_break for each in found.rows] == [False, False, False, True]


def test_cells_know_their_classes() -> None:
    cells = grid(row(1)).rows[2].cells
    assert [cell.indent for cell in cells] == [0, 1, 0, 0]
    assert {"amount", "total"} <= cells[2].classes
    assert not cells[2].header
    assert grid(GROUPED).rows[2].cells[0].header


def test_the_same_body_is_parsed_once() -> None:
    assert parse_body(BODY) is parse_body(BODY)


@pytest.mark.parametrize(
    ("markup", "named"),
    [
        ("", "为空"),
        ("<body></body>", "为空"),
        (body(section("")), "为空"),
        ("<body><section>", "XHTML"),
        ("<html/>", "<html>"),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><body/>", "DOCTYPE"),
        ("<body><p>甲</p></body>", "<p>"),
        (body(section("甲")), "甲"),
        (body(section("<ul/>")), "<ul>"),
        (body(section("<p><img/></p>")), "<img>"),
        (body(section('<p style="x">甲</p>')), "style"),
        (body(section("<p>甲</p>", numbering="x")), "data-numbering"),
        (body(section('<p><a href="http://x">甲</a></p>')), "http://x"),
        (body(section('<p><a href="#x">甲</a></p>')), "不存在"),
        (body(section('<h1 id="a">甲</h1><h2 id="a">乙</h2>')), "重复"),
        (body(section('<nav class="menu"/>')), "<nav>"),
        (body(section(table(["<tr><td>1</td></tr>"]))), "第 1 行"),
        (body(section(table(['<tr><td colspan="5">1</td></tr>']))), "超出 4 列"),
        (body(section(table(['<tr><td colspan="4" rowspan="2">1</td></tr>']))), "rowspan"),
        (body(section(table([row(1)]).replace("50%", "40%"))), "100%"),
        (body(section(table([row(1)]).replace("<thead>", "<tfoot/><thead>"))), "<tfoot>"),
    ],
)
def test_anything_else_is_an_error_that_names_it(markup: str, named: str) -> None:
    with pytest.raises(DocumentError, match=named):
        parse_body(markup)
