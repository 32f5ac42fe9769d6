"""Building findings on text: the title of the code, the place, the figures, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypedDict, Unpack

from generator.domain.amounts import Amount, Unit
from generator.domain.findings import Figure, Finding
from generator.domain.location import Location
from generator.reconcile.narrative.codes import CODES
from generator.reconcile.narrative.evidence import Evidence, Known
from generator.reconcile.narrative.passages import Passage

_QUOTED = 30


class Parts(TypedDict, total=False):
    """The parts of a finding that not all have."""

    stated: str | None
    expected: str | None
    difference: str | None
    figures: Sequence[Figure]


def finding(code: str, message: str, locations: Iterable[Location], **parts: Unpack[Parts]) -> Finding:
    """A finding of the catalogue."""
    entry = CODES[code]
    return Finding(
        code=code,
        severity=entry.severity,
        message=f"{entry.title}：{message}",
        locations=tuple(dict.fromkeys(place for place in locations if place)),
        stated=parts.get("stated"),
        expected=parts.get("expected"),
        difference=parts.get("difference"),
        remedy=entry.remedy,
        figures=tuple(parts.get("figures", ())),
    )


def quoted(text: str, start: int = 0, end: int | None = None) -> str:
    """A piece of a text for a message, shortened."""
    piece = " ".join(text[start:end].split())
    return f"“{piece[:_QUOTED]}{'…' if len(piece) > _QUOTED else ''}”"


def around(text: str, start: int, end: int, reach: int = 8) -> str:
    """What stands at a place of a text, with a few characters either side."""
    left, right = max(0, start - reach), min(len(text), end + reach)
    piece = " ".join(text[left:right].split())
    return f"“{'…' if left else ''}{piece}{'…' if right < len(text) else ''}”"


def money(amount: Amount) -> str:
    """An amount in 万元 with two decimals, more where it was typed so."""
    places = max(2, amount.places or 0) if amount.unit is Unit.WAN else 2
    return f"{amount.text(Unit.WAN, places)}万元"


def percent(value: Decimal) -> str:
    """A percentage with two decimals."""
    return f"{value:.2f}%"


def fact_figure(evidence: Evidence, known: Known) -> Figure:
    """A fact for a finding."""
    return evidence.wording.figure(known.at, known.amount, evidence.statements(known.at))


def fact_name(evidence: Evidence, known: Known) -> str:
    """What messages call a fact."""
    return fact_figure(evidence, known).label


def text_figure(label: str, text: str, passage: Passage) -> Figure:
    """A figure of a text for a finding."""
    return Figure(f"{passage.where}“{label}”", text, (passage.location,) if passage.location else ())


def places(passage: Passage, evidence: Evidence, known: Iterable[Known]) -> tuple[Location, ...]:
    """The passage first, then where the facts are stated."""
    facts = (statement.location for fact in known for statement in evidence.statements(fact.at))
    return (passage.location, *facts)
