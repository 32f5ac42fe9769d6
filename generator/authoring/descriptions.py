"""What every key of a pack means, in Chinese, from one table: for the reference and for the schemas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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
    return {key: Description(value["title"], value["about"], dict(value["fields"])) for key, value in data.items()}


def description(model: str) -> Description:
    """The description of a model; an empty one where nobody has written it yet (a test sees to it)."""
    return descriptions().get(model) or Description(model, "", {})
