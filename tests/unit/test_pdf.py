"""The PDF: tagged, numbered in zones, the same bytes each time, and honest about fonts."""

from __future__ import annotations

import gc
import hashlib
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from composed import body, document, renamed, sample, section, style, table
from generator.machine import fontconfig
from generator.writers import engine, latin
from generator.writers.closing import close_tables
from generator.writers.css import css
from generator.writers.fitting import overflowing_amounts
from generator.writers.glyphs import log_warnings
from generator.writers.justify import justify
from generator.writers.markup import page_tree
from generator.writers.pdf import Attachment, PdfResult, write_pdf
from generator.writers.vocabulary import parse_body

pytestmark = pytest.mark.pdf
FACTS = Attachment("facts.json", b'{"a":1}', "机器可读数据")


@pytest.fixture(scope="module")
def result() -> PdfResult:
    return write_pdf(sample(), style(), attachments=[FACTS])


@pytest.fixture(scope="module")
def reader(result: PdfResult) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(result.data))


def texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages]


def foot(text: str) -> str:
    return text.strip().splitlines()[-1].strip()


def test_no_warnings(result: PdfResult) -> None:
    assert result.warnings == ()


def test_pages_without_number_and_numbers_from_one(result: PdfResult) -> None:
    found = texts(result.data)
    assert result.pages == len(found) == 6
    assert not foot(found[0]).isdecimal()
    assert not foot(found[1]).isdecimal() or "…" in foot(found[1])
    assert [foot(text) for text in found[2:]] == ["1", "2", "3", "4"]
    assert result.page_of == {"cover": "", "one": "1", "two": "3", "three": "4"}


def test_contents_show_the_displayed_numbers(result: PdfResult) -> None:
    lines = [line for line in texts(result.data)[1].splitlines() if line.strip()]
    numbers = {name: next(line for line in lines if name in line).split()[-1] for name in ("收支总表", "收入总表")}
    assert {name: "".join(c for c in text if c.isdecimal()) for name, text in numbers.items()} == {
        "收支总表": "1",
        "收入总表": "3",
    }
    assert not any(character.isdecimal() for character in next(line for line in lines if "封面" in line))


def test_restart_after_restart_begins_at_one_again() -> None:
    parts = [section(f'<h1 id="h{n}">第{n}部分</h1>', numbering="restart") for n in range(3)]
    found = write_pdf(document(body(*parts)), style())
    assert [foot(text) for text in texts(found.data)] == ["1", "1", "1"]
    assert set(found.page_of.values()) == {"1"}


def test_unnumbered_pages_count_until_a_restart() -> None:
    parts = [section("<p>甲</p>", numbering="none"), section('<h1 id="b">乙</h1>')]
    found = write_pdf(document(body(*parts)), style())
    assert found.page_of["b"] == foot(texts(found.data)[1]) == "2"


def test_bold_in_a_face_without_bold_is_thickened(reader: pypdf.PdfReader) -> None:
    contents = reader.pages[5].get_contents()
    assert contents is not None
    assert contents.get_data().count(b"2 Tr") == 2  # <strong> and <h4>


def test_a_cell_that_goes_on_overleaf_is_closed_below() -> None:
    head = '<tr><td class="center" rowspan="60">产出</td><td>甲</td><td>1</td><td>2</td></tr>'
    rows = [head, *["<tr><td>甲</td><td>1</td><td>2</td></tr>"] * 59]
    rendered = render(section(table(rows)))
    close_tables(rendered)
    part = next(box for box in rendered.pages[0]._page_box.descendants() if hasattr(box, "collapsed_border_grid"))
    count = sum(len(group.children) for group in part.children)
    assert len(rendered.pages) == 2
    assert all(width for _, (_, width, _) in part.collapsed_border_grid[1][count])


def test_page_labels_are_the_printed_numbers(reader: pypdf.PdfReader) -> None:
    assert reader.page_labels == ["–", "–", "1", "2", "3", "4"]


def test_landscape_pages(reader: pypdf.PdfReader) -> None:
    wide = [page.mediabox.width > page.mediabox.height for page in reader.pages]
    assert wide == [False, False, False, False, True, False]


def test_header_rows_repeat(result: PdfResult) -> None:
    assert all("财政拨款" in text for text in texts(result.data)[2:5])


def test_tagged_named_and_in_chinese(reader: pypdf.PdfReader) -> None:
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "zh-CN"
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == sample().title
    assert reader.metadata.author == "某单位"
    assert str(reader.metadata["/CreationDate"]) == "D:20240220"


def test_bookmarks(reader: pypdf.PdfReader) -> None:
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert str(titles[0]).startswith("某单位")


def test_the_facts_are_attached(reader: pypdf.PdfReader) -> None:
    attached = next(iter(reader.attachment_list))
    assert (attached.name, attached.content) == ("facts.json", FACTS.data)


def test_same_bytes_again_and_in_another_process(result: PdfResult) -> None:
    again = write_pdf(sample(), style(), attachments=[FACTS])
    assert again.data == result.data
    code = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]\n"
        "from composed import sample, style\n"
        "from generator.writers.pdf import Attachment, write_pdf\n"
        'facts = Attachment("facts.json", b\'{"a":1}\', "机器可读数据")\n'
        "print(hashlib.sha256(write_pdf(sample(), style(), attachments=[facts]).data).hexdigest())"
    )
    tests = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code, str(tests), str(tests.parent)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == hashlib.sha256(result.data).hexdigest()


