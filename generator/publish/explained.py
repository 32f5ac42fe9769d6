"""What went wrong in writing, in plain Chinese words."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from generator.domain.errors import OutputError
from generator.domain.location import Location
from generator.files.reasons import ENTER_ONE, FOLDER_GONE, reason, working_folder_gone

_ELSEWHERE = "或用 -o 另选位置。"
_PATH = "请检查路径，" + _ELSEWHERE
_SPACE = "请清理磁盘空间，" + _ELSEWHERE
_NAME = "请把文件夹或名称改短、改名，" + _ELSEWHERE
_REMEDIES = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EROFS: "请用 -o 另选位置。",
    errno.EXDEV: "请用 -o 另选位置。",
    errno.ENAMETOOLONG: _NAME,
    errno.EILSEQ: _NAME,
    errno.ENOTDIR: _PATH,
    errno.ENOENT: _PATH,
    errno.ELOOP: _PATH,
    errno.EISDIR: "请换一个文件名。",
    errno.EEXIST: "请移走它，" + _ELSEWHERE,
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
        if not target.is_absolute() and working_folder_gone():
            raise OutputError(FOLDER_GONE, place, ENTER_ONE) from error
        remedy = _REMEDIES.get(error.errno or 0, "请检查磁盘空间、路径和权限。")
        raise OutputError(f"无法写入：{reason(error)}。", place, remedy) from error
