"""Years and dates of a text: the budget year, the year before it, or a good reason for another."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from generator.domain.findings import Finding
from generator.reconcile.narrative.passages import Kind, Passage
from generator.reconcile.narrative.report import around, finding

_DISCLOSED = re.compile(
    r"现将[^,。;]{0,40}?(\d{4})年(?:度)?(?:部门|单位)?预算|(\d{4})年(?:度)?(?:部门|单位)预算(?:信息)?公开"
)
_QUOTED = re.compile(r"《[^》]*》|\[\d{4}\]|\(\d{4}\)\s*\d+\s*号")
_RANGE = re.compile(r"\d{4}年?(?:度)?\s*[-~至到]\s*\d{4}年?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年)")
_CLAUSE_END = re.compile(r"[,。;:!?\n]")
_HISTORY = re.compile(
    r"截至|截止|以来|成立|设立|组建|建立|建成|始建|自|从|起|印发|出台|颁布|历史|年鉴|大事|周年|独立|改革|机构|文件|合同|签订|规划"
)
_PLANNED = re.compile(r"到|至|前|底|末|力争|规划|期间|十四五|十五五")
_DATE = re.compile(r"(?:(?<!\d)(\d{4})年)?(?<!\d)(\d{1,2})月(\d{1,2})日")


def check_years(passage: Passage, year: int) -> Iterator[Finding]:
    """Findings for years that fit no role, and for dates there are not."""
    if "年" not in passage.plain and "月" not in passage.plain:
        return
    wrong = next((match for match in _DISCLOSED.finditer(passage.plain) if int(match[1] or match[2]) != year), None)
    if wrong is not None:
        stated = wrong[1] or wrong[2]
        yield finding(
            "YEAR-01",
            f"{passage.where}写作{stated}年，预算年度是{year}年。",
            (passage.location,),
            stated=f"{stated}年",
            expected=f"{year}年",
        )
    text = _blank(_RANGE, _blank(_QUOTED, passage.plain))
    span = wrong.span() if wrong is not None else (0, 0)
    for match in _YEAR.finditer(text):
        if not span[0] <= match.start() < span[1]:
            yield from _year(passage, match, year)
    yield from _dates(passage, text, year)


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """The text without what ``pattern`` finds, as long as it was."""
    return pattern.sub(lambda match: " " * len(match[0]), text)


def _year(passage: Passage, match: re.Match[str], year: int) -> Iterator[Finding]:
    found = int(match[1])
    clause = _clause(passage.plain, match.start())
    if found in {year, year - 1} or (found < year and _HISTORY.search(clause)):
        return
    if passage.kind is Kind.CELL or (found > year and _PLANNED.search(clause)):
        return
    code = "YEAR-03" if passage.kind is Kind.GOAL and found < year else "YEAR-04"
    place = around(passage.text, match.start(), match.end() + 1)
    yield finding(
        code,
        f"{passage.where}中有{found}年：{place}，预算年度是{year}年。",
        (passage.location,),
        stated=f"{found}年",
        expected=f"{year}年",
    )


def _clause(text: str, position: int) -> str:
    starts = [match.end() for match in _CLAUSE_END.finditer(text, 0, position)]
    end = _CLAUSE_END.search(text, position)
    return text[starts[-1] if starts else 0 : end.start() if end else len(text)]


def _dates(passage: Passage, text: str, year: int) -> Iterator[Finding]:
    for match in _DATE.finditer(text):
        own, month, day = int(match[1] or year), int(match[2]), int(match[3])
        if not _exists(own, month, day):
            typed = passage.text[match.start() : match.end()]
            yield finding("YEAR-05", f"{passage.where}写作“{typed}”。", (passage.location,), stated=typed)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
