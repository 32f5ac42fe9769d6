"""Output folders move into place whole, or not at all."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from generator.domain.errors import OutputError
from generator.publish import output
from generator.publish.lock import locked
from generator.publish.output import replacing, write_folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def traces(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path != target)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "106-2024-某部门"


@pytest.fixture(params=["exchange", "two renames"])
def _either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "two renames":
        monkeypatch.setattr(output, "_exchange", lambda *_: False)


def half_written(target: Path) -> None:
    """A run that fails after its first file."""
    with replacing(target) as folder:
        (folder / "a.pdf").write_bytes(b"half")
        raise ZeroDivisionError


def test_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    target = tmp_path / "深" / "处" / "某部门"
    write_folder(target, {"a.pdf": b"1", "b.docx": b"2"})
    assert contents(target) == {"a.pdf": b"1", "b.docx": b"2"}
    assert traces(target) == []


@pytest.mark.usefixtures("_either_way")
def test_new_output_replaces_the_old_whole(target: Path) -> None:
    write_folder(target, {"old.pdf": b"old", "same.pdf": b"old"})
    write_folder(target, {"same.pdf": b"new"})
    assert contents(target) == {"same.pdf": b"new"}
    assert traces(target) == []


def test_the_system_exchanges_folders_in_one_step(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / "mark").touch()
    if not output._exchange(tmp_path / "a", tmp_path / "b"):
        pytest.skip("this system or file system cannot")
    assert (tmp_path / "b" / "mark").exists()


def test_an_error_leaves_the_last_good_output(target: Path) -> None:
    write_folder(target, {"a.pdf": b"good"})
    with pytest.raises(ZeroDivisionError):
        half_written(target)
    assert contents(target) == {"a.pdf": b"good"}
    assert traces(target) == []


def test_an_error_in_a_first_run_leaves_nothing(target: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        half_written(target)
    assert not target.exists()
    assert traces(target) == []


def test_a_failed_second_rename_brings_the_old_output_back(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(target, {"a.pdf": b"good"})
    monkeypatch.setattr(output, "_exchange", lambda *_: False)
    rename = Path.rename

    def failing(self: Path, to: Path) -> Path:
        if self.name.endswith(".new"):
            raise PermissionError(13, "in use")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OutputError):
        write_folder(target, {"a.pdf": b"new"})
    assert contents(target) == {"a.pdf": b"good"}
    assert traces(target) == []


def test_leftovers_of_a_crash_are_cleared(target: Path) -> None:
    write_folder(target, {"a.pdf": b"good"})
    for ending in ("new", "old"):
        leftover = target.with_name(f".{target.name}.{ending}")
        leftover.mkdir()
        (leftover / "a.pdf").write_bytes(b"left")
    target.with_name(f".{target.name}.lock").touch()
    write_folder(target, {"a.pdf": b"new"})
    assert contents(target) == {"a.pdf": b"new"}
    assert traces(target) == []


def test_a_crash_between_two_renames_is_undone(target: Path) -> None:
    write_folder(target, {"a.pdf": b"good"})
    target.rename(target.with_name(f".{target.name}.old"))
    with pytest.raises(ZeroDivisionError):
        half_written(target)
    assert contents(target) == {"a.pdf": b"good"}


def test_a_second_run_waits_for_the_first(target: Path) -> None:
    entered = threading.Event()

    def first() -> None:
        with replacing(target) as folder:
            entered.set()
            time.sleep(0.2)
            (folder / "a.pdf").write_bytes(b"first")

    thread = threading.Thread(target=first)
    thread.start()
    entered.wait()
    write_folder(target, {"b.pdf": b"second"})
    thread.join()
    assert contents(target) == {"b.pdf": b"second"}
    assert traces(target) == []


def test_many_runs_never_mix(target: Path) -> None:
    runs = [
        threading.Thread(target=write_folder, args=(target, {"a": mark * 1000, "b": mark * 1000}))
        for mark in (b"1", b"2", b"3", b"4", b"5", b"6")
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert len(set(contents(target).values())) == 1
    assert traces(target) == []


def test_a_run_that_waits_too_long_says_so(target: Path) -> None:
    lock = target.with_name(f".{target.name}.lock")
    with locked(lock, 1), pytest.raises(OutputError, match="正在写入") as caught:
        write_folder(target, {"a.pdf": b"1"}, wait=0.05)
    assert caught.value.location.file == str(target)
    assert not target.exists()


def test_a_file_in_the_way_is_not_replaced(target: Path) -> None:
    target.write_text("mine")
    with pytest.raises(OutputError):
        write_folder(target, {"a.pdf": b"1"})
    assert target.read_text() == "mine"


def test_a_file_among_the_parents_is_named(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_text("mine")
    with pytest.raises(OutputError):
        write_folder(tmp_path / "outputs" / "某部门", {"a.pdf": b"1"})


def test_a_full_disk_is_told_in_plain_words(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(target, {"a.pdf": b"good"})

    def full(_path: Path, _content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="磁盘空间"):
        write_folder(target, {"a.pdf": b"new"})
    assert contents(target) == {"a.pdf": b"good"}


def test_a_linked_folder_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real"
    write_folder(real, {"a.pdf": b"old"})
    link = tmp_path / "link"
    link.symlink_to(real)
    write_folder(link, {"a.pdf": b"new"})
    assert link.is_symlink()
    assert contents(real) == {"a.pdf": b"new"}


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "a\\b", "/abs"])
def test_only_plain_names_are_written(target: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        write_folder(target, {name: b"1"})
    assert not target.exists()
