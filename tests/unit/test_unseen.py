"""Characters nobody sees are told wherever the input has them, and not taken away in silence."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from generator.domain.findings import Severity
from generator.domain.records import BudgetUnit
from generator.domain.submission import Submission
from generator.reconcile import reconcile
from own_words import HAIGANG, given, with_texts

CHARACTERS = [
    "\x01", "\x0b", "\x7f", "\x85", "\u061c", "\u200e", "\u200f", "\u2028", "\u202a", "\u202e", "\u2066", "\u2069",
    "\ud800", "\ue000", "\uf8ff", "\ufdd0", "\ufff9", "\uffff", "\U000e0041", "\U000f0000", "\U0010fffd",
]  # fmt: skip


def told(submission: Submission) -> list[tuple[Severity, str]]:
    pack = given(HAIGANG)[1]
    return [(f.severity, str(f.locations[0])) for f in reconcile(submission, pack).findings if f.code == "HYG-14"]


@pytest.mark.parametrize("char", CHARACTERS, ids=lambda char: f"U+{ord(char):04X}")
def test_a_text_with_one_is_an_error_with_its_place(char: str) -> None:
    found = told(with_texts(given(HAIGANG)[0], {"other": ["好。", f"安排{char}完毕。"]}))
    assert found == [(Severity.ERROR, "文字.yaml 第2行（other）")]


@pytest.mark.parametrize("char", ["\u202e", "\ue123", "\x02"])
def test_names_and_records_are_looked_at_too(char: str) -> None:
    submission = given(HAIGANG)[0]
    first, *others = submission.records.projects
    entity = submission.entity
    unit = BudgetUnit(f"某{char}局", location=first.location)

    def renamed(**fields: Any) -> Submission:
        projects = (dataclasses.replace(first, **fields), *others)
        return dataclasses.replace(submission, records=dataclasses.replace(submission.records, projects=projects))

    changes = [
        dataclasses.replace(submission, entity=dataclasses.replace(entity, name=f"某{char}局")),
        dataclasses.replace(submission, entity=dataclasses.replace(entity, units=(unit,))),
        *(renamed(**{field: f"甲{char}"}) for field in ("code", "unit", "purpose", "name")),
    ]
    for changed in changes:
        assert told(changed), changed


def test_a_procurement_line_is_looked_at_too() -> None:
    submission = given(HAIGANG)[0]
    lines = submission.dimensions["line"]
    code = next(code for code in lines.members if not lines.children(code))
    members = {**lines.members, code: dataclasses.replace(lines.members[code], name="台\u202e式机")}
    dimensions = {**submission.dimensions, "line": dataclasses.replace(lines, members=members)}
    ((severity, place),) = told(dataclasses.replace(submission, dimensions=dimensions))
    assert severity is Severity.ERROR
    assert "procurement" in place


def test_ordinary_text_has_none() -> None:
    assert told(with_texts(given(HAIGANG)[0], {"other": ["“引号”、全角　空格、①、㎡、—— 和 😀 都可以。"]})) == []
