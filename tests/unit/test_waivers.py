"""Reasons given in the input: what they lift, what they cannot, where they are listed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.domain.findings import Severity
from generator.publish.pipeline import Request, build
from generator.readers import read
from generator.reconcile import reconcile
from ruled import changed, codes, found, given, ruled, with_waivers
from samples import INPUTS, record

REASON = {"rule": "PERF-02", "reason": "含上年结转", "person": "张某", "date": "2024年2月6日"}


def test_a_reason_turns_a_warning_into_a_note_that_carries_it() -> None:
    finding = found(with_waivers(given(), REASON), "PERF-02")[0]
    assert finding.severity is Severity.INFO
    assert finding.waiver is not None
    assert (finding.waiver.person, finding.waiver.date) == ("张某", "2024-02-06")
    assert "已说明：含上年结转；张某，2024-02-06" in finding.message
    assert finding.as_dict()["waiver"]


@pytest.mark.parametrize(("about", "meets"), [("海港区历史（第二卷）", True), ("党政专用电视会议系统", False)])
def test_a_reason_may_be_for_one_thing_only(about: str, *, meets: bool) -> None:
    base = with_waivers(given(), {**REASON, "about": about})
    assert bool(found(base, "WAIVE-01")) is not meets
    assert (found(base, "PERF-02")[0].waiver is not None) is meets


@pytest.mark.parametrize("rule", ["PERF-01", "NO-99", "RULE-NC"])
def test_a_reason_that_meets_nothing_is_an_error(rule: str) -> None:
    finding = found(with_waivers(given(), {**REASON, "rule": rule}), "WAIVE-01")[0]
    assert finding.severity is Severity.ERROR
    assert rule in finding.message


def test_a_wrong_sum_cannot_be_explained_away() -> None:
    base = with_waivers(changed(given(), "expenditure_summary", 合计_合计="1295.95"), {**REASON, "rule": "SUM-01"})
    result = reconcile(base, read(INPUTS / "hebei-haigang-party-office-2024.yaml")[1])
    assert {"SUM-01", "WAIVE-02"} <= codes(result.errors)


def test_an_error_that_says_so_can_be() -> None:
    base = changed(given(), "procurement", 信息化中心专项经费_合计="70.00")
    finding = found(with_waivers(base, {**REASON, "rule": "proc-01"}), "PROC-01")[0]
    assert finding.severity is Severity.INFO


def test_a_named_person_clears_words_that_need_a_review(tmp_path: Path) -> None:
    """A warning at first; a pack may block publication until somebody has decided."""
    cleared = {**REASON, "rule": "HYG-12", "reason": "经保密审查可以公开"}
    strict = ruled(tmp_path, "severities: {HYG-12: error}\n")
    assert found(given(), "HYG-12")[0].severity is Severity.WARNING
    assert found(given(), "HYG-12", strict)[0].severity is Severity.ERROR
    for pack in (None, strict):
        finding = found(with_waivers(given(), cleared), "HYG-12", pack)[0]
        assert finding.severity is Severity.INFO
        assert finding.waiver is not None
        assert finding.waiver.person == "张某"


def test_a_date_that_is_none_lifts_nothing() -> None:
    base = with_waivers(given(), {**REASON, "date": "上周"})
    assert found(base, "WAIVE-03")
    assert found(base, "PERF-02")[0].waiver is None


def with_text(folder: Path, text: str) -> Path:
    source = (INPUTS / "hebei-haigang-party-office-2024.yaml").read_text(encoding="utf-8")
    path = folder / "in.yaml"
    path.write_text(f"{source}\n{text}", encoding="utf-8")
    return path


def test_reasons_are_read_from_yaml_and_missing_parts_are_errors(tmp_path: Path) -> None:
    path = with_text(tmp_path, "waivers:\n  - {rule: PERF-02, reason: 含上年结转, date: 2024-02-06}\n")
    result = reconcile(*read(path))
    assert any(f.code == "READ-22" and "责任人" in f.message for f in result.errors)
    assert not any(f.waiver for f in result.findings)


@pytest.mark.pdf
@pytest.mark.slow
def test_reasons_are_in_the_record_and_not_in_the_published_workbook(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = with_text(tmp_path, f"waivers:\n  - {json.dumps(REASON, ensure_ascii=False)}\n")
    outcome = build(path, Request(tmp_path / "out", formats=("xlsx",)))
    assert outcome.folder is not None, outcome.findings
    assert [waiver["rule"] for waiver in record(outcome, "findings.json")["waivers"]] == ["PERF-02"]
    book = load_workbook(outcome.folder / next(name for name in outcome.files if name.endswith(".xlsx")))
    assert "核对说明" not in book.sheetnames


def test_reasons_are_read_from_a_workbook(tmp_path: Path) -> None:
    from generator.forms.workbook import input_workbook

    base = with_waivers(given(), {**REASON, "about": ""})
    pack = read(INPUTS / "hebei-haigang-party-office-2024.yaml")[1]
    path = tmp_path / "in.xlsx"
    path.write_bytes(input_workbook(pack, base.entity, base.year, base))
    submission, pack = read(path)
    assert next(f for f in reconcile(submission, pack).findings if f.code == "PERF-02").waiver is not None
