"""Names, years and the state of texts: what was copied from elsewhere or left unfinished is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import generator.reconcile.narrative as package
from generator.domain.findings import Severity
from generator.reconcile.narrative.characters import TRADITIONAL
from generator.reconcile.narrative.codes import CODES
from generator.reconcile.narrative.names import rank_of
from generator.reconcile.narrative.numbering import chinese
from narratives import checked, codes, found, written

HAIGANG, ETDZ, SHANHAIGUAN = (
    "hebei-haigang-party-office-2024",
    "hebei-etdz-admin-office-2024",
    "hebei-shanhaiguan-gov-office-2023",
)


# --- names ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "现将中共秦皇岛市海港区委办公室2024年部门预算公开如下：",
        "现将海港区委办公室2024年部门预算公开如下：",
        "现将我部门2024年部门预算公开如下：",
        "中共秦皇岛市海港区委办公室机关及所属事业单位的收支包含在部门预算中。",
        "协助区教育局做好各项工作，会同市财政局开展检查。",
        "负责区委和区委办公室文件的起草。",
    ],
)
def test_own_names_and_names_in_passing_are_fine(text: str) -> None:
    assert codes(HAIGANG, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "现将中共秦皇岛市山海关区委办公室2024年部门预算公开如下：",
        "秦皇岛市海港区教育局机关及所属事业单位的收支包含在部门预算中。",
        "反映秦皇岛市海港区财政局年度部门预算中支出预算的总体情况。",
        "秦皇岛市海港区人民政府办公室（含所属单位）上年末固定资产金额详见下表。",
    ],
)
def test_another_entity_as_the_subject_is_an_error(text: str) -> None:
    (finding,) = checked(*written(HAIGANG, text))
    assert (finding.code, finding.severity) == ("NAME-01", Severity.ERROR)


def test_our_province_in_the_budget_of_a_district() -> None:
    text = "按照预算管理有关规定，目前我省单位预算的编制实行综合预算管理。"
    assert ("NAME-02", "我省单位预算", "我区单位预算") in found(SHANHAIGUAN, text)
    assert codes(SHANHAIGUAN, "贯彻落实我省有关规定。") == set()
    assert codes(SHANHAIGUAN, "指省级财政当年拨付的资金。") == {"NAME-02"}


def test_department_and_unit() -> None:
    assert codes(SHANHAIGUAN, "反映本部门当年全部收入。") == {"NAME-03"}
    assert codes(SHANHAIGUAN, "目前我区部门预算的编制实行综合预算。") == {"NAME-03"}
    assert codes(ETDZ, "针对我单位电子政务工作复杂的特点，本单位召开会议。") == {"NAME-04"}
    assert codes(ETDZ, "我部门无其他需要说明的事项。") == set()


def test_rank_of_a_name() -> None:
    names = {"中共秦皇岛市海港区委办公室": "区", "青龙满族自治县财政局": "县", "河北省教育厅": "省", "某某学院": None}
    assert {name: rank_of(name) for name in names} == names


# --- years ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "2024年工作与2023年相比有所增加。",
        "《河北省2019年志》《年鉴（2021）》的编纂。",
        "按照秦开财〔2022〕78号的规定执行。",
        "记述1949年-1978年党的活动。",
        "本部门2019年成立。",
        "自2018年以来持续推进。",
        "到2025年基本建成。",
    ],
)
def test_years_with_a_role_are_fine(text: str) -> None:
    assert codes(ETDZ, text) == set()


def test_years_without_a_role() -> None:
    assert codes(ETDZ, "2021年各项任务圆满完成。") == {"YEAR-04"}
    assert codes(ETDZ, goals=["力争于2020年底前完成一批任务"]) == {"YEAR-03"}
    wrong = "现将秦皇岛经济技术开发区管理委员会办公室2023年部门预算公开如下："
    assert found(ETDZ, wrong) == [("YEAR-01", "2023年", "2024年")]


def test_a_date_that_is_not_in_the_calendar() -> None:
    assert codes(ETDZ, "截至2月29日，完成任务。") == set()
    assert codes(SHANHAIGUAN, "截至2023年2月29日，完成任务。") == {"YEAR-05"}


# --- residue -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("本年安排XX万元。", "HYG-01"),
        ("本年安排××万元。", "HYG-01"),
        ("增减原因：待补充。", "HYG-01"),
        ("（此处填写增减原因）", "HYG-01"),
        ("（明细相加=机关运行经费安排数=预算公开表格中的日常公用经费合计）", "HYG-02"),
        ("收入情况应至少包括收入总额及财政拨款收入等分项情况。", "HYG-02"),
        ("宋体绩效目标：精简公文数量。", "HYG-03"),
        ("完成任务<br/>提高效率。", "HYG-04"),
        ("公文&nbsp;处理。", "HYG-04"),
        ("完善\t制度。", "HYG-05"),
        ("完善\u200b制度。", "HYG-05"),
        ("建立“优胜劣汰”的激励约束机制”。", "HYG-06"),
        ("发挥党史工作“资政育人的作用。", "HYG-06"),
        ("完成任务（含所属单位。", "HYG-06"),
        ('开展"三创四建活动。', "HYG-06"),
        ("进一步落实资金管理辦法。", "HYG-07"),
        ("组织IS04001管理体系审核。", "HYG-07"),
        ("保障瑋项目实施。", "HYG-13"),
        ("完成任务，。提高效率。", "HYG-08"),
        ("完成任务；；提高效率。", "HYG-08"),
    ],
)
def test_slips_are_found(text: str, code: str) -> None:
    assert codes(ETDZ, text) == {code}


@pytest.mark.parametrize(
    "text",
    [
        "组织ISO14001环境管理体系审核，PM2.5、PM10达标。",
        "1）完善制度；2）加强管理。",
        "（一）完善制度建设：落实“放管服”改革（含《条例》）……",
        "等待定期检查，推进XML接口建设。",
        "安排{{ 三公.合计 | 万元 }}，{{ 支出.项目 | 万元 }}。",
        "负责沟通;协调管理,督促检查。",
        "指标值为45(台/套)，文字差错率控制在1/10000。",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert codes(ETDZ, text) == set()


def test_placeholders_are_errors() -> None:
    (finding,) = checked(*written(ETDZ, "本年安排XX万元。"))
    assert finding.severity is Severity.ERROR
    assert finding.locations[0].line == 1


def test_a_duty_listed_twice() -> None:
    duty = "负责区委落实全面从严治党主体责任领导小组日常工作。"
    findings = checked(*written(ETDZ, f"1、{duty}", "2、负责其他工作。", f"3、{duty}", key="duties"))
    (finding,) = findings
    assert finding.code == "HYG-09"
    assert [place.line for place in finding.locations] == [3, 1]


def test_a_sentence_twice_in_one_paragraph() -> None:
    sentence = "为区领导及有关单位提供有参考价值的重要信息，做好信息上报工作。"
    assert codes(ETDZ, goals=[sentence * 2]) == {"HYG-09"}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["（一）完善制度。", "（二）加强管理。", "（三）做好自评。"], set()),
        (["（一）完善制度。", "（三）加强管理。"], {"HYG-10"}),
        (["（一）完善制度。", "（一）加强管理。"], {"HYG-10"}),
        (["（二）完善制度。", "（三）加强管理。"], {"HYG-10"}),
        (["一、职责", "1、完善制度。", "2、加强管理。", "二、机构", "1、行政。", "2、事业。"], set()),
        (["（一）完善制度。", "(二)加强管理。"], {"HYG-11"}),
        (["一是完善制度；二是加强管理；四是做好自评。"], {"HYG-10"}),
        (["一是完善制度；二是加强管理；三是做好自评。"], set()),
        (["1.完善制度；2.加强管理；4.做好自评。"], {"HYG-10"}),
        (["第一段没有序号。", "第二段也没有。"], set()),
    ],
)
def test_numbering(texts: list[str], expected: set[str]) -> None:
    assert codes(ETDZ, *texts) == expected


def test_numerals() -> None:
    assert [chinese(text) for text in ("一", "十", "十二", "二十", "二十三", "7")] == [1, 10, 12, 20, 23, 7]


def test_words_that_need_a_review_are_one_warning() -> None:
    findings = checked(*written(ETDZ, "负责机要保密工作。", "更换密码设备，建设涉密会议室。"))
    (warning,) = [f for f in findings if f.code == "HYG-12"]
    assert warning.severity is Severity.WARNING
    assert warning.stated == "机要、密码、涉密"
    assert [place.line for place in warning.locations] == [1, 2]


# --- the catalogue -------------------------------------------------------------------------------------------------


def test_every_code_is_used_and_every_code_used_is_explained() -> None:
    folder = Path(package.__file__).parent
    sources = (path for path in folder.glob("*.py") if not path.name.startswith("codes"))
    used = {
        code
        for path in sources
        for code in re.findall(r'"((?:NARR|NAME|YEAR|HYG|TEXT)-\d\d)"', path.read_text("utf-8"))
    }
    assert used == set(CODES)


def test_entries_are_complete() -> None:
    for code, entry in CODES.items():
        assert all((entry.title, entry.explanation, entry.remedy, entry.basis)), code
        assert entry.remedy.endswith("。")
    assert len({entry.title for entry in CODES.values()}) == len(CODES)


def test_traditional_characters_have_simplified_ones() -> None:
    for old, new in TRADITIONAL.items():
        assert new.encode("gb2312")
        assert old != new
