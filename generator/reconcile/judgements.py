"""Judgements: every equation that was looked at, whether it holds or not, traced back to what the input states."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from generator.domain.coordinates import Coordinate
from generator.domain.facts import Statement
from generator.domain.findings import Finding
from generator.reconcile.equations import Equation
from generator.reconcile.knowledge import Knowledge

Terms = tuple[tuple[Statement, int], ...]


@dataclass(frozen=True, eq=False)
class Judgement:
    """One equation, brought into the form Σ weight × statement = 0, and what it came to.

    ``residual`` is what remains, in 元; ``slack`` how much of it rounding may explain. A judgement without a finding
    holds, or says nothing that another does not say. ``weigh`` gives the statements with their weights; it is only
    asked where something failed.
    """

    residual: Decimal
    slack: Decimal
    weigh: Callable[[], Terms]
    finding: Finding | None = None
    rest: Callable[[], tuple[Statement, ...]] = tuple
    """Gives the empty cells that the amounts taken for nothing rest on."""

    @property
    def holds(self) -> bool:
        """Whether nothing at all remains."""
        return self.residual == 0

    @cached_property
    def terms(self) -> Terms:
        """The statements of the equation with their weights."""
        return self.weigh()

    @cached_property
    def rests(self) -> tuple[Statement, ...]:
        """The empty cells some of its amounts are nothing because of."""
        return self.rest()


Weights = dict[int, tuple[Statement, int]]


@dataclass
class Origins:
    """Traces derived amounts back to the statements they were worked out from."""

    knowledge: Knowledge
    _known: dict[Coordinate, Weights] = field(default_factory=dict)
    _blanks: dict[Coordinate, dict[int, Statement]] = field(default_factory=dict)

    def weigh(self, amounts: Iterable[tuple[Coordinate, tuple[Statement, ...], int]]) -> Terms:
        """A sum of amounts, each with its own statements (if any) and weight, as a sum of statements."""
        weights: Weights = {}
        for at, statements, weight in amounts:
            _add(weights, self._of(at, statements), weight)
        return tuple((statement, weight) for statement, weight in weights.values() if weight)

    def rests(
        self, equation: Equation, amounts: Iterable[tuple[Coordinate, tuple[Statement, ...], int]]
    ) -> tuple[Statement, ...]:
        """The empty cells because of which amounts of an equation that nobody states are taken for nothing."""
        found: dict[int, Statement] = {}
        unstated = (at for at, statements, _ in amounts if not statements)
        for at in (*unstated, *self.knowledge.left_out(equation)):
            found.update(self._blank(at))
        return tuple(found.values())

    def _blank(self, at: Coordinate) -> dict[int, Statement]:
        if at in self.knowledge.stated:
            return {}
        if at not in self._blanks:
            self._blanks[at] = {}
            equation = self.knowledge.source.get(at)
            found: dict[int, Statement] = {}
            if equation is None:
                blank = self.knowledge.blank_above(at)
                found = {id(blank): blank} if blank else {}
            else:
                for other in (equation.whole, *equation.parts, *self.knowledge.left_out(equation)):
                    found.update(self._blank(other) if other != at else {})
            self._blanks[at] = found
        return self._blanks[at]

    def _of(self, at: Coordinate, statements: tuple[Statement, ...] = ()) -> Weights:
        own = statements or self.knowledge.stated.get(at, ())
        if own:
            statement = next((s for s in own if not s.blank), own[0])
            return {id(statement): (statement, 1)}
        if at not in self._known:
            self._known[at] = {}
            self._known[at] = self._derived(at)
        return self._known[at]

    def _derived(self, at: Coordinate) -> Weights:
        equation = self.knowledge.source.get(at)
        weights: Weights = {}
        if equation is not None:
            parts_weight = 1 if at == equation.whole else -1
            for other in (equation.whole, *equation.parts):
                if other != at:
                    _add(weights, self._of(other), 1 if other == equation.whole else parts_weight)
        return weights


def _add(weights: Weights, more: Weights, factor: int) -> None:
    for key, (statement, weight) in more.items():
        weights[key] = (statement, weights.get(key, (statement, 0))[1] + factor * weight)
