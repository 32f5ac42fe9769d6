"""The folders of an output move into place whole and together, or not at all."""

from __future__ import annotations

import stat
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from generator.domain.errors import OutputError
from generator.publish import output
from generator.publish.lock import locked
from generator.publish.output import check_places, prepare, write_output
from generator.publish.places import Places
from generator.publish.renames import exchange, move
from outputs import contents, everything, put, record_of, traces


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path, "106-2024-某部门")


@pytest.fixture(params=["exchange", "two renames"])
def _either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "two renames":
        monkeypatch.setattr(output, "exchange", lambda *_: False)


def test_folders_are_made_with_their_parents(tmp_path: Path) -> None:
    places = Places(tmp_path / "深" / "处", "某部门")
    files = {"a.pdf": b"1", "b.docx": b"2"}
    put(places, files)
    assert contents(tmp_path / "深" / "处" / "公开" / "某部门") == files
    assert contents(tmp_path / "深" / "处" / "内部" / "某部门") == record_of(files)
    assert traces(places.root) == []


@pytest.mark.usefixtures("_either_way")
def test_new_output_replaces_the_old_whole(places: Places) -> None:
    put(places, {"old.pdf": b"old", "same.pdf": b"old"})
    put(places, {"same.pdf": b"new"})
    assert contents(places.files) == {"same.pdf": b"new"}
    assert contents(places.record) == record_of({"same.pdf": b"new"})
    assert traces(places.root) == []


@pytest.mark.usefixtures("_either_way")
def test_the_same_output_again_is_the_same(places: Places) -> None:
    put(places, {"a.pdf": b"1"})
    before = everything(places.root)
    put(places, {"a.pdf": b"1"})
    assert everything(places.root) == before


@pytest.mark.usefixtures("_either_way")
@pytest.mark.parametrize("gone", ["a.pdf", "b.pdf", ""])
def test_files_that_have_gone_are_made_again(places: Places, gone: str) -> None:
    put(places, {"a.pdf": b"1", "b.pdf": b"2"})
    for name in [gone] if gone else ["a.pdf", "b.pdf"]:
        (places.files / name).unlink()
    if not gone:
        places.files.rmdir()
    put(places, {"a.pdf": b"3", "b.pdf": b"4"})
    assert contents(places.files) == {"a.pdf": b"3", "b.pdf": b"4"}
    assert contents(places.record) == record_of({"a.pdf": b"3", "b.pdf": b"4"})


