"""The facts a file carries as JSON: every fact of the disclosure, with its amount, unit and place, and no other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from generator.audit.files.approved import Approved
from generator.audit.files.difference import Ledger
from generator.audit.files.head import check_head
from generator.audit.files.tables import check_tables
from generator.domain.amounts import Unit
from generator.domain.coordinates import Coordinate
from generator.domain.facts import Fact


def check_facts(data: bytes, approved: Approved, ledger: Ledger) -> None:
    """Compare ``data`` with the facts, its tables with the records, the rest with the disclosure they are of.

    A nothing that nobody wrote down and that follows from another nothing need not be there.

    Raises:
        ValueError: it is no JSON.
    """
    content = json.loads(data)
    listed = content.get("facts") if isinstance(content, dict) else None
    if not isinstance(listed, list):
        ledger.tell("facts", "没有 facts 一项。", "facts", "")
        return
    check_head(content, approved, ledger)
    disclosure = approved.disclosure
    found: set[Coordinate] = set()
    for number, item in enumerate(listed, 1):
        at = _place(item)
        where = f"facts 第 {number} 项"
        fact = disclosure.facts.get(at) if at is not None else None
        if at is None or fact is None or at in found:
            ledger.tell(where, "没有这个数，或者重复。", "", json.dumps(item, ensure_ascii=False)[:200])
            continue
        found.add(at)
        _compare(item, fact, where, ledger)
    check_tables(content.get("tables"), approved, ledger)
    for at, fact in disclosure.facts.items():
        if at not in found and not (fact.derived and fact.amount.is_zero):
            ledger.tell("facts", f"缺少 {dict(at)} 的数。", str(fact.amount.value), "")


def _place(item: object) -> Coordinate | None:
    at = item.get("at") if isinstance(item, dict) else None
    if not isinstance(at, dict) or not all(isinstance(part, str) for part in at.values()):
        return None
    return Coordinate.of(at)


def _compare(item: Mapping[str, object], fact: Fact, place: str, ledger: Ledger) -> None:
    wrong = [(name, expected, found) for name, expected, found in _values(item, fact) if expected != found]
    for name, expected, found in wrong:
        ledger.tell(place, f"{name} 应为 {expected}，实为 {found}。", str(expected), str(found))
    if not wrong:
        ledger.figures += 1


def _values(item: Mapping[str, object], fact: Fact) -> Iterator[tuple[str, object, object]]:
    yield "amount", fact.amount.value, _number(item.get("amount"))
    yield "precision", fact.amount.step, _number(item.get("precision"))
    yield "unit", "" if fact.amount.unit is Unit.NONE else Unit.YUAN.label, item.get("unit")
    yield "status", "derived" if fact.derived else "blank" if fact.blank else "stated", item.get("status")


def _number(value: object) -> Decimal | None:
    """A number written as text; any other is none."""
    try:
        return Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None
