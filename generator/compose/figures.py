"""Figures: the amounts templates call by name, each bound to a fact of the disclosure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from generator.compose.gaps import Gaps
from generator.compose.telling import Telling
from generator.compose.views import View
from generator.domain.amounts import ZERO, Amount, Unit, total
from generator.domain.coordinates import Coordinate
from generator.domain.errors import PackError
from generator.domain.facts import Facts
from generator.packs.pack import Pack

PLACES = 2
"""Decimals of an amount in the text, unless the input typed fewer."""
COUNT_PLACES = 4


@dataclass(frozen=True, slots=True, eq=False)
class Figure(View):
    """One amount by name; ``amount`` is None where the disclosure does not know it."""

    name: str
    amount: Amount | None
    ledger: Ledger
    at: Coordinate | None = None
    derived: bool = False

    def title(self) -> str:
        """What messages call it."""
        return self.name

    def text(self, unit: Unit | None = None, places: int = PLACES) -> str:
        """The number without its unit, as the tables print it; a gap where it is not known."""
        self.ledger.heard[self.name] = None
        if self.amount is None:
            return self.ledger.gaps.note(f"“{self.name}”的金额")
        told = self.ledger.told
        if self.amount.unit is Unit.NONE:
            return told.amount(count_text(self.amount), "", self.at)
        unit = unit or self.ledger.unit
        return told.amount(self.amount.text_as_stated(unit, places), unit.label, self.at)

    def cell(self) -> str:
        """The number as a table cell has it: nothing where nothing is stated or where it is unknown."""
        if self.amount is None or (self.amount.is_zero and self.amount.places is None):
            return ""
        return self.text()

    def prior(self) -> Figure:
        """The same figure of the year before."""
        name = f"{self.name}（上年）"
        if self.at is None:
            return Figure(name, None, self.ledger)
        return self.ledger.figure(name, self.at.put("period", "prior"))

    def part(self, name: str) -> object:
        """The part called ``name``. Raises ``KeyError``."""
        match name:
            case "已知":
                return self.amount is not None
            case "为零":
                return self.amount is not None and self.amount.is_zero
            case "推算":
                return self.derived
            case "名称":
                return self.name
            case "上年":
                return self.prior()
            case _:
                raise KeyError(name)

    def part_names(self) -> Iterable[str]:
        """All names, for suggestions."""
        return "已知", "为零", "推算", "名称", "上年"

    def __bool__(self) -> bool:
        """Whether there is an amount and it is not nothing: ``{% if 采购.合计 %}``."""
        return self.amount is not None and not self.amount.is_zero

    def __str__(self) -> str:
        return self.text()


def count_text(amount: Amount) -> str:
    """A bare number: as typed, or without trailing zeros where nobody typed it."""
    text = amount.text_as_stated(Unit.NONE, COUNT_PLACES)
    return text if amount.places is not None else text.rstrip("0").rstrip(".")


class FigureGroup(View):
    """Figures whose names begin alike: ``三公`` of ``三公.合计`` and ``三公.接待``."""

    __slots__ = ("_members", "_title")

    def __init__(self, title: str) -> None:
        self._title = title
        self._members: dict[str, Figure | FigureGroup] = {}

    def title(self) -> str:
        """What messages call it."""
        return self._title

    def part(self, name: str) -> Figure | FigureGroup:
        """The figure or group called ``name``. Raises ``KeyError``."""
        return self._members[name]

    def part_names(self) -> Iterable[str]:
        """All names, for suggestions."""
        return self._members

    def put(self, path: tuple[str, ...], figure: Figure) -> None:
        """Put ``figure`` at ``path`` below this group."""
        head, *rest = path
        found = self._members.setdefault(head, FigureGroup(f"{self._title}.{head}".lstrip(".")) if rest else figure)
        if isinstance(found, FigureGroup) and rest:
            found.put(tuple(rest), figure)
        elif found is not figure:
            raise PackError(f"figures.yaml 里的名称“{figure.name}”与另一个名称的开头相同。")

    def members(self) -> Mapping[str, View]:
        """The figures and groups right below."""
        return self._members


class Ledger:
    """All figures of one disclosure."""

    def __init__(self, facts: Facts, pack: Pack, gaps: Gaps) -> None:
        self.gaps = gaps
        self.told = Telling()
        self.unit = Unit.named(pack.manifest.unit)
        self.heard: dict[str, None] = {}
        """The names of all figures printed so far, in order."""
        self._facts = facts

    @contextmanager
    def listening(self) -> Iterator[dict[str, None]]:
        """The names of the figures printed inside."""
        before, self.heard = self.heard, {}
        try:
            yield self.heard
        finally:
            self.heard = before

    def figure(self, name: str, at: Coordinate) -> Figure:
        """The figure at a coordinate."""
        fact = self._facts.get(at)
        return Figure(name, fact.amount if fact else None, self, at, bool(fact and fact.derived))

    def named(self, pack: Pack) -> Mapping[str, View]:
        """The figures of ``figures.yaml`` as a tree of groups."""
        top = FigureGroup("")
        for name, spec in pack.figures.items():
            top.put(tuple(name.split(".")), self.figure(name, Coordinate.of(spec.at)))
        return top.members()

    def sum(self, name: str, figures: Iterable[Figure]) -> Figure:
        """The sum of figures; unknown where one of them is."""
        amounts = [figure.amount for figure in figures]
        known = [amount for amount in amounts if amount is not None]
        whole = total(known) if known else Amount(ZERO, unit=self.unit)
        return Figure(name, whole if len(known) == len(amounts) else None, self, derived=True)
