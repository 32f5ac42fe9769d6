"""Figures of published narratives against the published figures: the contradictions are found, nothing else is."""

from __future__ import annotations

import dataclasses

import pytest

from generator.domain.findings import Finding, Severity
from generator.domain.records import Project
from narratives import checked, codes, disclosure_of, found, with_project, written
from samples import submission

HAIGANG, ETDZ, SHANHAIGUAN = (
    "hebei-haigang-party-office-2024",
    "hebei-etdz-admin-office-2024",
    "hebei-shanhaiguan-gov-office-2023",
)
NOT_CHECKED = "NARR-18"


# --- published narratives, right or wrong --------------------------------------------------------------------------

HAIGANG_TEXTS = (
    (
        "机关运行经费安排支出68.94万元，办公费12.25万元，邮电费12.88万元，公务接待费0.57万元，工会经费7.53万元，"
        "福利费5.58万元，公务用车运行维护费13.52万元，其他交通费用15.95万元，其他商品和服务支出0.66万元。"
    ),
    (
        "2024年，我部门财政拨款“三公”经费预算安排14.09万元，其中因公出国（境）费0万元；公务用车购置及运维费13.52万元"
        "（其中：公务用车购置费0万元，公务用车运行维护费13.52万元）；公务接待费0.57万元。预算金额与上年无变化。"
    ),
    (
        "中共秦皇岛市海港区委办公室（含所属单位）上年末固定资产金额为394.59万元（详见下表）。"
        "本年度拟购置固定资产总额为25万元，已按要求列入政府采购预算，详见政府采购预算表。"
    ),
)
ETDZ_EXPENDITURE = (
    "2024年支出预算2748.11万元，其中基本支出1849.09万元，包括人员经费1747.10万元和日常公用经费101.99万元；"
    "项目支出899.02万元，主要为开发区大气污染防治第三方技术服务380.81万元，援助中西部地区开发经费20万元，"
    "《秦皇岛经济技术开发区年鉴（2024）》印刷经费16万元，因公出访费用10万元，绿色示范园区建设10万元，综合业务费75.5万元；"
    "网络安全设备购置费50万元，网络系统安全防护服务269万元，综合网络运行维护费65.71万元，机房设备维修及耗材2万元。"
)
ETDZ_CHANGE = (
    "2024年预算收支安排2748.11万元，较2023年预算增加672.75万元，其中：基本支出减少43.40万元，"
    "主要为本年度退休1人，社保、住房公积金相应减少。项目支出增加716.15万元，主要为本年度增加了大气污染防治第三方服务380.81万元，"
    "专项业务费增加10.05万元，增加网络系统安全防护服务费269万元，网络安全设备购置费50万元，云监测6万元，云视频0.84万元。"
)
ETDZ_THREE_PUBLIC = (
    "2024年，我部门财政拨款“三公”经费预算安排14.46万元，其中因公出国（境）费10.00万元；公务用车购置及运维费3.80万元"
    "（其中：公务用车购置费为0.00万元，公务用车运维费3.80万元）；公务接待费0.66万元。与2023年相比减少0.03万元，"
    "增减变化的主要原因是公务接待费是按照在职人员公务费计提的，本年度退休2人导致公务接待费减少。"
)
SHANHAIGUAN_EXPENDITURE = (
    "2023年预算支出为702.04万元，其中：基本支出670.69万元，主要是人员经费612万元和日常公用经费58.68万元；"
    "项目支出408.4万元，主要为保证车辆正常运行的车保险项目安排2.8万元；保障机关正常运转的综合事务经费50万元；"
    "保证疫情防控办工作经费8万元；领导交办的其他工作的行政后勤经费为50万元保证大气污染环境治理工作经费7万元；"
    "大气业务经费10万；一中国控点搬迁经费120万，安可替代设备购置经费9.3万；政府网站工作经费3.3万。"
)
SHANHAIGUAN_CHANGE = (
    "2023年预算支出安排1079.09万元，较2022年预算702.04万元增加377.05万元，其中：基本支出增加82.85万元，"
    "原因是人员工资和保险增长；项目支出增加294.2万元，车辆保险费减少0.4万元。"
)
SHANHAIGUAN_RUNNING = (
    "机关运行经费共计安排58.68万元，主要用于办公费5.84万元、邮电费4.44万元、差旅费2万元、公务用车运行维护费4.2万元、"
    "离休干部公用经费6.13万元、公务交通补贴20.63万元、培训费1.68万元、公务接待费0.34元、工会经费6.11元、福利费4.12元、"
    "党组织活动经费0.52万元，网络运行维护费0.15万元、其他商品和服务支出2.52万元等日常运行支出。"
)
SHANHAIGUAN_THREE_PUBLIC = (
    "2023年，我单位财政拨款“三公”经费预算安排12.35万元，与上年持平，无增减变化。其中：因公出国（境）费0元，与上年持平；"
    "公务用车购置费0元，与上年持平；公务用车运行维护费10.86万元，与上年持平；公务接待费1.49元，与上年持平，无增减变化。"
)
MUYE = {
    ("flow", "income"): "593.39",
    ("flow", "outlay"): "593.39",
    ("flow", "expenditure"): "593.39",
    ("flow", "expenditure", "kind", "basic"): "550.39",
    ("flow", "expenditure", "kind", "project"): "43.00",
    ("flow", "expenditure", "source", "general"): "593.39",
    ("flow", "expenditure", "source", "general", "kind", "personnel"): "512.34",
    ("flow", "expenditure", "source", "general", "kind", "public"): "38.05",
    ("flow", "expenditure", "function", "201"): "469.47",
    ("flow", "expenditure", "function", "208"): "65.45",
    ("flow", "expenditure", "function", "210"): "18.63",
    ("flow", "expenditure", "function", "221"): "39.84",
    ("flow", "expenditure", "source", "fiscal", "item", "three_public"): "1.10",
    ("flow", "expenditure", "source", "fiscal", "item", "vehicle"): "1.10",
    ("flow", "expenditure", "source", "fiscal", "item", "vehicle_running"): "1.10",
}
MUYE_NAME = "中共新乡市牧野区委办公室"
MUYE_RUNNING = (
    "2024年中共新乡市牧野区委办公室部门机构运行经费支出预算38.05万元，主要保障机构正常运转及正常履职需要，"
    "与2023年相比减少5.29万元，下降17.91%，主要原因：我部门响应上级号召，节约开支。"
)
MUYE_RIGHT = (
    (
        "2024年中共新乡市牧野区委办公室部门收入总计593.39万元，支出总计593.39万元，与2023年预算相比，收入减少4.37万元，"
        "下降0.73%。主要原因是：本年度有人员调出；支出减少4.37万元，下降0.73%。"
    ),
    (
        "2024年中共新乡市牧野区委办公室部门一般公共预算支出年初预算为593.39万元。其中基本支出550.39万元，占92.75%；"
        "项目支出43.00万元，占7.25%。主要用于以下方面：一般公共服务支出469.47万元，占79.12%；社会保障和就业支出65.45万元，"
        "占11.03%；卫生健康支出18.63万元，占3.14%；住房保障支出39.84万元，占6.71%。"
    ),
    (
        "2024年中共新乡市牧野区委办公室部门一般公共预算基本支出年初预算为550.39万元，其中：人员经费支出512.34万元，占93.09%；"
        "主要包括：基本工资、津贴补贴、奖金；公用经费支出38.05万元，占6.91%；主要包括：在职人员定额公用经费等。"
    ),
    (
        "公务用车购置及运行费1.10万元，其中，公务用车购置费0.00万元，与2023年相比持平；公务用车运行维护费1.10万元，"
        "主要用于开展工作所需公务用车的燃料费等支出，与2023年相比减少1.50万元，下降57.69%。"
    ),
    "2023年期末，我部门共有车辆1辆，其中：一般公务用车0辆、一般执法执勤用车0辆；其他用车1辆，单价50万元以上通用设备0套。",
)


