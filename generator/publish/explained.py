"""What went wrong in writing, in plain Chinese words."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from generator.domain.errors import OutputError
from generator.domain.location import Location

_ELSEWHERE = "或用 -o 另选位置。"
_SAID = {
    errno.ENOSPC: ("磁盘已满。", "请清理磁盘空间，" + _ELSEWHERE),
    errno.EDQUOT: ("磁盘配额已用完。", "请清理磁盘空间，" + _ELSEWHERE),
    errno.EROFS: ("所在的磁盘是只读的。", "请用 -o 另选位置。"),
    errno.ENAMETOOLONG: ("名称太长，文件系统不接受。", "请把文件夹或名称改短，" + _ELSEWHERE),
    errno.EILSEQ: ("名称中有文件系统不接受的字符。", "请改名称，" + _ELSEWHERE),
    errno.ENOTDIR: ("路径中有一段不是文件夹。", "请检查路径，" + _ELSEWHERE),
    errno.EISDIR: ("这里已有一个文件夹。", "请换一个文件名。"),
    errno.ENOENT: ("文件夹不存在，或者已被删除。", "请检查路径，" + _ELSEWHERE),
    errno.ELOOP: ("路径中的链接不能使用。", "请检查路径，" + _ELSEWHERE),
    errno.EXDEV: ("输出位置分在两个磁盘上，不能整体替换。", "请用 -o 另选位置。"),
    errno.EEXIST: ("已有同名文件，没有覆盖。", "请移走它，" + _ELSEWHERE),
}
_DENIED = "没有写入权限，或其中的文件正被打开。"


@contextlib.contextmanager
def explained(target: Path) -> Iterator[None]:
    """Turn what the system says against writing ``target`` into an :class:`OutputError`."""
    place = Location(target.as_posix())
    try:
        yield
    except TimeoutError as error:
        raise OutputError("另一次生成正在写入这里。", place, "请等它结束后再试。") from error
    except PermissionError as error:
        raise OutputError(_DENIED, place, "请关闭文件、检查权限，" + _ELSEWHERE) from error
    except OSError as error:
        reason = f"无法写入：{error.strerror or error}。"
        raise OutputError(*_worded(error.errno, place, reason)) from error


def _worded(number: int | None, place: Location, reason: str) -> tuple[str, Location, str]:
    message, remedy = _SAID.get(number or 0, (reason, "请检查磁盘空间、路径和权限。"))
    return message, place, remedy
