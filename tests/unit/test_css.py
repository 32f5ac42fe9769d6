"""The style sheet: deterministic, complete, and understood by the engine that reads it."""

from __future__ import annotations

import re

from composed import style
from generator.packs.style import Role, Style
from generator.writers.css import css, families, quoted

FORM_TITLE = ",".join(f"{each}.form-title" for each in ("h1", "h2", "h3", "h4", "p"))


def rule(sheet: str, selector: str) -> str:
    return "".join(re.findall(rf"^{re.escape(selector)}{{(.*)}}$", sheet, re.MULTILINE))


def test_the_same_style_gives_the_same_text() -> None:
    assert css(style()) == css(style())


def test_official_faces_come_first_and_latin_faces_are_cut() -> None:
    names = families(style(), "song").split(",")
    assert names[:3] == ['"Times New Roman Latin"', '"Liberation Serif Latin"', '"宋体"']
    assert 'src:local("Times New Roman");unicode-range:U+0-A0' in css(style())


def test_line_pitch_is_points_or_a_multiple() -> None:
    sheet = css(style())
    assert rule(sheet, "p").startswith("font:16pt/28.95pt ")
    assert "9pt/11.25pt" in rule(sheet, ".form th,.form .head")


def test_a_heading_of_another_role_looks_like_that_role() -> None:
    sheet = css(style())
    assert sheet.index("\nh3{") < sheet.index(FORM_TITLE)
    assert "text-align:center;text-indent:0em" in rule(sheet, FORM_TITLE)


def test_a_span_changes_only_what_its_role_declares() -> None:
    assert "font-size" not in rule(css(style()), "span.stress")
    assert '"黑体"' in rule(css(style()), "span.stress")


def test_a_role_on_a_cell_changes_only_what_it_declares() -> None:
    assert rule(css(style()), "td.total") == "font-weight:bold"
    assert "\n.total{" not in css(style())


def test_every_orientation_and_numbering_has_its_page() -> None:
    sheet = css(style())
    assert "@page landscape-none{size:841.89pt 595.276pt" in sheet
    assert "@page portrait-restart-a:nth(1 of portrait-restart-a){counter-reset:page 1}" in sheet
    assert "@page portrait-none{@bottom" not in sheet


def test_landscape_margins_turn_with_the_sheet_or_are_given() -> None:
    turned = css(style(margin_top=37, margin_bottom=35, margin_left=28, margin_right=26))
    assert "margin:79.37pt 104.882pt 73.701pt 99.213pt" in turned
    given = css(style(landscape_margins=(10, 20, 30, 40)))
    assert "margin:28.346pt 56.693pt 85.039pt 113.386pt" in given


def test_outer_numbers_change_sides() -> None:
    sheet = css(style(number="— {page} —", number_align="outer"))
    assert '@page portrait-continue:right{@bottom-right{content:"— " counter(page) " —"' in sheet
    assert "@page portrait-continue:left{@bottom-left{" in sheet


def test_only_a_draft_is_marked() -> None:
    assert "草" in css(style(), draft=True)
    assert ".derived" in css(style(), draft=True)
    assert "草" not in css(style())
    assert ".derived" not in css(style())


def test_strings_cannot_leave_their_quotes() -> None:
    assert quoted('a"}</style>') == '"a\\22 }\\3c /style>"'


def test_an_undeclared_role_is_body_text_and_cells_have_no_indent() -> None:
    bare = Style.model_validate({"fonts": {"song": {"faces": ["宋体"]}}, "roles": {"p": {"first_line": 2}}})
    assert bare.resolved("x") == Role(first_line=2)
    assert "text-indent:0" in rule(css(bare), "table")
