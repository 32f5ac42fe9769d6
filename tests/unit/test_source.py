"""Files are read once: what is hashed is what was read, and what is no plain file of a plain size is not read."""

from __future__ import annotations

import hashlib
import json
import os
import socket
from pathlib import Path
from typing import Any

import pytest

from generator.domain.errors import DisclosureError, InputError, PackError
from generator.files.source import read_source
from generator.packs import folder as pack_folder
from generator.packs.folder import read_folder
from generator.packs.loader import load_pack
from generator.publish import pipeline, rendering
from generator.publish.pipeline import Request, build
from samples import INPUTS, NAMES

SAMPLE = INPUTS / f"{NAMES[0]}.yaml"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def own_pack(folder: Path, pack_id: str, **files: str) -> Path:
    """A pack that extends hebei-2024, with files of its own (``__`` is a dot)."""
    pack = folder / pack_id
    pack.mkdir(parents=True)
    (pack / "pack.yaml").write_text(f"id: {pack_id}\ntitle: 试\nextends: hebei-2024\n", encoding="utf-8")
    for name, text in files.items():
        (pack / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return pack


def test_a_file_is_read_with_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "预算.yaml"
    path.write_bytes(b"x: 1")
    source = read_source(path, 4)
    assert (source.name, source.size, source.sha256) == ("预算.yaml", 4, sha256(b"x: 1"))


def test_one_byte_too_many_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "预算.yaml"
    path.write_bytes(b"x: 12")
    with pytest.raises(InputError, match="过大"):
        read_source(path, 4)


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "预算.yaml"
    path.write_bytes(b"x")
    status = path.stat()
    path.write_bytes(bytes(100))
    monkeypatch.setattr(os, "fstat", lambda handle: status)
    monkeypatch.setattr(Path, "stat", lambda self, **kw: status)
    with pytest.raises(InputError, match="过大"):
        read_source(path, 10)


@pytest.mark.parametrize("kind", ["fifo", "socket", "device", "folder", "sparse", "loop", "long", "nul", "missing"])
def test_what_is_no_plain_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "预算.yaml"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(os.path.relpath(path))
    elif kind == "device":
        path = Path(os.devnull)
    elif kind == "folder":
        path.mkdir()
    elif kind == "sparse":
        path.touch()
        os.truncate(path, 1 << 40)
    elif kind == "loop":
        path.symlink_to(path.name)
    elif kind == "long":
        path = tmp_path / ("长" * 300)
    elif kind == "nul":
        path = tmp_path / "空\0.yaml"
    with pytest.raises(InputError) as error:
        read_source(path, 1000)
    assert error.value.remedy
    assert error.value.location.file


def test_the_manifest_tells_what_was_read_not_what_lies_there_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = own_pack(tmp_path / "packs", "own-once", style__css=".cover { color: red }")
    source = tmp_path / "预算.yaml"
    source.write_text(SAMPLE.read_text(encoding="utf-8").replace("pack: hebei-2024", "pack: own-once"), "utf-8")
    read = {"预算.yaml": source.read_bytes(), "own-once/style.css": (pack / "style.css").read_bytes()}
    render = rendering.render

    def meanwhile(*arguments: Any) -> Any:
        source.write_text("changed: meanwhile", "utf-8")
        (pack / "style.css").unlink()
        return render(*arguments)

    monkeypatch.setattr(pipeline, "render", meanwhile)
    outcome = build(source, Request(tmp_path / "out", (tmp_path / "packs",), formats=("html",)))
    assert outcome.exit_code == 0, outcome.error
    record = next((tmp_path / "out").rglob("manifest.json"))
    manifest = json.loads(record.read_text(encoding="utf-8"))
    files = {file["name"]: file for file in (*manifest["inputs"], *manifest["pack"]["files"])}
    for name, data in read.items():
        assert (files[name]["sha256"], files[name]["size"]) == (sha256(data), len(data))


def test_every_file_that_has_a_part_in_a_pack_is_recorded(tmp_path: Path) -> None:
    own_pack(tmp_path, "own-parts", rules__yaml="severities: {}\n", style__css="")
    pack = load_pack("own-parts", (tmp_path,))
    taking_part = {file.shown for file in pack.sources}
    merged = {
        f"{owner}/{name}" for owner in ("own-parts", "hebei-2024", "base") for name in ("pack.yaml", "rules.yaml")
    }
    assert merged <= taking_part
    assert {file.shown for file in pack.files.values()} <= taking_part


def test_templates_come_from_what_was_loaded(tmp_path: Path) -> None:
    pack_path = own_pack(tmp_path, "own-gone", notes__j2="一")
    pack = load_pack("own-gone", (tmp_path,))
    (pack_path / "notes.j2").write_text("二", encoding="utf-8")
    assert pack.files["notes.j2"].text == "一"


@pytest.mark.parametrize(("limit", "value"), [("MAX_FILES", 3), ("MAX_TOTAL", 100), ("MAX_DEPTH", 1)])
def test_a_pack_has_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    pack = own_pack(tmp_path, "own-large", one__j2="一" * 50, two__j2="二", three__j2="三")
    (pack / "a" / "b").mkdir(parents=True)
    monkeypatch.setattr(pack_folder, limit, value)
    with pytest.raises(PackError, match="模板包过大"):
        read_folder(pack)


def test_hidden_files_and_special_ones_are_no_part_of_a_pack(tmp_path: Path) -> None:
    pack = own_pack(tmp_path, "own-odd")
    (pack / ".git").mkdir()
    (pack / ".git" / "HEAD").write_text("x", encoding="utf-8")
    os.mkfifo(pack / "pipe.j2")
    (pack / "broken.j2").symlink_to("nowhere")
    assert set(read_folder(pack).files) == {"pack.yaml"}


def test_a_link_out_of_a_pack_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    pack = own_pack(tmp_path / "packs", "own-link")
    (pack / "link.j2").symlink_to(secret)
    read = read_folder(pack)
    assert read.outside == ("link.j2",)
    assert "link.j2" not in read.files
    with pytest.raises(DisclosureError, match="包外"):
        load_pack("own-link", (tmp_path / "packs",))
