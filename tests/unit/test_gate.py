"""The gate: nothing is published that does not read back as what was approved."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from generator.publish import pipeline, rendering
from generator.publish.pipeline import Request, build
from generator.publish.report.groups import findings_of
from samples import INPUTS, NAMES

SAMPLE = INPUTS / f"{NAMES[0]}.yaml"


def changed(kind: str, old: bytes, new: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the files of one format say something else once they are drawn."""
    original = rendering.render

    def render(*arguments: Any) -> rendering.Rendered:
        rendered = original(*arguments)
        name = next(name for name in rendered.files if name.endswith(kind))
        assert old in rendered.files[name]
        rendered.files[name] = rendered.files[name].replace(old, new)
        return rendered

    monkeypatch.setattr(pipeline, "render", render)


def files(folder: Path) -> Sequence[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [("json", b'"amount": "12956500"', b'"amount": "12956501"'), ("html", b"1295.65", b"1295.66")],
)
def test_a_file_that_says_something_else_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, old: bytes, new: bytes
) -> None:
    request = Request(tmp_path, formats=(kind,))
    assert build(SAMPLE, request).exit_code == 0
    before = {path: path.read_bytes() for path in files(tmp_path)}
    changed(kind, old, new, monkeypatch)
    outcome = build(SAMPLE, request)
    assert outcome.exit_code == 3
    assert [finding.code for finding in findings_of(outcome)] == ["GATE-01"]
    assert outcome.folder is None
    assert {path: path.read_bytes() for path in files(tmp_path)} == before


def test_only_what_was_made_is_read_back_and_the_record_says_so(tmp_path: Path) -> None:
    outcome = build(SAMPLE, Request(tmp_path, formats=("json", "xlsx")))
    assert outcome.record is not None
    told = json.loads((outcome.record / "readback.json").read_text(encoding="utf-8"))["files"]
    assert [(Path(each["name"]).suffix, each["differences"]) for each in told] == [(".json", []), (".xlsx", [])]
    assert all(f"核对 {each['figures']} 个数字，0 处不同" in each["statement"] for each in told)
    assert all(each["figures"] > 100 for each in told)
    manifest = json.loads((outcome.record / "manifest.json").read_text(encoding="utf-8"))
    assert "readback.json" in {file["name"] for file in manifest["record"]}


def test_the_manifest_names_fonts_and_native_libraries(tmp_path: Path) -> None:
    outcome = build(SAMPLE, Request(tmp_path, formats=("pdf",)))
    assert outcome.record is not None
    manifest = json.loads((outcome.record / "manifest.json").read_text(encoding="utf-8"))
    assert {"Pango", "HarfBuzz", "Fontconfig"} <= manifest["native"].keys()
    assert manifest["fonts"]
    assert all(font["family"] and len(font["sha256"]) == 64 and "/" not in font["name"] for font in manifest["fonts"])
