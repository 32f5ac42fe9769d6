"""Year-on-year statements of a text, recomputed: the change, its percentage, and 持平."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from generator.domain.amounts import Amount, Interval
from generator.domain.coordinates import Coordinate
from generator.domain.findings import Finding
from generator.reconcile.narrative.claims import Role
from generator.reconcile.narrative.evidence import Evidence, Known
from generator.reconcile.narrative.numbers import Family, Hedge, Number
from generator.reconcile.narrative.reading import Reading
from generator.reconcile.narrative.report import fact_figure, finding, money, percent, places, text_figure


@dataclass(frozen=True, slots=True)
class Years:
    """One figure this year and last year."""

    now: Known
    before: Known

    @property
    def change(self) -> Amount:
        """How much more it is this year."""
        return Amount(self.now.amount.value - self.before.amount.value, self.now.amount.step + self.before.amount.step)


@dataclass
class Changes:
    """Checks the year-on-year statements of one reading; notes what it settled."""

    reading: Reading
    evidence: Evidence
    told: Mapping[Coordinate, tuple[Number, ...]]
    year: int
    settled: set[int] = field(default_factory=set)

    def check(self) -> Iterator[Finding]:
        """Findings for changes, rates and 持平 that do not hold."""
        for index, claim in enumerate(self.reading.claims):
            if claim.year not in {None, self.year, self.year - 1}:
                continue
            if claim.role is Role.CHANGE and claim.number is not None:
                yield from self._change(index, claim.number)
            elif claim.role is Role.SAME:
                yield from self._same(index)
            elif claim.role is Role.RATE and claim.number is not None:
                yield from self._rate(index, claim.number)

    def _years(self, index: int) -> tuple[Years, ...]:
        """Both years of what a claim speaks of, as far as they are known; as texts tell them where not."""
        pairs = []
        for at in self.reading.at(index):
            now = self.evidence.known((at,))
            before = self.evidence.known((at,), prior=True)
            if not before:
                before = tuple(Known(at.put("period", "prior"), told.amount) for told in self.told.get(at, ()))
            pairs += [Years(one, other) for one in now[:1] for other in before[:1]]
        return tuple(pairs)

    def _change(self, index: int, number: Number) -> Iterator[Finding]:
        years = self._years(index)
        if not years or number.family is not Family.MONEY or not self._firm(index):
            return
        rising = self.reading.claims[index].rising
        right = any(_changed_by(pair.change, number, rising=bool(rising)) for pair in years)
        if right or not self.reading.claims[index].open:
            self.settled.add(index)
        if index not in self.settled or right:
            return
        yield self._wrong("NARR-04", index, years[0], _change_text(years[0].change), rising=bool(rising))

    def _same(self, index: int) -> Iterator[Finding]:
        years = self._years(index)
        if not years or not self._firm(index):
            return
        self.settled.add(index)
        if not any(pair.now.amount.agrees(pair.before.amount) for pair in years):
            yield self._wrong("NARR-06", index, years[0], _change_text(years[0].change))

    def _firm(self, index: int) -> bool:
        label = self.reading.label(index)
        if self.evidence.partial(label, self.reading.at(index), self.reading.sources):
            return False
        return label.known or not label.text

    def _wrong(self, code: str, index: int, years: Years, expected: str, *, rising: bool | None = None) -> Finding:
        reading, passage = self.reading, self.reading.passage
        verb = "" if rising is None else "增加" if rising else "减少"
        typed = f"{verb}{reading.printed(index)}"
        name = reading.name(index)
        now, before = money(years.now.amount), money(years.before.amount)
        return finding(
            code,
            f"{passage.where}中“{name}”写作{typed}；本年{now}，上年{before}，应为{expected}。",
            places(passage, self.evidence, (years.now, years.before)),
            stated=typed,
            expected=expected,
            figures=(
                text_figure(name, typed, passage),
                fact_figure(self.evidence, years.now),
                fact_figure(self.evidence, years.before),
            ),
        )

    def _rate(self, index: int, number: Number) -> Iterator[Finding]:
        change = self._change_before(index)
        if (change is None and not self.reading.at(index)) or not self._firm(index):
            return
        ratios = self._ratios(index, change)
        if not ratios:
            return
        right = any(ratio is not None and _meets(number, ratio) for ratio, _ in ratios)
        if right or not self.reading.claims[index].open:
            self.settled.add(index)
        if index not in self.settled or right:
            return
        ratio, words = ratios[0]
        reading, passage = self.reading, self.reading.passage
        rising = reading.claims[index].rising
        typed = f"{'增长' if rising else '下降'}{reading.printed(index)}"
        expected = percent((ratio.low + ratio.high) / 2) if ratio is not None else "上年为零，不能计算百分比"
        yield finding(
            "NARR-05",
            f"{passage.where}中“{reading.name(index)}”写作{typed}；{words}，应为{expected}。",
            (passage.location,),
            stated=typed,
            expected=expected,
            figures=(text_figure(reading.name(index), typed, passage),),
        )

    def _change_before(self, index: int) -> int | None:
        """The change in the same sentence whose percentage this is."""
        claims = self.reading.claims
        for position in range(index - 1, -1, -1):
            if claims[position].sentence != claims[index].sentence:
                return None
            if claims[position].role is Role.CHANGE:
                return position
        return None

    def _ratios(self, index: int, change: int | None) -> list[tuple[Interval | None, str]]:
        """Percentages that follow from both years, else from this year and the change told; with words for each."""
        pairs = self._years(index)
        if pairs:
            return [
                (
                    _quotient(pair.change, pair.before.amount),
                    f"本年{money(pair.now.amount)}，上年{money(pair.before.amount)}",
                )
                for pair in pairs
            ]
        number = self.reading.claims[change].number if change is not None else None
        now = self._now(index, change)
        if number is None or change is None or now is None or number.hedge is not Hedge.NONE:
            return []
        rising = self.reading.claims[change].rising
        moved = number.amount.value if rising else -number.amount.value
        before = Amount(now.value - moved, now.step + number.amount.step)
        verb = "增加" if rising else "减少"
        words = f"本年{money(now)}，{verb}{money(number.amount)}，上年即{money(before)}"
        return [(_quotient(number.amount, before), words)]

    def _now(self, index: int, change: int | None) -> Amount | None:
        """This year's amount: the fact, else what the paragraph says."""
        known = self.evidence.known(self.reading.at(index))
        if known:
            return known[0].amount
        subject = self.reading.subjects.get(change if change is not None else index)
        number = self.reading.claims[subject].number if subject is not None else None
        level = subject is not None and self.reading.claims[subject].role is Role.LEVEL
        return number.amount if number is not None and level and number.family is Family.MONEY else None


def _changed_by(change: Amount, number: Number, *, rising: bool) -> bool:
    """Whether ``number`` is the change, in its direction."""
    size = Amount(abs(change.value), change.step)
    direction = change.value == 0 or (change.value > 0) is rising
    return direction and number.allows(size)


def _change_text(change: Amount) -> str:
    if not change.value:
        return "持平"
    return f"{'增加' if change.value > 0 else '减少'}{money(Amount(abs(change.value)))}"


def _quotient(part: Amount, whole: Amount) -> Interval | None:
    """Part ÷ whole in percent, as an interval; None where the whole may be nothing."""
    low, high = whole.interval.low, whole.interval.high
    if low <= 0:
        return None
    value = abs(part.value)
    half = part.step / 2
    return Interval(max(Decimal(0), value - half) / high * 100, (value + half) / low * 100)


def _meets(number: Number, ratio: Interval) -> bool:
    """Whether a percentage as typed, without its sign, can stand for one in ``ratio``, both ends being in it."""
    half = number.amount.step / 2
    if number.hedge is Hedge.NONE:
        return abs(number.value) - half <= ratio.high and ratio.low <= abs(number.value) + half
    return replace(number, value=abs(number.value)).meets(ratio)