def muye(*texts: str) -> list[Finding]:
    return [f for f in disclosure_of(MUYE, *texts, entity=MUYE_NAME, year=2024) if f.code != NOT_CHECKED]


def test_a_right_narrative_raises_nothing() -> None:
    assert found(HAIGANG, *HAIGANG_TEXTS) == []


def test_three_public_of_another_year_is_found_figure_by_figure() -> None:
    assert [item for item in found(ETDZ, ETDZ_THREE_PUBLIC) if item[0] != NOT_CHECKED] == [
        ("NARR-01", "14.46万元", "14.26万元"),
        ("NARR-01", "3.80万元", "3.60万元"),
        ("NARR-01", "3.80万元", "3.60万元"),
    ]


def test_findings_name_the_paragraph_and_the_cell() -> None:
    first = checked(*written(ETDZ, ETDZ_THREE_PUBLIC))[0]
    assert first.severity is Severity.ERROR
    assert first.locations[0].line == 1
    assert len(first.locations) > 1
    assert first.difference == "0.20万元"
    assert [figure.text for figure in first.figures] == ["14.46万元", "14.26万元"]


def test_a_list_of_projects_is_right_but_for_one_name() -> None:
    assert found(ETDZ, ETDZ_EXPENDITURE) == [("NARR-15", "援助中西部地区开发经费", "援助黑河地区开发经费")]


