"""Shares of a whole in a text, recomputed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.domain.amounts import Amount, Interval
from generator.domain.findings import Finding
from generator.reconcile.narrative.claims import Claim, Role
from generator.reconcile.narrative.evidence import Evidence
from generator.reconcile.narrative.numbers import Family, Hedge, Number
from generator.reconcile.narrative.phrases import Label
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
        for index, claim in enumerate(self.reading.claims):
            if claim.role is Role.SHARE and claim.number is not None:
                yield from self._share(index, claim)

    def _share(self, index: int, claim: Claim) -> Iterator[Finding]:
        number = claim.number
        assert number is not None  # noqa: S101 - looked at by the caller
        beside = None if claim.label.text else self._beside(index)
        if beside is None and not claim.label.known:
            return
        parts = [self._amount(beside)] if beside is not None else self._facts(claim.label)
        named = self._facts(claim.whole) or (self._above(beside) if beside is not None else [])
        if not parts or (claim.whole.text and not named):
            return
        wholes = named or self._spoken(index, claim, parts[0], beside)
        unsaid = [] if named or beside is None else self.evidence.above(self.reading.at(beside))
        if not wholes and not unsaid:
            return
        right = any(_is_share(number, part, whole) for part in parts for whole in (*wholes, *unsaid))
        unsure = claim.open or not wholes or self._partial(claim.label) or self._partial(claim.whole)
        if right or not unsure:
            self.settled.add(index)
        if right or unsure:
            return
        name = self.reading.name(beside) if beside is not None else claim.label.text
        yield self._finding("NARR-11" if named else "NARR-12", index, name, parts[0], wholes[0])

    def _partial(self, label: Label) -> bool:
        return self.evidence.partial(label, self.evidence.meant(label), self.reading.sources)

    def _finding(self, code: str, index: int, name: str, part: Amount, whole: Amount) -> Finding:
        expected = percent(part.value / whole.value * 100) if whole.value else "整体为零"
        reading, passage = self.reading, self.reading.passage
        return finding(
            code,
            f"{passage.where}中“{name}”{money(part)}写作占{reading.printed(index)}，"
            f"{money(part)}占{money(whole)}应为{expected}。",
            (passage.location,),
            stated=reading.printed(index),
            expected=expected,
            figures=(text_figure(f"{name}占比", reading.printed(index), passage),),
        )

    def _beside(self, index: int) -> int | None:
        """The amount a share is of: the one right before it in its sentence; an amount in brackets is another's."""
        claim = self.reading.claims[index]
        for position in range(index - 1, max(-1, index - _BEFORE), -1):
            before = self.reading.claims[position]
            if before.number is None or before.sentence != claim.sentence:
                return None
            if before.depth <= claim.depth:
                return position if before.role is Role.LEVEL and before.number.family is Family.MONEY else None
        return None

    def _amount(self, index: int) -> Amount:
        number = self.reading.claims[index].number
        assert number is not None  # noqa: S101 - levels have numbers
        return number.amount

    def _facts(self, label: Label) -> list[Amount]:
        """The amounts a name stands for."""
        if not label.known:
            return []
        return [fact.amount for fact in self.evidence.known(self.evidence.meant(label))]

    def _above(self, part: int) -> list[Amount]:
        """The total of the list that the amount stands in, and the totals above that."""
        parents = {item: group.parent for group in self.reading.groups for item in group.items}
        found: list[Amount] = []
        while part in parents and len(found) < len(parents):
            part = parents[part]
            found.append(self._amount(part))
        return found

    def _spoken(self, index: int, claim: Claim, part: Amount, beside: int | None) -> list[Amount]:
        """What the paragraph spoke of before that is at least as large: amounts it tells, and figures it names."""
        before = (i for i in range(max(0, index - _BEFORE), index) if i != beside)
        levels = [self.reading.claims[i].number for i in before if self.reading.claims[i].role is Role.LEVEL]
        told = [n.amount for n in levels if n is not None and n.family is Family.MONEY]
        told += [amount for label in claim.around for amount in self._facts(label)]
        return [whole for whole in told if whole.value >= part.value and whole.value]


_BEFORE = 40
"""How many claims back the whole of a share is looked for."""


def _is_share(number: Number, part: Amount, whole: Amount) -> bool:
    """Whether a percentage as typed can be ``part`` of ``whole``, both ends of what they may be being in it."""
    low, high = whole.interval.low, whole.interval.high
    if low <= 0:
        return False
    found = Interval(part.interval.low / high * 100, part.interval.high / low * 100)
    if number.hedge is not Hedge.NONE:
        return number.meets(found)
    half = number.amount.step / 2
    return number.value - half <= found.high and found.low <= number.value + half
