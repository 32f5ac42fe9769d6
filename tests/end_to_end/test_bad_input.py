"""What a finance officer gets wrong: a clear finding with its place, the right exit code, nothing half written."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from generator.cli import main
from samples import INPUTS, NAMES

SAMPLE = INPUTS / f"{NAMES[0]}.yaml"
WORKBOOK = INPUTS / f"{NAMES[0]}.xlsx"


class Run:
    """One run of ``check`` or ``build``: exit code and findings."""

    def __init__(self, code: int, output: str) -> None:
        self.code = code
        self.findings: list[dict[str, Any]] = json.loads(output)[0]["findings"]

    def one(self, code: str) -> dict[str, Any]:
        return next(f for f in self.findings if f["code"] == code)

    @property
    def errors(self) -> set[str]:
        return {f["code"] for f in self.findings if f["severity"] == "error"}


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Write a text or bytes to a file, check it, give back the run."""

    def run(content: str | bytes, name: str = "预算.yaml") -> Run:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return Run(main(["check", str(path), "--format", "json"]), capsys.readouterr().out)

    return run


def edited(old: str, new: str) -> str:
    """The sample's text with one passage changed."""
    text = SAMPLE.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1)


def workbook(tmp_path: Path, sheet: str, cell: str, value: str | float) -> bytes:
    """The sample workbook with one cell changed."""
    book = load_workbook(WORKBOOK)
    book[sheet][cell] = value
    path = tmp_path / "改.xlsx"
    book.save(path)
    return path.read_bytes()


def find_cell(sheet: str, text: str, column: int) -> str:
    """The cell in ``column`` of the row that has ``text``."""
    for row in load_workbook(WORKBOOK)[sheet].iter_rows():
        if any(str(cell.value or "").strip() == text for cell in row):
            return str(row[column - 1].coordinate)
    raise AssertionError(text)


def test_the_samples_pass(check: Any) -> None:
    run = check(SAMPLE.read_text(encoding="utf-8"))
    assert (run.code, run.errors) == (0, set())


def test_a_wrong_total(check: Any) -> None:
    run = check(edited("{项目: 收入总计, 预算数: 1295.65}", "{项目: 收入总计, 预算数: 1395.65}"))
    assert run.code == 1
    found = run.one("SUM-01")
    assert (found["stated"], found["expected"], found["difference"]) == ("1395.65万元", "1295.65万元", "100.00万元")
    assert found["locations"][0]["file"] == "预算.yaml"
    assert "收入总计" in SAMPLE.read_text(encoding="utf-8").splitlines()[found["locations"][0]["line"] - 1]


def test_a_wrong_total_in_a_workbook_names_sheet_and_cell(check: Any, tmp_path: Path) -> None:
    cell = find_cell("收支总表", "收入总计", 3)
    run = check(workbook(tmp_path, "收支总表", cell, 1395.65), "预算.xlsx")
    assert run.code == 1
    assert {"file": "预算.xlsx", "sheet": "收支总表", "cell": cell} in run.one("SUM-01")["locations"]


def test_an_unknown_code(check: Any) -> None:
    text = SAMPLE.read_text(encoding="utf-8").replace("2013101", "20131")
    assert check(text).code == 1
    run = check(SAMPLE.read_text(encoding="utf-8").replace("2013101", "29999AB"))
    assert run.code == 1
    assert "READ-05" in run.errors
    assert run.one("READ-05")["locations"][0]["line"]


def test_a_code_that_is_not_in_the_catalogue_is_kept_and_told(check: Any) -> None:
    run = check(SAMPLE.read_text(encoding="utf-8").replace("2013102", "2013177"))
    assert run.code == 0
    assert run.one("READ-07")["severity"] == "info"


def test_a_missing_form(check: Any) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    start = text.index("  three_public_expenses:")
    end = text.index("  # ", start)
    run = check(text[:start] + text[end:])
    assert run.code == 1
    assert "三公" in run.one("FORM-01")["message"]


