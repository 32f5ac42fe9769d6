"""Short forms of findings, for terminals, comments and lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from generator.domain.findings import Cause, Figure, Finding, Severity
from generator.domain.location import Location
from generator.domain.shown import shown

_HEADING = 24
_NOTHING = re.compile(r"-?0(\.0*)?\D*|空白")


def place_words(place: Location) -> str:
    """The place without its file, where there is more to say: 工作表“收支总表”C5 单元格."""
    return str(place).removeprefix(shown(place.file)).strip() or shown(place.file)


def places_words(places: Sequence[Location], *, named_files: bool = False) -> str:
    """Several places behind one another; cells of one sheet under its name once: 工作表“收支总表”C5、C7."""
    parts: list[str] = []
    for (file, sheet), found in groupby(places, key=lambda place: (place.file, place.sheet if place.cell else None)):
        several = list(found)
        if sheet is None:
            parts += [str(place) if named_files else place_words(place) for place in several]
        else:
            whole = Location(file, sheet=sheet)
            words = str(whole) if named_files else place_words(whole)
            parts.append(words + "、".join(place.cell or "" for place in several))
    return "；".join(parts)


def places_of(finding: Finding) -> tuple[Location, ...]:
    """The places to show. A hint accuses no figure, so its figures come in the order it names them."""
    if finding.severity >= Severity.WARNING:
        return finding.locations
    told = (figure for figure in finding.figures if not is_nothing(figure))
    return tuple(dict.fromkeys(place for figure in told for place in figure.locations[:1])) or finding.locations


def heading(finding: Finding) -> str:
    """What kind of fault it is: the words before the colon, where a message begins so."""
    head, colon, _ = finding.message.partition("：")
    return head if colon and len(head) <= _HEADING and "《" not in head else ""


def short(finding: Finding) -> str:
    """One line: which figure, what it says, what the other side says, by how much they differ; else the message."""
    if not (finding.figures and finding.stated and finding.expected and finding.difference):
        return finding.message
    figure = finding.figures[0]
    other = finding.expected if figure.text == finding.stated else finding.stated
    head = heading(finding)
    between = f"为{figure.text}，核对得{other}，相差{finding.difference}。"
    return f"{head}：{figure.label}{between}" if head else f"{figure.label}{between}"


def accusation(cause: Cause) -> str:
    """What is most likely wrong: 最可能写错：《表》“行·列” 现为 12.00万元."""
    if cause.rows:
        return f"可能漏了{'一' if cause.rows == 1 else f' {cause.rows} '}行：{cause.figure.label}"
    figures = "，".join(f"{figure.label} 现为{figure.text}" for figure in cause.figures)
    if cause.swapped:
        others = "" if cause.certain else "（或与它们核对的数）"
        return f"两个数{others}可能写颠倒了：{figures}"
    return f"{'最可能写错：' if cause.certain else '以下几处对不上，最可能在：'}{figures}"


def mending(cause: Cause) -> str:
    """What it should be, and who says so."""
    if cause.swapped:
        return f"对调后有{cause.votes}处核对相符"
    if cause.rows:
        return f"按另外{cause.votes}处核对应有：{cause.expected}"
    return f"按另外{cause.votes}处核对应为{cause.expected}" if cause.certain else f"如果是它写错，应为{cause.expected}"


def is_nothing(figure: Figure) -> bool:
    """Whether a figure says nothing or zero."""
    return _NOTHING.fullmatch(figure.text) is not None