def test_changes_hold_and_what_no_form_knows_is_told() -> None:
    findings = checked(*written(ETDZ, ETDZ_CHANGE))
    assert [f.code for f in findings if f.severity > Severity.HINT] == []
    unchecked = next(f for f in findings if f.code == NOT_CHECKED)
    assert [figure.text for figure in unchecked.figures] == ["1人", "10.05万元", "6万元", "0.84万元"]


def test_the_same_event_counted_differently_is_a_hint() -> None:
    hints = [f for f in checked(*written(ETDZ, ETDZ_CHANGE, ETDZ_THREE_PUBLIC)) if f.code == "NARR-17"]
    assert [(f.stated, f.expected, f.severity) for f in hints] == [("2人", "1人", Severity.HINT)]


def test_last_years_total_left_standing_is_found() -> None:
    result = found(SHANHAIGUAN, SHANHAIGUAN_EXPENDITURE, SHANHAIGUAN_CHANGE)
    assert ("NARR-03", "702.04万元", "1079.09万元") in result
    assert not any(code == "NARR-07" for code, _, _ in result)


def test_without_last_years_figure_it_is_a_plain_contradiction() -> None:
    given, pack = written(SHANHAIGUAN, SHANHAIGUAN_EXPENDITURE)
    alone = dataclasses.replace(given, statements=())
    assert ("NARR-01", "702.04万元", "1079.09万元") in [(f.code, f.stated, f.expected) for f in checked(alone, pack)]
    told, _ = written(SHANHAIGUAN, SHANHAIGUAN_EXPENDITURE, SHANHAIGUAN_CHANGE)
    codes_told = {f.code for f in checked(dataclasses.replace(told, statements=()), pack)}
    assert "NARR-03" in codes_told


def test_a_list_of_main_items_short_of_its_total_is_a_hint() -> None:
    assert "NARR-09" in codes(SHANHAIGUAN, SHANHAIGUAN_EXPENDITURE)


def test_yuan_written_for_wan_is_its_own_finding() -> None:
    result = found(SHANHAIGUAN, SHANHAIGUAN_RUNNING)
    slips = [(stated, expected) for code, stated, expected in result if code == "NARR-02"]
    assert slips == [("0.34元", "0.34万元"), ("6.11元", "6.11万元"), ("4.12元", "4.12万元")]
    assert [code for code, _, _ in result if code not in {"NARR-02", "NARR-19"}] == []


