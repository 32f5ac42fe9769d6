"""Reading a file once and safely: only regular files, only up to a size, and never waiting for one to be written.

The size is asked of the open file, not of the path, so that nothing can be put in its place in between.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from generator.domain.errors import InputError
from generator.domain.location import Location
from generator.domain.shown import shown
from generator.domain.source import SourceFile
from generator.files.reasons import reason

MEGABYTE = 1_000_000
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_KINDS = (
    (stat.S_ISDIR, "文件夹"),
    (stat.S_ISFIFO, "管道"),
    (stat.S_ISSOCK, "套接字"),
    (stat.S_ISCHR, "设备"),
    (stat.S_ISBLK, "设备"),
)
REMEDY = "请检查文件是否存在、是否有权限读取。"


def name_of(path: Path) -> str:
    """What messages and records call a file or folder: its own name, in characters that can be printed."""
    return shown(path.name or str(path))


def read_source(path: Path, limit: int, name: str = "") -> SourceFile:
    """Read a file of at most ``limit`` bytes. ``name`` is what to call it, by default its own name.

    Raises:
        InputError: it is not there, cannot be read, is no regular file, or is larger.
    """
    name = shown(name) if name else name_of(path)
    place = Location(name)
    try:
        _check(path.stat(), limit, place)
        handle = os.open(path, _FLAGS)
        with os.fdopen(handle, "rb") as file:
            _check(os.fstat(handle), limit, place)
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise InputError(f"打不开文件：{reason(error)}。", place, REMEDY) from error
    if len(data) > limit:
        raise _too_large(limit, place)
    return SourceFile(name, data)


def is_file(path: Path) -> bool:
    """Whether there is a regular file; what the system refuses to look at is none."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether there is a folder; what the system refuses to look at is none."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _check(status: os.stat_result, limit: int, place: Location) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = next((words for test, words in _KINDS if test(status.st_mode)), "特殊文件")
        raise InputError(f"这是{kind}，不是普通文件。", place, "请给出保存在磁盘上的文件。")
    if status.st_size > limit:
        raise _too_large(limit, place)


def _too_large(limit: int, place: Location) -> InputError:
    most = f"最大 {limit // MEGABYTE} MB" if limit >= MEGABYTE else f"最大 {limit} 字节"
    return InputError(f"文件过大（{most}），没有读取。", place, "请确认是否选错了文件。")
