"""Workbooks of many programs: parts nobody needs may be broken, sheets may be far larger than what they hold."""

from __future__ import annotations

import io
import resource
import time
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from generator.domain.errors import InputError
from generator.domain.source import SourceFile
from generator.readers.grid import Block, Grid
from generator.readers.package import Package
from generator.readers.sheet import MAX_BLOCKS, read_grid

SHEET = "xl/worksheets/sheet1.xml"
Change = Callable[[bytes], bytes]


@pytest.fixture
def grid() -> Callable[..., Grid]:
    """Read a sheet with rows of one's own in XML, other parts changed or added."""

    def run(rows: str = "", *, after: str = "", changes: Mapping[str, Change | bytes] | None = None) -> Grid:
        def fill(data: bytes) -> bytes:
            return data.replace(b"</sheetData>", f"{rows}</sheetData>{after}".encode())

        package = Package(SourceFile("表.xlsx", edited({SHEET: fill, **(changes or {})})))
        return read_grid(package, package.sheets[0])

    return run


def edited(changes: Mapping[str, Change | bytes]) -> bytes:
    """A plain workbook with a comment, some of its parts changed or added."""
    book, source, target = Workbook(), io.BytesIO(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet["A1"] = "题"
    sheet["A1"].comment = Comment("批注", "某")
    sheet["B1"].number_format = "0.00"
    sheet["C1"].number_format = "yyyy/m/d"
    book.save(source)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *changes}:
            change = changes.get(name, b"")
            new.writestr(name, change(old.read(name)) if callable(change) else change or old.read(name))
    return target.getvalue()


def in_first(old: bytes, new: bytes) -> Change:
    def change(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, 1)

    return change


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("docProps/core.xml", b"<broken"),
        ("xl/theme/theme1.xml", b"<broken"),
        ("xl/comments/comment1.xml", b"<broken"),
        ("xl/styles.xml", in_first(b"<fill>", b"<fill><nonsense/>")),
        ("xl/styles.xml", in_first(b"<cellStyleXfs", b"<nonsense/><cellStyleXfs")),
    ],
)
def test_broken_parts_that_hold_no_data_do_not_matter(grid: Callable[..., Grid], part: str, change: Change) -> None:
    rows = '<row r="2"><c r="A2"><v>2.5</v></c></row>'
    drawing = '<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId99"/>'
    assert grid(rows, after=drawing, changes={part: change}).cells[2, 1].value == Decimal("2.5")


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("xl/styles.xml", in_first(b'<xf numFmtId="164"', b'<xf numFmtId="many"')),
        ("xl/workbook.xml", in_first(b"<sheets>", b"<sheets><sheet name='x'/>")),
        (SHEET, in_first(b"<sheetData>", b"<sheetData><row r='9'><c r='A9'><v>many</v></c></row>")),
        (SHEET, in_first(b"spreadsheetml/2006/main", b"spreadsheetml/main")),
        ("xl/_rels/workbook.xml.rels", in_first(b"sheet1.xml", b"sheet7.xml")),
    ],
)
def test_what_cannot_be_understood_is_to_be_saved_again(grid: Callable[..., Grid], part: str, change: Change) -> None:
    with pytest.raises(InputError) as error:
        grid(changes={part: change})
    assert "损坏或不规范" in error.value.message
    assert "另存为" in error.value.remedy


def test_saved_values_formulas_and_errors(grid: Callable[..., Grid]) -> None:
    found = grid(
        '<row r="2"><c r="A2"><f>1+1</f><v>2.0</v></c><c r="B2"><f>1+1</f></c><c r="C2" t="str"><f>""</f><v></v></c>'
        '<c r="D2" t="e"><f>NA()</f><v>#N/A</v></c><c r="E2" t="e"><f>X1</f><v>#REF!</v></c>'
        '<c r="F2" t="e"><v>#N/A</v></c><c r="G2" t="b"><v>1</v></c><c r="H2" t="d"><v>2024-02-06</v></c>'
        '<c r="I2" t="inlineStr"><is><r><t>甲_x000D_</t></r><r><t>乙</t></r><rPh sb="0" eb="1"><t>音</t></rPh></is></c>'
        '<c r="J2" t="str"><v>001</v></c><c r="K2" s="1"><v>30</v></c><c r="L2" s="2"><v>45328</v></c></row>'
    )
    cells = {column: (cell.value, cell.unsaved) for column, cell in found.filled(2).items()}
    assert cells == {
        1: (2, False),
        2: (None, True),
        4: (None, True),
        5: ("#REF!", False),
        6: ("#N/A", False),
        7: (True, False),
        8: (date(2024, 2, 6), False),
        9: ("甲\r乙", False),
        10: ("001", False),
        11: (30, False),
        12: (date(2024, 2, 6), False),
    }
    assert str(found.cells[2, 11].number.number) == "30.00"


@pytest.mark.parametrize("number", [14, 22, 31, 57, 58])
def test_dates_of_chinese_editions(grid: Callable[..., Grid], number: int) -> None:
    change = in_first(b'<xf numFmtId="164"', b'<xf numFmtId="%d"' % number)
    found = grid('<row r="2"><c r="A2" s="2"><v>45328</v></c></row>', changes={"xl/styles.xml": change})
    assert found.cells[2, 1].value == date(2024, 2, 6)


def test_what_stands_under_a_merged_block_is_kept(grid: Callable[..., Grid]) -> None:
    rows = '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
    found = grid(rows, after='<mergeCells><mergeCell ref="A2:C3"/></mergeCells>')
    assert found.blocks == [Block(2, 1, 3, 3)]
    assert found.own(2, 2).value == 2
    assert found.own(2, 3).covered


def test_a_sheet_is_as_large_as_what_it_holds(grid: Callable[..., Grid]) -> None:
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    found = grid(
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1048576"><c r="Z1048576" s="1"/></row>',
        after='<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'
        '<hyperlinks><hyperlink ref="A3:XFD1048576" location="x"/></hyperlinks>',
    )
    assert list(found.cells) == [(1, 1), (2, 1)]
    assert time.process_time() - start < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


@pytest.mark.parametrize("blocks", [MAX_BLOCKS + 1, 300_000])
def test_too_many_merged_blocks_are_refused(grid: Callable[..., Grid], blocks: int) -> None:
    merged = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(2, blocks + 2))
    with pytest.raises(InputError, match="过大"):
        grid(after=f"<mergeCells>{merged}</mergeCells>")


def test_entities_do_not_multiply(grid: Callable[..., Grid]) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE x [<!ENTITY e0 "哈">{levels}]>'.encode()
    row = b'<row r="2"><c r="A2" t="inlineStr"><is><t>&e11;</t></is></c></row>'

    def attack(data: bytes) -> bytes:
        return doctype + data[data.index(b"<worksheet") :].replace(b"</sheetData>", row + b"</sheetData>")

    with pytest.raises(InputError):
        grid(changes={SHEET: attack})
