from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.domain.errors import InputError
from generator.domain.findings import Cause, Figure, Finding, Severity
from generator.domain.location import Location
from generator.publish.pipeline import Outcome
from generator.publish.report.groups import UNUSABLE, report_on
from generator.publish.report.marks import MarkKind, marks_of
from generator.publish.report.words import places_words, short
from seeded import DROPPED, OTHER, TOTAL, WORDS, checked

HERE = Location("a.xlsx", sheet="表", cell="C5")
THERE = Location("a.xlsx", sheet="表", cell="C7")


def cause(label: str, votes: int) -> Cause:
    return Cause(Figure(label, "2.00万元", (HERE,)), "1.00万元", votes, certain=True)


def finding(code: str, severity: Severity, why: Cause | None = None) -> Finding:
    return Finding(code, severity, f"{code}的说明。", (HERE, THERE), cause=why)


def outcome(*findings: Finding) -> Outcome:
    return Outcome(Path("a.xlsx"), 1, findings=findings)


def test_findings_of_one_cause_stand_together_the_worst_and_best_proven_first() -> None:
    few, many, mild = cause("少", 2), cause("多", 5), cause("轻", 9)
    report = report_on(
        outcome(
            finding("A", Severity.ERROR, few),
            finding("B", Severity.ERROR, many),
            finding("C", Severity.ERROR),
            finding("D", Severity.WARNING, mild),
            finding("E", Severity.WARNING, few),
        )
    )
    assert [group.cause for group in report.causes] == [many, few, mild]
    assert [[item.finding.code for item in group.items] for group in report.groups] == [["B"], ["A", "E"], ["D"], ["C"]]
    assert [item.number for group in report.groups for item in group.items] == [1, 2, 3, 4, 5]
    assert [item.index for group in report.groups for item in group.items] == [1, 0, 4, 3, 2]


def test_rounding_accuses_no_figure() -> None:
    report = report_on(outcome(finding("SUM-02", Severity.HINT, cause("合计", 3))))
    assert report.causes == ()
    assert marks_of(report) == {}


def test_an_unusable_input_is_one_finding() -> None:
    report = report_on(Outcome(Path("a.xlsx"), 2, error=InputError("坏了。", HERE, "另存。")))
    found = report.others[0].items[0].finding
    assert (found.code, found.locations, found.remedy) == (UNUSABLE, (HERE,), "另存。")


def test_the_suspected_cell_is_marked_stronger_than_those_it_contradicts(tmp_path: Path) -> None:
    report = report_on(checked(tmp_path / "a.xlsx", TOTAL))
    kinds = {(place.sheet, place.cell): mark.kind for place, mark in marks_of(report).items()}
    assert kinds["支出总表", "D6"] is MarkKind.CAUSE
    assert kinds["收支总表", "E37"] is MarkKind.ERROR
    assert len(report.causes) == 1
    assert not report.others


def test_two_mistakes_are_two_causes(tmp_path: Path) -> None:
    report = report_on(checked(tmp_path / "a.xlsx", TOTAL, OTHER))
    assert {(group.places[0].sheet, group.places[0].cell) for group in report.causes} == {TOTAL[:2], OTHER[:2]}


def test_what_a_cell_should_be_goes_with_what_is_wrong_in_it(tmp_path: Path) -> None:
    report = report_on(checked(tmp_path / "a.xlsx", WORDS))
    assert [[item.finding.code for item in group.items] for group in report.groups] == [["READ-02", "FORM-04"]]
    assert [mark.kind for mark in marks_of(report).values()] == [MarkKind.CAUSE]


def test_what_else_is_said_of_the_suspected_cell_goes_with_it(tmp_path: Path) -> None:
    report = report_on(checked(tmp_path / "a.xlsx", ("收支总表", "E8", -3)))
    (group,) = report.causes
    assert [item.finding.code for item in group.items][-1] == "FACT-02"
    assert "FACT-02" not in {item.finding.code for other in report.others for item in other.items}


def test_a_dropped_figure_is_called_blank(tmp_path: Path) -> None:
    report = report_on(checked(tmp_path / "a.xlsx", DROPPED))
    told = report.causes[0].cause
    assert told is not None
    assert (told.figure.text, told.expected) == ("空白", "641.14万元")


def test_a_missing_form_marks_no_cell(tmp_path: Path) -> None:
    outcome = checked(tmp_path / "a.xlsx", drop=["三公经费支出表"])
    assert outcome.disclosure is not None
    report = report_on(replace(outcome, findings=tuple(f for f in outcome.findings if f.code == "FORM-01")))
    assert [group.severity for group in report.others] == [Severity.ERROR]
    assert report.cells.document == report.others[0].places[0]
    assert marks_of(report) == {}


def test_short_forms() -> None:
    sum_of = Finding(
        "SUM-01", Severity.ERROR, "合计与各项之和不符：《表》“甲”为1元，其各项（“乙”、“丙”）之和为2元，相差-1元。",
        stated="1元", expected="2元", difference="-1元", figures=(Figure("《表》“甲”", "1元"),),
    )  # fmt: skip
    assert short(sum_of) == "合计与各项之和不符：《表》“甲”为1元，核对得2元，相差-1元。"
    assert short(finding("X", Severity.ERROR)) == "X的说明。"
    assert places_words([HERE, THERE]) == "工作表“表”C5、C7"
    assert places_words([Location("b.yaml", line=3, path="a.b")], named_files=True) == "b.yaml 第3行（a.b）"
