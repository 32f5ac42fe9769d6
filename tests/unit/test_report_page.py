from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from lxml.html import HtmlElement

from generator.domain.errors import OutputError
from generator.publish.pipeline import Outcome, Request, check
from generator.publish.report.page import MARK, report_page, write_report
from samples import INPUTS, NAMES
from seeded import DROPPED, OTHER, TOTAL, WORDS, checked, checked_sample


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    folder = tmp_path_factory.mktemp("seeded")
    return [
        checked(folder / "两处.xlsx", TOTAL, OTHER),
        checked(folder / "文字.xlsx", WORDS),
        checked(folder / "漏填.xlsx", DROPPED),
        checked(folder / "缺表.xlsx", drop=["三公经费支出表"]),
        check(folder / "没有.xlsx", Request()),
        check(INPUTS / f"{NAMES[1]}.yaml", Request()),
    ]


@pytest.fixture(scope="module")
def page(outcomes: list[Outcome]) -> HtmlElement:
    return html.document_fromstring(report_page(outcomes).decode())


def test_the_same_findings_give_the_same_bytes(outcomes: list[Outcome]) -> None:
    assert report_page(outcomes) == report_page(outcomes)


def test_every_link_leads_somewhere_and_every_anchor_is_one(page: HtmlElement) -> None:
    anchors = Counter(page.xpath("//@id"))
    assert [name for name, count in anchors.items() if count > 1] == []
    assert page.xpath("//a/@href")
    assert [href for href in page.xpath("//a/@href") if href[0] != "#" or href[1:] not in anchors] == []


def test_nothing_is_loaded_and_nothing_runs(page: HtmlElement) -> None:
    assert page.xpath("//script | //link | //img | //iframe | //*[@src] | //@*[starts-with(name(), 'on')]") == []
    assert "url(" not in page.xpath("string(//style)")
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]


def test_tables_can_be_heard(page: HtmlElement) -> None:
    assert page.get("lang") == "zh-CN"
    assert page.xpath("//th[not(@scope)]") == []
    assert page.xpath("//table[@class='sheet'][not(caption)]") == []
    assert page.xpath("//h1 and //h2 and //main")


def test_the_suspected_cell_is_drawn_with_its_place_and_what_it_should_be(page: HtmlElement) -> None:
    cells = page.xpath("//article[1]//td[contains(concat(' ', @class, ' '), ' cause ')]")
    found = {cell.get("title").split("\n")[0]: cell.text_content() for cell in cells}
    assert found == {
        "工作表“支出总表”D6 单元格，应为1295.65万元": "1295.95应为 1295.65万元",
        "工作表“三公经费支出表”C12 单元格，应为13.52万元": "15.32应为 13.52万元",
    }
    first = page.xpath("//article[1]//section[contains(@class, 'cause')]")[0]
    assert first.xpath(".//a[starts-with(@href, '#d1-expenditure_summary-')]")


def test_a_cell_without_a_figure_says_so(page: HtmlElement) -> None:
    words, dropped = (page.xpath(f"//article[{n}]//td[contains(@class, ' cause')]")[0] for n in (2, 3))
    assert words.text_content().startswith("读不出")
    assert dropped.text_content() == "空白应为 641.14万元"


def test_every_cell_tells_its_place(page: HtmlElement) -> None:
    table = page.xpath("//article[1]//div[@id='d1-expenditure_summary']//table[@class='sheet']")[0]
    assert "工作表“支出总表”E10 单元格" not in table.xpath(".//td/@title")[0]
    assert "工作表“支出总表”D10 单元格" in table.xpath(".//td/@title")


def test_a_missing_form_and_an_unusable_input_are_told_without_tables(page: HtmlElement) -> None:
    for number, words in ((4, "三公"), (5, "找不到输入文件")):
        assert words in page.xpath(f"string(//article[{number}])")
        assert not page.xpath(f"//article[{number}]//table[@class='sheet']")


def test_yaml_places_are_lines(page: HtmlElement) -> None:
    titles = page.xpath("//article[6]//td[contains(@class, ' warning')]/@title")
    assert titles
    assert all(title.startswith("第") for title in titles)


def test_words_of_the_input_stay_words(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>\"'>{{ 7 * 7 }}"
    found = checked(tmp_path / "a.xlsx", TOTAL, ("支出总表", "C9", evil), ("收支总表", "C39", evil))
    text = report_page([found]).decode()
    assert "<script" not in text
    assert html.document_fromstring(text).xpath("contains(string(), '{{ 7 * 7 }}')")


def test_an_earlier_report_is_replaced_but_no_other_file(tmp_path: Path) -> None:
    target = tmp_path / "报告.html"
    write_report([checked_sample()], target)
    assert MARK in target.read_text(encoding="utf-8")
    write_report([checked_sample()], target)
    target.write_text("别的网页", encoding="utf-8")
    with pytest.raises(OutputError, match="没有覆盖"):
        write_report([checked_sample()], target)
    write_report([checked_sample()], target, force=True)
    with pytest.raises(OutputError, match=r"\.html"):
        write_report([checked_sample()], tmp_path / "预算.xlsx", force=True)


def test_the_words_at_fault_stand_in_their_text(page: Any) -> None:
    quotes = {
        (quote.xpath("string(mark)"), quote.xpath("string()")) for quote in page.xpath("//article[6]//blockquote")
    }
    marked = {mark for mark, _ in quotes}
    assert {"52.70万元", "IS0"} <= marked
    assert any("拟购置固定资产总额为52.70万元，已按要求列入" in text for mark, text in quotes if mark == "52.70万元")
    assert page.xpath("//article[1]//blockquote") == []


def test_two_figures_that_changed_places_are_drawn_with_what_each_should_be(tmp_path: Path) -> None:
    sheet = "一般公共预算基本支出表"
    outcome = checked(tmp_path / "颠倒.xlsx", (sheet, "E8", 117.91), (sheet, "E9", 199.93))
    drawn: Any = html.document_fromstring(report_page([outcome]).decode())
    (told,) = drawn.xpath("//section[@class='group cause']")
    assert "两个数（或与它们核对的数）可能写颠倒了" in told.xpath("string(h4)")
    expected = drawn.xpath("//td[contains(concat(' ', @class, ' '), ' cause ')]//span[@class='expected']/text()")
    assert sorted(expected) == ["应为 117.91万元", "应为 199.93万元"]


def test_a_report_never_replaces_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "报告.html", tmp_path / "链接.html"
    outcome = checked_sample()
    write_report([outcome], target)
    link.symlink_to(target)
    before = target.read_bytes()
    for force in (False, True):
        with pytest.raises(OutputError):
            write_report([outcome], link, force=force)
    assert (link.is_symlink(), target.read_bytes()) == (True, before)
    write_report([outcome], target)  # an earlier report is replaced
