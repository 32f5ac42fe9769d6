"""Finished PDFs, read back: the composed text in order, all of it to be seen, nothing besides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from composed import BODY, body, document, row, section, style, table
from finished import audit_pdf
from generator.audit.files.composed import Composed
from generator.audit.files.difference import Ledger
from generator.audit.files.pdf import check_pdf
from generator.writers.pdf import Attachment, write_pdf

pytestmark = pytest.mark.pdf
TEXT = "<p>金额12.50万元甲乙丙。</p><p>金额13.50万元甲乙丙。</p>"
CLEAN = BODY.replace("\u0001", "")
LONG = "负责区委文件起草把关整理等工作甲乙丙丁。" * 14
ROW = '<tr class="may-break"><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>'


def found(content: str, css: str = "", **page: object) -> list[str]:
    whole = content if content.startswith("<body") else body(section(content))
    return [str(each) for each in audit_pdf(document(whole), extra_css=css, of=style(**page)).differences]


@pytest.mark.parametrize("number", ["{page}", "— {page} —", "第{page}页", ""])
@pytest.mark.parametrize("draft", [False, True])
def test_a_document_of_all_kinds_of_blocks_agrees(number: str, draft: bool) -> None:  # noqa: FBT001
    ledger = audit_pdf(document(CLEAN, draft=draft), of=style(number=number))
    assert [str(each) for each in ledger.differences] == []
    assert ledger.letters > 2000
    assert ledger.figures > 180


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            "<p>目⽬</p><p>—―⸺ ·・‧• ～〜 …⋯ ΩΩ µμ ÅÅ 戶戸 ﬁ fi é e\u0301 か\u3099 辦 office</p>", id="one shape"
        ),
        pytest.param("<p>" + "编号2024-" * 40 + "</p><p>abc-</p><p>def</p>", id="hyphens"),
        pytest.param("<p>甲 乙　丙 1 234 ①②③%‰℃㎡×÷±≥≤</p>", id="blanks and signs"),
        pytest.param(table([ROW.format(1, "头" * 500, 1, 2), ROW.format(LONG, LONG[::-1], 9, 8)]), id="torn row"),
        pytest.param(
            table([ROW.format(*("续" * count + "完" for count in (100, 800, 40, 300)))] * 3), id="torn rows alike"
        ),
        pytest.param(
            table(
                [
                    f'<tr class="may-break"><td rowspan="3">{"产出" * 600}</td><td>甲</td><td>1</td><td>2</td></tr>',
                    *['<tr class="may-break"><td>甲</td><td>1</td><td>2</td></tr>'] * 2,
                ]
            ),
            id="torn merged cell",
        ),
        pytest.param(
            table(
                [
                    '<tr><td class="center" rowspan="60">产出效益满意度</td><td>甲</td><td>1</td><td>2</td></tr>',
                    *["<tr><td>甲</td><td>1</td><td>2</td></tr>"] * 59,
                ]
            ),
            id="merged cell over pages",
        ),
        pytest.param(
            body(section("<p>1</p>"), section(""), section("<p></p>"), section("<p>2</p>")), id="empty sections"
        ),
        pytest.param(table([ROW.format(1, "<p>甲乙</p>" * 90, 3, 4)]), id="paragraphs in a cell"),
    ],
)
def test_what_is_composed_is_found(content: str) -> None:
    assert found(content) == []


@pytest.mark.parametrize(
    "css",
    [
        "p{border:1px solid #000;padding:3pt}",
        "p{display:inline-block;border:1px solid}",
        "p{background:#ffeeaa}",
        "p{background:#003366;color:#fff}",
        "p{text-decoration:underline}",
        "p{letter-spacing:-0.5pt}",
        "p{font-weight:bold;color:#7f7f7f}",
    ],
)
def test_ordinary_looks_are_no_difference(css: str) -> None:
    assert found(TEXT, css) == []


@pytest.mark.parametrize(
    "css",
    [
        "p{font-size:0.1pt}",
        "p{font-size:3pt}",
        "p{font-size:0}",
        "p{color:#fff}",
        "p{color:#eee}",
        "p{color:rgba(0,0,0,0)}",
        "p{background:#000}",
        "p{background:#fff;color:#fffffe}",
        "p{background:linear-gradient(#fff,#fff);color:#fff}",
        "p{opacity:0}",
        "p{opacity:.05}",
        "p{position:absolute;left:-900pt}",
        "p{text-indent:-9999px}",
        "p{margin-left:500pt}",
        "p{margin-top:-90pt}",
        "p{transform:scale(.01)}",
        "p{transform:scaleX(.01)}",
        "p{transform:scaleX(-1)}",
        "p{overflow:hidden;height:0}",
        "p{visibility:hidden}",
        "p{display:none}",
        "p{letter-spacing:-1em}",
        "p{line-height:0}",
        "p{outline:40px solid #fff;outline-offset:-20px}",
        "p{margin-bottom:-20pt}p+p{position:relative;background:#fff}",
        "p::first-letter{font-size:0}",
    ],
)
def test_text_that_cannot_be_seen_is_a_difference(css: str) -> None:
    assert found(TEXT, css)


@pytest.mark.parametrize(
    "css",
    [
        'p::after{content:"丁"}',
        'p::before{content:"1"}',
        '@page{@top-left{content:"密"}}',
        '@page{@bottom-left{content:"1"}}',
        "p{text-transform:full-width}",
        ".figure::after{content:counter(page)}",
    ],
)
def test_text_that_a_style_adds_or_changes_is_a_difference(css: str) -> None:
    assert found('<p>金额<span class="figure">12.5</span>万元 abc</p>', css)


@pytest.mark.parametrize(
    "css",
    [
        "td.amount{font-size:0}",
        "td.total{color:#fffffe}",
        "thead{display:none}",
        "tbody tr:nth-child(2){display:none}",
        "td:nth-child(3){position:relative;left:80pt}td:nth-child(4){position:relative;left:-80pt}",
    ],
)
def test_amounts_of_a_table_that_vanish_or_change_places_are_a_difference(css: str) -> None:
    rows = '<tr><td>1</td><td>甲</td><td class="amount total">12.50</td><td class="amount">13.50</td></tr>'
    assert found(table([rows, row(2)]), css)


def test_paragraphs_that_change_places_on_the_page_are_a_difference() -> None:
    swapped = "#a span{position:relative;top:30pt}#b span{position:relative;top:-30pt}"
    assert found('<p id="a"><span>甲12.50</span></p><p id="b"><span>乙13.50</span></p>', swapped)


@pytest.mark.parametrize("character", ["\U000f1234", "\u0e01", "\u1780"])
def test_a_missing_glyph_is_a_difference(character: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.writers.pdf.refuse_missing", lambda *_: None)  # the writer looks first
    assert any(f"U+{ord(character):04X}" in each for each in found(f"<p>甲{character}乙</p>"))


def test_the_page_of_a_difference_is_told() -> None:
    drawn = CLEAN.replace(
        '<td class="text indent-1">一般公共服务支出50<', '<td class="text indent-1">一般公共服务支出5O<'
    )
    assert drawn != CLEAN
    ledger = audit_pdf(document(CLEAN), drawn=document(drawn))
    (first, *_) = ledger.differences
    assert first.place == "第 4 页"
    assert first.expected.endswith("支出50") or "50" in first.expected
    assert "5O" in first.found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("情况说明</h2>", "情况说明</h2><p>多出一段</p>"),
        ("<h3>第三级</h3>", ""),
        ("<h3>第三级</h3><h4>第四级</h4>", "<h4>第四级</h4><h3>第三级</h3>"),
        ('data-numbering="restart"', 'data-numbering="continue"'),
        ("12.50", "12.05"),
        ("目　录", "目　錄"),
    ],
)
def test_what_is_added_missing_or_moved_is_a_difference(old: str, new: str) -> None:
    assert old in CLEAN
    assert audit_pdf(document(CLEAN), drawn=document(CLEAN.replace(old, new))).differences


def test_contents_that_name_another_page_are_a_difference() -> None:
    crossed = CLEAN.replace('href="#two">收入总表', 'href="#one">收入总表')
    assert crossed != CLEAN
    (difference,) = audit_pdf(document(CLEAN), drawn=document(crossed)).differences
    assert (difference.place, difference.expected, difference.found) == ("第 2 页", "3", "1")


def test_a_draft_without_watermark_and_a_final_with_one_are_differences() -> None:
    plain = document(CLEAN)
    draft = replace(plain, draft=True)
    assert audit_pdf(draft, drawn=plain).differences
    assert audit_pdf(plain, drawn=draft).differences


def test_untrue_properties_are_differences() -> None:
    plain = document(CLEAN)
    untrue = replace(plain, title="另一标题", author="别人", subject="别的", date="2025-01-01")
    found = [each.found for each in audit_pdf(plain, drawn=untrue).differences]
    assert found == ["另一标题", "别人", "别的", "D:20250101", "D:20250101"]


def test_a_bookmark_that_says_otherwise_is_a_difference() -> None:
    assert [each[:2] for each in found('<h1 id="a">甲</h1>', 'h1{bookmark-label:"乙"}')] == ["书签"]


def test_an_attachment_nobody_asked_for_is_a_difference() -> None:
    plain, ledger = document(CLEAN), Ledger()
    files = [Attachment("facts.json", b"{}", "数据"), Attachment("secret.txt", b"x", "别的")]
    told = check_pdf(write_pdf(plain, style(), attachments=files).data, Composed.of(plain, "{page}"), ledger)
    assert told.facts == (b"{}",)
    assert [each.found for each in ledger.differences] == ["secret.txt"]


def test_an_action_is_a_difference() -> None:
    plain, ledger = document(CLEAN), Ledger()
    data = write_pdf(plain, style()).data + b"\n9999 0 obj\n<</S /JavaScript /JS (app.alert\\(1\\))>>\nendobj\n"
    check_pdf(data, Composed.of(plain, "{page}"), ledger)
    assert "/JavaScript" in [each.found for each in ledger.differences]


def test_the_pages_of_headings_are_learned() -> None:
    plain = document(CLEAN)
    told = check_pdf(write_pdf(plain, style()).data, Composed.of(plain, "{page}"), Ledger())
    assert {name: told.numbers[name] for name in ("cover", "one", "two", "three")} == {
        "cover": "",
        "one": "1",
        "two": "3",
        "three": "4",
    }
