"""A run may die at any step: the last good output is whole all the time, and the next run sets everything right."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publish import output
from generator.publish.files import write_file
from generator.publish.output import prepare
from generator.publish.places import Places
from outputs import contents, put, record_of, traces

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

OLD, NEW, NEXT = ({"a.pdf": mark * 100, "b.docx": mark} for mark in (b"1", b"2", b"3"))
_STEPS = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "ctypes.dlopen"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def died_at(step: int, action: Callable[[], object]) -> bool:
    """Run ``action`` in a process that dies before its ``step``-th change on the disk; false when it needs fewer."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    left = [step]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        flags = arguments[2] if event == "open" else 0
        if event in _STEPS or (isinstance(flags, int) and flags & _WRITES):
            left[0] -= 1
            if not left[0]:
                os._exit(9)

    try:
        sys.addaudithook(hook)
        action()
    except BaseException:  # noqa: BLE001 -- nothing may run on in the child
        os._exit(1)
    os._exit(0)


def steps_of(root: Path, first: dict[str, bytes] | None) -> list[Places]:
    """One output a step: written once, then by a run that died there."""
    found: list[Places] = []
    for step in range(1, 200):
        places = Places(root / str(step), "某部门")
        if first is not None:
            put(places, first)
        else:
            places.root.mkdir()
        if not died_at(step, lambda places=places: put(places, NEW)):  # type: ignore[misc]
            assert contents(places.files) == NEW
            return found
        found.append(places)
    pytest.fail("too many steps")


@pytest.fixture(params=["exchange", "two renames"])
def atomic(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    if request.param == "two renames":
        monkeypatch.setattr(output, "exchange", lambda *_: False)
    return str(request.param) == "exchange"


@pytest.mark.parametrize("first", [OLD, None], ids=["again", "first time"])
@pytest.mark.usefixtures("atomic")
def test_the_next_run_works_whatever_the_last_one_left(tmp_path: Path, first: dict[str, bytes] | None) -> None:
    crashed = steps_of(tmp_path, first)
    assert len(crashed) > 12
    for places in crashed:
        put(places, NEXT)
        assert contents(places.files) == NEXT
        assert contents(places.record) == record_of(NEXT)
        assert traces(places.root) == []


@pytest.mark.parametrize("first", [OLD, None], ids=["again", "first time"])
def test_the_output_is_whole_at_every_moment(tmp_path: Path, *, atomic: bool, first: dict[str, bytes] | None) -> None:
    seen = []
    for places in steps_of(tmp_path, first):
        if atomic and first:
            assert contents(places.files) in (OLD, NEW)
        prepare(places.root)  # the next run, if only for another input, settles it: both as before, or both new
        if places.files.exists():
            files = contents(places.files)
            assert contents(places.record) == record_of(files)
            seen.append(files)
        else:
            assert first is None
            assert not places.record.exists()
        assert traces(places.root) == []
    assert NEW in seen
    assert OLD in seen or first is None


def test_a_run_that_dies_while_it_settles_is_settled_by_the_next(tmp_path: Path) -> None:
    for places in steps_of(tmp_path, OLD):
        for step in range(1, 50):
            if not died_at(step, lambda places=places: prepare(places.root)):  # type: ignore[misc]
                break
        files = contents(places.files)
        assert files in (OLD, NEW)
        assert contents(places.record) == record_of(files)
        assert traces(places.root) == []


@pytest.mark.parametrize("replace", [True, False])
def test_a_single_file_is_old_or_new_and_nothing_stays_aside(tmp_path: Path, *, replace: bool) -> None:
    for step in range(1, 50):
        folder = tmp_path / str(step)
        folder.mkdir()
        target = folder / "预算.xlsx"
        if replace:
            target.write_bytes(b"old")
        if not died_at(step, lambda target=target: write_file(target, b"new", replace=replace)):  # type: ignore[misc]
            break
        assert target.exists() or not replace
        assert not target.exists() or target.read_bytes() in ((b"old", b"new") if replace else (b"new",))
        write_file(target, b"next", replace=target.exists())
        assert contents(folder) == {"预算.xlsx": b"next"}
    assert step > 3


def test_a_half_removed_attempt_is_not_taken_for_one_to_be_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = Places(tmp_path, "某部门")
    put(places, OLD)

    def half(path: Path) -> None:
        if path.exists():
            (path / "files" / "a.pdf").unlink()
            raise KeyboardInterrupt

    def refused(_: Places) -> None:
        raise OSError(13, "in use")

    with monkeypatch.context() as patch:
        patch.setattr(output, "_put_in_place", refused)
        patch.setattr(output, "remove", half)
        with pytest.raises(KeyboardInterrupt):
            put(places, NEW)
    prepare(tmp_path)
    assert (contents(places.files), contents(places.record)) == (OLD, record_of(OLD))
    assert traces(tmp_path) == []
