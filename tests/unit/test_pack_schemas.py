"""The schemas and the reference in ``docs/`` are those of the models, and what is shipped keeps to them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from generator.authoring.descriptions import description, descriptions
from generator.authoring.input_schema import input_schema
from generator.authoring.models import FILES, all_models
from generator.authoring.reference import reference
from generator.authoring.schemas import rendered, schemas, write_schemas
from generator.compose.context import Stage
from generator.compose.filters import FILTERS
from generator.readers import yaml_forms, yaml_reader
from samples import ROOT
from schema_check import problems

SCHEMAS = ROOT / "docs/schema"
AGAIN = "run: python -m generator.authoring"
PACK_FILES = sorted(path for folder in ("templates", "tests/packs") for path in (ROOT / folder).rglob("*/**/*.yaml"))
INPUTS = sorted([*(ROOT / "inputs").glob("*.yaml"), *(ROOT / "tests/packs").glob("*.yaml")])


class _EditorLoader(yaml.CSafeLoader):
    """YAML 1.2 as editors read it: no dates, and only true and false are booleans."""


_EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag.rpartition(":")[2] in ("int", "float", "null")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def as_an_editor_reads(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), _EditorLoader)  # noqa: S506 - a safe loader


def schema_of(path: Path) -> dict[str, Any]:
    name = "form" if path.parent.name == "forms" else path.stem
    return dict(schemas()[f"{name}.schema.json"])


def test_schemas_in_docs_are_fresh() -> None:
    stored = {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS.glob("*.json")}
    assert stored == {name: rendered(schema) for name, schema in schemas().items()}, AGAIN


def test_reference_in_docs_is_fresh() -> None:
    assert (ROOT / "docs/pack-reference.md").read_text(encoding="utf-8") == reference(), AGAIN


def test_every_key_is_described_in_chinese() -> None:
    missing = {
        model.__name__: [key for key, text in description(model).fields.items() if not text] for model in all_models()
    }
    assert not {model: keys for model, keys in missing.items() if keys}
    assert all(description(model).about for model in all_models())
    met = {base.__name__: base for model in all_models() for base in model.__mro__ if issubclass(base, BaseModel)}
    assert descriptions().keys() <= met.keys()
    extra = {name: about.fields.keys() - met[name].model_fields.keys() for name, about in descriptions().items()}
    assert not {name: keys for name, keys in extra.items() if keys}, "described, but there is no such key"
    texts = [about.about for about in descriptions().values()]
    assert all(any("\u4e00" <= char <= "\u9fff" for char in text) for text in texts)


def test_every_kind_of_pack_file_has_a_schema() -> None:
    assert {path.stem for path in PACK_FILES if path.parent.name != "forms"} <= FILES.keys()


@pytest.mark.parametrize("path", PACK_FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_pack_files_keep_to_the_schema(path: Path) -> None:
    schema = schema_of(path)
    assert list(problems(schema, as_an_editor_reads(path), schema)) == []


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_inputs_keep_to_the_schema(path: Path) -> None:
    schema = schemas()["input.schema.json"]
    assert list(problems(schema, as_an_editor_reads(path), schema)) == []


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("form", {"id": "a", "title": "甲", "sheet": "甲", "columns": [{"title": "乙", "role": "amont"}]}),
        ("form", {"id": "a", "title": "甲", "sheet": "甲", "columns": [], "colums": []}),
        ("form", {"id": "a", "title": "甲"}),
        ("pack", {"id": "a", "title": "甲", "outline": {"parts": [{"page_number": "again"}]}}),
        ("style", {"roles": {"p": {"size": "九号"}}}),
        ("dimensions", {"kind": {"members": [{"name": "没有代号"}]}}),
        ("input", {"pack": "a", "year": 2024, "entity": {"name": "甲", "level": "部门"}, "form": {}}),
        (
            "input",
            {"pack": "a", "year": 2024, "entity": {"name": "甲", "level": "部门"}, "forms": {"x": {"unit": "亿元"}}},
        ),
    ],
)
def test_a_schema_refuses_what_the_tool_refuses(name: str, wrong: object) -> None:
    schema = schemas()[f"{name}.schema.json"]
    assert list(problems(schema, wrong, schema))


def test_the_input_schema_has_every_key_the_reader_takes() -> None:
    properties = input_schema()["properties"]
    tables = {"units", "projects", "indicators", "goals"}
    assert {*yaml_reader._TOP, "entity", "forms", "texts", "prior", *tables} <= properties.keys()
    assert set(yaml_reader._ENTITY) == properties["entity"]["properties"].keys()
    assert yaml_forms.ROWS in properties["forms"]["additionalProperties"]["properties"]


def test_schemas_can_be_written_anywhere(tmp_path: Path) -> None:
    names = write_schemas(tmp_path / "new")
    assert {path.name for path in (tmp_path / "new").iterdir()} == set(names)
    assert all(json.loads((tmp_path / "new" / name).read_text(encoding="utf-8")) for name in names)


def test_the_guide_of_templates_names_every_function_and_filter() -> None:
    from generator.authoring.stand_in import stage_of
    from generator.packs.loader import load_pack

    stage: Stage = stage_of(load_pack("hebei-2024"), "部门")
    guide = (ROOT / "docs/templates.md").read_text(encoding="utf-8") + (ROOT / "docs/packs.md").read_text(
        encoding="utf-8"
    )
    names = (*stage._functions(), *FILTERS)
    missing = [
        name for name in names if not any(f"{mark}{name}" in guide for mark in ("`", "{{ ", "| ", r"\| ", "in "))
    ]
    assert missing in ([], ["join"])
