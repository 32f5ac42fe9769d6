"""The one way to write: aside under a name of its own, synchronised, moved into place; one sees the old or the new.

Whatever a crash leaves aside is cleared when the same file is written again. A run that still writes holds a lock on
what it has aside, so that nobody clears it.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from generator.domain.errors import OutputError
from generator.domain.location import Location
from generator.publish.explained import explained
from generator.publish.lock import NO_LINK, hold
from generator.publish.renames import move

_LONGEST = 200
"""Bytes of a name kept in names aside; file systems allow 255 with mark and ending."""
_MARK = 4
_PERMISSIONS = 0o777


def check_target(target: Path, *, replace: bool = False) -> None:
    """See, before the work, that ``target`` may be written; what stands there is only replaced by leave.

    Raises:
        OutputError: something stands there and must not be replaced.
    """
    place = Location(target.as_posix())
    if not os.path.lexists(target):
        return
    if not replace:
        raise OutputError("文件已存在，没有覆盖。", place, "请换一个文件名，或加 --force。")
    if target.is_symlink():
        raise OutputError("这里是一个链接，没有覆盖。", place, "请换一个文件名，或直接写它指向的文件。")
    if not target.is_file():
        raise OutputError("这里不是普通文件，没有覆盖。", place, "请换一个文件名。")


def write_file(target: Path, data: bytes, *, replace: bool = False) -> None:
    """Write ``data`` to ``target``; a file that stands there is only replaced by leave, anything else never.

    Folders above it are made. Until it is in place, no more people may read it than may read what it replaces.

    Raises:
        OutputError: the file cannot be written, or something stands there and must not be replaced.
    """
    check_target(target, replace=replace)
    with explained(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with _aside(target, lambda fresh: write_synced(fresh, b"", like=target)) as fresh:
            write_synced(fresh, data)
            if replace:
                fresh.replace(target)
            else:
                move(fresh, target)
            sync(target.parent)


def new_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder ``target`` of ``files`` (plain name → content), whole or not at all.

    Raises:
        OutputError: the folder cannot be written, or something stands there.
    """
    if os.path.lexists(target):
        place = Location(target.as_posix())
        raise OutputError("这个文件夹已经存在，没有覆盖。", place, "请换一个名称，或先移走原来的。")
    with explained(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with _aside(target, Path.mkdir) as fresh:
            write_files(fresh, files)
            move(fresh, target)
            sync(target.parent)


def write_files(folder: Path, files: Mapping[str, bytes], like: Path | None = None) -> None:
    """Write ``files`` into a folder of ours, and see that they are on the disk.

    Raises:
        OSError: something cannot be written.
    """
    for name, content in files.items():
        write_synced(folder / name, content, like=like / name if like else None)
    sync(folder)


def write_synced(path: Path, content: bytes, like: Path | None = None) -> None:
    """Write a file of ours and see that it is on the disk. ``like``: whose permissions it takes, where that is there.

    Raises:
        OSError: it cannot be written.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | NO_LINK, 0o666)
    with open(handle, "wb") as file:  # noqa: PTH123 -- a path cannot say that links are not followed
        alike(path, like)
        file.write(content)
        file.flush()
        os.fsync(handle)


def alike(path: Path, like: Path | None) -> None:
    """Give ``path`` the permissions of ``like``, where there is one; its owner may always write."""
    if like is not None and like.exists():
        path.chmod(like.stat().st_mode & _PERMISSIONS | (0o700 if path.is_dir() else 0o600))


def sync(folder: Path) -> None:
    """See that the names in a folder are on the disk, where the system can."""
    with contextlib.suppress(OSError):  # some file systems, and Windows, synchronise no folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove(path: Path) -> None:
    """Remove a file or folder of ours, as far as that goes; a link is removed, not what it leads to."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


@contextlib.contextmanager
def _aside(target: Path, make: Callable[[Path], None]) -> Iterator[Path]:
    """A file or folder beside ``target``, made by ``make`` and gone afterwards, if it has not been moved."""
    _clear(target)
    while (made := _made(target, make)) is None:
        pass
    fresh, handle = made
    try:
        yield fresh
    finally:
        remove(fresh)
        os.close(handle)


def _made(target: Path, make: Callable[[Path], None]) -> tuple[Path, int] | None:
    """What was made aside, with a handle that locks it; none where another run took it for a leftover before that."""
    fresh = target.with_name(f".{_stem(target)}.{secrets.token_hex(_MARK)}.new")
    try:
        make(fresh)
        handle = os.open(fresh, os.O_RDONLY | NO_LINK)
        if hold(handle, fresh):
            return fresh, handle
        os.close(handle)
    except FileNotFoundError:
        if not target.parent.is_dir():
            raise
    except OSError:
        remove(fresh)
        raise
    return None


def _clear(target: Path) -> None:
    """Remove what crashed runs left beside ``target``."""
    pattern = re.compile(re.escape(f".{_stem(target)}.") + rf"[0-9a-f]{{{2 * _MARK}}}\.new")
    with contextlib.suppress(OSError):  # a folder that may be written to need not be readable
        for path in list(target.parent.iterdir()):
            if pattern.fullmatch(path.name) and _abandoned(path):
                remove(path)


def _abandoned(path: Path) -> bool:
    """Whether it is a file or folder that no run holds; nothing else is opened, since that might block."""
    if path.is_symlink() or not (path.is_file() or path.is_dir()):
        return False
    handle = os.open(path, os.O_RDONLY | NO_LINK)
    try:
        return hold(handle, path)
    finally:
        os.close(handle)


def _stem(target: Path) -> str:
    return os.fsencode(target.name)[:_LONGEST].decode(errors="ignore")
