"""Single files and new folders: old or new, never half, never in the place of something else."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from generator.domain.errors import OutputError
from generator.publish import files
from generator.publish.files import new_folder, write_file
from generator.publish.lock import hold


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_with_the_folders_above_it(tmp_path: Path) -> None:
    write_file(tmp_path / "深" / "处" / "a.xlsx", b"1")
    assert (tmp_path / "深" / "处" / "a.xlsx").read_bytes() == b"1"
    assert names(tmp_path / "深" / "处") == ["a.xlsx"]


def test_a_file_is_replaced_only_by_leave(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    write_file(target, b"1")
    with pytest.raises(OutputError, match="没有覆盖"):
        write_file(target, b"2")
    assert target.read_bytes() == b"1"
    write_file(target, b"2", replace=True)
    assert target.read_bytes() == b"2"
    assert names(tmp_path) == ["a.xlsx"]


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.xlsx"
    monkeypatch.setattr(files, "check_target", lambda *_, **__: target.write_bytes(b"mine"))
    with pytest.raises(OutputError):
        write_file(target, b"2")
    assert target.read_bytes() == b"mine"
    assert names(tmp_path) == ["a.xlsx"]


@pytest.mark.parametrize("replace", [True, False])
@pytest.mark.parametrize("kind", ["link", "dangling link", "folder", "pipe"])
def test_what_is_no_file_is_never_replaced(tmp_path: Path, kind: str, *, replace: bool) -> None:
    target, other = tmp_path / "a.xlsx", tmp_path / "other"
    if kind == "folder":
        target.mkdir()
    elif kind == "pipe":
        os.mkfifo(target)
    else:
        target.symlink_to(other)
        if kind == "link":
            other.write_bytes(b"mine")
    before = names(tmp_path)
    with pytest.raises(OutputError):
        write_file(target, b"2", replace=replace)
    assert names(tmp_path) == before
    assert not other.exists() or other.read_bytes() == b"mine"


def test_the_longest_names_can_be_written(tmp_path: Path) -> None:
    name = "长" * 83 + ".xlsx"
    write_file(tmp_path / name, b"1")
    assert names(tmp_path) == [name]
    with pytest.raises(OutputError, match="太长"):
        write_file(tmp_path / ("长" * 86), b"1")


def test_no_more_people_may_read_it_than_what_it_replaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"1")
    target.chmod(0o600)
    modes: list[int] = []
    written = files.write_synced

    def seen(path: Path, content: bytes, like: Path | None = None) -> None:
        written(path, content, like)
        modes.append(stat.S_IMODE(path.stat().st_mode))

    monkeypatch.setattr(files, "write_synced", seen)
    write_file(target, b"2", replace=True)
    assert set(modes) == {0o600}
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_leftovers_of_a_crash_are_cleared_and_nothing_else(tmp_path: Path) -> None:
    left, mine = tmp_path / ".a.xlsx.0123abcd.new", tmp_path / ".a.xlsx.new"
    other, busy = tmp_path / ".b.xlsx.0123abcd.new", tmp_path / ".a.xlsx.abcd0123.new"
    for path in (left, mine, other, busy):
        path.write_bytes(b"unpublished")
    pipe, link = tmp_path / ".a.xlsx.00000000.new", tmp_path / ".a.xlsx.11111111.new"
    os.mkfifo(pipe)
    link.symlink_to(mine)
    handle = os.open(busy, os.O_RDONLY)
    assert hold(handle, busy)  # another run is still writing it
    write_file(tmp_path / "a.xlsx", b"1")
    os.close(handle)
    assert names(tmp_path) == sorted(["a.xlsx", *(path.name for path in (mine, other, busy, pipe, link))])


def test_an_error_leaves_the_old_file_and_nothing_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="磁盘空间已满"):
        write_file(target, b"new", replace=True)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.xlsx"]


def test_many_writers_never_mix(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"")
    contents = [mark * 10_000 for mark in (b"1", b"2", b"3", b"4")]
    runs = [threading.Thread(target=write_file, args=(target, data), kwargs={"replace": True}) for data in contents]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert target.read_bytes() in contents
    assert names(tmp_path) == ["a.xlsx"]


@pytest.mark.parametrize("kind", ["folder", "file", "dangling link"])
def test_a_new_folder_never_takes_the_place_of_anything(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "own"
    if kind == "folder":
        target.mkdir()
    elif kind == "file":
        target.write_bytes(b"mine")
    else:
        target.symlink_to("nowhere")
    with pytest.raises(OutputError, match="没有覆盖"):
        new_folder(target, {"pack.yaml": b"id"})
    assert names(tmp_path) == ["own"]


def test_a_new_folder_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new_folder(tmp_path / "深" / "own", {"pack.yaml": b"id", "README.md": b"#"})
    assert names(tmp_path / "深" / "own") == ["README.md", "pack.yaml"]
    assert names(tmp_path / "深") == ["own"]
    written = files.write_synced

    def failing(path: Path, content: bytes, like: Path | None = None) -> None:
        if path.name == "README.md":
            raise OSError(28, "No space left on device")
        written(path, content, like)

    monkeypatch.setattr(files, "write_synced", failing)
    with pytest.raises(OutputError):
        new_folder(tmp_path / "other", {"pack.yaml": b"id", "README.md": b"#"})
    assert names(tmp_path) == ["深"]
