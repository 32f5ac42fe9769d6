"""A row left out of a form is told as such: by what other forms say of it, and by what it leaves without detail."""

from __future__ import annotations

from functools import reduce
from pathlib import Path

import pytest

from generator.domain.findings import Finding, Severity
from generator.domain.submission import Submission
from generator.publish.pipeline import Request, check
from generator.publish.report.words import accusation, mending
from generator.reconcile import reconcile
from mutation.mutate import missing_rows, rows_named, without_row
from ruled import codes, given, sample_pack
from samples import INPUTS, NAMES

SOURCE = (INPUTS / f"{NAMES[0]}.yaml").read_text(encoding="utf-8")
ROW = "      - {科目编码: 2013101, 科目名称: 行政运行, 合计: 641.14, 小计: 641.14, 财政拨款收入: 641.14}\n"


def without(form: str, *codes_: str) -> Submission:
    """The sample without some rows of a form."""
    return reduce(lambda base, code: without_row(base, form, "function", code), codes_, given())


def errors(base: Submission) -> list[Finding]:
    return [f for f in reconcile(base, sample_pack()).findings if f.severity is Severity.ERROR]


def test_a_row_that_other_forms_have_is_named_with_all_that_would_stand_in_it(tmp_path: Path) -> None:
    assert ROW in SOURCE
    path = tmp_path / "漏行.yaml"
    path.write_text(SOURCE.replace(ROW, ""), encoding="utf-8")
    found = [f for f in check(path, Request()).findings if f.severity is Severity.ERROR]
    assert len({f.cause for f in found}) == 1
    cause = found[0].cause
    assert cause is not None
    assert (cause.rows, cause.figure.text) == (1, "没有这一行")
    assert accusation(cause) == "可能漏了一行：《部门预算收入总表》“2013101 行政运行”"
    assert mending(cause).endswith("应有：合计641.14万元、小计641.14万元、财政拨款收入641.14万元")
    assert found[0].locations[0].path == "forms.income_summary"


def test_a_class_left_out_is_one_mistake() -> None:
    found = errors(without("expenditure_summary", "208", "20805", "2080501", "2080505"))
    assert len({f.cause for f in found}) == 1
    cause = found[0].cause
    assert cause is not None
    assert cause.rows == 4
    assert cause.figure.label.startswith("《部门预算支出总表》“208 社会保障和就业支出”、“20805 行政事业单位养老支出”")
    assert "“2080501 行政单位离退休”合计11.82万元" in cause.expected
    assert accusation(cause).startswith("可能漏了 4 行：")


def test_what_is_not_listed_is_no_statement_of_the_input() -> None:
    found = reconcile(without("income_summary", "2013101"), sample_pack())
    facts = [fact for at, fact in found.facts.items() if at.get("function") == "2013101" and at.get("flow") == "income"]
    assert facts
    assert all(fact.derived and not fact.statements for fact in facts)


def test_an_only_child_left_out_leaves_its_parent_without_detail() -> None:
    (finding,) = errors(without("expenditure_summary", "2210201"))
    assert finding.code == "FORM-05"
    assert "“22102 住房改革支出”没有列出下级科目，其他表列有“2210201 住房公积金”" in finding.message


def test_codes_that_have_nothing_below_need_no_detail() -> None:
    """227 预备费 has no 款; what the samples list is listed to the end."""
    for name in NAMES:
        assert "FORM-05" not in codes(check(INPUTS / f"{name}.yaml", Request()).findings)


@pytest.mark.parametrize("name", NAMES)
def test_every_row_left_out_is_found_and_named(name: str) -> None:
    slips, found, named = rows_named(name)
    assert slips == sum(1 for _ in missing_rows(name)) > 20
    assert (found, named) == (slips, slips)
