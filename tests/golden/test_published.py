"""Every printed cell of the published tables stands in what we build: DOCX, PDF and XLSX, cell by cell."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

from generator.forms.header import header
from generator.publish.pipeline import Outcome
from published import Rows, docx_tables, expected_rows, folded, label, missing, pdf_rows, published, xlsx_rows
from samples import NAMES, output_file, submission

pytestmark = [pytest.mark.pdf, pytest.mark.slow]

FORMS = tuple(published(NAMES[0])["tables"])
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
    counts = {name: sum(len(table["rows"]) for table in published(name)["tables"].values()) for name in NAMES}
    assert counts == {NAMES[0]: 150, NAMES[1]: 189}


@pytest.mark.parametrize("kind", [*TEXTUAL, "xlsx"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_every_form(built: dict[str, Outcome], name: str, form: str, kind: str) -> None:
    table = published(name)["tables"][form]
    _, pack = submission(name)
    found = rows_of(built[name], kind, pack.forms[form].sheet)
    assert missing(expected_rows(table), found) == []


@pytest.mark.parametrize("form", FORMS)
def test_headers_are_the_official_ones(form: str) -> None:
    _, pack = submission(NAMES[0])
    declared = [folded(cell.text.replace("|", "")) for cell in header(pack.forms[form]).cells]
    printed = [folded(text) for row in published(NAMES[0])["tables"][form]["header"] for text in row]
    assert sorted(declared) == sorted(printed)


@pytest.mark.parametrize("kind", TEXTUAL)
@pytest.mark.parametrize("name", NAMES)
def test_titles_and_notes_of_the_forms(built: dict[str, Outcome], name: str, kind: str) -> None:
    text = _text(output_file(built[name], kind), kind)
    tables = published(name)["tables"].values()
    assert [t["title"] for t in tables if folded(t["title"]) not in text] == []
    assert [t["note"] for t in tables if t["note"] and folded(t["note"]) not in text] == []


@pytest.mark.parametrize("kind", [*TEXTUAL, "xlsx"])
@pytest.mark.parametrize("name", NAMES)
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
@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_the_assets_table(built: dict[str, Outcome], name: str, kind: str) -> None:
    _, pack = submission(name)
    found = [(label(row[0]), *row[1:]) for row in rows_of(built[name], kind, pack.forms["assets"].sheet) if row]
    expected = [(label(row[0]), *map(folded, row[1:])) for row in published(name)["assets"]]
    assert missing(expected, found) == []


@pytest.mark.parametrize("kind", TEXTUAL)
@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_every_project_table(built: dict[str, Outcome], name: str, kind: str) -> None:
    found = [_filled(row) for row in rows_of(built[name], kind)]
    expected = [row for project in published(name)["projects"] for row in _project_rows(project)]
    assert missing(expected, [row for row in found if row]) == []


@pytest.mark.parametrize("kind", TEXTUAL)
@pytest.mark.parametrize("name", NAMES)
def test_every_indicator_of_every_project(built: dict[str, Outcome], name: str, kind: str) -> None:
    found = [_filled(row)[-4:] for row in rows_of(built[name], kind)]
    indicators = [row for project in published(name)["projects"] for row in project["indicators"]]
    assert missing([tuple(folded(cell) for cell in row[2:] if cell) for row in indicators], found) == []


@pytest.mark.parametrize("name", NAMES)
def test_first_level_indicators_are_merged_cells(built: dict[str, Outcome], name: str) -> None:
    found = [_filled(row) for row in rows_of(built[name], "docx")]
    expected = [row for project in published(name)["projects"] for row in _indicator_rows(project)]
    assert missing(expected, found) == []


@pytest.mark.parametrize("kind", TEXTUAL)
@pytest.mark.parametrize("name", NAMES)
def test_project_titles(built: dict[str, Outcome], name: str, kind: str) -> None:
    text = _text(output_file(built[name], kind), kind)
    assert [p["title"] for p in published(name)["projects"] if folded(p["title"]) not in text] == []


def _filled(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row without its empty cells: merged and blank ones."""
    return tuple(cell for cell in row if cell)


def _project_rows(project: dict[str, object]) -> Rows:
    budget = [str(project[key]) for key in ("budget", "fiscal_funds") if project[key]]
    other = [str(project["other_funds"])] if project["other_funds"] else []
    goals = project["goals"]
    assert isinstance(goals, list)
    rows = [
        ("项目编码", project["code"], "项目名称", project["name"]),
        ("预算规模及资金用途", "预算数", budget[0], "其中：财政资金", *budget[1:], "其他资金", *other),
        (project["purpose"],),
        ("资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"),
        _plan(project),
        ("绩效目标", "".join(goals)),
    ]
    return [tuple(folded(cell) for cell in row) for row in rows]


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
