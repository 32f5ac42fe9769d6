"""Why the system refused something, in Chinese."""

from __future__ import annotations

import errno
from pathlib import Path

FOLDER_GONE = "当前文件夹已被删除或移走。"
ENTER_ONE = "请先进入一个存在的文件夹，再运行一次。"
_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是文件夹",
    errno.EEXIST: "已有同名的文件或文件夹",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EXDEV: "位置分在两个磁盘上，不能整体替换",
    errno.ENOSPC: "磁盘空间已满",
    errno.EDQUOT: "超出了磁盘配额",
    errno.EFBIG: "超出了允许的文件大小",
    errno.EROFS: "所在的磁盘是只读的",
    errno.EIO: "磁盘或网络读写出错",
    errno.EBADF: "已经关闭",
    errno.EPIPE: "接收的一方已经关闭",
    errno.EMFILE: "同时打开的文件太多",
    errno.ENFILE: "同时打开的文件太多",
    errno.EBUSY: "正被占用",
    errno.ETXTBSY: "正被占用",
    errno.ENOMEM: "内存不够",
    errno.ESTALE: "网络文件夹已经断开",
    errno.ENXIO: "不是普通文件",
    errno.EILSEQ: "名称中有这里不能用的字符",
    errno.EINVAL: "名称中有这里不能用的字符",
}


def reason(error: Exception) -> str:
    """What an exception of the file system says, without a full stop. ``ValueError``: a path no file can have."""
    if isinstance(error, ValueError):
        return "路径中有这里不能用的字符"
    number = getattr(error, "errno", None)
    return _REASONS.get(number or 0) or f"系统报告：{getattr(error, 'strerror', None) or error}"


def working_folder_gone() -> bool:
    """Whether the current folder is not there any more, so that no relative path leads anywhere."""
    try:
        Path.cwd()
    except OSError:
        return True
    return False
