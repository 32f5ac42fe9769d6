"""Which figure is named first: the one that explains most, by what the others make of it."""

from __future__ import annotations

from dataclasses import replace

from generator.domain.findings import Cause, Finding
from generator.domain.submission import Submission
from generator.publish.report.words import accusation, mending
from generator.reconcile import reconcile
from ruled import changed
from samples import NAMES, submission

HENAN, ETDZ, SHANHAIGUAN = (
    "henan-muye-party-office-2024",
    "hebei-etdz-admin-office-2024",
    "hebei-shanhaiguan-gov-office-2023",
)
ECONOMIC, WORDS = "economic_classification_summary", "《2024年支出经济分类汇总表》"


def causes(name: str, form: str, **cells: str | None) -> list[Cause]:
    """The causes of what is found after some cells of a sample are changed."""
    base, pack = submission(name)
    clean = {(finding.code, finding.message) for finding in reconcile(base, pack).findings}
    found = reconcile(changed(base, form, **cells), pack).findings
    new = [finding for finding in found if (finding.code, finding.message) not in clean]
    assert new
    return list(dict.fromkeys(finding.cause for finding in new if finding.cause))


def swapped(base: Submission, form: str, one: int, other: int) -> Submission:
    """A sample in which two figures of a form, counted as they stand, have changed places."""
    statements = list(base.forms[form].statements)
    first, second = statements[one], statements[other]
    statements[one] = replace(first, amount=second.amount)
    statements[other] = replace(second, amount=first.amount)
    return replace(base, forms={**base.forms, form: replace(base.forms[form], statements=tuple(statements))})


def test_of_two_figures_that_explain_as_much_the_one_its_own_row_contradicts_is_named() -> None:
    """Any empty cell of the column may be what its total lacks; only one of them has a 小计 of just as much."""
    (cause,) = causes(HENAN, ECONOMIC, **{"福利费_其中：财政拨款": None})
    assert (cause.figure.label, cause.figure.text) == (f"{WORDS}“福利费·其中：财政拨款”", "空白")
    assert cause.expected == "7.95万元"
    assert cause.certain


def test_two_figures_that_changed_places_are_one_mistake() -> None:
    base, pack = submission(HENAN)
    statements = base.forms[ECONOMIC].statements
    rows = [index for index, s in enumerate(statements) if s.label in ("福利费·合计", "邮电费·合计")]
    assert len(rows) == 2
    found = reconcile(swapped(base, ECONOMIC, *rows), pack).findings
    errors: list[Finding] = [finding for finding in found if finding.cause]
    assert len({finding.cause for finding in errors}) == 1
    cause = errors[0].cause
    assert cause is not None
    assert cause.swapped is not None
    figures = {(cause.figure.label, cause.figure.text), (cause.swapped.label, cause.swapped.text)}
    right = {statements[index].label: statements[index].amount.text(statements[index].amount.unit, 2) for index in rows}
    assert figures == {
        (f"{WORDS}“福利费·合计”", f"{right['邮电费·合计']}万元"),
        (f"{WORDS}“邮电费·合计”", f"{right['福利费·合计']}万元"),
    }
    assert {place for figure in cause.figures for place in figure.locations} <= set(errors[0].locations[:2])
    assert accusation(cause).startswith("两个数可能写颠倒了：")
    assert mending(cause) == "对调后有2处核对相符"
    assert cause.expected_at(cause.swapped.locations[0]) == cause.figure.text


def test_an_empty_total_is_named_rather_than_all_it_makes_nothing() -> None:
    found = causes(ETDZ, "procurement", **{"合 计_合计": None})
    assert (found[0].figure.label, found[0].expected) == ("《部门政府采购预算》“合 计·合计”", "699.81万元")


def test_no_figure_is_expected_to_be_negative() -> None:
    """外交支出 is empty; a negative amount there would explain the sum as well."""
    found = causes(SHANHAIGUAN, "income_expenditure_summary", **{"一般公共服务支出_支出.预算数": "6819.10"})
    assert found[0].figure.label == "《单位预算收支总表》“一般公共服务支出·支出.预算数”"
    assert not any(cause.expected.startswith("-") for cause in found)


def test_a_wrong_figure_of_every_sample_is_named_by_the_amount_it_should_have() -> None:
    for name in NAMES:
        base, _ = submission(name)
        total = next(s for s in base.forms["expenditure_summary"].statements if not s.blank)
        right = total.amount.text(total.amount.unit, 2)
        wrong = str(total.amount.number(total.amount.unit) + 90)
        found = causes(name, "expenditure_summary", **{total.label.replace("·", "_"): wrong})
        assert found[0].figure.locations[:1] == (total.location,), name
        assert found[0].expected == f"{right}万元", name
