"""Tables of records that travel as JSON: every field of every record, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from generator.audit.files.approved import Approved
from generator.audit.files.difference import Ledger
from generator.audit.files.records import Records
from generator.audit.files.wanted import Row, Value, Wanted, compare_rows
from generator.domain.amounts import Unit


def check_tables(tables: object, approved: Approved, ledger: Ledger) -> None:
    """Compare ``tables``: a list of mappings with ``title``, ``unit``, ``columns`` and ``rows`` of texts."""
    listed = [table for table in tables if isinstance(table, dict)] if isinstance(tables, list) else []
    titles = [str(table.get("title")) for table in listed]
    expected = list(Records(approved, Unit.WAN).titles())
    if titles != expected:
        ledger.differs("tables", "、".join(expected), "、".join(titles))
    for title, table in zip(titles, listed, strict=True):
        unit = next((unit for unit in Unit if unit.label == table.get("unit")), Unit.WAN)
        wanted = list(Records(approved, unit).titled(title) or ())
        found = [table.get("columns"), *_listed(table.get("rows"))]
        rows = [(number, dict(_cells(row, _row(wanted, number)))) for number, row in enumerate(found)]
        compare_rows(wanted, [(number, row) for number, row in rows if row], title, ledger)


def _listed(rows: object) -> Sequence[object]:
    return rows if isinstance(rows, list) else ()


def _row(wanted: Sequence[Row], number: int) -> Row:
    return wanted[number] if number < len(wanted) else {}


def _cells(row: object, wanted: Mapping[int, Wanted]) -> Iterator[tuple[int, Value]]:
    """The cells that hold anything; where a number is wanted, the number a text says."""
    for column, text in enumerate(_listed(row)):
        if text != "":
            yield column, _value(str(text), wanted.get(column, Wanted()))


def _value(text: str, wanted: Wanted) -> Value:
    try:
        return Decimal(text) if wanted.numbers else text
    except InvalidOperation:
        return text
