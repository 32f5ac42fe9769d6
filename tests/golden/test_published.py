"""Every printed cell of the published tables stands in what we build: DOCX, PDF and XLSX, cell by cell."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from generator.forms.header import header
from generator.publish.pipeline import Outcome
from published import (
    LOST,
    Rows,
    comparable,
    docx_tables,
    expected_rows,
    folded,
    label,
    missing,
    pdf_rows,
    published,
    xlsx_rows,
)
from samples import NAMES, SAMPLES, output_file, submission

pytestmark = [pytest.mark.pdf, pytest.mark.slow]

FORMS = [(name, form) for name in NAMES for form in published(name)["tables"]]
WITH_PROCUREMENT = [name for name in SAMPLES if "procurement" in published(name)]
WITH_ASSETS = [name for name in SAMPLES if "assets" in published(name)]
TEXTUAL = ("docx", "pdf")


@cache
def _pdf(path: Path) -> Rows:
    return pdf_rows(path)


@cache
def _docx(path: Path) -> Rows:
    return [row for table in docx_tables(path.read_bytes()) for row in table]


@cache
def _xlsx(path: Path) -> dict[str, Rows]:
    return xlsx_rows(path.read_bytes())


def rows_of(outcome: Outcome, kind: str, sheet: str = "") -> Rows:
    """All table rows of one output, or one sheet's."""
    path = output_file(outcome, kind)
    if kind == "xlsx":
        return _xlsx(path)[sheet]
    return _pdf(path) if kind == "pdf" else _docx(path)


def test_the_published_tables_are_whole() -> None:
    counts = [sum(len(table["rows"]) for table in published(name)["tables"].values()) for name in NAMES]
    assert counts == [150, 189, 169]


def test_the_published_projects_are_whole() -> None:
    projects = [published(name)["projects"] for name in SAMPLES]
    assert [len(found) for found in projects] == [8, 10, 10, 26]
    assert [sum(len(project["indicators"]) for project in found) for found in projects] == [67, 65, 52, 158]


@pytest.mark.parametrize("kind", [*TEXTUAL, "xlsx"])
@pytest.mark.parametrize(("name", "form"), FORMS)
def test_every_cell_of_every_form(built: dict[str, Outcome], name: str, form: str, kind: str) -> None:
    table = published(name)["tables"][form]
    _, pack = submission(name)
    found = rows_of(built[name], kind, pack.forms[form].sheet)
    assert missing(expected_rows(table), found) == []


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_headers_are_the_official_ones(name: str, form: str) -> None:
    assert _declared(name, form) == _printed(published(name)["tables"][form]["header"])


@pytest.mark.parametrize("name", [name for name in SAMPLES if "procurement_header" in published(name)])
def test_the_header_of_the_procurement_table_is_the_official_one(name: str) -> None:
    year = str(submission(name)[0].year)
    declared = [text.replace("{year}", year) for text in _declared(name, "procurement")]
    assert sorted(declared) == _printed(published(name)["procurement_header"])


def _declared(name: str, form: str) -> list[str]:
    return sorted(folded(cell.text.replace("|", "")) for cell in header(submission(name)[1].forms[form]).cells)


def _printed(rows: list[list[str]]) -> list[str]:
    return sorted(folded(text) for row in rows for text in row)


@pytest.mark.parametrize("kind", TEXTUAL)
@pytest.mark.parametrize("name", NAMES)
def test_titles_and_notes_of_the_forms(built: dict[str, Outcome], name: str, kind: str) -> None:
    text = _text(output_file(built[name], kind), kind)
    tables = published(name)["tables"].values()
    assert [t["title"] for t in tables if folded(t["title"]) not in text] == []
    assert [t["note"] for t in tables if t["note"] and folded(t["note"]) not in text] == []


@pytest.mark.parametrize("kind", [*TEXTUAL, "xlsx"])
@pytest.mark.parametrize("name", WITH_PROCUREMENT)
def test_every_cell_of_the_procurement_table(built: dict[str, Outcome], name: str, kind: str) -> None:
    _, pack = submission(name)
    width = len(published(name)["procurement"][0])
    found = [_carryover_out(row, width) for row in rows_of(built[name], kind, pack.forms["procurement"].sheet)]
    expected = [tuple(folded(cell) for cell in row) for row in published(name)["procurement"]]
    assert missing(expected, found) == []


