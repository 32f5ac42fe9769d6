from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from generator.domain.errors import InputError, OutputError
from generator.publish.annotate import write_annotated
from generator.publish.annotate.looks import FILLS
from generator.publish.pipeline import Request, check
from generator.publish.report.marks import MarkKind
from samples import INPUTS, NAMES
from seeded import DROPPED, OTHER, TOTAL, WORDS, checked, checked_sample, seeded

SHEET = "核对结果"


def colour(book: Workbook, sheet: str, cell: str) -> str:
    return str(book[sheet][cell].fill.fgColor.rgb)


def copy_of(path: Path, *changes: tuple[str, str, str | float | None]) -> Workbook:
    (copy,) = write_annotated([checked(path, *changes)])
    return load_workbook(copy)


def test_faults_are_coloured_and_explained(tmp_path: Path) -> None:
    book = copy_of(tmp_path / "预算.xlsx", TOTAL, OTHER)
    assert colour(book, "支出总表", "D6") == FILLS[MarkKind.CAUSE].fgColor.rgb
    assert colour(book, "三公经费支出表", "C12") == FILLS[MarkKind.CAUSE].fgColor.rgb
    assert colour(book, "收支总表", "E37") == FILLS[MarkKind.ERROR].fgColor.rgb
    comment = book["支出总表"]["D6"].comment
    assert comment is not None
    assert "应为1295.65万元" in comment.text
    assert "FACT-01" not in comment.text


def test_the_copy_stands_beside_the_original_which_stays(tmp_path: Path) -> None:
    outcome = checked(tmp_path / "预算.xlsx", TOTAL)
    before = (tmp_path / "预算.xlsx").read_bytes()
    assert write_annotated([outcome]) == [tmp_path / "预算-核对.xlsx"]
    assert write_annotated([outcome], folder=tmp_path / "新") == [tmp_path / "新" / "预算-核对.xlsx"]
    assert (tmp_path / "预算.xlsx").read_bytes() == before
    assert (tmp_path / "预算-核对.xlsx").read_bytes() == (tmp_path / "新" / "预算-核对.xlsx").read_bytes()


def test_everything_else_is_kept(tmp_path: Path) -> None:
    source = seeded(tmp_path / "预算.xlsx", TOTAL)
    book = load_workbook(source)
    book["支出总表"]["K1"] = "=SUM(D7:D21)"
    book["支出总表"]["D7"].comment = Comment("财政局核过", "张三")
    book["支出总表"]["E6"].fill = PatternFill("solid", fgColor="FF00B050")
    book.save(source)
    (copy,) = write_annotated([check(source, Request())])
    marked, given = load_workbook(copy), load_workbook(source)
    assert marked.sheetnames == [SHEET, *given.sheetnames]
    assert marked["支出总表"]["K1"].value == "=SUM(D7:D21)"
    assert marked["支出总表"].merged_cells == given["支出总表"].merged_cells
    comment = marked["支出总表"]["D7"].comment
    assert comment is not None
    assert comment.text.startswith("财政局核过\n【核对】")
    for sheet in given.worksheets:
        values = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert [[cell.value for cell in row] for row in marked[sheet.title].iter_rows()] == values


def test_the_list_links_to_the_cells(tmp_path: Path) -> None:
    sheet = copy_of(tmp_path / "预算.xlsx", TOTAL)[SHEET]
    links = {cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert {"'支出总表'!D6", "'收支总表'!E37"} <= links
    words = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "最可能写错：《部门预算支出总表》“合计·合计” 现为1295.95万元，按另外" in words
    assert "处核对应为1295.65万元。" in words


def test_the_comment_of_a_merged_block_stands_at_its_top_left(tmp_path: Path) -> None:
    source = seeded(tmp_path / "预算.xlsx", WORDS)
    book = load_workbook(source)
    book["收支总表"].merge_cells("C39:C40")
    book.save(source)
    (copy,) = write_annotated([check(source, Request())])
    comment = load_workbook(copy)["收支总表"]["C39"].comment
    assert comment is not None
    assert "约1295" in comment.text


def test_no_text_of_the_input_becomes_a_formula(tmp_path: Path) -> None:
    evil = '@SUM(1)+HYPERLINK("http://x","y")'
    sheet = copy_of(tmp_path / "预算.xlsx", ("收支总表", "C39", evil), ("支出总表", "B9", "=1+1"))[SHEET]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(evil in str(cell.value) for cell in cells)
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_mended_copy_loses_its_old_marks(tmp_path: Path) -> None:
    source = seeded(tmp_path / "预算.xlsx", TOTAL, DROPPED)
    (copy,) = write_annotated([check(source, Request())])
    book = load_workbook(copy)
    book["支出总表"]["D6"] = 1295.65
    book.save(copy)
    again = check(copy, Request())
    assert len({finding.cause for finding in again.findings if finding.cause}) == 1
    (second,) = write_annotated([again])
    assert second.name == "预算-核对2.xlsx"
    marked = load_workbook(second)
    assert marked.sheetnames.count(SHEET) == 1
    assert colour(marked, "支出总表", "D6") == colour(load_workbook(source), "支出总表", "D6")
    assert marked["支出总表"]["D6"].comment is None
    assert colour(marked, "一般公共预算支出表", "D9") == FILLS[MarkKind.CAUSE].fgColor.rgb


def test_nothing_but_an_earlier_copy_is_replaced(tmp_path: Path) -> None:
    outcome = checked(tmp_path / "预算.xlsx", TOTAL)
    other = seeded(tmp_path / "别的.xlsx")
    before = other.read_bytes()
    write_annotated([outcome])
    with pytest.raises(OutputError, match="没有覆盖"):
        write_annotated([outcome])
    write_annotated([outcome], force=True)
    for target, words in ((tmp_path / "预算.xlsx", "输入文件"), (other, "不是标注副本"), (tmp_path / "x.ods", "后缀")):
        with pytest.raises(OutputError, match=words):
            write_annotated([outcome], target, force=True)
    assert other.read_bytes() == before


def test_a_folder_with_its_copy_is_still_one_input(tmp_path: Path) -> None:
    folder = tmp_path / "单位"
    folder.mkdir()
    outcome = check(seeded(folder / "预算.xlsx", TOTAL), Request())
    write_annotated([outcome])
    assert check(folder, Request()).findings == outcome.findings
    assert write_annotated([check(folder, Request())]) == [tmp_path / "预算-核对.xlsx"]


def test_yaml_has_no_cells_to_colour() -> None:
    with pytest.raises(InputError, match="只有 Excel"):
        write_annotated([check(INPUTS / f"{NAMES[0]}.yaml", Request())])


def test_a_clean_workbook_is_listed_as_clean(tmp_path: Path) -> None:
    (copy,) = write_annotated([checked_sample()], tmp_path / "副本.xlsx")
    assert str(load_workbook(copy)[SHEET]["A2"].value).startswith("没有错误")
