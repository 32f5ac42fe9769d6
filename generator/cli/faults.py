"""When the program itself breaks down: one sentence for the user, the details in a file for whoever mends it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from generator import __version__
from generator.cli.terminal import say
from generator.domain.errors import DEBUG, FaultError, LimitError, debugging
from generator.domain.location import NOWHERE, Location
from generator.domain.shown import shown
from generator.files.reasons import ENTER_ONE, FOLDER_GONE, reason, working_folder_gone
from generator.publish.pipeline import Outcome, Request

FOLDER = "budget-disclosure"
_MOST_DETAILS = 200_000


def attempted(action: Callable[[Path, Request], Outcome], path: Path, request: Request) -> Outcome:
    """What ``action`` makes of one input; where the program breaks down, that is this input's outcome alone."""
    try:
        return action(path, request)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other inputs go on
        fault = told(error)
        return Outcome(path, fault.exit_code, error=fault)


def told(error: Exception) -> FaultError:
    """An exception nobody expected as what the user is told. Its details are written down first."""
    where = _written_down(error)
    if isinstance(error, MemoryError):
        return LimitError("内存不够，没有做完。", remedy=f"请关闭其他程序，或在内存更大的机器上再试。{where}")
    if isinstance(error, RecursionError):
        return LimitError("内容嵌套得太深，超出了程序的限度。", remedy=f"请简化输入或模板后再试。{where}")
    if isinstance(error, OSError):
        return _of_the_system(error, where)
    kind = type(error).__name__
    return FaultError(f"程序自身出错（{kind}），没有做完。", remedy=f"这不是输入的问题，请联系维护人员。{where}")


def _of_the_system(error: OSError, where: str) -> LimitError:
    if working_folder_gone():
        return LimitError(FOLDER_GONE, remedy=f"{ENTER_ONE}{where}")
    if not _has_temporary_folder():
        remedy = "请检查磁盘空间，以及 TMPDIR 所指的文件夹是否存在、可写。"
        return LimitError("没有可用的临时文件夹。", remedy=f"{remedy}{where}")
    place = Location(shown(os.fsdecode(error.filename))) if isinstance(error.filename, str | bytes) else NOWHERE
    remedy = f"请检查磁盘空间、路径和权限后再试。{where}"
    return LimitError(f"系统没有让程序做完：{reason(error)}。", place, remedy)


def _has_temporary_folder() -> bool:
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"x")
    except OSError:
        return False
    return True


def _written_down(error: Exception) -> str:
    """Write the details down, or show them where that is wanted; the sentence that says where they are."""
    details = f"budget-disclosure {__version__}, Python {sys.version}\n\n{''.join(traceback.format_exception(error))}"
    if debugging():
        say(details, err=True)
        return ""
    try:
        path = _crash_file(details[-_MOST_DETAILS:])
    except (OSError, RuntimeError, MemoryError):
        return f"详细情况没有地方写；设 {DEBUG}=1 再运行可看到。"
    return f"详细情况在 {shown(str(path))}。"


def _crash_file(details: str) -> Path:
    """The details in a file only its owner reads; the same crash is the same file, so that they do not pile up."""
    data = details.encode(errors="backslashreplace")
    name = f"crash-{hashlib.sha256(data).hexdigest()[:12]}.txt"
    with contextlib.suppress(OSError, RuntimeError):
        state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
        folder = Path(state) / FOLDER
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(folder / name, flags, 0o600), "wb") as file:
            file.write(data)
        return folder / name
    handle, path = tempfile.mkstemp(prefix=f"{FOLDER}-crash-", suffix=".txt")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    return Path(path)