def _carryover_out(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    """One of the two departments prints no 上年结转结余 column; where ours stands it must be empty."""
    surplus = len(row) > width and row[-2] == ""
    return (*row[:-2], row[-1]) if surplus else row


@pytest.mark.parametrize("kind", [*TEXTUAL, "xlsx"])
@pytest.mark.parametrize("name", WITH_ASSETS)
def test_every_cell_of_the_assets_table(built: dict[str, Outcome], name: str, kind: str) -> None:
    _, pack = submission(name)
    found = [(label(row[0]), *row[1:]) for row in rows_of(built[name], kind, pack.forms["assets"].sheet) if row]
    expected = [(label(row[0]), *map(folded, row[1:])) for row in published(name)["assets"]]
    assert missing(expected, found) == []


@pytest.mark.parametrize("kind", TEXTUAL)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_cell_of_every_project_table(built: dict[str, Outcome], name: str, kind: str) -> None:
    found = [_filled(row) for row in rows_of(built[name], kind)]
    expected = [row for project in published(name)["projects"] for row in _project_rows(project)]
    assert missing([row for row in expected if comparable(row)], [row for row in found if row]) == []


@pytest.mark.parametrize("kind", TEXTUAL)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_indicator_of_every_project(built: dict[str, Outcome], name: str, kind: str) -> None:
    found = [_filled(row) for row in rows_of(built[name], kind)]
    indicators = [row for project in published(name)["projects"] for row in project["indicators"]]
    assert missing([tuple(folded(cell) for cell in row[2:] if cell) for row in indicators], found, tail=True) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_first_level_indicators_are_merged_cells(built: dict[str, Outcome], name: str) -> None:
    found = [_filled(row) for row in rows_of(built[name], "docx")]
    expected = [row for project in published(name)["projects"] for row in _indicator_rows(project)]
    assert missing(expected, found) == []


@pytest.mark.parametrize("kind", TEXTUAL)
@pytest.mark.parametrize("name", SAMPLES)
def test_project_titles(built: dict[str, Outcome], name: str, kind: str) -> None:
    text = _text(output_file(built[name], kind), kind)
    projects = published(name)["projects"]
    assert [p["title"] for p in projects if folded(p["title"]) not in text] == []
    assert [p["unit"] for p in projects if "unit" in p and folded(p["unit"]) not in text] == []


@pytest.mark.parametrize("name", [name for name in SAMPLES if "contents" in published(name)])
def test_the_contents_are_the_published_ones(built: dict[str, Outcome], name: str) -> None:
    page = output_file(built[name], "html").read_text(encoding="utf-8")
    lines = re.findall(r'<p class="toc-\d"><a [^>]*>([^<]*)</a>', page)
    assert [folded(line) for line in lines] == [folded(line) for line in published(name)["contents"]]


def _filled(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row without its empty cells: merged and blank ones."""
    return tuple(cell for cell in row if cell)


def _project_rows(project: dict[str, Any]) -> Rows:
    """The upper part of a project's table; some years print nothing there but the goals."""
    goals = ("绩效目标", _goals(project["goals"]))
    if "code" not in project:
        return [tuple(folded(cell) for cell in goals)]
    budget = [str(project[key]) for key in ("budget", "fiscal_funds") if project[key]]
    other = [str(project["other_funds"])] if project["other_funds"] else []
    rows = [
        ("项目编码", project["code"], "项目名称", project["name"]),
        ("预算规模及资金用途", "预算数", budget[0], "其中：财政资金", *budget[1:], "其他资金", *other),
        (project["purpose"],),
        ("资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"),
        _plan(project),
        goals,
    ]
    return [tuple(folded(cell) for cell in row) for row in rows]


def _goals(goals: list[str]) -> str:
    """The cell of goals; one that is printed without its number is given it."""
    whole = "".join(goals)
    if LOST in folded(whole):
        return whole
    return "".join(goal if goal[0].isdigit() else f"{number}.{goal}" for number, goal in enumerate(goals, 1))


def _plan(project: dict[str, object]) -> tuple[str, ...]:
    plan = project["plan"]
    assert isinstance(plan, list)
    return tuple(step for step in plan if step)


def _indicator_rows(project: dict[str, object]) -> Rows:
    """The indicator rows of a project as printed: a level's cell is merged over a run of equal ones."""
    indicators = project["indicators"]
    assert isinstance(indicators, list)
    rows: Rows = []
    for level1, group in groupby(indicators, key=lambda row: row[0]):
        shown1 = [level1]
        for level2, run in groupby(group, key=lambda row: row[1]):
            shown2 = [level2]
            for row in run:
                rows.append(tuple(folded(cell) for cell in (*shown1, *shown2, *row[2:]) if cell))
                shown1, shown2 = [], []
    return rows


def _text(path: Path, kind: str) -> str:
    """All text of an output without blanks."""
    if kind == "docx":
        from docx import Document

        body = Document(str(path)).element.body
        return folded("".join(node.text or "" for node in body.iter() if node.tag.endswith("}t")))
    from pypdf import PdfReader

    return folded("".join(page.extract_text() for page in PdfReader(path).pages))
