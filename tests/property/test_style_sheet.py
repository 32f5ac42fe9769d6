"""Whatever a pack's style sheet is made of, nothing but plain looks comes out of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from composed import style
from generator.packs.sheet.rules import read_sheet
from safe_css import is_safe

NAMES = st.sampled_from(
    ["content", "display", "color", "font-size", "font", "background", "position", "opacity", "--x", "padding",
     "line-height", "border", "font-family", "string-set", "margin-left", "c\\6fntent", "\\63ontent", "co/**/lor",
     "COLOR", "colo\\72", "\\0", "letter-spacing", "text-indent", "break-before", "page", "\\", "all", "zoom"]
)  # fmt: skip
VALUES = st.sampled_from(
    ["'99'", "none", "#000", "#ffffff00", "0", "1px", "-9cm", "1e9pt", "url(x)", "u\\72l(x)", "URL( 'x' )", "attr(a)",
     "var(--x)", "calc(1pt*0)", "rgb(0 0 0/0)", "rgba(0,0,0,.01)", "image-set('x' 1x)", "12pt", "1.5", "inherit",
     "unset", "initial", "counter(page)", "expression(1)", "'宋体', 宋体", '"宋体\\22 }"', "U+0-10FFFF",
     "solid red 1px",
     "\\27 ", "'", '"', "(", ")", "{", "}", "[", "]", "\x00", "</style>", "<!--", "-->", "!important", "! important",
     "/*", "*/", ";", ":", "\n", "\\\n", "always", "Infinitypt", "NaN", "#000 url(x)"]
)  # fmt: skip
SELECTORS = st.sampled_from(
    ["p", "td", "*", "p::before", ":root", "td:hover", ".amount", ".a\\{b", ".\\63ontent", "#id", "[class]", ".skip",
     "p > td", "p,,td", "p\x00", "h1:nth-child(2n+1)", ":nth-child(1 of p)", "p/**/td", "&", "svg|p", ".表", "html",
     "\\70",
     "PRE", ".1", "..", ">", "p:not(td)", ":is(p)", "p~td", "table.form  td"]
)  # fmt: skip
AT_RULES = st.sampled_from(
    ["@import 'x';", "@import url(x);", "@\\69mport 'x';", "@media print{", "@supports (a:b){", "@layer x{",
     "@layer x;",
     "@page{", "@page :first{@top-left{content:'x'}}", "@font-face{", "@namespace a 'b';", "@charset 'x';", "@",
     "@media{"]
)  # fmt: skip
NOISE = st.one_of(
    st.sampled_from(["{", "}", ";", "/*", "*/", "'", '"', "\\", "(", ")", "\n", "<!--", "]", "\ufeff"]),
    st.text(max_size=4),
)
DECLARATION = st.tuples(NAMES, st.sampled_from([":", " : ", "", "::"]), st.lists(VALUES, max_size=3)).map(
    lambda parts: f"{parts[0]}{parts[1]}{' '.join(parts[2])};"
)
RULE = st.recursive(
    DECLARATION,
    lambda inner: st.tuples(SELECTORS, st.lists(inner, max_size=3)).map(
        lambda parts: f"{parts[0]}{{{''.join(parts[1])}}}"
    ),
    max_leaves=6,
)
SHEETS = st.lists(st.one_of(RULE, AT_RULES, NOISE), max_size=8).map("".join)
STYLE = style()


@given(SHEETS)
@settings(max_examples=1500, deadline=None)
def test_only_plain_looks_come_out(text: str) -> None:
    assert is_safe(read_sheet(text, STYLE).text)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_text_breaks_the_reader(text: str) -> None:
    assert is_safe(read_sheet(text, STYLE).text)


@given(SHEETS)
@settings(max_examples=200, deadline=None)
def test_what_came_out_is_read_as_the_same_again(text: str) -> None:
    once = read_sheet(text, STYLE)
    again = read_sheet(once.text, STYLE)
    assert (again.text, again.problems) == (once.text, ())


@pytest.mark.parametrize(
    "text", ["p{display:none}\n", "p{font-size:1pt}\n", "p{color:#000}\n", "@page{}\n", "p{color:#000000}"]
)
def test_the_second_list_is_no_open_door(text: str) -> None:
    assert not is_safe(text)
