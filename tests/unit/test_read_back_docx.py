"""Finished DOCX files, read back from their XML."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from composed import BODY, document, style
from finished import STRANGER, finished, repacked, replaced
from generator.audit.files.composed import Composed
from generator.audit.files.difference import Ledger
from generator.audit.files.docx import check_docx
from generator.writers.docx import write_docx

pytestmark = pytest.mark.pdf
MAIN, STYLES, RELATIONS = "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"
Change = Callable[[bytes], bytes]


def told(part: str, change: Change) -> list[str]:
    given = finished(STRANGER)
    return [str(each) for each in given.differences("docx", repacked(given.files["docx"], {part: change}))]


def in_run(properties: str, text: str = "林业局") -> Change:
    """Give the first run with ``text`` these properties."""

    def change(data: bytes) -> bytes:
        pattern = rf"<w:r>(?:<w:rPr>.*?</w:rPr>)?(<w:t[^>]*>[^<]*{text})"
        changed, count = re.subn(pattern, rf"<w:r><w:rPr>{properties}</w:rPr>\1", data.decode(), count=1)
        assert count
        return changed.encode()

    return change


def in_style(name: str, properties: str) -> Change:
    """Put run properties before a style's own."""

    def change(data: bytes) -> bytes:
        pattern = rf'(w:styleId="{name}">.*?<w:rPr>)'
        changed, count = re.subn(pattern, rf"\1{properties}", data.decode(), count=1)
        assert count
        return changed.encode()

    return change


def test_an_unchanged_part_is_no_difference() -> None:
    assert told(MAIN, lambda data: data) == []


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("align", ["center", "outer"])
@pytest.mark.parametrize("number", ["— {page} —", ""])
def test_a_document_of_all_kinds_of_blocks_agrees(align: str, number: str, draft: bool) -> None:  # noqa: FBT001
    given, ledger = document(BODY.replace("\u0001", ""), draft=draft), Ledger()
    pages = {"cover": "", "one": "1", "two": "3", "three": "4"}
    data = write_docx(given, style(number=number, number_align=align), page_of=pages)
    check_docx(data, Composed.of(given, number), pages, ledger)
    assert [str(each) for each in ledger.differences] == []
    assert ledger.letters > 2000


@pytest.mark.parametrize(
    "properties",
    [
        "<w:vanish/>",
        "<w:webHidden/>",
        "<w:specVanish/>",
        '<w:color w:val="FFFFFF"/>',
        '<w:color w:val="F4F4F4"/>',
        '<w:sz w:val="2"/>',
        '<w:w w:val="1"/>',
        '<w:position w:val="4000"/>',
    ],
)
def test_text_that_cannot_be_seen_is_a_difference(properties: str) -> None:
    assert told(MAIN, in_run(properties))


@pytest.mark.parametrize("properties", ["<w:vanish/>", '<w:color w:val="FEFEFE"/>', '<w:sz w:val="3"/>'])
@pytest.mark.parametrize("name", ["BodyText", "bd-cell", "Heading2"])
def test_styles_that_hide_text_are_a_difference(name: str, properties: str) -> None:
    assert told(STYLES, in_style(name, properties))


def test_hidden_by_default_is_a_difference() -> None:
    assert told(STYLES, replaced("<w:rPrDefault><w:rPr>", "<w:rPrDefault><w:rPr><w:vanish/>"))


def test_white_on_a_dark_cell_can_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.writers.docx.package.refuse_illegible", lambda *_: None)  # the writer looks first
    given, ledger = document(BODY.replace("\u0001", "")), Ledger()
    data = style().model_dump()
    data["roles"]["head"]["color"] = "#ffffff"
    plain = style().model_validate(data)
    data["tables"]["form"]["head_fill"] = "#1f4e79"
    for used, hidden in ((plain, True), (style().model_validate(data), False)):
        ledger = Ledger()
        check_docx(write_docx(given, used, page_of={}), Composed.of(given, used.page.number), {}, ledger)
        pale = [each for each in ledger.differences if "财政拨款" in each.expected]
        assert bool(pale) is hidden


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<w:body>", "<w:body><w:p><w:r><w:t>多出一段</w:t></w:r></w:p>"),
        ("林业局", "林业厅"),
        ("12345678.50", "12345678.05"),
        ("<w:body>", '<w:body><w:p><w:ins w:id="1" w:author="某人"><w:r><w:t>增</w:t></w:r></w:ins></w:p>'),
        ("<w:body>", '<w:body><w:p><w:del w:id="1" w:author="某人"><w:r><w:delText>删</w:delText></w:r></w:del></w:p>'),
        ("<w:body>", '<w:body><w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>'),
        ("<w:body>", '<w:body><w:p><w:r><w:instrText> INCLUDETEXT "/etc/passwd" </w:instrText></w:r></w:p>'),
        ('<w:trHeight w:val="', '<w:trHeight w:hRule="exact" w:val="1" w:x="'),
        ("<w:trPr>", "<w:trPr><w:hidden/>"),
    ],
)
def test_what_is_changed_added_or_active_is_a_difference(old: str, new: str) -> None:
    assert told(MAIN, replaced(old, new))


