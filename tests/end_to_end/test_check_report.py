"""``check``: the report on the terminal, as JSON, as a page and in a copy of the workbook; exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator.cli import main
from samples import INPUTS, NAMES
from seeded import OTHER, TOTAL, seeded

YAML = str(INPUTS / f"{NAMES[0]}.yaml")


def test_json_tells_the_groups(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = seeded(tmp_path / "预算.xlsx", TOTAL, OTHER)
    assert main(["check", str(source), "--format", "json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    causes = [group["cause"] for group in found["groups"] if group["cause"]]
    assert [cause["locations"][0]["cell"] for cause in causes] == ["D6", "C12"]
    indexes = [index for group in found["groups"] for index in group["findings"]]
    assert sorted(indexes) == list(range(len(found["findings"])))
    assert found["groups"][0]["severity"] == "error"


def test_everything_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, page = seeded(tmp_path / "预算.xlsx", TOTAL), tmp_path / "报告.html"
    assert main(["check", str(source), YAML, "--report", str(page), "--annotate", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert len(json.loads(out)) == 2
    assert err.splitlines() == [f"已写入 {page}", f"已写入 {tmp_path / '预算-核对.xlsx'}"]
    assert "最可能写错" in page.read_text(encoding="utf-8")
    assert load_workbook(tmp_path / "预算-核对.xlsx").sheetnames[0] == "核对结果"


def test_annotate_before_the_input_means_the_input(tmp_path: Path) -> None:
    source = seeded(tmp_path / "预算.xlsx", TOTAL)
    assert main(["check", "--annotate", str(source)]) == 1
    assert (tmp_path / "预算-核对.xlsx").exists()
    assert load_workbook(source).sheetnames[0] != "核对结果"


def test_annotate_into_a_named_file(tmp_path: Path) -> None:
    source = seeded(tmp_path / "预算.xlsx", TOTAL)
    assert main(["check", str(source), "--annotate", str(tmp_path / "标注.xlsx")]) == 1
    assert (tmp_path / "标注.xlsx").exists()


def test_what_cannot_be_written_is_told_and_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = seeded(tmp_path / "预算.xlsx")
    assert main(["check", YAML, "--annotate"]) == 2
    assert "只有 Excel 输入" in capsys.readouterr().err
    assert main(["check", str(source), "--annotate"]) == 0
    assert main(["check", str(source), "--annotate"]) == 2
    assert "没有覆盖" in capsys.readouterr().err
    assert main(["check", str(source), "--annotate", "--force"]) == 0
    assert main(["check", "--annotate"]) == 2
    assert "缺少参数" in capsys.readouterr().err


def test_the_worst_document_decides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = seeded(tmp_path / "预算.xlsx", TOTAL)
    assert main(["check", YAML]) == 0
    assert main(["check", YAML, str(source)]) == 1
    assert main(["check", YAML, str(source), str(tmp_path / "没有.xlsx")]) == 2
    assert capsys.readouterr().out.rstrip().splitlines()[-1].startswith("无法使用")


def test_the_same_mistake_is_told_in_the_same_words_every_time(tmp_path: Path) -> None:
    """Python orders sets differently in every process; no finding may depend on it."""
    row = "{科目编码: 2013101, 科目名称: 行政运行, 合计: 641.14, 基本支出: 641.14}"
    source = Path(YAML).read_text(encoding="utf-8")
    assert source.count(row) == 2
    wrong = tmp_path / "漏填.yaml"
    wrong.write_text(source.replace(row, row.replace("合计: 641.14, ", ""), 1), encoding="utf-8")
    command = [sys.executable, "-m", "generator", "check", str(wrong), "--format", "json"]
    told = {
        subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in "12345"
    }
    assert len(told) == 1
    assert json.loads(told.pop())[0]["exit_code"] == 1
