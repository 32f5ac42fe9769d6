"""Components listed in a text must add up to their total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from generator.domain.amounts import Amount, Unit, total
from generator.domain.findings import Finding
from generator.reconcile.narrative.claims import Role
from generator.reconcile.narrative.lists import Group, adds_up, countable
from generator.reconcile.narrative.numbers import Family, Number
from generator.reconcile.narrative.reading import Reading
from generator.reconcile.narrative.report import finding, money, text_figure

_ENOUGH = 2
"""A single component is not taken for the whole list."""


@dataclass
class Sums:
    """Checks the lists of one reading; notes the figures a matching sum has settled."""

    reading: Reading
    right: Mapping[int, Amount]
    """What figures already found wrong should have been."""
    confirmed: AbstractSet[int]
    """Figures found right: a list of such figures is no mistake, however loosely it is put."""
    settled: set[int] = field(default_factory=set)

    def check(self) -> Iterator[Finding]:
        """Findings for lists that do not add up."""
        for group in self.reading.groups:
            if countable(self.reading.claims, group):
                yield from self._group(self._closed(group) if group.loose else group)
        yield from self._changes()

    def _closed(self, group: Group) -> Group:
        """A total after its components with as many of the last ones as add up to it; with all where none do."""
        whole = self._number(group.parent)
        for first in range(len(group.items) - _ENOUGH + 1):
            if adds_up(whole, [self._number(index) for index in group.items[first:]]) is not None:
                return replace(group, items=group.items[first:])
        return group

    def _typed(self, index: int) -> Number:
        number = self.reading.claims[index].number
        assert number is not None  # noqa: S101 - components have numbers
        return number

    def _number(self, index: int) -> Number:
        """The figure as it should have been, where it was found wrong."""
        number = self._typed(index)
        if index not in self.right:
            return number
        value = self.right[index].number(Unit.WAN)
        return replace(number, unit="万元", value=value, places=max(2, -int(value.as_tuple().exponent)))

    def _group(self, group: Group) -> Iterator[Finding]:
        typed = [self._typed(index) for index in (group.parent, *group.items)]
        whole, *parts = [self._number(index) for index in (group.parent, *group.items)]
        ways = [adds_up(one, more) for one in (typed[0], whole) for more in (typed[1:], parts)]
        found = True if True in ways else False if False in ways else None
        if found is None and self._in_wan(whole, parts) is not None:
            self.settled |= set(group.items)
            yuan = [i for i, part in zip(group.items, parts, strict=True) if part.unit == "元" and part.value]
            yield from (self._slip(group, index) for index in yuan)
        elif found is None and (ended := self._ended(group, whole, parts)):
            self.settled |= ended
        elif found is None and not self.confirmed >= {group.parent, *group.items}:
            yield from self._differs(group, whole, parts)
        elif found is None:
            return
        else:
            self.settled |= {group.parent, *group.items} if len(parts) >= _ENOUGH else set()
            if found is False:
                yield self._finding("NARR-10", group, whole, parts)

    def _ended(self, group: Group, whole: Number, parts: list[Number]) -> set[int]:
        """The total and its first components, where these alone make it up and a comma ends them."""
        claims, text = self.reading.claims, self.reading.passage.plain
        gaps = [text[claims[one].end : claims[two].start] for one, two in pairwise(group.items)]
        ends = (n for n, gap in enumerate(gaps, 1) if gap.startswith(",") and adds_up(whole, parts[:n]) is not None)
        end = next(ends, 0)
        return {group.parent, *group.items[:end]} if end else set()

    @staticmethod
    def _in_wan(whole: Number, parts: list[Number]) -> bool | None:
        """Whether the parts make up the whole once those in 元 are read as 万元."""
        if whole.unit == "元" or not any(part.unit == "元" and part.value for part in parts):
            return None
        return adds_up(whole, [replace(part, unit="万元") if part.unit == "元" else part for part in parts])

    def _differs(self, group: Group, whole: Number, parts: list[Number]) -> Iterator[Finding]:
        summed = total(part.amount for part in parts)
        if len(parts) >= _ENOUGH:
            self.settled |= {group.parent, *group.items}
        if summed.interval.low >= whole.amount.interval.high:
            yield self._finding("NARR-07", group, whole, parts)
        elif len(parts) >= _ENOUGH:
            yield self._finding("NARR-08" if group.complete else "NARR-09", group, whole, parts)

    def _finding(self, code: str, group: Group, whole: Number, parts: list[Number]) -> Finding:
        reading, passage = self.reading, self.reading.passage
        summed = total(part.amount for part in parts)
        name, typed, summed_text = reading.name(group.parent), reading.printed(group.parent), _text(summed, whole)
        return finding(
            code,
            f"{passage.where}中“{name}”写作{typed}，所列{len(parts)}项相加为{summed_text}。",
            (passage.location,),
            stated=typed,
            expected=summed_text,
            difference=_text(Amount(whole.amount.value - summed.value), whole),
            figures=[text_figure(reading.name(i), reading.printed(i), passage) for i in (group.parent, *group.items)],
        )

    def _slip(self, group: Group, index: int) -> Finding:
        reading, passage = self.reading, self.reading.passage
        typed = reading.printed(index)
        expected = f"{typed.removesuffix('元')}万元"
        return finding(
            "NARR-02",
            f"{passage.where}中“{reading.name(index)}”写作{typed}，写成{expected}各项才等于“{reading.name(group.parent)}”"
            f"{reading.printed(group.parent)}。",
            (passage.location,),
            stated=typed,
            expected=expected,
            figures=(text_figure(reading.name(index), typed, passage),),
        )

    def _changes(self) -> Iterator[Finding]:
        """Changes of the parts against the change of the whole: 增加10万元，其中：基本支出减少…，项目支出增加…."""
        claims = self.reading.claims
        for index, claim in enumerate(claims):
            following = claims[index + 1] if index + 1 < len(claims) else None
            if claim.role is not Role.CHANGE or following is None or following.role is not Role.CHANGE:
                continue
            if "其中" not in self.reading.passage.plain[claim.end : following.start]:
                continue
            parts = [i for i in range(index + 1, len(claims)) if self._part(index + 1, i)]
            if len(parts) >= _ENOUGH and self._signed(index) != sum(map(self._signed, parts), Decimal(0)):
                yield self._change(index, parts)

    def _part(self, first: int, index: int) -> bool:
        """Whether a change is of a part of the same kind as the first (基本支出, 项目支出)."""
        kinds = [{frozenset(key for key, _ in at) for at in self.reading.at(i)} for i in (first, index)]
        return self.reading.claims[index].role is Role.CHANGE and not kinds[0].isdisjoint(kinds[1])

    def _signed(self, index: int) -> Decimal:
        value = self._number(index).amount.value
        return value if self.reading.claims[index].rising else -value

    def _change(self, index: int, parts: list[int]) -> Finding:
        reading, passage = self.reading, self.reading.passage
        summed = Amount(sum(map(self._signed, parts), Decimal(0)))
        typed = f"{'增加' if reading.claims[index].rising else '减少'}{reading.printed(index)}"
        return finding(
            "NARR-14",
            f"{passage.where}写明{typed}，其中各项相加为{money(summed)}。",
            (passage.location,),
            stated=typed,
            expected=money(summed),
            figures=[text_figure(reading.name(i), reading.printed(i), passage) for i in (index, *parts)],
        )


def _text(amount: Amount, like: Number) -> str:
    if like.family is Family.COUNT:
        return f"{amount.value.normalize():f}{like.unit}"
    return money(amount)
