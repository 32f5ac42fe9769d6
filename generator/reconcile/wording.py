"""Putting amounts and places into the words of a finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.domain.amounts import Amount, Unit
from generator.domain.coordinates import Coordinate
from generator.domain.facts import Statement
from generator.domain.findings import Figure
from generator.domain.location import Location
from generator.domain.records import Entity
from generator.packs.pack import Pack
from generator.packs.titles import fill, title_names
from generator.reconcile.knowledge import Knowledge

_OUTSIDE = {"projects": "项目", "figures": "关键数字", "prior": "上年数"}
"""What messages call the places of amounts outside forms."""
BLANK = "空白"
"""What messages say of an empty cell."""
ABSENT = "没有这一行"
"""What messages say of a row that is not there."""


@dataclass(frozen=True)
class Wording:
    """Names forms and amounts as the user knows them."""

    pack: Pack
    knowledge: Knowledge
    entity: Entity
    year: int

    def form(self, form_id: str) -> str:
        """“部门预算收支总表”, or 项目 for amounts stated outside forms."""
        if form_id not in self.pack.forms:
            return _OUTSIDE.get(form_id, "项目及上年数")
        names = {**title_names(self.entity, self.year), **self.pack.terms(self.entity.level)}
        return f"《{fill(self.pack.forms[form_id].title, names)}》"

    def money(self, amount: Amount, at: Coordinate) -> str:
        """The amount in the pack's unit with its decimals; bare for counts."""
        if at.get("measure") == "quantity":
            return amount.text(Unit.NONE, 2)
        unit = Unit.named(self.pack.manifest.unit)
        places = max(2, amount.places or 0) if amount.unit is unit else 2
        return f"{amount.text(unit, places)}{unit.label}"

    def label(self, statement: Statement) -> str:
        """《表》中“行·列”."""
        return f"{self.form(statement.form)}“{statement.label}”"

    @staticmethod
    def empty(statement: Statement) -> str:
        """What to say of an empty statement."""
        return ABSENT if statement.absent else BLANK

    def figure(self, at: Coordinate, amount: Amount, statements: Iterable[Statement]) -> Figure:
        """One figure of a finding with every place that states it."""
        found = tuple(statements)
        words = self.label(found[0]) if found else f"{self.knowledge.space.words(at)}（推算）"
        return Figure(words, self.money(amount, at), places(found))


def places(statements: Iterable[Statement]) -> tuple[Location, ...]:
    """Where statements stand."""
    return tuple(s.location for s in statements if s.location)