def test_a_rest_that_the_text_splits_up_is_a_warning() -> None:
    assert ("NARR-19", "2.52万元", "9.17万元") in found(SHANHAIGUAN, SHANHAIGUAN_RUNNING)


def test_a_total_off_by_a_cent_is_found_and_its_list_is_not_blamed() -> None:
    result = found(SHANHAIGUAN, SHANHAIGUAN_THREE_PUBLIC)
    assert [item for item in result if item[0] != NOT_CHECKED] == [
        ("NARR-01", "12.35万元", "12.36万元"),
        ("NARR-02", "1.49元", "1.49万元"),
    ]


def test_a_percentage_is_recomputed_from_the_change_told() -> None:
    assert [(f.code, f.stated, f.expected) for f in muye(MUYE_RUNNING)] == [("NARR-05", "下降17.91%", "12.21%")]


def test_shares_sums_and_rates_of_a_right_narrative_hold() -> None:
    assert muye(*MUYE_RIGHT) == []


# --- one fault at a time -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("469.47万元，占79.12%", "469.47万元，占71.12%", "NARR-11"),
        ("占92.75%", "占29.75%", "NARR-11"),
        ("550.39万元，占", "550.93万元，占", "NARR-01"),
        ("65.45万元", "56.45万元", "NARR-01"),
        ("年初预算为593.39万元", "年初预算为593.39元", "NARR-02"),
        ("收入减少4.37万元", "收入减少43.7万元", "NARR-05"),
        ("一般公务用车0辆", "一般公务用车1辆", "NARR-07"),
        ("共有车辆1辆", "共有车辆2辆", "NARR-08"),
    ],
)
def test_one_fault_is_found(old: str, new: str, code: str) -> None:
    texts = [text.replace(old, new) for text in MUYE_RIGHT]
    assert texts != list(MUYE_RIGHT)
    assert code in {finding.code for finding in muye(*texts)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公务接待费20万元", {"NARR-01"}),
        ("公务接待费约0.6万元", set()),
        ("公务接待费约5万元", {"NARR-13"}),
        ("公务接待费不超过1万元", set()),
        ("公务接待费不超过0.5万元", {"NARR-13"}),
        ("公务接待费0.5至0.6万元", set()),
        ("公务接待费5700元", set()),
        ("公务接待费0.57元", {"NARR-02"}),
        ("公务接待费5700万元", {"NARR-02"}),
        ("公务接待费1万元", set()),
        ("公务接待费0万元", {"NARR-01"}),
        ("项目支出444.2万元", set()),
        ("项目支出444万元", set()),
        ("项目支出445万元", {"NARR-01"}),
        ("差旅费2万元", {NOT_CHECKED}),
        ("差旅费0万元", set()),
        ("资料印刷制作费20万元", set()),
        ("资料印刷制作费21万元", {"NARR-01"}),
        ("咨询费用3万元", {NOT_CHECKED}),
    ],
)
def test_precision_as_typed(text: str, expected: set[str]) -> None:
    assert codes(HAIGANG, f"2024年，{text}。") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“三公”经费比上年减少0.03万元，下降0.21%。", set()),
        ("“三公”经费比上年增加0.03万元。", {"NARR-04"}),
        ("“三公”经费比上年减少0.30万元。", {"NARR-04"}),
        ("“三公”经费比上年减少0.03万元，下降2.1%。", {"NARR-05"}),
        ("“三公”经费与上年持平。", {"NARR-06"}),
        ("“三公”经费预算14.29万元。", {"NARR-03"}),
        ("“三公”经费由2023年的14.29万元减少到14.26万元。", set()),
        ("“三公”经费比2023年的15.29万元有所减少。", {"NARR-01"}),
        ("2023年“三公”经费预算14.26万元。", {"YEAR-02"}),
        (
            "支出预算较2023年增加672.75万元，其中：基本支出减少43.40万元，项目支出增加700.15万元。",
            {"NARR-04", "NARR-14"},
        ),
    ],
)
def test_against_last_year(text: str, expected: set[str]) -> None:
    assert codes(ETDZ, text) == expected


