"""Two folders of one disclosure, replaced together: what may be published, and the internal record of it.

Both are written aside, into one folder that only its owner may open and that lies in neither tree. It ends with a copy
of the manifest, the *plan*: until that is there, nothing has been moved. Then the published folder is put in place,
then the record. After a crash the next run looks at the plan: if the published folder has been put in place, its record
follows; if not, all stays as it was. So the last good output is whole at every moment.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.domain.errors import OutputError
from generator.domain.location import Location
from generator.publish.explained import explained
from generator.publish.files import alike, remove, sync, write_files, write_synced
from generator.publish.lock import locked
from generator.publish.manifest import NAME
from generator.publish.ours import check_ours, holds, listing
from generator.publish.places import PREVIEW, PUBLIC, Places, check_root
from generator.publish.renames import exchange, move

WAIT = 120.0
"""Seconds to wait for another run that writes the same folders."""
_FILES, _RECORD, _PLAN = "files", "record", "plan.json"
_LEFT = re.compile(rf"\.(.+)\.({PUBLIC}|{PREVIEW})-(?:new|old|lock)")


def prepare(root: Path, tree: str = PUBLIC) -> None:
    """Before any work: see that one can write below ``root``, and settle what crashed runs left there.

    Raises:
        OutputError: one cannot.
    """
    check_root(root, tree)
    with explained(root):
        left = {found.groups() for path in root.glob(".*") if (found := _LEFT.fullmatch(path.name))}
        for places in (Places(root, *found) for found in sorted(left)):
            with contextlib.suppress(TimeoutError), _locked(places, 0):
                _settle(places)


def check_places(places: Places, *, wait: float = WAIT) -> None:
    """See that what stands in the places of an output may be replaced, before the work of drawing it.

    Raises:
        OutputError: something there is not ours, or has been changed since; or another run holds it too long.
    """
    if places.root.is_dir():
        with explained(places.files), _locked(places, wait):
            _settle(places)
            check_ours(places)


def write_output(
    places: Places, files: Mapping[str, bytes], record: Mapping[str, bytes], *, wait: float = WAIT
) -> None:
    """Make the two folders hold exactly ``files`` and ``record`` (plain name → content), whole or not at all.

    ``record`` has the manifest, which lists both.

    Raises:
        ValueError: a name is no plain file name.
        OutputError: they cannot be written, or what is there is not ours; it is untouched then.
    """
    for name in (*files, *record):
        if name in {"", ".", ".."} or Path(name).name != name or "\\" in name:
            raise ValueError(name)
    with explained(places.files):
        places.root.mkdir(parents=True, exist_ok=True)
        with _locked(places, wait):
            _settle(places)
            try:
                _write(places, files, record)
                check_ours(places)  # as late as can be: somebody may just be editing
                _put_in_place(places)
            finally:
                _settle(places)


@contextlib.contextmanager
def _locked(places: Places, wait: float) -> Iterator[None]:
    with locked(places.beside("lock"), wait):
        yield


def _write(places: Places, files: Mapping[str, bytes], record: Mapping[str, bytes]) -> None:
    """Write everything aside; the plan comes last."""
    new = places.beside("new")
    new.mkdir(mode=0o700)
    for name, contents, target in ((_FILES, files, places.files), (_RECORD, record, places.record)):
        (new / name).mkdir()
        alike(new / name, target)
        write_files(new / name, contents, like=target)
    write_synced(new / _PLAN, record[NAME])
    sync(new)
    sync(places.root)


def _put_in_place(places: Places) -> None:
    new = places.beside("new")
    _replace(new / _FILES, places.files)
    _replace(new / _RECORD, places.record)


def _replace(fresh: Path, target: Path) -> None:
    """Put ``fresh`` in the place of ``target``: in one step where the system can, else in two."""
    target.parent.mkdir(exist_ok=True)
    if not os.path.lexists(target):
        move(fresh, target)
    elif not exchange(fresh, target):
        old = _moved_aside(fresh)
        target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            old.rename(target)
            raise
    sync(target.parent)
    sync(fresh.parent)


def _moved_aside(fresh: Path) -> Path:
    return fresh.with_name(f"{fresh.name}-old")


def _settle(places: Places) -> None:
    """Finish or undo what a run began, and remove what it left. After a run that ended well there is nothing to do."""
    remove(places.beside("old"))
    new = places.beside("new")
    if not os.path.lexists(new):
        return
    if new.is_symlink() or not new.is_dir():
        raise OutputError(
            "这里本应是生成时的临时文件夹，却是别的东西，没有动它。", Location(new.as_posix()), "请移走它再试。"
        )
    plan = listing(new / _PLAN)
    if plan is not None and not holds(new / _FILES, plan.files):
        if holds(new / _RECORD, plan.record):
            _replace(new / _RECORD, places.record)
    elif _moved_aside(new / _FILES).is_dir() and not places.files.exists():
        _moved_aside(new / _FILES).rename(places.files)
    new.rename(places.beside("old"))  # in one step, so that no half-removed folder is taken for one to be settled
    remove(places.beside("old"))
