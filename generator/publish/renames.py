"""Moving files and folders in one step, as far as the system can."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_NOREPLACE, _EXCHANGE = 1, 2  # flags of Linux's renameat2
_UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)  # by the system or by the file system


def exchange(one: Path, other: Path) -> bool:
    """Exchange two files or folders; false, and nothing done, where system or file system cannot.

    Raises:
        OSError: they cannot be moved.
    """
    return _renameat2(one, other, _EXCHANGE)


def move(source: Path, target: Path) -> None:
    """Move a file or folder to where nothing is yet.

    Raises:
        FileExistsError: something is there, if only a link that leads nowhere.
        OSError: it cannot be moved.
    """
    if _renameat2(source, target, _NOREPLACE):
        return
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    source.rename(target)


def _renameat2(one: Path, other: Path, flag: int) -> bool:
    if sys.platform != "linux":
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    here = -100  # AT_FDCWD: relative to the working directory
    if call(here, os.fsencode(one), here, os.fsencode(other), flag) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))
