"""``rules.yaml``: what the law of sums cannot say by itself, declared without code.

A *term* is an amount: stated or derived at a coordinate, or worked out from other terms. A *check* compares two terms,
once or for each member of a dimension. In coordinates ``$project`` is the member being looked at along that dimension,
``$member`` the one of the check's own ``each``, and ``@field`` a field of the innermost member. What is no amount is
checked by the named kinds of :mod:`generator.packs.record_rules`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import model_validator

from generator.packs.form import At, PackModel
from generator.packs.record_rules import RecordRule
from generator.packs.rule_text import RuleText, Switch

Relation = Literal["equal", "at_most", "at_least"]
Patterns = str | tuple[str, ...]
"""``301``, ``A*``, or several of them; one must fit."""
Where = dict[str, Patterns]
"""Field of a member → patterns. ``code`` and ``name`` are fields of every member."""

_KINDS = ("at", "figure", "sum", "product", "difference", "each", "number", "count")


class Term(PackModel):
    """One side of a check. Exactly one of the kinds below."""

    at: At | None = None
    """The amount at a coordinate."""
    figure: str | None = None
    """A figure of ``figures.yaml``."""
    prior: bool = False
    """With ``figure``: of the year before."""
    sum: tuple[Term, ...] = ()
    product: tuple[Term, ...] = ()
    difference: tuple[Term, Term] | None = None
    """The first less the second."""
    each: str | None = None
    """The sum of ``of`` over every member of this dimension that fits ``where``."""
    where: Where = {}
    of: Term | None = None
    number: Decimal | None = None
    """An amount in the pack's unit; mostly 0."""
    count: Decimal | None = None
    """A bare number, to compare with quantities."""
    title: str = ""
    """What messages call it; by default the words of its figures."""

    @model_validator(mode="after")
    def _one_kind(self) -> Term:
        given = [kind for kind in _KINDS if getattr(self, kind) not in (None, ())]
        if len(given) != 1:
            msg = f"一个数要写且只写 {'、'.join(_KINDS)} 中的一种"
            raise ValueError(msg)
        if (self.of is None) != (self.each is None) or (self.where and self.each is None):
            msg = "each 与 of 要一起写，where 只用于 each"
            raise ValueError(msg)
        if self.prior and self.figure is None:
            msg = "prior 只用于 figure"
            raise ValueError(msg)
        return self

    @property
    def inner(self) -> tuple[Term, ...]:
        """The terms this one is made of."""
        return (*self.sum, *self.product, *(self.difference or ()), *((self.of,) if self.of else ()))

    def walk(self) -> Iterator[Term]:
        """This term and every term inside it."""
        yield self
        for term in self.inner:
            yield from term.walk()


class Condition(PackModel):
    """When a check applies. All that is written must hold."""

    zero: Term | None = None
    nonzero: Term | None = None
    empty: str | None = None
    """A form stated or derived to have no data."""
    filled: str | None = None
    """A form that has data."""

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms it looks at."""
        return tuple(term for term in (self.zero, self.nonzero) if term is not None)

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms it looks at."""
        return tuple(form for form in (self.empty, self.filled) if form is not None)


class Check(RuleText):
    """Two amounts that must stand in a relation."""

    left: Term
    right: Term
    relation: Relation = "equal"
    each: str | None = None
    """Once for every member of this dimension in use that fits ``where``."""
    where: Where = {}
    only: Literal["leaves", "tops"] | None = None
    """With ``each``: only members without members below them, or only those at the top."""
    when: Condition = Condition()

    @model_validator(mode="after")
    def _each(self) -> Check:
        if self.each is None and (self.where or self.only):
            msg = "where 和 only 只能与 each 一起使用"
            raise ValueError(msg)
        return self

    @property
    def terms(self) -> Iterator[Term]:
        """Every term of the check."""
        for term in (self.left, self.right, *self.when.terms):
            yield from term.walk()


class Balance(PackModel):
    """Two flows that are equal, in total and at every member of ``along`` (收入总计 = 支出总计)."""

    code: str
    title: str
    left: At
    right: At
    along: tuple[str, ...] = ()
    because: str = "两边说的是同一笔钱，只是分法不同，所以总额相等，逐项也相等。"
    basis: str = "公开表之间的勾稽关系"
    remedy: str = "请核对所列各数。"


class Rules(PackModel):
    """``rules.yaml``."""

    balances: tuple[Balance, ...] = ()
    checks: tuple[Check, ...] = ()
    records: tuple[RecordRule, ...] = ()
    rounding: Literal["half_up", "cut"] = "half_up"
    """``cut``: printed figures had further decimals cut off, not rounded."""
    severities: dict[str, Switch] = {}
    """Another severity than a finding's own, or ``off``. Errors of reading keep theirs."""

    @model_validator(mode="after")
    def _codes(self) -> Rules:
        codes = [rule.code for rule in (*self.balances, *self.checks, *self.records)]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            msg = f"编号“{twice[0]}”用了两次"
            raise ValueError(msg)
        return self

    @property
    def declared(self) -> tuple[RuleText, ...]:
        """The rules that carry a severity of their own."""
        return (*self.checks, *self.records)

    def on(self, code: str) -> bool:
        """Whether findings of ``code`` are wanted at all."""
        return self.severities.get(code) != "off"
