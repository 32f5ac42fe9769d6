"""Two laws for figures in texts: no true sentence is called wrong, and every figure is compared or listed."""

from __future__ import annotations

import dataclasses

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli.report.text import verdict
from generator.domain.findings import Severity
from generator.domain.records import Records
from generator.publish.pipeline import Request, check
from generator.reconcile import reconcile
from generator.reconcile.narrative import check_texts
from generator.reconcile.narrative.numbers import Family, numbers
from generator.reconcile.narrative.plain import plain
from generator.reconcile.tally import Tally
from mutation.sentences import scene
from narratives import checked, codes, disclosure_of, paragraphs, written
from samples import INPUTS, ROOT, disclosure, submission

HAIGANG = "hebei-haigang-party-office-2024"
NOT_CHECKED = "NARR-18"
PUBLISHED = yaml.safe_load((ROOT / "tests" / "golden" / "texts.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", list(PUBLISHED))
def test_published_paragraphs_are_read_as_they_are_meant(name: str) -> None:
    given, pack = submission(name)
    for entry in PUBLISHED[name]:
        only = dataclasses.replace(given, records=Records(texts={"other": paragraphs(entry["text"])}))
        found = [f for f in reconcile(only, pack).findings if f.code.startswith(("NARR", "YEAR"))]
        wrong = [f"{f.code} {f.stated}" for f in found if f.severity >= Severity.WARNING]
        unchecked = [figure.text for f in found if f.code == NOT_CHECKED for figure in f.figures]
        assert (sorted(wrong), unchecked) == (sorted(entry["wrong"]), entry["unchecked"]), entry["text"]


WORDS = (
    "基本支出",
    "公务接待费",
    "政府采购",
    "一般公共预算",
    "其他支出",
    "大气治理",
    "增加",
    "减少到",
    "分别为",
    "占",
    "的",
)
CUES = ("用于", "没有安排", "持平", "两项共计", "上年", "2023年", "较", "由", "中", "约", "和", "单位：万元", "其中：")
FIGURES = ("3.20万元", "1,295.65万元", "一千二百万元", "12.5%", "0.57", "5辆", "百分之三", "2013101")
PIECES = (*WORDS, *CUES, *FIGURES, *"、，；。（）", "——")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join))
def test_every_figure_is_compared_or_listed(text: str) -> None:
    found, tally = scene(HAIGANG), Tally()
    only = dataclasses.replace(found.submission, records=Records(texts={"other": paragraphs(text)}))
    findings = list(check_texts(found.wording, only, found.pack, tally))
    figures = [number for number in numbers(plain(text)) if number.family is not Family.BOUND]
    told = sum(account.compared + account.unchecked for account in tally.texts)
    words = text.count("持平")
    assert len(figures) <= told <= len(figures) + words
    listed = sum(len(finding.figures) for finding in findings if finding.code == NOT_CHECKED)
    assert listed == sum(account.unchecked for account in tally.texts)


def test_the_account_of_texts_is_kept() -> None:
    found = disclosure("hebei-etdz-admin-office-2024")
    listed = sum(len(finding.figures) for finding in found.findings if finding.code == NOT_CHECKED)
    assert sum(account.unchecked for account in found.texts) == listed > 0
    assert sum(account.compared for account in found.texts) > 0


@pytest.mark.parametrize(
    "text",
    [
        "资料印刷制作费中，印刷费5.00万元，差旅费3.00万元。",
        "培训费3.00万元由项目经费列支。",
        "基本支出中2.34万元由单位自筹。",
        "项目支出中安排5.56万元用于会议保障。",
        "2019年公务接待费1.23万元，公务用车运行维护费2.34万元。",
        "每辆公务用车运行维护费2.15万元。",
        "公务接待费控制在1.00万元。",
        "公务接待费、公务用车运行维护费14.09万元。",
        "收入总计、支出总计1295.65万元。",
        "公务接待费下降2.5个百分点。",
        "按照公用经费压减5%的要求编制预算。",
        "支出预算（不含非财政拨款）999.00万元。",
        "“三公”经费比2021年减少5.00万元。",
        "“三公”经费较上年调整预算数减少5.00万元。",
        "另有其他支出3.00万元。",
        "支出总计1295.65万元，其中：基本支出851.45万元，人员经费782.51万元，公用经费68.94万元；项目支出444.20万元。",
        "支出总计1295.65万元，其中：基本支出851.45万元。",
    ],
)
def test_what_may_be_true_is_no_error(text: str) -> None:
    findings = checked(*written(HAIGANG, text, prior={"三公.合计": "15.00"}))
    assert [finding.code for finding in findings if finding.severity > Severity.HINT] == []


