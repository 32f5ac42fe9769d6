"""Guarded access to the file of a workbook: what is no .xlsx file, or would unpack to far too much, is refused.

Workbooks come from strangers; everything here is checked before openpyxl sees a single byte.
"""

from __future__ import annotations

import zipfile
from io import BytesIO

from generator.domain.errors import InputError
from generator.domain.location import Location
from generator.domain.source import SourceFile

MAX_FILE = 50_000_000
"""Largest workbook that is read, in bytes."""
MAX_UNPACKED = 200_000_000
MAX_RATIO = 400
"""Empty cells with a style pack about 1:100; a bomb packs 1:1000."""
SMALL = 10_000_000
SAVE_AGAIN = "请在 Excel 或 WPS 中打开并另存为 .xlsx 后再试。"
_OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, LookupError, NotImplementedError, ValueError)
"""What a damaged archive may raise when its list of contents is read."""


def safe_workbook(source: SourceFile) -> bytes:
    """The content of an .xlsx file that is safe to unpack. Raises :class:`InputError` where it is none."""
    place, raw = Location(source.name), source.data
    if not raw:
        raise InputError("文件是空的。", place, "请确认是否选错了文件。")
    _refuse_others(raw, place)
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            entries = archive.infolist()
    except _BROKEN as error:
        raise unreadable(place) from error
    _refuse_bombs(entries, place)
    if "[Content_Types].xml" not in {entry.filename for entry in entries}:
        raise InputError("文件不是 Excel 工作簿，只是扩展名相同。", place, SAVE_AGAIN)
    return raw


def unreadable(place: Location, what: str = "文件") -> InputError:
    """The error that says a file, or a sheet of it, cannot be read."""
    return InputError(f"{what}已损坏或不规范，读不出来。", place, SAVE_AGAIN)


def _refuse_others(raw: bytes, place: Location) -> None:
    """Tell old and encrypted workbooks, and other files under a wrong name."""
    if raw.startswith(_OLD_FORMAT):
        if _ENCRYPTED in raw:
            raise InputError("工作簿设有打开密码。", place, "请取消密码后另存，再试一次。")
        raise InputError("这是旧版 .xls 格式的文件。", place, SAVE_AGAIN)
    if not raw.startswith(b"PK"):
        raise InputError("文件不是 Excel 工作簿，只是扩展名相同。", place, SAVE_AGAIN)


def _refuse_bombs(entries: list[zipfile.ZipInfo], place: Location) -> None:
    """Refuse what would unpack to far more than a workbook holds."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > MAX_UNPACKED or (unpacked > SMALL and unpacked > MAX_RATIO * max(packed, 1)):
        raise InputError("工作簿解压后过大，没有读取。", place, "请删去无关的工作表和空白格式后另存，再试一次。")
