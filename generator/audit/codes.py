"""The findings on a composed document: stable code, severity and Chinese title."""

from __future__ import annotations

from collections.abc import Iterable

from generator.domain.findings import Finding, Severity
from generator.domain.location import Location

FIGURE_UNTOLD = "DOC-02"
TABLE_LOST = "DOC-03"
TABLE_UNKNOWN = "DOC-04"
TEXT_UNPRINTED = "DOC-05"

CATALOGUE: dict[str, tuple[Severity, str]] = {
    FIGURE_UNTOLD: (Severity.ERROR, "自写的一节没有写出应公开的数字"),
    TABLE_LOST: (Severity.ERROR, "文中所指的表不在应在之处"),
    TABLE_UNKNOWN: (Severity.WARNING, "文件中找不到文中提到的表"),
    TEXT_UNPRINTED: (Severity.WARNING, "填写的文字没有印出"),
}


def finding(
    code: str, words: str, places: Iterable[Location], remedy: str, severity: Severity | None = None
) -> Finding:
    """A finding of the catalogue. ``severity``: another one than it has there."""
    own, title = CATALOGUE[code]
    found = tuple(dict.fromkeys(place for place in places if place))
    return Finding(code, own if severity is None else severity, f"{title}：{words}", found, remedy=remedy)
