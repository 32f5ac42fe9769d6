"""The findings on a composed document: stable code, severity and Chinese title."""

from __future__ import annotations

from dataclasses import replace

from generator.domain.findings import Finding, Severity
from generator.domain.location import Location

FIGURE_UNTOLD = "DOC-02"
TABLE_LOST = "DOC-03"
TABLE_UNKNOWN = "DOC-04"
TEXT_UNPRINTED = "DOC-05"
CONTENT_LOST = "PUB-01"
FORM_DIFFERS = "PUB-02"
FORM_TWICE = "PUB-03"
RECORD_LOST = "PUB-04"
AMOUNT_INVENTED = "PUB-05"
SENTENCE_WRONG = "PUB-06"
AMOUNT_TYPED = "PUB-07"
CHARACTER = "PUB-08"

CATALOGUE: dict[str, tuple[Severity, str]] = {
    FIGURE_UNTOLD: (Severity.ERROR, "一节没有写出应公开的数字"),
    TABLE_LOST: (Severity.ERROR, "文中所指的表不在应在之处"),
    TABLE_UNKNOWN: (Severity.WARNING, "文件中找不到文中提到的表"),
    TEXT_UNPRINTED: (Severity.WARNING, "填写的文字没有印出"),
    CONTENT_LOST: (Severity.ERROR, "应当公开的内容没有印出"),
    FORM_DIFFERS: (Severity.ERROR, "印出的公开表与数据不符"),
    FORM_TWICE: (Severity.ERROR, "公开表重复印出"),
    RECORD_LOST: (Severity.ERROR, "记录没有印全"),
    AMOUNT_INVENTED: (Severity.ERROR, "表格中的金额没有来处"),
    SENTENCE_WRONG: (Severity.ERROR, "公开文件的文字与数据不符"),
    AMOUNT_TYPED: (Severity.WARNING, "模板中写死的金额"),
    CHARACTER: (Severity.ERROR, "文字中有不应有的字符"),
}


def finding(code: str, words: str, remedy: str, *, stated: str | None = None, expected: str | None = None) -> Finding:
    """A finding of the catalogue."""
    severity, title = CATALOGUE[code]
    return Finding(code, severity, f"{title}：{words}", stated=stated, expected=expected, remedy=remedy)


def at(place: Location, found: Finding) -> Finding:
    """``found`` with the place of the input it is about, if there is one."""
    return replace(found, locations=(place,)) if place else found
