"""The composed document: its order, its wording, and that every figure in it is bound."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from disclosures import amount, pack, renumbered, sample, with_facts, with_text, written_pack
from generator.compose import IncompleteError, compose
from generator.compose.own_section import section_template
from generator.domain.amounts import Amount, Unit, total
from generator.domain.coordinates import Coordinate
from generator.domain.records import Paragraph
from generator.domain.submission import Disclosure
from generator.writers.vocabulary import parse_body

MONEY = re.compile(r"(\d+(?:\.\d+)?)万元")


def tree(given: Disclosure, *, draft: bool = False) -> ET.Element:
    """The body composed by the pack of the samples."""
    return ET.fromstring(compose(given, pack(), draft=draft).body)  # noqa: S314


def words(element: ET.Element) -> str:
    """All text in an element."""
    return "".join(element.itertext())


def paragraphs(given: Disclosure, *, draft: bool = False) -> list[str]:
    """The paragraphs outside of tables."""
    return [words(each) for each in tree(given, draft=draft).iterfind("section/p")]


# --- figures -----------------------------------------------------------------------------------------------


def bound_texts(given: Disclosure) -> set[str]:
    """Every amount the text may print: facts, changes against the year before, sums of procurement by kind."""
    texts = {fact.amount.text(Unit.WAN, 2) for fact in given.facts.values()}
    for spec in pack().figures.values():
        now = given.facts.get(Coordinate.of(spec.at))
        before = given.facts.get(Coordinate.of(spec.at).put("period", "prior"))
        if now and before:
            texts.add(Amount(abs(now.amount.value - before.amount.value)).text(Unit.WAN, 2))
    lines = given.submission.dimensions["line"].members.values()
    for kind in "ABC":
        codes = [line.code for line in lines if line.fields.get("catalogue_code", "").startswith(kind)]
        places = [Coordinate.of({"flow": "procurement", "line": code}) for code in codes]
        texts.add(total(given.facts[at].amount for at in places).text(Unit.WAN, 2))
    return texts


@pytest.mark.parametrize("start", [1000, 50000])
def test_every_amount_in_the_text_is_bound(start: int) -> None:
    given = renumbered(sample(), start)
    found = [number for text in paragraphs(given) for number in MONEY.findall(text)]
    assert len(found) > 50
    assert [number for number in found if number not in bound_texts(given)] == []


def test_other_figures_leave_no_amount_standing() -> None:
    one, other = (
        {number for text in paragraphs(renumbered(sample(), start)) for number in MONEY.findall(text)}
        for start in (1000, 50000)
    )
    assert one & other <= {"0.00"}


def test_no_template_of_a_section_types_an_amount() -> None:
    for part in pack().outline.parts:
        for section in part.sections:
            text = pack().files[section_template(section.id)].text
            assert not re.search(r"[\d.]+\s*(?:万元|元|%)", text), section.id


def test_text_and_tables_agree() -> None:
    given = with_facts(sample(), 三公_合计="14.09", 三公_购置="0", 三公_合计_上年="14.09")
    sentence = next(text for text in paragraphs(given) if "“三公”经费预算安排" in text)
    assert "安排14.09万元" in sentence
    assert "公务用车购置费0万元" in sentence
    assert "预算总额与上年持平。" in sentence


def test_reasons_stand_where_there_is_a_change_only() -> None:
    changed = with_facts(sample(), 三公_合计="14.00", 三公_合计_上年="15.00")
    assert any("比上年减少1.00万元，下降6.67%，主要原因是压减接待支出。" in text for text in paragraphs(changed))
    equal = with_facts(sample(), 三公_合计="14.00", 三公_合计_上年="14.00")
    assert not any("压减接待支出" in text for text in paragraphs(equal))


def test_what_is_not_planned_is_said_so() -> None:
    given = with_facts(sample(), 机关运行经费_合计="0", 采购_合计="0")
    said = paragraphs(given)
    assert "2024年，我部门未安排机关运行经费。" in said
    assert "2024年，我部门未安排政府采购预算。" in said
    assert "我部门无主管专项资金预算。" in said
    assert "我部门无其他需要说明的事项。" in said


# --- order and wording -------------------------------------------------------------------------------------


def test_sections_and_contents_are_the_official_ones() -> None:
    body = tree(sample())
    entries = [words(link) for link in body.iter("a")]
    assert entries[0] == "部门预算公开表"
    assert entries[1:10] == [words(heading) for heading in body.iter("h2")][:9]
    assert entries[10] == "部门预算信息公开情况说明"
    assert entries[11:] == [
        "一、部门职责及机构设置情况",
        "二、部门预算安排的总体情况",
        "三、机关运行经费安排情况",
        "四、财政拨款“三公”经费预算情况及增减变化原因",
        "五、部门整体绩效目标",
        "六、部门主管专项资金预算安排情况及绩效目标",
        "七、部门项目预算安排情况及绩效目标",
        "八、政府采购预算情况",
        "九、国有资产信息",
        "十、名词解释",
        "十一、其他需要说明的事项",
    ]
    assert entries[11:] == [words(heading) for heading in body.iter("h2")][9:]


def test_pages_numbering_and_orientation() -> None:
    sections = list(tree(sample()))
    assert [section.get("data-numbering") for section in sections[:3]] == ["none", "restart", "continue"]
    assert all(section.get("data-numbering") == "continue" for section in sections[2:])
    forms = [section for section in sections if section.get("class") == "form-page"]
    assert len(forms) == 9
    assert all(len(section.findall("table")) == 1 for section in forms)
    wide = [words(next(iter(s))) for s in sections if s.get("data-orientation") == "landscape"]
    assert wide == ["部门预算收入总表", "部门预算支出总表", "部门预算财政拨款收支总表", "八、政府采购预算情况"]


def test_every_project_starts_a_page() -> None:
    given = sample()
    pages = [s for s in tree(given) if s.find("h3[@class='project-title']") is not None]
    assert len(pages) == len(given.submission.records.projects) == 10
    titles = [words(title) for page in pages for title in page.iterfind("h3")]
    assert titles[0] == "1、《秦皇岛经济技术开发区年鉴（2024）》印刷经费绩效目标表"


@pytest.mark.parametrize(("level", "own", "other"), [("部门", "我部门", "我单位"), ("单位", "我单位", "我部门")])
def test_wording_by_level(level: str, own: str, other: str) -> None:
    body = words(tree(sample(level)))
    assert f"2024年，{own}财政拨款“三公”经费" in body
    assert f"某某区委办公室2024年{level}预算公开如下" in body
    assert f"一、{level}职责及机构设置情况" in body
    assert f"7、{level}预算支出：" in body
    assert other not in body
    assert ("（含所属单位）" in body) == (level == "部门")


def test_indicators_have_merged_cells() -> None:
    table = next(t for t in tree(sample()).iter("table") if "一级指标" in words(t))
    rows = list(table.iterfind("tbody/tr"))
    assert [cell.get("rowspan") for cell in rows[0]][:1] == ["4"]
    assert [len(row) for row in rows] == [6, 5, 5, 5, 6]


def test_a_project_table_prints_nothing_for_nothing() -> None:
    table = next(t for t in tree(sample()).iter("table") if "项目编码" in words(t))
    cells = [words(cell) for cell in list(table.iter("tr"))[1]]
    assert cells == ["预算规模及资金用途", "预算数", "16.00", "其中：财政资金", "16.00", "其他资金", ""]


def test_glossary_has_ten_terms() -> None:
    terms = [words(each) for each in tree(sample()).iter("strong")]
    assert [term.split("、")[0] for term in terms] == [str(number) for number in range(1, 11)]
    assert terms[-1] == "10、机关运行经费："


# --- safety, drafts, sameness ------------------------------------------------------------------------------


def test_hostile_names_are_text() -> None:
    name = "<script>甲</script>&\"'\x01 {{ 三公 }}"
    body = compose(sample(name=name), pack()).body
    assert "<script" not in body
    assert "&lt;script&gt;甲&lt;/script&gt;&amp;&#34;&#39; {{ 三公 }}" in body
    parse_body(body)


def test_hostile_record_texts_are_text() -> None:
    given = sample()
    records = given.submission.records
    projects = tuple(dataclasses.replace(p, name="</td><b>", goals=("<new-page/>",)) for p in records.projects)
    submission = dataclasses.replace(given.submission, records=dataclasses.replace(records, projects=projects))
    body = compose(dataclasses.replace(given, submission=submission), pack()).body
    assert "<b>" not in body
    assert "1. &lt;new-page/&gt;" in body


def test_the_writers_can_draw_it() -> None:
    assert len(parse_body(compose(sample(), pack()).body).sections) > 20


def test_all_gaps_are_told_at_once() -> None:
    given = with_facts(with_text(sample(), "duties"), 三公_合计=None, 资产_总额=None)
    with pytest.raises(IncompleteError) as caught:
        compose(given, pack())
    said = {finding.message: str(finding.locations[0]) for finding in caught.value.findings}
    assert said["文字“职责”"].startswith("hebei-2024/sections/duties.html.j2")
    assert said["“三公.合计”的金额"] == "hebei-2024/sections/three-public.html.j2 第2行"
    assert "“资产.总额”的金额" in said
    assert caught.value.exit_code == 1


def test_a_draft_marks_gaps() -> None:
    given = with_facts(with_text(sample(), "duties"), 三公_合计=None)
    document = compose(given, pack(), draft=True)
    assert document.draft
    assert "1、〔待补〕" in document.body
    assert "“三公”经费预算安排〔待补〕万元" in document.body


def test_a_gap_in_an_input_text_names_its_place() -> None:
    text = Paragraph("共{{ 三公.出国.上年 | 万元 }}。")
    given = with_text(sample(), "overall_goal", text)
    with pytest.raises(IncompleteError, match=r"三公\.出国（上年）"):
        compose(given, pack())


def test_same_bytes_twice() -> None:
    one, other = compose(sample(), pack()), compose(sample(), pack())
    assert one == other


def test_the_date_is_that_of_approval_or_none() -> None:
    given = sample()
    assert compose(given, pack()).date == ""
    approved = dataclasses.replace(given.submission, approved="2024-02-06")
    assert compose(dataclasses.replace(given, submission=approved), pack()).date == "2024-02-06"


def test_a_pack_overrides_one_section(tmp_path: Path) -> None:
    own = written_pack(tmp_path, special_funds="<p>另有规定：{{ 变动(支出.项目) }}</p>")
    given = with_facts(sample(), 支出_项目="20.00", 支出_项目_上年="10.00")
    body = compose(given, own).body
    assert "另有规定：比上年增加10.00万元，增长100.00%" in body
    assert "十一、其他需要说明的事项" in body


def test_derived_cells_are_marked_for_drafts() -> None:
    given = sample()
    at = Coordinate.of({"flow": "income"})
    facts = {**given.facts, at: dataclasses.replace(given.facts[at], amount=amount("2748.11"), derived=True)}
    body = compose(dataclasses.replace(given, facts=facts), pack()).body
    assert 'class="amount total derived">2748.11' in body
