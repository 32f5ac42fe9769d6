"""Henan: every printed cell of the published tables stands in what we build, and the text says what the tables say."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

from generator.forms.header import header
from generator.publish.pipeline import Outcome, Request, build
from generator.readers import read
from generator.reconcile import reconcile
from published import Rows, docx_tables, expected_rows, folded, missing, pdf_rows, published, xlsx_rows
from samples import INPUTS, output_file, submission

pytestmark = [pytest.mark.pdf, pytest.mark.slow]

NAME = "henan-muye-party-office-2024"
TABLES = published(NAME)["tables"]
CELLS = 1095
"""So many cells the published tables have, empty ones included."""


@pytest.fixture(scope="module")
def henan(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return build(INPUTS / f"{NAME}.yaml", Request(tmp_path_factory.mktemp("henan")))


@cache
def _rows(path: Path) -> Rows:
    if path.suffix == ".pdf":
        return pdf_rows(path)
    return [row for table in docx_tables(path.read_bytes()) for row in table]


def _text(path: Path) -> str:
    from pypdf import PdfReader

    return folded("".join(page.extract_text() for page in PdfReader(path).pages))


def test_the_sample_is_clean_and_whole(henan: Outcome) -> None:
    assert henan.exit_code == 0
    assert [finding.code for finding in henan.findings if finding.severity.name in ("ERROR", "WARNING")] == ["HYG-12"]
    assert sum(len(row) for table in TABLES.values() for row in table["rows"]) == CELLS


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize("form", TABLES)
def test_every_cell_of_every_form(henan: Outcome, form: str, kind: str) -> None:
    assert missing(expected_rows(TABLES[form]), _rows(output_file(henan, kind))) == []


@pytest.mark.parametrize("form", TABLES)
def test_every_cell_of_every_form_in_the_workbook(henan: Outcome, form: str) -> None:
    sheets = xlsx_rows(output_file(henan, "xlsx").read_bytes())
    sheet = submission(NAME)[1].forms[form].sheet
    assert missing(expected_rows(TABLES[form]), sheets[sheet]) == []


@pytest.mark.parametrize("form", [form for form, table in TABLES.items() if table["header"]])
def test_headers_are_the_official_ones(form: str) -> None:
    declared = [folded(cell.text.replace("|", "")) for cell in header(submission(NAME)[1].forms[form]).cells]
    printed = [folded(text) for row in TABLES[form]["header"] for text in row]
    assert sorted(declared) == sorted(printed)


def test_numbers_titles_and_notes_of_the_forms(henan: Outcome) -> None:
    text = _text(output_file(henan, "pdf"))
    wanted = [table[key] for table in TABLES.values() for key in ("number", "title", "note") if table[key]]
    assert [words for words in wanted if folded(words) not in text] == []


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_every_cell_of_the_project_performance_table(henan: Outcome, kind: str) -> None:
    expected = [tuple(folded(cell) for cell in row) for row in published(NAME)["projects"]]
    assert missing(expected, _rows(output_file(henan, kind))) == []


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_every_indicator_of_the_overall_performance_table(henan: Outcome, kind: str) -> None:
    found = [tuple(cell for cell in row if cell) for row in _rows(output_file(henan, kind))]
    assert missing(_merged(published(NAME)["overall"]["indicators"]), found) == []


def test_goals_tasks_and_budget_of_the_overall_performance_table(henan: Outcome) -> None:
    overall = published(NAME)["overall"]
    cells = {cell for row in _rows(output_file(henan, "docx")) for cell in row}
    goals = "".join(f"目标{number}：{goal}" for number, goal in enumerate(overall["goals"], 1))
    assert folded(goals) in cells
    assert [task for pair in overall["tasks"] for task in pair if folded(task) not in cells] == []
    assert [label for label, _ in overall["budget"] if folded(label) not in cells] == []


def test_the_text_has_the_published_figures(henan: Outcome) -> None:
    """Changes and shares are worked out; the published 17.91 % of running costs is 5.29 of 43.34, that is 12.21 %."""
    text = _text(output_file(henan, "pdf"))
    for words in (
        "收入减少4.37万元，下降0.73%",
        "基本支出550.39万元，占92.75%；项目支出43.00万元，占7.25%",
        "一般公共服务支出469.47万元，占79.12%；社会保障和就业支出65.45万元，占11.03%",
        "卫生健康支出18.63万元，占3.14%；住房保障支出39.84万元，占6.71%",
        "人员经费支出512.34万元，占93.09%",
        "公用经费支出38.05万元，占6.91%",
        "减少1.50万元，下降57.69%",
        "减少5.29万元，下降12.21%",
        "政府采购货物预算4.30万元、政府采购工程预算5.00万元、政府采购服务预算0.00万元",
        "共有车辆1辆",
        "2024年政府性基金预算支出情况表。空表的主要原因是我部门没有政府性基金业务",
    ):
        assert folded(words) in text, words


def test_workbook_and_output_are_the_same_input(henan: Outcome) -> None:
    first = reconcile(*submission(NAME))
    amounts = {at: (fact.amount.value, fact.derived) for at, fact in first.facts.items()}
    from_workbook = reconcile(*submission(NAME, "xlsx"))
    assert {at: (fact.amount.value, fact.derived) for at, fact in from_workbook.facts.items()} == amounts
    assert from_workbook.submission.records.tables.keys() == first.submission.records.tables.keys()
    again = reconcile(*read(output_file(henan, "xlsx")))
    assert again.errors == ()
    stated = [s.at for form in first.submission.forms.values() for s in form.statements]
    assert [at for at in stated if again.facts[at].amount.value != first.facts[at].amount.value] == []


def _merged(indicators: list[list[str]]) -> Rows:
    """The rows as printed: the cell of a level is merged over a run of equal ones."""
    rows: Rows = []
    for level1, group in groupby(indicators, key=lambda row: row[0]):
        first = [level1]
        for level2, run in groupby(group, key=lambda row: row[1]):
            second = [level2]
            for row in run:
                rows.append(tuple(folded(cell) for cell in (*first, *second, *row[2:]) if cell))
                first, second = [], []
    return rows