def test_text_in_an_amount_cell(check: Any, tmp_path: Path) -> None:
    run = check(edited("{项目: 收入总计, 预算数: 1295.65}", "{项目: 收入总计, 预算数: 约一千二百}"))
    assert run.code == 1
    assert "约一千二百" in run.one("READ-02")["message"]
    cell = find_cell("收支总表", "收入总计", 3)
    run = check(workbook(tmp_path, "收支总表", cell, "约1295"), "预算.xlsx")
    assert run.code == 1
    assert run.one("READ-02")["locations"] == [{"file": "预算.xlsx", "sheet": "收支总表", "cell": cell}]


def test_an_unknown_key(check: Any) -> None:
    run = check(edited("\nprojects:", "\nprojcts:"))
    assert run.code == 1
    found = run.one("READ-18")
    assert "projects" in found["message"] + found["remedy"]


def test_no_unit_is_an_error_not_a_guess(check: Any) -> None:
    run = check(edited("  expenditure_summary:\n    unit: 万元\n", "  expenditure_summary:\n"))
    assert run.code == 1
    assert "READ-01" in run.errors


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.yaml", b""),
        ("空.xlsx", b""),
        ("坏.xlsx", b"PK\x03\x04 this is not a workbook"),
        ("坏.yaml", b"pack: [hebei-2024\nyear: 2024"),
        ("旧.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("文.docx", b"PK"),
        ("二进制.yaml", b"\xff\xfe\x00\x01"),
        ("没有模板包.yaml", "pack: nowhere-1999\nyear: 2024\nentity: {code: '1', name: 某, level: 部门}".encode()),
        ("标签.yaml", b"!!python/object/apply:os.system ['true']"),
    ],
)
def test_what_cannot_be_used_is_said_so(check: Any, name: str, content: bytes) -> None:
    run = check(content, name)
    assert run.code == 2
    found = run.one("INPUT-01")
    assert found["message"]
    assert found["remedy"]


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "没有.xlsx")]) == 2
    assert "没有.xlsx" in capsys.readouterr().out


def test_a_truncated_workbook(check: Any) -> None:
    data = WORKBOOK.read_bytes()
    assert check(data[: len(data) // 2], "半.xlsx").code == 2


def test_a_zip_bomb_is_refused(check: Any, tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("xl/workbook.xml", b"0" * 300_000_000)
    assert check(path.read_bytes(), "炸弹.xlsx").code == 2


def test_errors_block_building_and_leave_the_last_good_output(tmp_path: Path) -> None:
    source, output = tmp_path / "预算.yaml", tmp_path / "out"
    source.write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["build", str(source), "-o", str(output), "--only", "json"]) == 0
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert before
    source.write_text(edited("{项目: 收入总计, 预算数: 1295.65}", "{项目: 收入总计, 预算数: 9}"), encoding="utf-8")
    assert main(["build", str(source), "-o", str(output), "--only", "json"]) == 1
    source.write_text("", encoding="utf-8")
    assert main(["build", str(source), "-o", str(output), "--only", "json"]) == 2
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before


def test_a_draft_is_built_in_spite_of_errors_and_says_so(tmp_path: Path) -> None:
    source, output = tmp_path / "预算.yaml", tmp_path / "out"
    source.write_text(edited("{项目: 收入总计, 预算数: 1295.65}", "{项目: 收入总计, 预算数: 9}"), encoding="utf-8")
    assert main(["build", str(source), "-o", str(output), "--draft"]) == 0
    manifest = json.loads(next(output.rglob("manifest.json")).read_text(encoding="utf-8"))
    assert manifest["draft"] is True
    html = next(output.rglob("*.html")).read_text(encoding="utf-8")
    assert "草稿" in html


def test_wrong_usage_is_told_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build"]) == 2
    assert "缺少参数" in capsys.readouterr().err
    assert main(["nonsense"]) == 2
    assert "没有这个命令" in capsys.readouterr().err
    assert main(["check", "x", "--nosuch"]) == 2
    assert "没有 --nosuch" in capsys.readouterr().err
