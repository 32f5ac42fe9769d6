"""The text of one printed amount: as typed where the form states it, by the form's own rule elsewhere."""

from __future__ import annotations

from generator.domain.amounts import Amount, Unit
from generator.domain.facts import Fact
from generator.packs.form import Form


def amount_text(fact: Fact | None, form: Form, unit: Unit, places: int) -> str:
    """What ``form`` prints for ``fact``; nothing where it is not known.

    What the form itself states is printed as typed. A fact known from elsewhere has the column's decimals,
    and a zero known from elsewhere is not printed, unless the form prints every zero.
    """
    if fact is None:
        return ""
    own = next((statement for statement in fact.statements if statement.form == form.id), None)
    amount = own.amount if own else fact.amount
    if amount.is_zero and form.zero != "as_stated":
        return plain_text(amount, unit, places) if form.zero == "zero" else ""
    if own is not None:
        return "" if own.blank else amount.text_as_stated(unit, places)
    return "" if amount.is_zero else plain_text(amount, unit, places)


def plain_text(amount: Amount, unit: Unit, places: int) -> str:
    """An amount nobody typed: money with all its decimals, a bare number without trailing zeros."""
    text = amount.text(unit, places)
    return text.rstrip("0").rstrip(".") if unit is Unit.NONE and "." in text else text
