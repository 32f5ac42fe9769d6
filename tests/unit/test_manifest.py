"""The manifest says what was made from what, in the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import platform
import zlib
from dataclasses import replace

import pytest

from generator.publish.manifest import LIBRARIES, FileRecord, Manifest, PackRecord, library_versions

PACK = PackRecord("hebei-2024", "1.0", (FileRecord.of("pack.yaml", b"id"), FileRecord.of("forms/01.yaml", b"form")))


@pytest.fixture
def manifest() -> Manifest:
    return Manifest(
        inputs=(FileRecord.of("b.yaml", b"b"), FileRecord.of("a.xlsx", b"a")),
        pack=PACK,
        outputs=(FileRecord.of("预算.pdf", b"%PDF", pages=39), FileRecord.of("预算.docx", b"PK")),
        record=(FileRecord.of("findings.json", b"{}"),),
        tool_version="1.2.3",
        libraries={"weasyprint": "70.0", "lxml": "6.1"},
    )


def test_it_states_everything(manifest: Manifest) -> None:
    content = json.loads(manifest.render())
    assert content["tool"] == {"name": "budget-disclosure", "version": "1.2.3"}
    assert content["libraries"] == {"weasyprint": "70.0", "lxml": "6.1"}
    assert content["draft"] is False
    assert content["pack"]["id"] == "hebei-2024"
    assert content["pack"]["version"] == "1.0"
    assert [file["name"] for file in content["pack"]["files"]] == ["forms/01.yaml", "pack.yaml"]
    assert [file["name"] for file in content["inputs"]] == ["a.xlsx", "b.yaml"]
    assert [file["name"] for file in content["record"]] == ["findings.json"]


def test_outputs_carry_size_hash_and_pages(manifest: Manifest) -> None:
    docx, pdf = json.loads(manifest.render())["outputs"]
    assert pdf == {"name": "预算.pdf", "size": 4, "sha256": hashlib.sha256(b"%PDF").hexdigest(), "pages": 39}
    assert "pages" not in docx


def test_order_of_files_and_libraries_does_not_matter(manifest: Manifest) -> None:
    turned = replace(
        manifest,
        inputs=manifest.inputs[::-1],
        outputs=manifest.outputs[::-1],
        pack=replace(PACK, files=PACK.files[::-1]),
        libraries={"lxml": "6.1", "weasyprint": "70.0"},
    )
    assert turned.render() == manifest.render()


def test_bytes_are_readable_utf8_and_end_in_a_line_break(manifest: Manifest) -> None:
    text = manifest.render().decode()
    assert "预算.pdf" in text
    assert text.endswith("}\n")


def test_a_changed_pack_file_changes_the_pack_hash() -> None:
    changed = replace(PACK, files=(PACK.files[0], FileRecord.of("forms/01.yaml", b"other")))
    renamed = replace(PACK, files=(PACK.files[0], FileRecord.of("forms/02.yaml", b"form")))
    assert len({PACK.sha256, changed.sha256, renamed.sha256}) == 3


def test_libraries_not_installed_are_left_out() -> None:
    assert list(library_versions(["pytest", "no-such-library"])) == ["pytest"]


def test_versions_of_all_libraries_are_known(manifest: Manifest) -> None:
    own = Manifest(inputs=(), pack=PACK, outputs=())
    assert set(own.libraries) == set(LIBRARIES)
    assert own.python["version"] == platform.python_version()
    assert json.loads(own.render())["python"]["zlib"] == zlib.ZLIB_RUNTIME_VERSION
    assert manifest.tool_version == "1.2.3"