def test_last_year_unknown_is_not_checked_rather_than_passed() -> None:
    assert codes(HAIGANG, "项目支出比上年增加12.30万元。") == {NOT_CHECKED}
    assert codes(HAIGANG, "项目支出与上年持平。") == {NOT_CHECKED}


def test_the_subject_may_be_that_of_the_text() -> None:
    assert codes(ETDZ, "比上年增加43.40万元。", key="change_basic") == {"NARR-04"}
    assert codes(ETDZ, "比上年减少43.40万元。", key="change_basic") == set()


def test_components_more_than_their_total_are_an_error() -> None:
    text = "综合协调费共10万元，其中：印刷费用6万元，场地费用7万元。"
    result = checked(*written(HAIGANG, text))
    assert [(f.code, f.severity) for f in result if f.code == "NARR-07"] == [("NARR-07", Severity.ERROR)]


@pytest.mark.parametrize(
    ("text", "code", "severity"),
    [
        ("综合协调费共10.01万元，其中：印刷费用5.00万元，场地费用5.00万元。", "NARR-10", Severity.HINT),
        ("总投资10.00万元，场地费用3.00万元，占25%。", "NARR-12", Severity.WARNING),
    ],
)
def test_figures_that_only_the_text_knows(text: str, code: str, severity: Severity) -> None:
    assert [(f.code, f.severity) for f in checked(*written(HAIGANG, text)) if f.code != NOT_CHECKED] == [
        (code, severity)
    ]


def test_a_bound_figure_is_skipped() -> None:
    text = "“三公”经费{{ 三公.合计 | 万元 }}，其中：公务接待费{{ 三公.接待 | 万元 }}，公务用车购置及运维费13.52万元。"
    assert codes(HAIGANG, text) == set()


def test_goods_said_to_be_procured_must_be_in_the_procurement_budget() -> None:
    text = "本年度拟购置固定资产总额为{}万元，{}政府采购预算。"
    assert codes(HAIGANG, text.format("25", "已按要求列入")) == set()
    assert codes(HAIGANG, text.format("52.70", "已按要求列入")) == {"NARR-16"}
    assert codes(HAIGANG, text.format("30", "已按要求列入")) == {"NARR-16"}
    assert "NARR-16" not in codes(HAIGANG, text.format("52.70", "均未列入"))


@pytest.mark.parametrize(
    ("purpose", "expected"),
    [
        ("预算数20万元。其中:财政资金20万元,其他资金0万元。主要用于印刷。", set()),
        ("预算数30万元。其中:财政资金20万元,其他资金0万元。", {"NARR-01"}),
        ("预算数20万元。其中:财政资金15万元,其他资金5万元。", {"NARR-01"}),
        ("每册标准为1000元。公务接待费5万元。", {NOT_CHECKED}),
    ],
)
def test_a_projects_purpose_speaks_of_the_project(purpose: str, expected: set[str]) -> None:
    given, pack = submission(HAIGANG)
    project = next(p for p in given.records.projects if p.name == "资料印刷制作费")
    bare = Project(project.key, project.code, project.name, purpose=purpose, location=project.location)
    only = with_project(written(HAIGANG)[0], bare)
    assert {f.code for f in checked(only, pack)} == expected


@pytest.mark.parametrize("name", [HAIGANG, ETDZ, SHANHAIGUAN])
def test_the_samples_own_texts_have_no_errors(name: str) -> None:
    assert [f for f in checked(*submission(name)) if f.severity is Severity.ERROR] == []


def test_texts_that_name_nothing_known_do_not_break() -> None:
    given, pack = submission(HAIGANG)
    bare = dataclasses.replace(given, forms={}, statements=(), dimensions=given.dimensions)
    assert all(f.severity < Severity.ERROR for f in checked(bare, pack))
