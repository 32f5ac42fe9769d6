"""The live totals of a blank workbook, computed by a real spreadsheet program."""

from __future__ import annotations

import shutil
import subprocess
from typing import Any

import pytest
from openpyxl import load_workbook

from generator.domain.records import Entity
from generator.forms.workbook import input_workbook
from generator.packs.loader import load_pack

SOFFICE = shutil.which("soffice")
PACK = load_pack("hebei-2024")
pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice"),
]


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A blank workbook, partly filled in, with every formula computed."""
    folder = tmp_path_factory.mktemp("computed")
    path = folder / "预算.xlsx"
    path.write_bytes(input_workbook(PACK, Entity("1", "某局", "部门"), 2024))
    book: Any = load_workbook(path)
    _fill(book)
    book.save(path)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return load_workbook(folder / "out" / path.name, data_only=True)


def _fill(book: Any) -> None:
    rows: list[tuple[object, float | None, float | None]] = [
        (201, 1, 2),
        ("20131", 1, 2),
        (2013101, 1, None),
        ("2013102", None, 2),
        ("208", 3.1, None),
        ("2080501", 3.1, None),  # its 款 is not listed
        ("2210201", 0.2, 0.7),  # neither 款 nor 类 is
    ]
    for number, (code, basic, project) in enumerate(rows, 7):
        book["支出总表"][f"B{number}"] = code
        book["支出总表"][f"E{number}"] = basic
        book["支出总表"][f"F{number}"] = project
    lines = [("某单位小计", 3), ("项目甲", 1), ("项目乙", 2), ("乙单位小计", 4), ("项目丙", 4)]
    for number, (name, amount) in enumerate(lines, 6):
        book["政府采购预算"][f"A{number}"] = name
        book["政府采购预算"][f"I{number}"] = amount
    book["收支总表"]["C6"], book["收支总表"]["C8"] = 0.1, 0.2


def test_a_total_counts_every_code_once(computed: Any) -> None:
    sheet = computed["支出总表"]
    assert [sheet[cell].value for cell in ("D6", "E6", "F6", "D7", "D13")] == [7, 4.3, 2.7, 3, 0.9]


def test_a_total_stays_empty_while_its_parts_are(computed: Any) -> None:
    assert computed["支出总表"]["G6"].value in (None, "")
    assert computed["收支总表"]["E37"].value in (None, "")


def test_totals_add_up_through_totals_without_float_noise(computed: Any) -> None:
    assert [computed["收支总表"][cell].value for cell in ("C37", "C39")] == [0.3, 0.3]


def test_subtotals_are_not_counted_again(computed: Any) -> None:
    assert computed["政府采购预算"]["I5"].value == 7
