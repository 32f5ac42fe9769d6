"""JSON Schemas of pack files and inputs, for editors that complete and check YAML as one types.

An editor reads ``201`` as a number and ``2024-02-06`` as a text or date; we read every scalar as text. So wherever the
models want text, the schemas accept numbers, too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from generator.authoring.descriptions import Description, description
from generator.authoring.input_schema import input_schema
from generator.authoring.models import FILES, KEYED, all_models
from generator.packs.style import LARGEST, NAMED_SIZES, SMALLEST
from generator.publish.files import write_file

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def schemas() -> dict[str, Schema]:
    """Every schema by file name."""
    found = {f"{name}.schema.json": _of_file(name) for name in FILES}
    return {**found, "input.schema.json": {"$schema": DIALECT, **input_schema()}}


def rendered(schema: Schema) -> str:
    """A schema as it is stored."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> tuple[str, ...]:
    """Write every schema into ``folder``, over those of an earlier run; returns the names of the files.

    Raises:
        OutputError: one cannot be written, or something else goes by its name.
    """
    found = schemas()
    for name, schema in found.items():
        write_file(folder / name, rendered(schema).encode(), replace=_is_schema(folder / name, schema))
    return tuple(found)


def _is_schema(path: Path, schema: Schema) -> bool:
    """Whether an earlier version of ``schema`` stands at ``path``."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and all(found.get(key) == schema.get(key) for key in ("$schema", "title"))


def _of_file(name: str) -> Schema:
    model = FILES[name]
    references, whole = models_json_schema([(model, "validation")], ref_template="#/$defs/{model}")
    own = references[model, "validation"]
    known = {each.__name__: each for each in all_models()}
    definitions = {key: _dressed(known[key], value) for key, value in whole["$defs"].items()}
    about = description(model)
    schema: Schema = {"$schema": DIALECT, "title": about.title, "description": about.about}
    if name in KEYED:
        schema |= {"type": "object", "additionalProperties": {"anyOf": [own, {"type": "null"}]}}
    else:
        schema |= own
    return {**schema, "$defs": definitions}


def _dressed(model: type[BaseModel], schema: Schema) -> Schema:
    """A model's schema with Chinese words, as lenient as the reader."""
    about = description(model)
    dressed: Schema = {"title": about.title, "description": about.about, "type": "object"}
    properties = {key: _described(about, key, value) for key, value in schema.get("properties", {}).items()}
    required = _required(model.__name__, schema)
    if "code" in required or "key" in required:
        # An inherited rule or text is taken away by nulls beside its name.
        properties = {key: value if key in ("code", "key") else _or_null(value) for key, value in properties.items()}
        required = [key for key in required if key in ("code", "key")]
    dressed |= {"properties": properties, "additionalProperties": False}
    return {**dressed, "required": required} if required else dressed


def _required(model: str, schema: Schema) -> list[str]:
    """Required keys. A child's ``style.yaml`` and ``pack.yaml`` are completed by what they extend."""
    optional = {"Style": {"fonts", "roles"}, "Font": {"faces"}, "RecordTable": {"columns"}}
    return [key for key in schema.get("required", []) if key not in optional.get(model, ())]


def _or_null(schema: Schema) -> Schema:
    words: Schema = {key: schema[key] for key in ("description", "default") if key in schema}
    return {**words, "anyOf": [{key: value for key, value in schema.items() if key not in words}, {"type": "null"}]}


def _described(about: Description, key: str, schema: Schema) -> Schema:
    lenient = _lenient({name: value for name, value in schema.items() if name not in ("title", "default")})
    if key in ("size", "number_size"):
        lenient = {"anyOf": [{"type": "number", "minimum": SMALLEST, "maximum": LARGEST}, {"enum": [*NAMED_SIZES]}]}
    described = {"description": about.fields.get(key, ""), **lenient}
    if schema.get("default") not in (None, (), [], {}, ""):
        described["default"] = schema["default"]
    return described


def _lenient(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_lenient(each) for each in schema]
    if not isinstance(schema, Mapping):
        return schema
    found = {key: _lenient(value) for key, value in schema.items()}
    if found.get("type") == "string" and "enum" not in found and "const" not in found and "pattern" not in found:
        found["type"] = ["string", "number", "boolean"]
    if found.get("type") == "object" and "additionalProperties" in found and "properties" not in found:
        # What is inherited can be taken away with null.
        found["additionalProperties"] = {"anyOf": [found["additionalProperties"], {"type": "null"}]}
    return found
