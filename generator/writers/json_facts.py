"""JSON: the published facts with their coordinates. Its shape is described in ``docs/json.md``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal

from generator.forms.publication import Publication, PublicDimension, PublicFact
from generator.forms.workbook.record_sheets import RecordSheet

FORMAT = "budget-disclosure-facts"
VERSION = 2
Json = dict[str, object]


def write_json(published: Publication) -> bytes:
    """The facts as UTF-8 JSON; the same publication gives the same bytes."""
    data: Json = {
        "format": FORMAT,
        "version": VERSION,
        "title": published.title,
        "draft": published.draft,
        "pack": {"id": published.pack, "version": published.pack_version},
        "year": published.year,
        "approved": published.approved or None,
        "entity": _entity(published),
        "forms": {
            form.id: {"title": form.title, "status": form.status, "empty": form.empty} for form in published.forms
        },
        "dimensions": {key: _dimension(dimension) for key, dimension in published.dimensions.items()},
        "facts": [_fact(fact) for fact in published.facts],
        "tables": [_table(table) for table in published.tables],
    }
    return json_lines(data)


def json_lines(data: Mapping[str, object]) -> bytes:
    """``data`` as UTF-8 JSON, every item of a list or of a mapping of mappings on a line of its own."""
    entries = ",\n".join(f"{_text(key)}: {_lines(value)}" for key, value in data.items())
    return f"{{\n{entries}\n}}\n".encode()


def plain(number: Decimal) -> str:
    """A number without exponent and trailing zeros."""
    return f"{number.normalize():f}" if number else "0"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n " + ",\n ".join(map(_text, value)) + "\n]"
    if isinstance(value, dict) and value and all(isinstance(item, dict) for item in value.values()):
        items = (f"{_text(key)}: {_text(item)}" for key, item in value.items())
        return "{\n " + ",\n ".join(items) + "\n}"
    return _text(value)


def _entity(published: Publication) -> Json:
    units = [asdict(unit) for unit in published.units]
    return {"code": published.code, "name": published.name, "level": published.level, "units": units}


def _dimension(dimension: PublicDimension) -> Json:
    members = {code: {"name": member.name, "parent": member.parent} for code, member in dimension.members.items()}
    return {"name": dimension.name, "members": members}


def _fact(fact: PublicFact) -> Json:
    return {
        "at": dict(fact.at),
        "label": fact.label,
        "amount": plain(fact.amount),
        "precision": plain(fact.precision),
        "unit": fact.unit,
        "status": fact.status,
    }


def _table(table: RecordSheet) -> Json:
    keys = [column.key for column in table.columns]
    return {
        "title": table.title,
        "unit": table.unit,
        "columns": [column.title for column in table.columns],
        "rows": [[row.get(key, "") for key in keys] for row in table.rows],
    }
