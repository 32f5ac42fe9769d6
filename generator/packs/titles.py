"""Filling ``{level}`` and friends into the titles a pack declares."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.domain.records import Entity

_PLACE = re.compile(r"\{(\w+)\}")


def fill(text: str, names: Mapping[str, str]) -> str:
    """``text`` with every ``{name}`` replaced; a name that is not known stays as it is."""
    return _PLACE.sub(lambda match: names.get(match[1], match[0]), text)


def title_names(entity: Entity, year: int, unit: str = "万元") -> dict[str, str]:
    """The names titles may use: level, entity, code, year, prior_year, unit."""
    return {
        "level": entity.level,
        "entity": entity.name,
        "code": entity.code,
        "year": str(year),
        "prior_year": str(year - 1),
        "unit": unit,
    }
