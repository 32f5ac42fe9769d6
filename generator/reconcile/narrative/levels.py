"""Amounts of a text against the facts they speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from generator.domain.amounts import Amount, total
from generator.domain.coordinates import Coordinate
from generator.domain.findings import Finding
from generator.reconcile.narrative.claims import Role
from generator.reconcile.narrative.evidence import Evidence, Known
from generator.reconcile.narrative.numbers import Family, Hedge, Number
from generator.reconcile.narrative.projects import ProjectNames
from generator.reconcile.narrative.reading import Reading
from generator.reconcile.narrative.report import fact_figure, fact_name, finding, money, places, text_figure

_WAN = Decimal(10000)
_WRONG = frozenset({"NARR-01", "NARR-02", "NARR-03"})


@dataclass
class Levels:
    """Checks the amounts of one reading; notes what it settled.

    ``told`` are amounts of last year that some text states, for where the input does not give them.
    """

    reading: Reading
    evidence: Evidence
    projects: ProjectNames
    told: Mapping[Coordinate, tuple[Number, ...]]
    year: int
    settled: set[int] = field(default_factory=set)
    right: dict[int, Amount] = field(default_factory=dict)
    """What wrong amounts should have been, so that sums do not tell the same fault again."""

    def check(self) -> Iterator[Finding]:
        """Findings for amounts that differ from their facts."""
        for index, claim in enumerate(self.reading.claims):
            if claim.number is None or claim.number.family not in {Family.MONEY, Family.COUNT}:
                continue
            if claim.role is Role.LEVEL:
                yield from self._level(index, claim.number)
            elif claim.role is Role.PRIOR:
                yield from self._prior(index, claim.number)

    def _level(self, index: int, number: Number) -> Iterator[Finding]:
        at = self.reading.at(index)
        counted = number.family is Family.COUNT
        known = self.evidence.quantities(at) if counted else self.evidence.known(at)
        claim = self.reading.claims[index]
        if claim.closing is not None and not claim.label.text:
            return
        if not known:
            if not counted and not self._confirmed(index, number):
                yield from self._loose(index, number)
            return
        if any(number.allows(fact.amount) for fact in known):
            self.settled.add(index)
            return
        if not self._confirmed(index, number, counted=counted) and (claim.moved or claim.open):
            return
        if not self.reading.label(index).known:
            return
        bound = number.hedge is Hedge.WITHIN and any(number.amount.value > fact.amount.value for fact in known)
        if index in self.settled or bound or not self._within(index) or self._partly(index, known):
            return
        if self._only(index, known):
            self.settled.add(index)
            yield self._differs(index, number, known)
        elif all(not fact.amount.is_zero for fact in known):
            self.settled.add(index)
            yield self._finding("NARR-21", index, number, known[0])

    def _within(self, index: int) -> bool:
        """Whether what the figure is said to be within (在基本支出中，…) is all of it, or says nothing else."""
        scope = self.reading.claims[index].scope
        if not scope.text:
            return True
        wholes = self.evidence.meant(scope) if scope.known else ()
        parts = self.reading.at(index)
        return bool(wholes) and self.evidence.holds(wholes, parts)

    def _partly(self, index: int, known: tuple[Known, ...]) -> bool:
        """Whether the figure may be of other money than the fact: a part of a total that is not known, or all money."""
        listed = any(index in group.items and self._unknown(group.parent) for group in self.reading.groups)
        if listed or index in self.reading.strays:
            return True
        at = (fact.at for fact in known)
        return self.evidence.partial(self.reading.label(index), at, self.reading.sources)

    def _unknown(self, index: int) -> bool:
        return bool(self.reading.claims[index].label.text) and not self.reading.at(index)

    def _only(self, index: int, known: tuple[Known, ...]) -> bool:
        """Whether the figure cannot be of more than what is known."""
        label = self.reading.label(index)
        if label.term is None or self.reading.claims[index].scope.known:
            return True
        grouped = any(index in group.items and self.reading.at(group.parent) for group in self.reading.groups)
        if label.rest and not grouped:
            return False
        return grouped or not self.evidence.narrow(label.term, (fact.at for fact in known))

    def _confirmed(self, index: int, number: Number, *, counted: bool = False) -> bool:
        """Whether another reading makes the figure right: another subject, several subjects, another scope."""
        if not counted and self._other(index, number):
            self.settled.add(index)
            return True
        return False

    def _other(self, index: int, number: Number) -> bool:
        claim, evidence = self.reading.claims[index], self.evidence
        others = [fact for label in claim.others for fact in evidence.known(evidence.meant(label))]
        others += evidence.wider(self.reading.at(index), self.reading.sources)
        if number.value and any(number.allows(fact.amount) for fact in others):
            return True
        parts = [evidence.known(evidence.meant(label))[:1] if label.known else () for label in claim.joined]
        return bool(parts) and all(parts) and number.allows(total(fact.amount for (fact,) in parts))

    def _certain(self, index: int, known: tuple[Known, ...]) -> bool:
        """Whether the figure cannot be of anything but what is known."""
        label = self.reading.label(index)
        grouped = any(index in group.items and self.reading.at(group.parent) for group in self.reading.groups)
        if label.term is None or grouped or not self.evidence.narrow(label.term, (fact.at for fact in known)):
            return True
        return all(not fact.amount.is_zero for fact in known)

    def _loose(self, index: int, number: Number) -> Iterator[Finding]:
        """An amount whose label is no figure's exact name: a figure's value or a project's may still settle it."""
        label = self.reading.claims[index].label
        if label.term is not None:
            facts = self.evidence.known(self.evidence.meant(label))
            if number.value and any(number.allows(fact.amount) for fact in facts):
                self.settled.add(index)
                return
        project = self.projects.alike(label.text, number) if self.reading.passage.project is None else None
        if project is None:
            return
        self.settled.add(index)
        known = Known(project, number.amount)
        name = self.reading.name(index)
        yield finding(
            "NARR-15",
            f"{self.reading.passage.where}写作“{name}”（{self.reading.printed(index)}），"
            f"项目表中是“{self.projects.name(project)}”。",
            places(self.reading.passage, self.evidence, (known,)),
            stated=name,
            expected=self.projects.name(project),
        )

    def _differs(self, index: int, number: Number, known: tuple[Known, ...]) -> Finding:
        fact = known[0]
        code, expected = "NARR-01", fact.amount
        if number.hedge is not Hedge.NONE:
            code = "NARR-13"
        elif (slip := next((fact for fact in known if slipped(number, fact.amount)), None)) is not None:
            code, fact = "NARR-02", slip
        elif self._is_prior(index, number):
            code = "NARR-03"
        elif self._split_up(index, number, expected):
            code = "NARR-19"
        if code in _WRONG:
            self.right[index] = fact.amount
        return self._finding(code, index, number, replace(fact, amount=expected if fact is known[0] else fact.amount))

    def _split_up(self, index: int, number: Number, expected: Amount) -> bool:
        """Whether this is a rest (其他…) of a list that names things the forms do not."""
        if not self.reading.name(index).startswith("其他") or number.amount.value >= expected.value:
            return False
        group = next((group for group in self.reading.groups if index in group.items), None)
        return group is not None and any(not self.reading.claims[i].label.known for i in group.items)

    def _is_prior(self, index: int, number: Number) -> bool:
        at = self.reading.at(index)
        facts = [fact.amount for fact in self.evidence.known(at, prior=True)]
        facts += [told.amount for place in at for told in self.told.get(place, ())]
        return any(number.allows(amount) for amount in facts)

    def _prior(self, index: int, number: Number) -> Iterator[Finding]:
        """An amount said to be of last year."""
        at, claim = self.reading.at(index), self.reading.claims[index]
        prior = self.evidence.known(at, prior=True)
        current = self.evidence.known(at)
        if any(number.allows(fact.amount) for fact in prior):
            self.settled.add(index)
        elif not self.reading.label(index).known:
            return
        elif not claim.compared and any(number.allows(fact.amount) for fact in current):
            self.settled.add(index)
            yield finding(
                "YEAR-02",
                f"{self.reading.passage.where}中“{self.reading.name(index)}”{self.reading.printed(index)}标为"
                f"{claim.year or self.year - 1}年，而这是{self.year}年的数。",
                places(self.reading.passage, self.evidence, current[:1]),
                stated=f"{claim.year or self.year - 1}年",
                expected=f"{self.year}年",
            )
        elif prior:
            self.settled.add(index)
            yield self._finding("NARR-01", index, number, prior[0])

    def _finding(self, code: str, index: int, number: Number, fact: Known) -> Finding:
        passage, name, typed = self.reading.passage, self.reading.name(index), self.reading.printed(index)
        counted = number.family is Family.COUNT
        expected = f"{fact.amount.value.normalize():f}{number.unit}" if counted else money(fact.amount)
        difference = Amount(number.amount.value - fact.amount.value)
        return finding(
            code,
            f"{passage.where}中“{name}”写作{typed}，{fact_name(self.evidence, fact)}为{expected}。",
            places(passage, self.evidence, (fact,)),
            stated=typed,
            expected=expected,
            difference=f"{difference.value.normalize():f}{number.unit}" if counted else money(difference),
            figures=(text_figure(name, typed, passage), fact_figure(self.evidence, fact)),
        )


def slipped(number: Number, amount: Amount) -> bool:
    """Whether the figure is right but its unit is not: 元 for 万元, or the other way round."""
    if not number.value or number.family is not Family.MONEY or amount.is_zero:
        return False
    own = number.amount
    scaled = (Amount(own.value * f, own.step * f) for f in (_WAN, 1 / _WAN))
    return any(amount.agrees(other) for other in scaled)
