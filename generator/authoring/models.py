"""The models a pack is made of, for checks, schemas and the reference."""

from __future__ import annotations

import typing
from collections.abc import Iterator

from pydantic import BaseModel

from generator.packs.form import Form
from generator.packs.pack import DimensionSpec, FigureSpec, Manifest, RecordSpec, RowLists
from generator.packs.rules import Rules
from generator.packs.style import Style

FILES: dict[str, type[BaseModel]] = {
    "pack": Manifest,
    "form": Form,
    "rows": RowLists,
    "dimensions": DimensionSpec,
    "figures": FigureSpec,
    "rules": Rules,
    "records": RecordSpec,
    "style": Style,
}
"""The model of every kind of pack file; of dimensions and figures, the model of each entry."""

KEYED = frozenset({"dimensions", "figures"})
"""Files that are a mapping of entries."""


def all_models() -> tuple[type[BaseModel], ...]:
    """Every model, in the order one meets them from the files down."""
    found: dict[type[BaseModel], None] = {}
    for model in FILES.values():
        for inner in _below(model, found):
            found[inner] = None
    return tuple(found)


def _below(model: type[BaseModel], seen: typing.Container[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    met: dict[type[BaseModel], None] = {}

    def visit(each: type[BaseModel]) -> None:
        if each in met or each in seen:
            return
        met[each] = None
        for name in each.model_fields:
            for inner in inner_models(typing.get_type_hints(each)[name]):
                visit(inner)

    visit(model)
    yield from met


def inner_models(annotation: object) -> Iterator[type[BaseModel]]:
    """The models named anywhere in a type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from inner_models(argument)
