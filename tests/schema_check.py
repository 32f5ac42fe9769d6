"""As much of JSON Schema as our schemas use, to validate files against them without a library."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "object": dict,
    "array": list,
    "null": type(None),
}
KNOWN = frozenset(
    {"$schema", "$defs", "$ref", "title", "description", "default", "type", "enum", "const", "anyOf", "oneOf", "items"}
    | {"prefixItems", "minItems", "maxItems", "properties", "required", "additionalProperties", "pattern", "format"}
    | {"minimum", "maximum", "exclusiveMinimum", "discriminator"}
)


def problems(schema: Mapping[str, Any], value: object, root: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Everything in ``value`` that ``schema`` does not allow."""
    unknown = schema.keys() - KNOWN
    assert not unknown, f"the schema uses {unknown}, which this checker does not know"
    if "$ref" in schema:
        yield from problems(root["$defs"][schema["$ref"].rpartition("/")[2]], value, root, path)
    for key in ("anyOf", "oneOf"):
        if key in schema:
            tried = [list(problems(each, value, root, path)) for each in schema[key]]
            if all(tried):
                yield f"{path}: {min(tried, key=len)[0]}"
    if "type" in schema and not _is(value, schema["type"]):
        yield f"{path}: {value!r} is no {schema['type']}"
        return
    yield from _scalars(schema, value, path)
    if isinstance(value, dict):
        yield from _objects(schema, value, root, path)
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from problems(schema["items"], item, root, f"{path}[{index}]")


def _is(value: object, types: str | list[str]) -> bool:
    wanted = [types] if isinstance(types, str) else types
    return any(
        isinstance(value, _TYPES[name]) and not (isinstance(value, bool) and name in ("number", "integer"))
        for name in wanted
    )


def _scalars(schema: Mapping[str, Any], value: object, path: str) -> Iterator[str]:
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: {value!r} is none of {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{path}: {value!r} is not {schema['const']}"
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        yield f"{path}: {value!r} does not look like {schema['pattern']}"
    if isinstance(value, (int, float)):
        if value < schema.get("minimum", value) or value > schema.get("maximum", value):
            yield f"{path}: {value} is out of range"
        if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
            yield f"{path}: {value} is too small"


def _objects(schema: Mapping[str, Any], value: dict[str, object], root: Mapping[str, Any], path: str) -> Iterator[str]:
    own = schema.get("properties", {})
    yield from (f"{path}: {key} is missing" for key in schema.get("required", ()) if key not in value)
    for key, inner in value.items():
        rest = schema.get("additionalProperties", True)
        if key in own:
            yield from problems(own[key], inner, root, f"{path}.{key}")
        elif rest is False:
            yield f"{path}: {key} is not known"
        elif isinstance(rest, dict):
            yield from problems(rest, inner, root, f"{path}.{key}")
