"""What a section in own words owes and does not say, and what a sentence points at, is found in the composed text."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from generator.domain.facts import StatedForm
from generator.domain.findings import Severity
from generator.domain.location import Location
from generator.domain.records import RecordEntry
from generator.publish.pipeline import Request, build, check
from generator.readers import read
from own_words import (
    FILE,
    HAIGANG,
    MUYE,
    PACKS,
    PARTY_2021,
    SHANHAIGUAN,
    YUNLING,
    Judged,
    given,
    judge,
    judged,
    with_texts,
    written,
)
from samples import INPUTS, SAMPLES

OUTINGS = "全年“三公”经费{{ 三公.合计 | 万元 }}，用车{{ 三公.用车 | 万元 }}，均为运行费；接待{{ 三公.接待 | 万元 }}。"
EVERY = ("DOC-02", "DOC-03", "DOC-04", "DOC-05")


def untold(found: Judged) -> set[str]:
    """The figures that are told as missing."""
    return {name for name in found.pack.figures for words in found.told("DOC-02") if f"没有写{name}（" in words}


# --- figures ------------------------------------------------------------------------------------------------


def test_an_owed_figure_that_nobody_tells_is_an_error_with_its_place() -> None:
    found = judged(HAIGANG, {"operating-funds": ["机关运转所需已作安排。"]})
    (wrong,) = [finding for finding in found.findings if finding.code == "DOC-02"]
    assert wrong.severity is Severity.ERROR
    assert wrong.locations == (Location(FILE, line=1, path="operating-funds"),)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (HAIGANG, "运转经费{{ 机关运行经费.合计 | 万元 }}。"),
        (HAIGANG, "运转经费123.90万元。"),
        (HAIGANG, "运转经费1,239,000元，用于日常。"),
        (HAIGANG, "运转经费约0.0124亿元。"),
        (HAIGANG, "运转经费１２３．９万元。"),
    ],
)
def test_any_way_of_writing_the_amount_tells_it(name: str, text: str) -> None:
    amount = judged(name, {}).disclosure
    spec = given(name)[1].figures["机关运行经费.合计"].at
    known = next(fact.amount for at, fact in amount.facts.items() if dict(at) == spec)
    text = text.replace("123.90", known.text(known.unit, 2)).replace("123．９", known.text(known.unit, 1))
    text = text.replace("1,239,000", f"{known.value:,.0f}").replace("0.0124", f"{known.value / 10**8:.4f}")
    text = text.replace(
        "１２３．９", known.text(known.unit, 1).translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    )
    assert untold(judged(name, {"operating-funds": [text]})) == set()


@pytest.mark.parametrize(
    "zeros",
    [
        "因公出国（境）费0万元，公务用车购置费0.00万元。",
        "无因公出国和公务用车购置。",
        "未安排出国、购车。",
        "因公出国费、公务用车购置费均不涉及。",
    ],
)
def test_nothing_may_be_told_in_words(zeros: str) -> None:
    assert untold(judged(HAIGANG, {"three-public": [OUTINGS, zeros]})) == set()


def test_nothing_must_be_told_all_the_same() -> None:
    assert untold(judged(HAIGANG, {"three-public": [OUTINGS]})) == {"三公.出国", "三公.购置"}
    only = [OUTINGS, "没有因公出国（境）费安排。"]
    assert untold(judged(HAIGANG, {"three-public": only})) == {"三公.购置"}


def test_the_whole_being_nothing_tells_its_parts() -> None:
    submission, pack = given(HAIGANG)
    found = judge(with_texts(submission, {"three-public": ["今年没有“三公”经费支出安排。"]}), pack)
    assert untold(found) >= {"三公.合计", "三公.接待"}


def test_a_table_of_the_section_tells_its_figures() -> None:
    assert untold(judged(HAIGANG, {"assets": ["家底清楚。"], "procurement": ["如数采买。"]})) == set()


def test_counts_are_figures_too() -> None:
    found = judged(MUYE, {"other-matters": ["机构运行经费38.05万元，政府采购9.30万元。其他都很好。"]})
    assert untold(found) == {"车辆.总数", "设备.通用", "设备.专用", "转移支付.项目数"}


def test_what_a_pack_does_not_declare_is_what_its_template_tells_and_a_warning() -> None:
    found = judged(YUNLING, {"outings": ["今年“三公”从紧，合计8.6万元，未安排出国。"]})
    assert untold(found) == {"三公.用车", "三公.接待"}
    assert {finding.severity for finding in found.findings if finding.code == "DOC-02"} == {Severity.WARNING}
    assert untold(judged(YUNLING, {"outings": ["共86000元：用车7万元，接待1.6万元，无出国。"]})) == set()


def test_a_pack_sets_the_severity_and_a_reason_lets_a_warning_stand(tmp_path: Path) -> None:
    folder = written(tmp_path, "yunling-2025", {"rules.yaml": "severities: {DOC-02: hint}\n"})
    text = (PACKS / "yunling.yaml").read_text(encoding="utf-8").replace("pack: yunling-2025", "pack: own")
    path = tmp_path / "输入.yaml"
    path.write_text(text.replace("texts:", "texts:\n  outings: [从紧安排。]"), encoding="utf-8")
    found = judge(*read(path, (folder, PACKS)))
    assert {finding.severity for finding in found.findings if finding.code == "DOC-02"} == {Severity.HINT}
    fields = {"rule": "DOC-02", "reason": "见附表1", "person": "某某", "date": "2025-02-10"}
    submission, pack = given(YUNLING)
    records = dataclasses.replace(submission.records, tables={"waivers": (RecordEntry(fields),)})
    waived = judge(with_texts(dataclasses.replace(submission, records=records), {"outings": ["从紧安排。"]}), pack)
    assert all(finding.waiver for finding in waived.findings if finding.code == "DOC-02")
    assert "WAIVE-01" not in waived.codes("WAIVE")
    assert "WAIVE-01" in judge(dataclasses.replace(submission, records=records), pack).codes("WAIVE")


def test_the_error_blocks_and_a_draft_is_still_built(tmp_path: Path) -> None:
    source = (INPUTS / f"{HAIGANG}.yaml").read_text(encoding="utf-8")
    path = tmp_path / "预算.yaml"
    path.write_text(source.replace("\ntexts:\n", "\ntexts:\n  operating-funds: [已作安排。]\n"), encoding="utf-8")
    request = Request(tmp_path / "out", formats=("html",))
    assert check(path, request).exit_code == build(path, request).exit_code == 1
    assert not (tmp_path / "out").exists()
    assert build(path, dataclasses.replace(request, draft=True)).exit_code == 0


# --- texts --------------------------------------------------------------------------------------------------


def test_a_text_that_the_own_words_displace_is_told() -> None:
    found = judged(SHANHAIGUAN, {"performance": ["目标自述。"]})
    assert {"“总体绩效目标”", "“工作保障措施”"} == {
        title for title in ("“总体绩效目标”", "“工作保障措施”") if any(title in words for words in found.told("DOC-05"))
    }
    goal = given(SHANHAIGUAN)[0].records.texts["overall_goal"]
    safe = given(SHANHAIGUAN)[0].records.texts["safeguards"]
    kept = judged(SHANHAIGUAN, {"performance": [paragraph.text for paragraph in (*goal, *safe)]})
    assert kept.told("DOC-05") == []


def test_a_required_text_may_stand_in_the_own_words() -> None:
    found = judged(HAIGANG, {"overall-performance": ["目标和措施都在这里。"]}, without=("overall_goal", "safeguards"))
    assert "TEXT-01" not in found.codes("TEXT")
    assert "TEXT-01" in judged(HAIGANG, {}, without=("overall_goal",)).codes("TEXT")


# --- sentences that point at tables -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("section", "text", "codes"),
    [
        ("opening", "主要数字见下表。", ["DOC-03"]),
        ("opening", "具体安排如下表所示。", ["DOC-03"]),
        ("opening", "各项数字列在以下各表。", ["DOC-03"]),
        ("assets", "家底详见上表。", ["DOC-03"]),
        ("assets", "家底见下表。", []),
        ("procurement", "采购明细如下表。", []),
        ("opening", "下表彰决定的单位另行公布。", []),
        ("opening", "全部收支详见《部门预算收支总表》。", []),
        ("opening", "采购内容详见政府采购预算表。", []),
        ("opening", "采购内容参见《政府采购预算》表。", []),
        ("opening", "人员情况详见《人员编制情况表》。", ["DOC-04"]),
        ("opening", "详见附表。", []),
        ("opening", "按照《预算法》编制，意见另见通知。", []),
        ("opening", "详见《中华人民共和国预算法》。", []),
    ],
)
def test_a_table_that_is_pointed_at_is_there(section: str, text: str, codes: list[str]) -> None:
    found = judged(HAIGANG, {section: [text]})
    assert [code for code in found.codes("DOC") if code in {"DOC-03", "DOC-04"}] == codes
    places = [finding.locations for finding in found.findings if finding.code in {"DOC-03", "DOC-04"}]
    assert places == [(Location(FILE, line=1, path=section),)] * len(codes)


def test_a_form_of_the_pack_that_is_not_printed_is_pointed_at_in_vain() -> None:
    submission, pack = given(HAIGANG)
    empty = StatedForm("procurement", submission.location, empty=True)
    forms = {**submission.forms, "procurement": empty}
    without = dataclasses.replace(submission, forms=forms)
    found = judge(with_texts(without, {"opening": ["采购内容详见政府采购预算表。"]}), pack)
    assert "DOC-03" in found.codes("DOC")


def test_a_sentence_of_a_template_is_looked_at_too(tmp_path: Path) -> None:
    folder = written(
        tmp_path, "yunling-2025", {"sections/outings.html.j2": "<p>共{{ 三公.合计 | 万元 }}，明细见下表。</p>"}
    )
    text = (PACKS / "yunling.yaml").read_text(encoding="utf-8").replace("pack: yunling-2025", "pack: own")
    path = tmp_path / "输入.yaml"
    path.write_text(text, encoding="utf-8")
    found = judge(*read(path, (folder, PACKS)))
    places = [finding.locations for finding in found.findings if finding.code == "DOC-03"]
    assert places == [(Location("own/sections/outings.html.j2", line=1),)]


@pytest.mark.parametrize("name", [*SAMPLES, MUYE, YUNLING, PARTY_2021])
def test_what_is_published_today_owes_nothing_and_points_at_what_is_there(name: str) -> None:
    assert judged(name, {}).codes(*EVERY) == []
