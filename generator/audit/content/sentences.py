"""The sentences of a document: no amount contradicts the facts, and none is typed in a template."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from generator.audit.body import Block
from generator.audit.codes import AMOUNT_TYPED, SENTENCE_WRONG, finding
from generator.audit.content.amounts import MONEY, Sources, Typed, amounts
from generator.audit.content.claims import SHARE, Claim, contradictions
from generator.audit.content.reading import Body, near_misses, quoted
from generator.domain.findings import Finding
from generator.domain.squeezed import squeezed
from generator.domain.submission import Disclosure
from generator.packs.pack import Pack

_BIND = "请把模板或文字中的数字改为引用 figures.yaml 中的名称，如 {{ 三公.合计 | 万元 }}，并核对所引用的名称。"
_TYPED = "金额一律由数字代入；法规规定的限额等不是本单位数字的，可以不改。"

_SAME = re.compile("持平|[无没]有?(?:增减)?变化")
"""That nothing has changed is a claim without an amount."""
_IN_WORDS = re.compile(
    "[零〇一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾][零〇一二三四五六七八九十百千万亿点壹贰叁肆伍陆柒捌玖拾佰仟]*[元圆]"
)
"""An amount in Chinese numerals: no template binds one, so it is only read."""


@dataclass
class Sentences:
    """What was found in the sentences. ``compared``: amounts that were traced to where they come from."""

    findings: list[Finding] = field(default_factory=list)
    compared: int = 0


def audit_sentences(body: Body, forms: set[int], disclosure: Disclosure, pack: Pack, sources: Sources) -> Sentences:
    """Trace every amount of headings, paragraphs and tables outside ``forms``, and read what sentences claim."""
    found = Sentences()
    spoken = [place for place, block in enumerate(body.blocks) if block.kind in {"heading", "paragraph", "line"}]
    numbered = {place: tuple(amounts(body.blocks[place].text)) for place in spoken}
    for place, typed in numbered.items():
        found.compared += len(typed)
        found.findings += _untold(body, place, typed, sources)
    found.findings += _misnamed(body, spoken, _names(disclosure), sources)
    for place in body.tables:
        if place not in forms:
            found.findings += _untold(body, place, _in_cells(body.blocks[place]), sources)
    sentences = {place: Claim(body.where(place), body.blocks[place].text) for place in spoken}
    claiming = {place: claim for place, claim in sentences.items() if numbered[place] or _claims(claim.text)}
    wrong = contradictions(claiming, disclosure, pack)
    found.findings += [
        _wrong(body, place, finding)
        for place, finding in wrong
        if not _judged_before(finding, body.blocks[place], sources) and not _whole_unsaid(finding, sources)
    ]
    return found


def _claims(text: str) -> bool:
    return bool(_SAME.search(text) or _IN_WORDS.search(text))


def _names(disclosure: Disclosure) -> frozenset[str]:
    """The names of the entity, its units and its projects."""
    submission = disclosure.submission
    units, projects = submission.entity.units, submission.records.projects
    return frozenset((submission.entity.name, *(unit.name for unit in units), *(one.name for one in projects)))


def _misnamed(body: Body, spoken: Sequence[int], names: frozenset[str], sources: Sources) -> Iterator[Finding]:
    """Names of which one character is another, where no text of the input has them so."""
    starts = list(accumulate((len(body.blocks[place].text) + 1 for place in spoken), initial=0))
    text = "\n".join(body.blocks[place].text for place in spoken)
    for name in sorted(names):
        for start in near_misses(text, name):
            stated = text[start : start + len(name)]
            if stated not in names and "\n" not in stated and not any(stated in typed for typed in sources.texts):
                place = spoken[bisect(starts, start) - 1]
                message = f"{body.where(place)}下的名称“{quoted(stated)}”应为“{quoted(name)}”。"
                yield finding(SENTENCE_WRONG, message, _BIND, stated=stated, expected=name)


def _in_cells(block: Block) -> tuple[Typed, ...]:
    """Amounts among the words of cells, and percentages; cells that are an amount are judged with the records."""
    cells = (cell.text for row in block.rows for cell in row)
    found = ((one, text) for text in cells for one in amounts(text))
    return tuple(one for one, text in found if one.unit == "%" or squeezed(one.text) != squeezed(text))


def _untold(body: Body, place: int, typed: tuple[Typed, ...], sources: Sources) -> Iterator[Finding]:
    """Amounts of a block that no figure was bound for and no text of the input has."""
    loose: list[str] = []
    for one in (one for one in typed if not sources.explain(one)):
        unit = sources.misnamed(one) if one.unit in MONEY else ""
        if unit:
            message = f"{body.where(place)}下写作“{one.text}”，这个数字的单位是“{unit}”。"
            yield finding(SENTENCE_WRONG, message, _BIND, stated=one.text, expected=one.digits + unit)
        elif not one.price:
            loose.append(one.text)
    if loose:
        listed = "、".join(dict.fromkeys(loose))
        message = f"{body.where(place)}下的{listed}写死在模板里，没有与数据核对。"
        yield finding(AMOUNT_TYPED, message, _TYPED, stated=listed)


def _wrong(body: Body, place: int, found: Finding) -> Finding:
    said = found.message.partition("：")[2] or found.message
    text = quoted(body.blocks[place].text)
    new = finding(SENTENCE_WRONG, f"{said}见“{text}”。", _BIND, stated=found.stated, expected=found.expected)
    return replace(new, difference=found.difference, figures=found.figures)


def _whole_unsaid(found: Finding, sources: Sources) -> bool:
    """Whether it is about a share that was bound: the template names its whole, the sentence need not."""
    return found.code == SHARE and any(
        one.unit in sources.bound.get(one.digits, ()) for one in amounts(found.stated or "")
    )


def _judged_before(finding: Finding, block: Block, sources: Sources) -> bool:
    """Whether the amount stands in a text of the input that this block prints, and was judged there."""
    stated, printed = squeezed(finding.stated or ""), squeezed(block.text)
    pieces = (piece for text in sources.texts if stated in squeezed(text) for piece in text.split("{{"))
    said = (squeezed(piece.rpartition("}}")[2]).rstrip("。．.；;，,、") for piece in pieces)
    return any(stated in piece and piece in printed for piece in said)
