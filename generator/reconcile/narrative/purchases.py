"""拟购置固定资产 in text against the procurement budget."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.domain.amounts import Amount, total
from generator.domain.coordinates import Coordinate
from generator.domain.findings import Finding
from generator.domain.submission import Submission
from generator.reconcile.narrative.evidence import Evidence, Known
from generator.reconcile.narrative.passages import Passage
from generator.reconcile.narrative.reading import Reading
from generator.reconcile.narrative.report import finding, money, places, text_figure

_PURCHASE = re.compile(r"拟购置(?:固定)?资产[^,。;:]{0,12}$")
_LISTED = re.compile(r"列入(?:了)?政府采购")
_NOT_LISTED = re.compile(r"未[^,。;]{0,6}列入|不[^,。;]{0,6}列入")
_PROCUREMENT = Coordinate.of({"flow": "procurement"})
_GOODS = "A"
"""Goods in the procurement catalogue."""


def check_purchases(
    reading: Reading, submission: Submission, evidence: Evidence, settled: set[int]
) -> Iterator[Finding]:
    """What is said to be in the procurement budget is in it: no more than all, and the goods of it."""
    text = reading.passage.plain
    for index, claim in enumerate(reading.claims):
        number = claim.number
        if number is None or not _PURCHASE.search(text[: claim.start]):
            continue
        if not _LISTED.search(text, claim.end) or _NOT_LISTED.search(text, claim.end):
            continue
        whole, goods = evidence.amount(_PROCUREMENT), _goods(submission, evidence)
        if whole is None:
            continue
        settled.add(index)
        if number.amount.interval.low >= whole.interval.high and number.value:
            yield _finding(reading.passage, reading.printed(index), "政府采购预算合计", whole, evidence)
        elif goods is not None and not number.allows(goods):
            yield _finding(reading.passage, reading.printed(index), "政府采购预算中货物类之和", goods, evidence)


def _goods(submission: Submission, evidence: Evidence) -> Amount | None:
    """The sum of the procurement lines for goods; None where some line has no catalogue number or no amount."""
    tree = submission.dimensions.get("line")
    lines = [m for m in tree.members.values() if not tree.children(m.code)] if tree else []
    codes = [
        (line.fields.get("catalogue_code", ""), evidence.amount(_PROCUREMENT.put("line", line.code))) for line in lines
    ]
    if not codes or any(not code or amount is None for code, amount in codes):
        return None
    return total(amount for code, amount in codes if amount is not None and code.startswith(_GOODS))


def _finding(passage: Passage, typed: str, name: str, amount: Amount, evidence: Evidence) -> Finding:
    expected = money(amount)
    return finding(
        "NARR-16",
        f"{passage.where}写作拟购置{typed}并已列入政府采购预算，{name}为{expected}。",
        places(passage, evidence, (Known(_PROCUREMENT, amount),)),
        stated=typed,
        expected=expected,
        figures=(text_figure("拟购置固定资产", typed, passage),),
    )