def test_an_error_leaves_the_last_good_output(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    put(places, {"a.pdf": b"good"})
    before = everything(places.root)
    monkeypatch.setattr(output, "write_files", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        put(places, {"a.pdf": b"new"})
    assert everything(places.root) == before
    assert traces(places.root) == []


@pytest.mark.parametrize("fails", ["106-2024-某部门", "files"])
def test_a_failed_rename_brings_the_old_output_back(
    places: Places, fails: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(places, {"a.pdf": b"good"})
    before = everything(places.root)
    monkeypatch.setattr(output, "exchange", lambda *_: False)
    rename = Path.rename

    def failing(self: Path, to: Path) -> Path:
        if self.name == fails:
            raise PermissionError(13, "in use")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OutputError):
        put(places, {"a.pdf": b"new"})
    assert everything(places.root) == before
    assert traces(places.root) == []


def test_a_record_that_cannot_be_placed_at_once_follows_at_the_end(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The published folder is in place already: its record goes forward, not the folder back."""
    put(places, {"a.pdf": b"good"})
    refused = [PermissionError(13, "in use")]

    def failing(one: Path, other: Path) -> bool:
        if one.name == "record" and refused:
            raise refused.pop()
        return exchange(one, other)

    monkeypatch.setattr(output, "exchange", failing)
    with pytest.raises(OutputError):
        put(places, {"a.pdf": b"new"})
    assert contents(places.files) == {"a.pdf": b"new"}
    assert contents(places.record) == record_of({"a.pdf": b"new"})
    assert traces(places.root) == []


def test_a_full_disk_is_told_in_plain_words(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    put(places, {"a.pdf": b"good"})

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output, "write_files", full)
    with pytest.raises(OutputError, match="磁盘空间已满"):
        put(places, {"a.pdf": b"new"})
    assert contents(places.files) == {"a.pdf": b"good"}


def test_what_is_aside_is_for_its_owner_alone(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    modes: list[int] = []
    place = output._put_in_place

    def looked_at(places: Places) -> None:
        modes.append(stat.S_IMODE(places.beside("new").stat().st_mode))
        place(places)

    monkeypatch.setattr(output, "_put_in_place", looked_at)
    put(places, {"a.pdf": b"1"})
    assert modes == [0o700]


def test_permissions_of_what_is_replaced_are_kept(places: Places) -> None:
    put(places, {"a.pdf": b"1", "b.pdf": b"2"})
    places.files.chmod(0o750)
    places.record.chmod(0o700)
    (places.files / "a.pdf").chmod(0o640)
    put(places, {"a.pdf": b"3", "b.pdf": b"4"})
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (places.files, places.record, places.files / "a.pdf")]
    assert modes == [0o750, 0o700, 0o640]


def test_a_second_run_waits_for_the_first(places: Places) -> None:
    entered = threading.Event()

    def first() -> None:
        with locked(places.beside("lock"), 1):
            entered.set()
            time.sleep(0.2)
            places.files.parent.mkdir()

    thread = threading.Thread(target=first)
    thread.start()
    entered.wait()
    put(places, {"b.pdf": b"second"})
    thread.join()
    assert contents(places.files) == {"b.pdf": b"second"}


def test_many_runs_never_mix(places: Places) -> None:
    outputs = [{"a": mark * 1000, "b": mark * 1000} for mark in (b"1", b"2", b"3", b"4", b"5", b"6")]
    runs = [threading.Thread(target=put, args=(places, files)) for files in outputs]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    found = contents(places.files)
    assert found in outputs
    assert contents(places.record) == record_of(found)
    assert traces(places.root) == []


@pytest.mark.parametrize("action", [check_places, lambda places, wait: write_output(places, {}, {}, wait=wait)])
def test_a_run_that_waits_too_long_says_so(places: Places, action: object) -> None:
    assert callable(action)
    with locked(places.beside("lock"), 1), pytest.raises(OutputError, match="正在写入") as caught:
        action(places, wait=0.05)
    assert caught.value.location.file == str(places.files)
    assert not places.files.exists()


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "a\\b", "/abs"])
def test_only_plain_names_are_written(places: Places, name: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        put(places, {name: b"1"})
    assert everything(places.root) == {}


def test_a_linked_root_is_followed_since_it_was_named(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    put(Places(tmp_path / "link", "某部门"), {"a.pdf": b"1"})
    assert contents(tmp_path / "real" / "公开" / "某部门") == {"a.pdf": b"1"}


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_lies_where_we_write_aside_is_not_touched(places: Places, kind: str, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "x").write_text("mine")
    aside = places.beside("new")
    if kind == "file":
        aside.write_text("mine")
    else:
        aside.symlink_to("mine")
    before = everything(tmp_path)
    with pytest.raises(OutputError) as caught:
        put(places, {"a.pdf": b"1"})
    assert caught.value.location.file == aside.as_posix()
    assert everything(tmp_path) == before


def test_what_somebody_edits_while_we_write_is_not_lost(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    put(places, {"a.docx": b"1"})
    write = output._write

    def edited_meanwhile(*arguments: Any) -> None:
        write(*arguments)
        (places.files / "a.docx").write_bytes(b"mended by a clerk")

    monkeypatch.setattr(output, "_write", edited_meanwhile)
    with pytest.raises(OutputError, match="没有覆盖"):
        put(places, {"a.docx": b"2"})
    assert contents(places.files) == {"a.docx": b"mended by a clerk"}
    assert traces(places.root) == []


# --- before the work -----------------------------------------------------------------------------------------------


def test_a_good_root_is_accepted_and_nothing_is_made(tmp_path: Path) -> None:
    prepare(tmp_path / "深" / "处")
    prepare(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("where", ["", "公开", "内部"])
@pytest.mark.parametrize("what", ["file", "dangling", "loop"])
def test_a_root_that_is_no_folder_is_refused(tmp_path: Path, where: str, what: str) -> None:
    path = tmp_path / "out" / where
    path.parent.mkdir(exist_ok=True)
    if what == "file":
        path.write_text("mine")
    else:
        path.symlink_to("nowhere" if what == "dangling" else path.name)
    before = everything(tmp_path)
    with pytest.raises(OutputError) as caught:
        prepare(tmp_path / "out")
    assert caught.value.location.file == path.as_posix()
    assert everything(tmp_path) == before


def test_a_name_the_file_system_refuses_is_told_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="太长"):
        prepare(tmp_path / ("长" * 100))
    with pytest.raises(OutputError, match="太长"):
        prepare(tmp_path / "a" / ("长" * 100))


def test_trees_on_two_disks_are_told_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.publish.places._device", lambda folder: len(folder.parts))
    with pytest.raises(OutputError, match="两个磁盘") as caught:
        prepare(tmp_path)
    assert caught.value.location.file == (tmp_path / "公开").as_posix()


def test_a_root_one_may_not_write_is_told_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("generator.publish.places.tempfile.TemporaryFile", denied)  # root may write anywhere
    with pytest.raises(OutputError, match="权限"):
        prepare(tmp_path)


# --- single steps --------------------------------------------------------------------------------------------------


def test_the_system_exchanges_folders_in_one_step(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / "mark").touch()
    if not exchange(tmp_path / "a", tmp_path / "b"):
        pytest.skip("this system or file system cannot")
    assert (tmp_path / "b" / "mark").exists()


def test_what_cannot_be_exchanged_or_moved_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "a", tmp_path / "b")
    (tmp_path / "b").symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        move(tmp_path / "a", tmp_path / "b")
    monkeypatch.setattr("generator.publish.renames.sys.platform", "other")
    with pytest.raises(FileExistsError):
        move(tmp_path / "a", tmp_path / "b")
    move(tmp_path / "a", tmp_path / "c")
    assert (tmp_path / "c").is_dir()
