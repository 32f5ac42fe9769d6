"""Single output files, written aside and moved into place, so that one sees the old file or the new."""

from __future__ import annotations

import contextlib
from pathlib import Path

from generator.domain.errors import OutputError
from generator.domain.location import Location


def write_file(target: Path, data: bytes, *, replace: bool = False) -> None:
    """Write ``data`` to ``target``; what stands there is only replaced by leave.

    Raises:
        OutputError: the file cannot be written, or stands there and must not be replaced.
    """
    place = Location(target.as_posix())
    if target.is_dir() or (target.exists() and not replace):
        raise OutputError("文件已存在，没有覆盖。", place, "请换一个文件名，或加 --force。")
    fresh = target.with_name(f".{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(data)
        fresh.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            fresh.unlink()
        remedy = "请检查文件夹、磁盘空间和权限；文件正被打开的，请先关闭。"
        raise OutputError(f"无法写入：{error.strerror or error}。", place, remedy) from error
