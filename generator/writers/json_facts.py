"""JSON: the facts of a disclosure with coordinates and sources. Its shape is described in ``docs/json.md``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal

from generator.domain.amounts import Unit
from generator.domain.coordinates import Coordinate, Dimension
from generator.domain.facts import Fact, Statement
from generator.domain.records import Entity
from generator.domain.submission import Disclosure
from generator.packs.pack import Pack
from generator.packs.titles import fill, title_names

FORMAT = "budget-disclosure-facts"
VERSION = 1
Json = dict[str, object]


def write_json(disclosure: Disclosure, pack: Pack) -> bytes:
    """The facts as UTF-8 JSON; the same disclosure gives the same bytes.

    A nothing that nobody wrote down and that only follows from another nothing is left out.
    """
    submission = disclosure.submission
    names = title_names(submission.entity, submission.year)
    facts = {at: fact for at, fact in disclosure.facts.items() if not (fact.derived and fact.amount.is_zero)}
    data: Json = {
        "format": FORMAT,
        "version": VERSION,
        "title": fill(pack.manifest.document_title, names),
        "pack": {"id": pack.id, "version": pack.manifest.version},
        "year": submission.year,
        "approved": submission.approved or None,
        "entity": _entity(submission.entity),
        "inputs": list(submission.inputs),
        "forms": _forms(disclosure, pack, names),
        "dimensions": _dimensions(submission.dimensions, facts),
        "facts": [_fact(facts[at]) for at in sorted(facts)],
        "findings": [finding.as_dict() for finding in disclosure.findings],
    }
    entries = ",\n".join(f"{_text(key)}: {_lines(value)}" for key, value in data.items())
    return f"{{\n{entries}\n}}\n".encode()


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(value: object) -> str:
    """One entry of the document, every item of a list or of a mapping of mappings on a line of its own."""
    if isinstance(value, list) and value:
        return "[\n " + ",\n ".join(map(_text, value)) + "\n]"
    if isinstance(value, dict) and all(isinstance(item, dict) for item in value.values()):
        items = (f"{_text(key)}: {_text(item)}" for key, item in value.items())
        return "{\n " + ",\n ".join(items) + "\n}"
    return _text(value)


def _entity(entity: Entity) -> Json:
    units = [{"name": u.name, "nature": u.nature, "rank": u.rank, "funding": u.funding} for u in entity.units]
    return {"code": entity.code, "name": entity.name, "level": entity.level, "units": units}


def _forms(disclosure: Disclosure, pack: Pack, names: Mapping[str, str]) -> Json:
    return {
        form.id: {"title": fill(form.title, names), "status": state.status, "empty": state.empty}
        for form in pack.forms.values()
        if (state := disclosure.forms.get(form.id)) is not None
    }


def _dimensions(dimensions: Mapping[str, Dimension], facts: Iterable[Coordinate]) -> Json:
    """Names and parents of every member that some fact is of, and of those above it."""
    used: dict[str, set[str]] = {}
    for at in facts:
        for key, member in at:
            used.setdefault(key, set()).update(dimensions[key].ancestors(member))
    return {
        key: {"name": dimensions[key].name, "members": _members(dimensions[key], used[key])} for key in sorted(used)
    }


def _members(dimension: Dimension, used: set[str]) -> Json:
    return {code: {"name": dimension.name_of(code), "parent": dimension.parent(code)} for code in sorted(used)}


def _fact(fact: Fact) -> Json:
    return {
        "at": dict(fact.at),
        "amount": _plain(fact.amount.value),
        "precision": _plain(fact.amount.step),
        "unit": "" if fact.amount.unit is Unit.NONE else Unit.YUAN.label,
        "status": "derived" if fact.derived else "blank" if fact.blank else "stated",
        "sources": [_source(statement) for statement in fact.statements],
        "basis": [dict(at) for at in fact.basis],
    }


def _source(statement: Statement) -> Json:
    amount = statement.amount
    typed = None if statement.blank or amount.places is None else amount.text(amount.unit, amount.places)
    return {
        "form": statement.form or None,
        "label": statement.label,
        "typed": typed,
        "unit": amount.unit.label,
        **statement.location.as_dict(),
    }


def _plain(number: Decimal) -> str:
    """A number without exponent and trailing zeros."""
    return f"{number.normalize():f}" if number else "0"
