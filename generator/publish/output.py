"""Output folders, written aside and moved into place whole: one sees the old output or the new, never a mix.

Beside the folder ``X`` live, while it is written, ``.X.new``, ``.X.old`` and ``.X.lock``. Whatever a crash
leaves of them is cleared by the next run; the last good output stays, or comes back then.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.domain.errors import OutputError
from generator.domain.location import Location
from generator.publish.lock import locked

WAIT = 120.0
"""Seconds to wait for another run that writes the same folder."""


def write_folder(target: Path, files: Mapping[str, bytes], *, wait: float = WAIT) -> None:
    """Make ``target`` a folder of exactly ``files`` (plain name → content).

    Raises:
        ValueError: a name is no plain file name.
        OutputError: the folder cannot be written; what was there before is untouched.
    """
    for name in files:
        if name in {"", ".", ".."} or Path(name).name != name or "\\" in name:
            raise ValueError(name)
    with replacing(target, wait=wait) as folder, _explained(target):
        for name, content in files.items():
            (folder / name).write_bytes(content)


@contextlib.contextmanager
def replacing(target: Path, *, wait: float = WAIT) -> Iterator[Path]:
    """Yield an empty folder to write into; when the block ends well, it takes the place of ``target``.

    When the block raises, ``target`` stays as it was and the exception goes on. ``wait`` is in seconds.

    Raises:
        OutputError: the folder cannot be made or moved into place, or another run holds it too long.
    """
    target = target.resolve()  # a link to a folder stays a link
    fresh = _beside(target, "new")
    with contextlib.ExitStack() as stack:
        with _explained(target):
            _check_place(target)
            stack.enter_context(locked(_beside(target, "lock"), wait))
            _recover(target)
            stack.callback(_clear, target)
            fresh.mkdir()
        yield fresh
        with _explained(target):
            _swap(fresh, target)


def _check_place(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise FileExistsError(target)
    target.parent.mkdir(parents=True, exist_ok=True)


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(f".{target.name}.{ending}")


def _recover(target: Path) -> None:
    """Clear what a crash left; bring the old output back if it had been moved aside and nothing had come."""
    old = _beside(target, "old")
    if old.exists() and not target.exists():
        old.rename(target)
    _clear(target)


def _clear(target: Path) -> None:
    for ending in ("new", "old"):
        shutil.rmtree(_beside(target, ending), ignore_errors=True)


def _swap(fresh: Path, target: Path) -> None:
    """Put ``fresh`` in the place of ``target``: in one step where the system can, else in two."""
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        old = _beside(target, "old")
        target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            old.rename(target)
            raise


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders atomically (Linux ``renameat2``); false where system or file system cannot."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)


@contextlib.contextmanager
def _explained(target: Path) -> Iterator[None]:
    """Say in plain words why an output folder could not be written."""
    place = Location(str(target))
    try:
        yield
    except TimeoutError as error:
        raise OutputError("另一次生成正在写入这个文件夹。", place, "请等它结束后再试。") from error
    except FileExistsError as error:
        raise OutputError("已有同名文件，不能建立文件夹。", place, "请移走它，或用 -o 另选位置。") from error
    except PermissionError as error:
        raise OutputError(
            "没有写入权限，或其中的文件正被打开。", place, "请关闭文件、检查权限，或用 -o 另选位置。"
        ) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"无法写入输出文件夹：{reason}。", place, "请检查磁盘空间和路径。") from error
