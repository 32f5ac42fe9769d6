"""Nothing is replaced but an output of ours that nobody has changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.domain.errors import OutputError
from generator.publish.output import check_places
from generator.publish.places import Places
from outputs import contents, everything, put

NAME = "106-2024-某部门"
Change = Callable[[Places], None]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = Places(tmp_path / "out", NAME)
    put(made, {"a.docx": b"1", "b.pdf": b"2"})
    return made


def edit(places: Places) -> None:
    (places.files / "a.docx").write_bytes(b"1, mended by a clerk")


def add(places: Places) -> None:
    (places.files / "~$a.docx").write_bytes(b"lock")


def add_folder(places: Places) -> None:
    (places.files / "说明").mkdir()


def folder_for_file(places: Places) -> None:
    (places.files / "a.docx").unlink()
    (places.files / "a.docx").mkdir()


def link_for_file(places: Places) -> None:
    moved = places.root / "moved.docx"
    (places.files / "a.docx").rename(moved)
    (places.files / "a.docx").symlink_to(moved)


def link_for_folder(places: Places) -> None:
    places.files.rename(places.root / "moved")
    places.files.symlink_to(places.root / "moved")


def dangling_link(places: Places) -> None:
    link_for_folder(places)
    (places.root / "moved").rename(places.root / "gone")


def file_for_folder(places: Places) -> None:
    places.files.rename(places.root / "moved")
    places.files.write_text("mine")


def no_record(places: Places) -> None:
    places.record.rename(places.root / "moved")


def no_manifest(places: Places) -> None:
    (places.record / "manifest.json").unlink()


def record_edited(places: Places) -> None:
    (places.record / "findings.json").write_text("checked by me")


def record_added(places: Places) -> None:
    (places.record / "批注.txt").write_text("mine")


def record_linked(places: Places) -> None:
    no_record(places)
    places.record.symlink_to(places.root / "moved")


def manifest_of(change: Callable[[dict[str, object]], object]) -> Change:
    def changed(places: Places) -> None:
        path = places.record / "manifest.json"
        data = json.loads(path.read_bytes())
        change(data)
        path.write_text(json.dumps(data), encoding="utf-8")

    return changed


def not_json(places: Places) -> None:
    (places.record / "manifest.json").write_text("[" * 100_000)


CHANGES: dict[str, tuple[Change, str]] = {
    "a file edited": (edit, "a.docx"),
    "a file added": (add, "~$a.docx"),
    "a folder added": (add_folder, "说明"),
    "a folder for a file": (folder_for_file, "a.docx"),
    "a link for a file": (link_for_file, "a.docx"),
    "a link for the folder": (link_for_folder, "链接"),
    "a link that leads nowhere": (dangling_link, "链接"),
    "a file for the folder": (file_for_folder, "不是文件夹"),
    "no record": (no_record, "没有内部记录"),
    "no manifest": (no_manifest, "manifest.json"),
    "the record edited": (record_edited, "findings.json"),
    "a file added to the record": (record_added, "批注.txt"),
    "a link for the record": (record_linked, "链接"),
    "a manifest of another tool": (manifest_of(lambda data: data.update(tool={"name": "other"})), "manifest.json"),
    "a manifest of another schema": (manifest_of(lambda data: data.update(schema=99)), "manifest.json"),
    "a manifest without files": (manifest_of(lambda data: data.pop("outputs")), "manifest.json"),
    "a manifest with odd files": (manifest_of(lambda data: data.update(outputs=[1])), "manifest.json"),
    "no manifest at all but brackets": (not_json, "manifest.json"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_not_ours_is_refused_by_name_and_not_touched(places: Places, name: str) -> None:
    change, told = CHANGES[name]
    change(places)
    before = everything(places.root)
    with pytest.raises(OutputError) as early:
        check_places(places)
    with pytest.raises(OutputError) as late:
        put(places, {"a.docx": b"3", "b.pdf": b"4"})
    assert everything(places.root) == before
    for caught in (early, late):
        assert told in caught.value.message
        assert caught.value.remedy
        assert NAME in caught.value.location.file
        assert caught.value.exit_code == 2


def test_what_was_refused_can_be_built_once_it_is_out_of_the_way(places: Places) -> None:
    edit(places)
    (places.files / "a.docx").rename(places.root / "kept.docx")
    put(places, {"a.docx": b"3"})
    assert contents(places.files) == {"a.docx": b"3"}


def test_an_empty_folder_without_record_is_not_ours(tmp_path: Path) -> None:
    places = Places(tmp_path, NAME)
    places.files.mkdir(parents=True)
    with pytest.raises(OutputError, match="没有内部记录"):
        put(places, {"a.docx": b"3"})


def test_many_strange_files_are_not_all_listed(places: Places) -> None:
    for number in range(30):
        (places.files / f"{number:02}.txt").write_text("mine")
    with pytest.raises(OutputError, match="等 30 项") as caught:
        check_places(places)
    assert caught.value.message.count(".txt") == 5