def test_another_document_has_another_identifier(result: PdfResult) -> None:
    other = write_pdf(renamed(sample(), "other"), style(), attachments=[FACTS])
    assert other.data != result.data


def render(content: str) -> Any:
    """Lay out a section, without what ``write_pdf`` does afterwards."""
    sheet = engine.sheet(css(style()))
    return engine.Page(page_tree(document(body(content)))).render(font_config=engine.fonts(), stylesheets=[sheet])


def lines_of(text: str) -> tuple[list[Any], float]:
    """The lines of one justified paragraph and where its text ends on the right."""
    from weasyprint.formatting_structure import boxes

    rendered = render(section(f"<p>{text}</p>"))
    justify(rendered)
    found = [box for box in rendered.pages[0]._page_box.descendants() if isinstance(box, boxes.LineBox)]
    block = next(box for box in rendered.pages[0]._page_box.descendants() if box.element_tag == "p")
    return found, block.content_box_x() + block.width


def ends(line: Any) -> float:
    """Where the last character of a line ends, without the space that follows every character."""
    last = [box for box in line.descendants() if hasattr(box, "text")][-1]
    spacing = last.style["letter_spacing"]
    return float(last.position_x + last.width - (0 if spacing == "normal" else spacing))


def test_lines_of_body_text_are_filled() -> None:
    lines, edge = lines_of("负责区委文件，2024 年起草<strong>把关</strong>整理等工作12.5万元。" * 8)
    assert len(lines) > 3
    assert [ends(line) for line in lines[:-2]] == pytest.approx([edge] * (len(lines) - 2), abs=0.01)
    assert ends(lines[-2]) < edge  # the last line of the paragraph; after it comes the page number


def test_a_line_cut_short_on_purpose_is_not_stretched() -> None:
    lines, edge = lines_of("负责文件<br/>" + "负责区委文件起草把关。" * 4)
    assert ends(lines[0]) < edge / 2


def test_a_character_from_a_face_nobody_named_is_reported() -> None:
    narrow = style().model_copy(
        update={
            "fonts": {
                name: font.model_copy(update={"faces": ("不存在的字体",)}) for name, font in style().fonts.items()
            }
        }
    )
    found = write_pdf(document(body(section("<p>甲乙</p>"))), narrow)
    assert any("字体被替换" in warning and "甲" in warning for warning in found.warnings)


def test_warnings_are_chinese() -> None:
    assert list(log_warnings(["Ignored `x: y` at 1:1, unknown property."])) == [
        "排版引擎提示：Ignored `x: y` at 1:1, unknown property."
    ]


def test_an_amount_wider_than_its_column_is_reported() -> None:
    wide = table(
        ['<tr><td>1</td><td>甲</td><td class="amount">123456789012345.00</td><td class="amount">1.00</td></tr>']
    )
    (warning,) = overflowing_amounts(parse_body(body(section(wide))), style())
    assert "123456789012345.00" in warning


def test_nothing_outside_is_read() -> None:
    extra = "body{background:url(file:///etc/hostname)} p{background:url(http://localhost:9/x)}"
    found = write_pdf(document(body(section("<p>甲</p>"))), style(), extra_css=extra)
    assert sum("file:///etc/hostname" in warning or "localhost" in warning for warning in found.warnings) == 2


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "file:///etc/passwd?.ttf", "file:///etc/passwd#.ttf", "file:////etc/../etc/passwd/x.ttf",
     "http://localhost:9/x.ttf", "data:font/ttf;base64,AAAA", "FILE:///etc/passwd?.TTF"],
)  # fmt: skip
def test_only_installed_fonts_are_read(address: str) -> None:
    with pytest.raises(ValueError, match="不允许读取外部资源"):
        engine.FontFetcher().fetch(address)


def test_a_face_of_a_collection_is_handed_over_alone() -> None:
    face = next(each for each in fontconfig.installed() if each.file.endswith(".ttc") and each.index)
    data = engine.FontFetcher().fetch(latin.address(face)).read()
    font = TTFont(BytesIO(data))
    assert not data.startswith(b"ttcf")
    assert font["name"].getDebugName(1) in face.families


def test_the_collector_is_on_again() -> None:
    assert gc.isenabled()


def test_only_a_draft_carries_the_watermark(result: PdfResult) -> None:
    draft = write_pdf(sample(draft=True), style())
    assert all("草　稿" in text for text in texts(draft.data))
    assert not any("草　稿" in text for text in texts(result.data))
    assert draft.pages == result.pages


def test_no_ground_covers_the_watermark() -> None:
    draft = write_pdf(sample(draft=True), style(), extra_css="section{background-color:#ffffff}")
    assert all(text.rstrip().endswith("草　稿") for text in texts(draft.data))  # drawn after all else


def test_outer_page_numbers_change_sides() -> None:
    parts = [section(f"<p>第{n}页</p>") for n in range(2)]
    found = write_pdf(document(body(*parts)), style(number="— {page} —", number_align="outer"))
    places: list[float] = []

    for page in pypdf.PdfReader(BytesIO(found.data)).pages:

        def visit(text: str, _: list[float], matrix: list[float], *__: object) -> None:
            if "—" in text:
                places.append(matrix[4])

        page.extract_text(visitor_text=visit)
    assert [foot(text) for text in texts(found.data)] == ["— 1 —", "— 2 —"]
    assert places[0] > 300 > places[-1]
