"""Shares of a whole in a text, recomputed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from generator.domain.amounts import Amount
from generator.domain.findings import Finding
from generator.reconcile.narrative.evidence import Evidence
from generator.reconcile.narrative.mentions import Role
from generator.reconcile.narrative.numbers import Family, Hedge, Number
from generator.reconcile.narrative.reading import Reading
from generator.reconcile.narrative.report import finding, money, percent, text_figure


@dataclass
class Shares:
    """Checks the shares of one reading; notes what it settled."""

    reading: Reading
    evidence: Evidence
    settled: set[int] = field(default_factory=set)

    def check(self) -> Iterator[Finding]:
        """Findings for shares that cannot be computed from the figures they stand beside."""
        for index, mention in enumerate(self.reading.mentions):
            part = self._part(index)
            if mention.role is not Role.SHARE or mention.number is None or part is None:
                continue
            if mention.number.hedge is Hedge.NONE:
                yield from self._share(index, mention.number, part)

    def _part(self, index: int) -> int | None:
        """The amount a share is of: the one right before it."""
        before = self.reading.mentions[index - 1] if index else None
        if before is None or before.number is None or before.sentence != self.reading.mentions[index].sentence:
            return None
        return index - 1 if before.role is Role.LEVEL and before.number.family is Family.MONEY else None

    def _share(self, index: int, number: Number, part: int) -> Iterator[Finding]:
        amount = self._amount(part)
        named = self._named(index) or self._above(part)
        wholes = named or self._earlier(part, amount)
        if not wholes:
            return
        self.settled.add(index)
        if any(_is_share(number, amount, whole) for whole in wholes):
            return
        code = "NARR-11" if named else "NARR-12"
        expected = percent(amount.value / wholes[0].value * 100) if wholes[0].value else "整体为零"
        reading, passage = self.reading, self.reading.passage
        yield finding(
            code,
            f"{passage.where}中“{reading.name(part)}”{reading.printed(part)}写作占{reading.printed(index)}，"
            f"{money(amount)}占{money(wholes[0])}应为{expected}。",
            (passage.location,),
            stated=reading.printed(index),
            expected=expected,
            figures=(text_figure(f"{reading.name(part)}占比", reading.printed(index), passage),),
        )

    def _amount(self, index: int) -> Amount:
        number = self.reading.mentions[index].number
        assert number is not None  # noqa: S101 - looked at by the caller
        return number.amount

    def _named(self, index: int) -> tuple[Amount, ...]:
        """The whole that the text names: 占一般公共预算支出的 …."""
        whole = self.reading.mentions[index].whole
        if whole.term is None or not whole.exact:
            return ()
        facts = self.evidence.known(self.evidence.coordinates(whole.term, sources=whole.sources))
        return tuple(fact.amount for fact in facts)

    def _above(self, part: int) -> tuple[Amount, ...]:
        """The total of the list that the amount stands in, and the totals above that."""
        parents = {item: group.parent for group in self.reading.groups for item in group.items}
        found: list[Amount] = []
        while part in parents and len(found) < len(parents):
            part = parents[part]
            found.append(self._amount(part))
        return tuple(found)

    def _earlier(self, part: int, amount: Amount) -> tuple[Amount, ...]:
        """Every amount of the paragraph before that is at least as large."""
        levels = (m.number for m in self.reading.mentions[:part] if m.role is Role.LEVEL)
        money_before = (n.amount for n in levels if n is not None and n.family is Family.MONEY)
        return tuple(whole for whole in money_before if whole.value >= amount.value and whole.value)


def _is_share(number: Number, part: Amount, whole: Amount) -> bool:
    low, high = whole.interval.low, whole.interval.high
    if low <= 0:
        return False
    half = Decimal(1).scaleb(-number.places) / 2
    smallest = part.interval.low / high * 100
    largest = part.interval.high / low * 100
    return number.value - half <= largest and smallest <= number.value + half
