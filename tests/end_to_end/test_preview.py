"""``packs preview``: every shipped pack shows its pages before there is any input."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.authoring.preview import preview_pack, sample_disclosure
from generator.authoring.sample import lawful
from generator.cli import main
from generator.domain.errors import PackError
from generator.domain.findings import Severity
from generator.domain.submission import Disclosure
from generator.packs.loader import list_manifests, load_pack
from generator.packs.pack import Pack
from samples import ROOT

PACKS = [manifest.id for manifest, _ in list_manifests() if not manifest.abstract]
LEVELS = [(pack_id, level) for pack_id in PACKS for level in load_pack(pack_id).manifest.levels]
INVENTED = (ROOT / "tests/packs",)


@cache
def sample(pack_id: str, level: str) -> Disclosure:
    """The sample of a pack, reconciled once."""
    return sample_disclosure(load_pack(pack_id, INVENTED), level)


@pytest.mark.parametrize(("pack_id", "level"), [*LEVELS, ("yunling-2025", "部门")])
def test_the_sample_agrees_with_itself(pack_id: str, level: str) -> None:
    pack = load_pack(pack_id, INVENTED)
    disclosure = sample(pack_id, level)
    found = [finding for finding in lawful(pack, disclosure.findings) if finding.severity >= Severity.WARNING]
    assert found == []
    assert all(state.status == "stated" for state in disclosure.forms.values())


@pytest.mark.parametrize("pack_id", [*PACKS, "yunling-2025"])
def test_every_written_out_row_is_filled(pack_id: str) -> None:
    """Every fixed row of every form has a figure, so that the author sees which row is which."""
    from generator.forms.printed import printed_form

    pack = load_pack(pack_id, INVENTED)
    disclosure = sample(pack_id, pack.manifest.levels[0])
    for form_id in disclosure.forms:
        printed = printed_form(pack, pack.forms[form_id], disclosure)
        for cells in printed.rows:
            filled = {cell.row: cell.text for cell in cells if cell.at is not None and cell.text}
            rows = {cell.row for cell in cells if cell.at is not None and cell.row.kind == "fixed"}
            assert rows <= filled.keys(), (form_id, [row.label for row in rows - filled.keys()])


@pytest.mark.pdf
@pytest.mark.parametrize("pack_id", PACKS)
def test_a_preview_is_built_and_marked(pack_id: str, tmp_path: Path) -> None:
    preview = preview_pack(pack_id, tmp_path)
    assert preview.errors == ()
    assert {name.rpartition(".")[2] for name in preview.files} == {"docx", "pdf", "xlsx", "html", "json"}
    assert preview.pages is not None
    assert preview.pages > 5
    reader = PdfReader(next(preview.folder.glob("*.pdf")))
    text = reader.pages[min(3, len(reader.pages) - 1)].extract_text()
    assert "示例" in "".join(page.extract_text() for page in reader.pages)
    html = next(preview.folder.glob("*.html")).read_text(encoding="utf-8")
    assert "草稿" in html
    assert text


def test_the_command_builds_a_preview(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["packs", "preview", str(INVENTED[0] / "yunling-2025"), "-o", str(tmp_path), "--only", "html"]
    assert main([*arguments, "--format", "json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["files"] == ["2025年示例单位部门预算.html"]
    assert Path(content["folder"]).name == "yunling-2025-部门-示例"


def test_what_cannot_be_previewed_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackError):
        preview_pack("base", tmp_path)
    with pytest.raises(PackError):
        preview_pack("hebei-2024", tmp_path, level="乡镇")


def test_two_samples_are_the_same() -> None:
    pack: Pack = load_pack("hebei-2024")
    assert sample_disclosure(pack, "部门").facts == sample_disclosure(pack, "部门").facts
