from __future__ import annotations

import io
from pathlib import Path

import pytest

from generator.cli.report import Look, as_text, columns
from generator.cli.report.width import wrapped
from seeded import OTHER, TOTAL, checked, checked_sample


def test_wide_characters_count_twice() -> None:
    assert columns("合计 1.5") == 8


@pytest.mark.parametrize("width", [24, 30, 41, 60])
def test_lines_fit_and_lose_nothing(width: int) -> None:
    text = (
        "合计与各项之和不符：《部门预算支出总表》“合计·合计”为1295.95万元，核对得1295.65万元（见 D6），相差0.30万元。"
    )
    lines = wrapped(text, width, "  - ")
    assert all(columns(line) <= width for line in lines)
    assert "".join(line[4:] for line in lines).replace(" ", "") == text.replace(" ", "")
    assert not [line for line in lines if line.strip()[0] in "，。、；：）》” "]
    assert not [line for line in lines if line[-1] in "（《“"]
    assert any("1295.95" in line for line in lines)


def test_without_a_width_lines_are_whole() -> None:
    assert wrapped("很长" * 200, None, "- ") == ["- " + "很长" * 200]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert all(columns(line) <= 30 for line in wrapped("forms.income_expenditure_summary.rows[12].预算数", 30))


def test_the_figure_to_mend_comes_first(tmp_path: Path) -> None:
    text = as_text([checked(tmp_path / "预算.xlsx", TOTAL)])
    lines = [line.strip() for line in text.splitlines()]
    assert lines[1] == "① 最可能写错：《部门预算支出总表》“合计·合计” 现为1295.95万元，按另外3处核对应为1295.65万元"
    assert lines[2] == "位置：工作表“支出总表”D6"
    assert lines[3] == "由此引起 3 项："
    assert "不能公开。先改 ①。" in text


def test_several_documents_end_in_one_table(tmp_path: Path) -> None:
    text = as_text([checked(tmp_path / "甲.xlsx", TOTAL, OTHER), checked_sample()])
    assert text.count("结论：") == 2
    rows = text.strip().splitlines()[-2:]
    assert rows[0].split()[:4] == ["不能公开", "5", "0", "2"]
    assert rows[1].split()[:2] == ["没有错误", "0"]


def test_infos_are_counted_unless_asked_for(tmp_path: Path) -> None:
    found = checked(tmp_path / "a.xlsx", ("收入总表", "C8", "党委办公厅"), drop=["收支总表"])
    assert "FORM-02" not in as_text([found])
    assert "用 --all 查看" in as_text([found])
    assert "FORM-02" in as_text([found], all_findings=True)


def test_colours_change_no_word(tmp_path: Path) -> None:
    found = checked(tmp_path / "预算.xlsx", TOTAL)
    plain, coloured = (as_text([found], look=Look(70, colours)) for colours in (False, True))
    assert "\x1b[" in coloured
    assert click_unstyled(coloured) == plain


def click_unstyled(text: str) -> str:
    import click

    return click.unstyle(text)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colours_only_on_a_terminal_that_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert Look.of(Terminal()).colours
    assert Look.of(Terminal()).width is not None
    assert Look.of(io.StringIO()) == Look(None, colours=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not Look.of(Terminal()).colours
