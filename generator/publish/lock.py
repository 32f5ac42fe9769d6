"""A lock between processes, held by the operating system: a crash never leaves it behind."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


NO_LINK = getattr(os, "O_NOFOLLOW", 0)
"""For ``os.open``: a link in the place of the file is an error. Nothing where the system has no such thing."""
_PAUSE = 0.02
_TAKEN = (BlockingIOError, PermissionError)  # what Linux and Windows say of a lock held by another


@contextlib.contextmanager
def locked(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock file ``path``, waiting up to ``wait`` seconds for whoever has it.

    The file is removed again when the lock is given back.

    Raises:
        TimeoutError: another run held it all the time.
        OSError: the file cannot be made.
    """
    deadline = time.monotonic() + wait
    while (handle := _acquire(path)) is None:
        if time.monotonic() >= deadline:
            raise TimeoutError(path)
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # Windows does not remove a file that is open
            path.unlink()
        os.close(handle)


def hold(handle: int, path: Path) -> bool:
    """Lock the open file at ``path`` until ``handle`` is closed; false where another run has it or removed it.

    Raises:
        OSError: it cannot be locked at all.
    """
    try:
        _try_lock(handle)
    except _TAKEN:
        return False
    try:
        return os.path.samestat(path.lstat(), os.fstat(handle))
    except FileNotFoundError:  # its last holder removed the file after we opened it: that lock guards nothing any more
        return False


def _acquire(path: Path) -> int | None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | NO_LINK, 0o666)
    try:
        held = hold(handle, path)
    except OSError:
        os.close(handle)
        raise
    if held:
        return handle
    os.close(handle)
    return None
