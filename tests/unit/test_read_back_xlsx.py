"""Finished workbooks, and facts as JSON, read back."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook

from finished import STRANGER, finished, repacked, replaced
from generator.audit.files.difference import Ledger
from generator.audit.files.records import Records
from generator.audit.files.tables import check_tables
from generator.domain.amounts import Unit
from samples import CLEAN

pytestmark = pytest.mark.pdf


def workbook(change: Callable[[Any], None]) -> bytes:
    """The workbook of the stranger's sample after a change by hand."""
    book = load_workbook(io.BytesIO(finished(STRANGER).files["xlsx"]))
    change(book)
    target = io.BytesIO()
    book.save(target)
    date = finished(STRANGER).document.date

    def undated(data: bytes) -> bytes:
        """Without the date of saving, which is not what was changed."""
        return re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{date}T00:00:00Z", data.decode()).encode()

    return repacked(target.getvalue(), {"docProps/core.xml": undated})


def told(change: Callable[[Any], None]) -> list[tuple[str, str]]:
    return [(each.place, each.found) for each in finished(STRANGER).differences("xlsx", workbook(change))]


def first_number(book: Any) -> Any:
    """The first amount of the first form."""
    rows = book.worksheets[0].iter_rows(min_row=4)
    return next(cell for row in rows for cell in row if isinstance(cell.value, int | float))


def put(cell: str, value: object, sheet: int = 0) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book.worksheets[sheet][cell] = value

    return change


def test_a_workbook_saved_again_is_no_difference() -> None:
    assert told(lambda book: None) == []


def test_a_changed_amount_is_told_with_its_cell() -> None:
    places = []

    def change(book: Any) -> None:
        cell = first_number(book)
        places.append(f"{book.worksheets[0].title}!{cell.coordinate}")
        cell.value = float(cell.value) + 0.01

    assert [place for place, _ in told(change)] == places


@pytest.mark.parametrize("sheet", range(3))
def test_a_cell_added_anywhere_is_a_difference(sheet: int) -> None:
    assert told(put("Z60", 12.5, sheet)) != []
    assert told(put("H4", "甲", sheet)) != []


def test_a_number_written_as_text_is_a_difference() -> None:
    def change(book: Any) -> None:
        cell = first_number(book)
        cell.value = str(cell.value)

    assert told(change) != []


def test_every_sheet_is_compared() -> None:
    """A changed text of any sheet is seen: of forms, units, projects, indicators, texts, figures."""
    titles = load_workbook(io.BytesIO(finished(STRANGER).files["xlsx"])).sheetnames
    assert len(titles) > 8
    for number, title in enumerate(titles):

        def change(book: Any, number: int = number) -> None:
            rows = [row for row in book.worksheets[number].iter_rows(min_row=4) if any(c.value for c in row)]
            cell = [c for c in rows[-1] if c.value is not None][-1]
            cell.value = f"{cell.value}改" if isinstance(cell.value, str) else float(cell.value) + 1

        assert title in {place.partition("!")[0] for place, _ in told(change)}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda book: book.create_sheet("审核意见").append(["某人"]), id="sheet"),
        pytest.param(lambda book: book.remove(book.worksheets[1]), id="missing sheet"),
        pytest.param(lambda book: book.move_sheet(book.worksheets[0], 1), id="moved sheet"),
        pytest.param(lambda book: setattr(book.worksheets[1], "sheet_state", "hidden"), id="hidden sheet"),
        pytest.param(lambda book: setattr(book.worksheets[1], "sheet_state", "veryHidden"), id="very hidden sheet"),
        pytest.param(lambda book: setattr(book.worksheets[0].row_dimensions[6], "hidden", True), id="hidden row"),
        pytest.param(lambda book: setattr(book.worksheets[0].row_dimensions[6], "height", 0.5), id="flat row"),
        pytest.param(
            lambda book: setattr(book.worksheets[0].column_dimensions["B"], "hidden", True), id="hidden column"
        ),
        pytest.param(lambda book: setattr(first_number(book), "number_format", ";;;"), id="hiding format"),
        pytest.param(lambda book: setattr(first_number(book), "number_format", '"99.00"'), id="lying format"),
        pytest.param(lambda book: setattr(first_number(book), "value", "=1+1"), id="formula"),
        pytest.param(lambda book: setattr(book.worksheets[0].oddHeader.center, "text", "内部资料"), id="page header"),
        pytest.param(lambda book: setattr(book.properties, "title", "别的"), id="title"),
        pytest.param(lambda book: setattr(book.properties, "creator", "某人"), id="creator"),
        pytest.param(lambda book: setattr(book.properties, "description", "内部"), id="description"),
        pytest.param(lambda book: setattr(book.worksheets[0]["A1"], "hyperlink", "http://example.com"), id="link"),
    ],
)
def test_what_hides_or_adds_is_a_difference(change: Callable[[Any], None]) -> None:
    assert told(change) != []