def test_amounts_that_change_columns_are_a_difference() -> None:
    given = finished(STRANGER)

    def swapped(data: bytes) -> bytes:
        text = data.decode()
        first, second = (re.search(f"<w:t[^>]*>{each}</w:t>", text) for each in ("12345678.50", "104321.50"))
        assert first
        assert second
        return text.replace(first[0], "\0").replace(second[0], first[0]).replace("\0", second[0]).encode()

    assert given.differences("docx", repacked(given.files["docx"], {MAIN: swapped}))


def test_merged_cells_with_text_in_the_lower_part_are_a_difference() -> None:
    merged = r"(<w:tc><w:tcPr>(?:(?!</w:tcPr>).)*<w:vMerge/>(?:(?!</w:tcPr>).)*</w:tcPr><w:p>(?:<w:pPr>.*?</w:pPr>)?)"

    def change(data: bytes) -> bytes:
        changed, count = re.subn(merged, r"\1<w:r><w:t>藏</w:t></w:r>", data.decode(), count=1)
        assert count
        return changed.encode()

    assert told(MAIN, change)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/comments.xml", "<x/>"),
        ("word/vbaProject.bin", "x"),
        ("word/media/image1.png", "x"),
        ("customXml/item1.xml", "<x/>"),
        ("word/footnotes.xml", "<x/>"),
    ],
)
def test_parts_that_have_no_place_are_a_difference(part: str, content: str) -> None:
    assert told(part, lambda _: content.encode())


def test_an_external_relation_is_a_difference() -> None:
    relation = '<Relationship Id="x" Type="t" Target="http://example.com/" TargetMode="External"/></Relationships>'
    assert told(RELATIONS, replaced("</Relationships>", relation))


def test_a_page_number_in_the_contents_that_is_not_the_pdfs_is_a_difference() -> None:
    given = finished(STRANGER)
    pattern = r"(PAGEREF [^<]*</w:instrText></w:r><w:r><w:fldChar[^>]*/></w:r><w:r><w:t>)(\d+)"

    def change(data: bytes) -> bytes:
        changed, count = re.subn(pattern, r"\g<1>99", data.decode(), count=1)
        assert count
        return changed.encode()

    data = repacked(given.files["docx"], {MAIN: change})
    assert given.differences("docx", data) == ()  # without a PDF nobody knows
    (difference,) = given.audit(docx=data, pdf=given.files["pdf"])["docx"].differences
    assert difference.found == "99"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/footer1.xml", "</w:p>", "<w:r><w:t>内部资料</w:t></w:r></w:p>"),
        ("word/footer1.xml", "PAGE", "FILENAME"),
        ("word/footer3.xml", "</w:p>", "<w:r><w:t>1</w:t></w:r></w:p>"),
        (MAIN, 'w:start="1"', 'w:start="2"'),
        ("docProps/core.xml", "<dc:creator>云岭县林业局", "<dc:creator>某人"),
        ("docProps/core.xml", "<dc:title>2025年", "<dc:title>2024年"),
        ("docProps/core.xml", "2025-02-10T00", "2025-02-11T00"),
        ("docProps/core.xml", "<cp:revision>", "<cp:keywords>内部</cp:keywords><cp:revision>"),
        ("docProps/core.xml", "<cp:lastModifiedBy>云岭县林业局", "<cp:lastModifiedBy>某人"),
    ],
)
def test_untrue_margins_and_properties_are_a_difference(part: str, old: str, new: str) -> None:
    assert told(part, replaced(old, new))


def test_a_document_type_is_not_read() -> None:
    assert told(MAIN, replaced("<w:document", '<!DOCTYPE x [<!ENTITY a "b">]><w:document'))
