"""The machine-readable facts."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from generator.packs.loader import load_pack
from generator.reconcile import reconcile
from generator.writers.json_facts import write_json
from samples import NAMES, disclosure, published, submission, with_forms

PACK = load_pack("hebei-2024")
DATA: dict[str, Any] = json.loads(write_json(published(disclosure(NAMES[0]), PACK)))


def fact(data: dict[str, Any], **at: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in data["facts"] if each["at"] == at)
    return found


def test_a_stated_fact_names_amount_precision_and_what_it_is_of() -> None:
    found = fact(DATA, flow="expenditure", kind="basic", function="2013101")
    assert (found["amount"], found["precision"], found["unit"], found["status"]) == ("6411400", "100", "元", "stated")
    assert found["label"] == "支出·行政运行·基本支出"
    assert found.keys() == {"at", "label", "amount", "precision", "unit", "status"}


def test_every_amount_is_an_exact_decimal() -> None:
    amounts = {each["amount"] for each in DATA["facts"]}
    assert all(isinstance(amount, str) and "E" not in amount for amount in amounts)
    stated = {tuple(sorted(each["at"].items())): Decimal(each["amount"]) for each in DATA["facts"]}
    assert all(
        disclosure(NAMES[0]).facts[at].amount.value == stated[at] for at in disclosure(NAMES[0]).facts if at in stated
    )


def test_blank_and_derived_facts_are_told_apart() -> None:
    assert fact(DATA, flow="expenditure", kind="operating")["status"] == "blank"
    given = submission(NAMES[0])[0]
    fewer = reconcile(with_forms(given, given.forms.keys() - {"income_expenditure_summary"}), PACK)
    data = json.loads(write_json(published(fewer, PACK)))
    assert data["forms"]["income_expenditure_summary"]["status"] == "derived"
    found = fact(data, flow="income", carry="current", source="general")
    assert (found["amount"], found["status"]) in {("12956500", "derived"), ("12956500", "stated")}


def test_nothing_that_merely_follows_is_left_out() -> None:
    assert not [each for each in DATA["facts"] if each["status"] == "derived" and each["amount"] == "0"]


def test_every_member_has_a_name() -> None:
    members = DATA["dimensions"]
    assert members["function"]["members"]["2013101"] == {"name": "行政运行", "parent": "20131"}
    assert all(code in members[key]["members"] for each in DATA["facts"] for key, code in each["at"].items())


def test_a_draft_says_so() -> None:
    given = submission(NAMES[0])[0]
    fewer = reconcile(with_forms(given, given.forms.keys() - {"assets"}), PACK)
    assert fewer.errors
    assert json.loads(write_json(published(fewer, PACK)))["draft"] is True


def test_who_reports() -> None:
    assert (DATA["year"], DATA["pack"]["id"], DATA["entity"]["code"]) == (2024, "hebei-2024", "201")
    assert DATA["draft"] is False


def test_records_and_texts_are_tables_as_printed() -> None:
    tables = {table["title"]: table for table in DATA["tables"]}
    assert "核对说明" not in tables
    assert tables["文字"]["columns"] == ["项目", "内容"]
    assert all(len(row) == len(table["columns"]) for table in tables.values() for row in table["rows"])
    projects = submission(NAMES[0])[0].records.projects
    assert len(tables["项目"]["rows"]) == len(projects)


def test_bytes_are_utf8_sorted_and_repeatable() -> None:
    data = write_json(published(disclosure(NAMES[0]), PACK))
    assert data == write_json(published(disclosure(NAMES[0]), PACK))
    assert "中共秦皇岛市海港区委办公室" in data.decode()
    keys = [sorted(each["at"].items()) for each in DATA["facts"]]
    assert keys == sorted(keys)
