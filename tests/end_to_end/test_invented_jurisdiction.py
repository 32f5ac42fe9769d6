"""A jurisdiction nobody has seen, made of files alone: own forms and order, 元 in tables, 万元 in the text."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.table import Table
from docx.text.paragraph import Paragraph

from generator.authoring.check import check_pack
from generator.cli import main
from generator.domain.findings import Severity
from samples import ROOT

PACKS = ROOT / "tests/packs"
NAME = "2025年云岭县林业局部门预算"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented pack in a temporary folder of its own, as its author would have it."""
    folder = tmp_path_factory.mktemp("packs") / "yunling-2025"
    shutil.copytree(PACKS / "yunling-2025", folder)
    return folder


@pytest.fixture(scope="module")
def built(pack: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the document, built by the command line from YAML."""
    output = tmp_path_factory.mktemp("outputs")
    source = str(PACKS / "yunling.yaml")
    assert main(["check", source, "--packs", str(pack.parent)]) == 0
    assert main(["build", source, "--packs", str(pack.parent), "-o", str(output)]) == 0
    (folder,) = (output / "公开").iterdir()
    return folder


@pytest.fixture(scope="module")
def blocks(built: Path) -> list[Paragraph | Table]:
    """Paragraphs and tables of the DOCX in order."""
    return list(docx.Document(str(built / f"{NAME}.docx")).iter_inner_content())


def texts(blocks: list[Paragraph | Table]) -> list[str]:
    return [block.text.strip() for block in blocks if isinstance(block, Paragraph) and block.text.strip()]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text.replace("\n", "") for cell in row.cells] for row in table.rows]


def table_under(blocks: list[Paragraph | Table], title: str) -> list[list[str]]:
    start = max(number for number, block in enumerate(blocks) if isinstance(block, Paragraph) and block.text == title)
    return next(cells(block) for block in blocks[start:] if isinstance(block, Table))


def test_no_python_is_in_the_pack(pack: Path) -> None:
    assert {path.suffix for path in pack.rglob("*") if path.is_file()} <= {".yaml", ".j2"}


def test_the_pack_is_clean(pack: Path) -> None:
    assert [finding for finding in check_pack(pack) if finding.severity > Severity.HINT] == []
    assert main(["packs", "check", str(pack)]) == 0


def test_the_order_is_its_own(blocks: list[Paragraph | Table]) -> None:
    found = texts(blocks)
    headings = [
        "第一部分　县级部门概况",
        "第二部分　预算情况说明",
        "附表1　2025年“三公”经费预算表",
        "附表2　2025年收支总表",
        "附表9　2025年国有资本经营预算支出表",
        "第四部分　名词解释",
    ]
    places = [len(found) - 1 - found[::-1].index(heading) for heading in headings]
    assert places == sorted(places)
    assert not any(
        isinstance(block, Table) for block in blocks[: blocks_until(blocks, "附表1　2025年“三公”经费预算表")]
    )


def blocks_until(blocks: list[Paragraph | Table], title: str) -> int:
    return max(number for number, block in enumerate(blocks) if isinstance(block, Paragraph) and block.text == title)


def test_the_text_is_in_ten_thousands_and_bound(blocks: list[Paragraph | Table]) -> None:
    found = texts(blocks)
    assert (
        "2025年本部门收入总计1270.00万元，支出总计1270.00万元；其中基本支出1045.00万元，占82.28%，项目支出225.00万元。"
        in found
    )
    assert "收支比上年增加70.00万元，增长5.83%，原因是退化林修复任务增加。" in found
    assert "一般公共预算安排的公用经费950000.00元，单位缴纳的养老保险123.46万元。" in found
    outings = "“三公”经费共8.60万元：因公出国（境）0.00万元，公务用车7.00万元，公务接待1.60万元。"
    assert any(text.replace("（境）0万元", "（境）0.00万元") == outings for text in found)
    assert "1. 负责林草资源保护。" in found


def test_the_outings_stand_across_in_yuan(blocks: list[Paragraph | Table]) -> None:
    head, second, row = table_under(blocks, "附表1　2025年“三公”经费预算表")
    assert head == ["“三公”经费合计", "因公出国（境）费", *["公务用车购置及运行费"] * 3, "公务接待费"]
    assert second[2:5] == ["小计", "公务用车购置费", "公务用车运行费"]
    assert row == ["86000", "0", "70000", "0", "70000", "16000"]


def test_panels_stand_side_by_side_with_their_totals_level(blocks: list[Paragraph | Table]) -> None:
    found = table_under(blocks, "附表2　2025年收支总表")[2:]
    assert found[0] == ["财政拨款", "12345678.50", "（一）一般公共服务支出", ""]
    assert found[1] == ["其他资金", "250000.00", "（二）社会保障和就业支出", "1234567.89"]
    assert found[3] == ["", "", "（四）农林水支出", "11465432.11"]
    assert found[-1] == ["收入合计", "12700000.00", "支出合计", "12700000.00"]


def test_the_total_comes_last(blocks: list[Paragraph | Table]) -> None:
    found = table_under(blocks, "附表4　2025年支出总表")
    assert found[0] == ["科目编码", "科目名称", "基本支出", "项目支出", "合计"]
    assert found[1] == ["208", "社会保障和就业支出", "1234567.89", "", "1234567.89"]
    assert found[-1] == ["", "总　计", "10450000.00", "2250000.00", "12700000.00"]
    assert len(found) == 9


def test_a_form_nobody_filled_in_is_derived(blocks: list[Paragraph | Table]) -> None:
    found = table_under(blocks, "附表5　2025年财政拨款收支总表")
    assert [row[0] for row in found[1:]] == ["本年收入", "上年结转", "收入总计", "本年支出", "结转下年", "支出总计"]
    assert found[1] == ["本年收入", "12345678.50", "", "", "12345678.50"]
    assert found[2] == ["上年结转", "104321.50", "", "", "104321.50"]
    assert found[6] == ["支出总计", "12450000.00", "", "", "12450000.00"]


def test_an_empty_form_says_so(blocks: list[Paragraph | Table]) -> None:
    found = table_under(blocks, "附表8　2025年政府性基金预算支出表")
    assert found[1:] == [[""] * 5]
    assert "注：本部门没有政府性基金预算，本表为空。" in texts(blocks)


def test_every_output_says_the_same(built: Path) -> None:
    facts = json.loads((built / f"{NAME}.json").read_text(encoding="utf-8"))
    assert "12700000" in json.dumps(facts)
    book = openpyxl.load_workbook(built / f"{NAME}.xlsx")
    assert [name for name in book.sheetnames if name in ("三公经费", "收支总表")] == ["三公经费", "收支总表"]
    html = (built / f"{NAME}.html").read_text(encoding="utf-8")
    assert "11465432.11" in html
    assert "万元" in html
    assert (built / f"{NAME}.pdf").stat().st_size > 10_000


def test_a_wrong_figure_is_found_by_the_packs_own_forms(pack: Path, tmp_path: Path) -> None:
    text = (PACKS / "yunling.yaml").read_text(encoding="utf-8").replace("11465432.11}", "11465432.12}", 1)
    wrong = tmp_path / "错.yaml"
    wrong.write_text(text, encoding="utf-8")
    assert main(["check", str(wrong), "--packs", str(pack.parent)]) == 1
