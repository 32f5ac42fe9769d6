"""Finished HTML pages, read back."""

from __future__ import annotations

import pytest

from composed import BODY, document, style
from finished import STRANGER, finished, replaced
from generator.audit.files.composed import Composed
from generator.audit.files.css import check_css
from generator.audit.files.difference import Ledger
from generator.audit.files.html import check_html
from generator.writers.html import write_html

pytestmark = pytest.mark.pdf
CLEAN = BODY.replace("\u0001", "")


def told(old: str, new: str) -> list[str]:
    given = finished(STRANGER)
    return [str(each) for each in given.differences("html", replaced(old, new)(given.files["html"]))]


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("number", ["— {page} —", ""])
def test_a_document_of_all_kinds_of_blocks_agrees(number: str, draft: bool) -> None:  # noqa: FBT001
    given, ledger = document(CLEAN, draft=draft), Ledger()
    data = write_html(given, style(number=number), data_json='{"a": "<b>"}')
    assert check_html(data, Composed.of(given, number), ledger) == b'{"a": "\\u003cb>"}'
    assert [str(each) for each in ledger.differences] == []
    assert ledger.letters > 2000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("林业局", "林业厅"),
        ("12345678.50", "12345678.05"),
        ("<section", "多出<section"),
        ("</section>", "<p>多出一段</p></section>"),
        ("</main>", "</main>多出"),
        ("跳到正文", "跳到别处"),
        ("</h2>", "</h2><h2>多</h2>"),
        ('<td class="amount">', '<td class="amount">1</td><td class="amount">'),
        ('colspan="2"', 'colspan="3"'),
    ],
)
def test_text_that_is_changed_or_added_is_a_difference(old: str, new: str) -> None:
    assert told(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<section", "<section hidden"),
        ("<section", '<section style="display:none"'),
        ("<section", '<section onclick="x()"'),
        ("<p", '<p aria-hidden="true"'),
        ("</main>", "</main><script>x()</script>"),
        ("</main>", "</main><img src='http://example.com/x.png'>"),
        ("</main>", "</main><iframe></iframe>"),
        ("</main>", "</main><!-- 审核意见 -->"),
        ('href="#', 'href="http://example.com/#'),
        ('type="application/json"', 'type="text/javascript"'),
        ("default-src 'none'", "default-src *"),
        ("Content-Security-Policy", "X-Nothing"),
        ("<title>", "<title>别的"),
        ('name="dcterms.created" content="2025', 'name="dcterms.created" content="2024'),
        ('name="author" content="', 'name="author" content="某人'),
        ('<meta name="author"', '<meta name="reviewer" content="某人"><meta name="author"'),
        ('<meta name="author"', '<link rel="stylesheet" href="x.css"><meta name="author"'),
    ],
)
def test_what_hides_runs_or_comes_from_elsewhere_is_a_difference(old: str, new: str) -> None:
    assert told(old, new)


def test_a_page_without_its_facts_is_a_difference() -> None:
    given, ledger = document(CLEAN), Ledger()
    check_html(write_html(given, style(), data_json=None), Composed.of(given, style().page.number), ledger)
    assert [each.place for each in ledger.differences] == ["脚本"]


@pytest.mark.parametrize(
    "css",
    [
        "p{font-size:0}",
        "p{font-size:.1pt}",
        "p{font:1px/1 serif}",
        "p{font:bold 0/1 x}",
        "p{.x{color:red} font-size:0}",
        "p{font-size:0;.x{color:red}}",
        "@media print{p{font-size:0}}",
        "p{color:#fff}",
        "p{color:white}",
        "p{color:transparent;background:#000}",
        "p{color:rgba(0,0,0,0)}",
        "p{color:#0000}",
        "p{c\\6f lor:#fff}",
        "p{COLOR : #FFF !important}",
        'p::after{content:"甲"}',
        'p::after{content:"\\7532"}',
        "p::after{content:attr(data-x)}",
        "p{background:url(x)}",
        "p{background:u\\72l(x)}",
        '@import "x.css";',
        "p{display:none}",
        "p{display:none !important}",
        ".skip{display:none}",
        "p{visibility:hidden}",
        "p{opacity:0}",
        "p{position:absolute}",
        "p{left:-99rem}",
        "p{text-indent:-9999px}",
        "p{transform:scale(0)}",
        "p{clip-path:inset(100%)}",
        "p{height:0;overflow:hidden}",
        "/* p{ */p{font-size:0}/* } */",
    ],
)
def test_styles_that_hide_or_add_text_are_a_difference(css: str) -> None:
    ledger = Ledger()
    check_css(css, {""}, ledger)
    assert ledger.differences


@pytest.mark.parametrize(
    "css",
    [
        "p{font:12pt/1 serif;color:#c00000}",
        ".head{color:#fff;background:#1f4e79}",
        "p{padding-left:2em;text-indent:-2em}",
        'p{font-family:"p{font-size:0}"}',
        "/* p{font-size:0} */p{margin:0}",
        ".skip{position:absolute;left:-99rem}",
        "@media print{.skip,.draft-note{display:none}}",
        'a::after{content:leader("…") target-counter(attr(href url),page)}',
        "a::after{content:none}",
    ],
)
def test_ordinary_styles_are_no_difference(css: str) -> None:
    ledger = Ledger()
    check_css(css, {""}, ledger)
    assert [str(each) for each in ledger.differences] == []