def test_a_unit_of_several_is_not_taken_for_the_whole() -> None:
    given, pack = written(HAIGANG, "机关本级基本支出100.00万元，下属单位基本支出200.00万元。")
    entity = dataclasses.replace(given.entity, units=(*given.entity.units, *given.entity.units[:1]) * 2)
    assert "NARR-01" not in {f.code for f in checked(dataclasses.replace(given, entity=entity), pack)}


MIXED = {
    ("flow", "income"): "800.00",
    ("carry", "carryover", "flow", "income"): "40.00",
    ("flow", "outlay"): "800.00",
    ("flow", "expenditure"): "800.00",
    ("flow", "expenditure", "kind", "basic"): "450.00",
    ("flow", "expenditure", "source", "general"): "520.00",
    ("flow", "expenditure", "kind", "personnel", "source", "general"): "360.00",
    ("flow", "expenditure", "kind", "public", "source", "general"): "40.00",
}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("财政拨款收支总预算580万元，其中：一般公共预算500万元，政府性基金预算60万元，上年结转20万元。", set()),
        ("局机关基本支出250万元，所属事业单位基本支出200万元。", set()),
        ("预算总额800万元（人员经费450万元、公用经费50万元）。", set()),
        ("人员经费450万元。", set()),
        ("支出总计800万元，其中：本级支出300万元，下级支出500万元。", set()),
        ("基本支出450万元（占56.25%）。", set()),
        ("上年结转40万元，其中：一般公共预算20万元，政府性基金20万元。", set()),
        ("实有48人，其中在职48人，退休20人。", set()),
        ("人员经费占基本支出的90%。", set()),
        ("一般公共预算支出520万元，人员经费450万元。", {"NARR-01"}),
        ("机关运行经费50万元。", {"NARR-01"}),
        ("基本支出460万元。", {"NARR-01"}),
    ],
)
def test_money_of_several_sources_and_units_is_kept_apart(text: str, wrong: set[str]) -> None:
    found = disclosure_of(MIXED, text, entity="某市审计局", year=2024)
    assert {finding.code for finding in found if finding.severity > Severity.HINT} == wrong


def test_nothing_planned_is_compared_with_the_forms() -> None:
    assert codes(HAIGANG, "本年度没有安排公务接待费。") == {"NARR-20"}
    assert codes(HAIGANG, "本年度没有安排因公出国（境）费。") == set()
    assert codes(HAIGANG, "没有新增公务接待费。") == set()
    assert codes(HAIGANG, "2023年没有安排公务接待费。") == set()


def test_a_code_known_in_part_only_is_a_warning() -> None:
    assert codes(HAIGANG, "邮电费15.00万元。") == {"NARR-21"}
    assert codes(HAIGANG, "机关运行经费68.94万元，其中：邮电费15.00万元。") >= {"NARR-01"}


def test_words_of_a_pack_name_its_members() -> None:
    given, pack = written(HAIGANG, "车辆购置款5.00万元。")
    assert {f.code for f in checked(given, pack)} == {NOT_CHECKED}
    item = pack.dimensions["item"]
    renamed = item.model_dump()
    _member(renamed["members"], "vehicle_purchase")["words"] = ("车辆购置款",)
    dimensions = {**pack.dimensions, "item": type(item).model_validate(renamed)}
    assert {f.code for f in checked(given, dataclasses.replace(pack, dimensions=dimensions))} == {"NARR-01"}


def _member(members: tuple[dict[str, object], ...], code: str) -> dict[str, object]:
    """The written member with a code, wherever in the tree."""
    for member in members:
        if member["code"] == code:
            return member
        below = member["members"]
        assert isinstance(below, tuple)
        if below and (found := _member(below, code)):
            return found
    return {}


def test_the_verdict_says_how_many_figures_are_left_to_check() -> None:
    outcome = check(INPUTS / "hebei-etdz-admin-office-2024.yaml", Request())
    assert outcome.disclosure is not None
    left = sum(account.unchecked for account in outcome.disclosure.texts)
    assert f" {left} 个数字需要人工核对" in verdict(outcome)
