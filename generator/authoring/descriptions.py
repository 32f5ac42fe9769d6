"""What every key of a pack means, in Chinese, from one table: for the reference and for the schemas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel

from generator.files.yaml_file import parse_yaml


@dataclass(frozen=True, slots=True)
class Description:
    """One model: what authors know it as, what it is, and its keys."""

    title: str
    about: str
    fields: dict[str, str]


@cache
def descriptions() -> dict[str, Description]:
    """All descriptions by the name of the model."""
    name = "descriptions.yaml"
    text = (files("generator.authoring") / name).read_text(encoding="utf-8")
    data = parse_yaml(text, name).data
    return {key: Description(value["title"], value["about"], _fields(data, value)) for key, value in data.items()}


def _fields(data: Mapping[str, Any], value: Mapping[str, Any]) -> dict[str, str]:
    """The keys of a model, after those of the model it is ``like``."""
    shared = data[value["like"]]["fields"] if "like" in value else {}
    return {**shared, **(value["fields"] or {})}


def description(model: type[BaseModel]) -> Description:
    """The description of a model, with that of the keys it has from a common base.

    What nobody has described yet is empty; a test sees to it.
    """
    known = [found for each in model.__mro__ if (found := descriptions().get(each.__name__))]
    own = known[0] if known else Description(model.__name__, "", {})
    fields = {key: text for found in reversed(known) for key, text in found.fields.items()}
    return Description(own.title, own.about, {key: fields.get(key, "") for key in model.model_fields})