def test_comments_fonts_and_parts_that_have_no_place_are_differences() -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    assert told(lambda book: setattr(first_number(book), "comment", Comment("某人：请核对", "某人"))) != []
    assert told(lambda book: setattr(first_number(book), "font", Font(color="FFFFFFFF"))) != []
    assert told(lambda book: setattr(first_number(book), "font", Font(size=1))) != []
    given = finished(STRANGER)
    for part in ("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/media/image1.png"):
        assert given.differences("xlsx", repacked(given.files["xlsx"], {part: lambda _: b"x"}))


def change_facts(change: Callable[[list[dict[str, Any]]], object]) -> list[str]:
    given = finished(STRANGER)
    content = json.loads(given.files["json"])
    change(content["facts"])
    return [str(each) for each in given.differences("json", json.dumps(content).encode())]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda facts: facts.pop(), id="missing"),
        pytest.param(lambda facts: facts.append(facts[0]), id="twice"),
        pytest.param(lambda facts: facts.append({**facts[0], "at": {"flow": "income", "x": "y"}}), id="added"),
        pytest.param(lambda facts: facts[3].update(amount=facts[3]["amount"] + "1"), id="amount"),
        pytest.param(lambda facts: facts[3].update(amount=float(facts[3]["amount"])), id="float"),
        pytest.param(lambda facts: facts[3].update(amount="甲"), id="no number"),
        pytest.param(lambda facts: facts[3].update(unit="万元"), id="unit"),
        pytest.param(lambda facts: facts[3].update(status="guessed"), id="status"),
        pytest.param(lambda facts: facts[3].update(precision="7"), id="precision"),
        pytest.param(lambda facts: facts[3].pop("at"), id="nowhere"),
        pytest.param(lambda facts: facts.insert(0, "甲"), id="no fact"),
    ],
)
def test_facts_that_are_not_the_disclosures_are_differences(change: Callable[[list[dict[str, Any]]], object]) -> None:
    assert change_facts(change)


def test_facts_in_another_layout_are_no_difference() -> None:
    assert change_facts(lambda facts: facts.reverse()) == []


@pytest.mark.parametrize("content", [b"{}", b"[]", b'{"facts": 1}', b"not json", b"\xff"])
def test_what_holds_no_facts_is_a_difference(content: bytes) -> None:
    assert finished(STRANGER).differences("json", content)


def test_facts_inside_the_page_are_compared_too() -> None:
    given = finished(STRANGER)
    page = given.files["html"].decode()
    amount = re.search(r'"amount": "(\d{5,})"', page)
    assert amount
    data = replaced(amount[0], amount[0].replace(amount[1], amount[1] + "0"))(given.files["html"])
    assert any("amount" in str(each) for each in given.differences("html", data))


def tables() -> list[dict[str, Any]]:
    """The records of the Henan sample as tables of texts."""
    given = finished(CLEAN[-1])
    records = Records(given.approved, Unit.WAN)
    found = []
    for title in records.titles():
        rows = [
            [cell.text or next(iter(map(str, cell.numbers)), "") for cell in row.values()]
            for row in records.titled(title) or ()
        ]
        found.append({"title": title, "unit": "万元", "columns": rows[0], "rows": rows[1:]})
    return found


def told_of_tables(content: object) -> list[str]:
    given, ledger = finished(CLEAN[-1]), Ledger()
    check_tables(content, given.approved, ledger)
    return [str(each) for each in ledger.differences]


def test_tables_of_records_in_the_facts_are_compared() -> None:
    assert told_of_tables(tables()) == []
    assert len(tables()) > 4
    for number, table in enumerate(tables()):
        for row, column in ((0, 0), (len(table["rows"]) - 1, len(table["columns"]) - 1)):
            changed = tables()
            changed[number]["rows"][row][column] += "1"
            assert told_of_tables(changed) != []
    assert told_of_tables(tables()[1:]) != []
    assert told_of_tables([*tables(), {"title": "审核意见", "unit": "", "columns": [], "rows": [["甲"]]}]) != []
    assert told_of_tables("甲") != []
