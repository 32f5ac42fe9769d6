"""The parts of an .xlsx file: guarded access to the archive, its sheets, shared texts and number formats.

Workbooks come from strangers and from many programs. This reads the few parts that hold data and nothing else, so
that broken styles, drawings, links or macros cannot stop it; nothing is computed and nothing outside is opened.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import error as ZlibError  # noqa: N812 - it is a class

from lxml import etree

from generator.domain.errors import InputError
from generator.domain.location import Location
from generator.readers.number_formats import BUILTIN

MAX_FILE = 50_000_000
MAX_UNPACKED = 200_000_000
MAX_RATIO = 400
"""Empty cells with a style pack about 1:100; a bomb packs 1:1000."""
SMALL = 10_000_000
_OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_SAVE_AGAIN = "请在 Excel 或 WPS 中打开并另存为 .xlsx 后再试。"
BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, ZlibError, etree.LxmlError, OSError, EOFError, LookupError,
          NotImplementedError, RuntimeError, ValueError)  # fmt: skip
"""What a damaged archive or part may raise while it is read."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet: its name, the part that holds it, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


class Package:
    """An .xlsx file. Raises :class:`InputError` wherever it cannot be read."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        raw = self._bytes(path)
        self._refuse_others(raw)
        try:
            self._zip = zipfile.ZipFile(BytesIO(raw))
        except BROKEN as error:
            raise self.damaged() from error
        self._guard()

    def damaged(self) -> InputError:
        """The error that says the file is damaged."""
        return InputError("文件已损坏，不是有效的 Excel 工作簿。", Location(self.name), _SAVE_AGAIN)

    def open(self, part: str) -> BytesIO:
        """The content of a part. Raises ``KeyError`` where there is none."""
        return BytesIO(self._zip.read(part))

    @cached_property
    def sheets(self) -> tuple[SheetPart, ...]:
        """The worksheets in their order; charts and macro sheets left out."""
        relations = self._relations(self._workbook)
        found = []
        for sheet in self._tree(self._workbook).iterfind("{*}sheets/{*}sheet"):
            kind, target = relations.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "", ("", ""))
            if kind == "worksheet":
                found.append(SheetPart(sheet.get("name") or "", target, sheet.get("state", "visible") != "visible"))
        if not found:
            raise InputError("文件里没有工作表。", Location(self.name), "请确认是否选错了文件。")
        return tuple(found)

    @cached_property
    def dates_from_1904(self) -> bool:
        """Whether days are counted from 1904, as old Macs did."""
        properties = self._tree(self._workbook).find("{*}workbookPr")
        return properties is not None and properties.get("date1904") in ("1", "true")

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The shared texts."""
        part = self._part_of_kind("sharedStrings")
        return tuple(text_of(item) for item in self._tree(part).iterfind("{*}si")) if part else ()

    @cached_property
    def formats(self) -> tuple[str, ...]:
        """The number format of every cell style."""
        part = self._part_of_kind("styles")
        if not part:
            return ()
        tree = self._tree(part)
        own = {node.get("numFmtId"): node.get("formatCode", "") for node in tree.iterfind("{*}numFmts/{*}numFmt")}
        ids = (style.get("numFmtId", "0") for style in tree.iterfind("{*}cellXfs/{*}xf"))
        return tuple(own.get(number) or BUILTIN.get(number, "") for number in ids)

    @cached_property
    def _workbook(self) -> str:
        for kind, target in self._relations("").values():
            if kind == "officeDocument":
                return target
        raise self.damaged()

    def _part_of_kind(self, wanted: str) -> str:
        targets = (target for kind, target in self._relations(self._workbook).values() if kind == wanted)
        return next((target for target in targets if target in self._zip.namelist()), "")

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Kind and target of every relation inside the package, by id."""
        folder, name = posixpath.split(part)
        tree = self._tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for node in tree.iterfind("{*}Relationship"):
            if node.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, node.get("Target", "")))
                found[node.get("Id", "")] = (node.get("Type", "").rpartition("/")[2], target.lstrip("/"))
        return found

    def _tree(self, part: str) -> Any:
        try:
            return etree.parse(self.open(part), parser()).getroot()
        except BROKEN as error:
            raise self.damaged() from error

    def _bytes(self, path: Path) -> bytes:
        place = Location(self.name)
        try:
            if path.stat().st_size > MAX_FILE:
                raise InputError("文件过大，不像是预算公开的输入。", place, "请确认是否选错了文件。")
            raw = path.read_bytes()
        except OSError as error:
            raise InputError(
                f"打不开文件：{error.strerror}。", place, "请检查文件是否存在、是否有权限读取。"
            ) from error
        if not raw:
            raise InputError("文件是空的。", place, "请确认是否选错了文件。")
        return raw

    def _refuse_others(self, raw: bytes) -> None:
        """Tell old and encrypted workbooks, and other files under a wrong name."""
        place = Location(self.name)
        if raw.startswith(_OLD_FORMAT):
            if _ENCRYPTED in raw:
                raise InputError("工作簿设有打开密码。", place, "请取消密码后另存，再试一次。")
            raise InputError("这是旧版 .xls 格式的文件。", place, _SAVE_AGAIN)
        if not raw.startswith(b"PK"):
            raise InputError("文件不是 Excel 工作簿，只是扩展名相同。", place, _SAVE_AGAIN)

    def _guard(self) -> None:
        """Refuse what would unpack to far more than a workbook holds."""
        entries = self._zip.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        if unpacked > MAX_UNPACKED or (unpacked > SMALL and unpacked > MAX_RATIO * max(packed, 1)):
            remedy = "请删去无关的工作表和空白格式后另存，再试一次。"
            raise InputError("工作簿解压后过大，没有读取。", Location(self.name), remedy)
        if "[Content_Types].xml" not in self._zip.namelist():
            raise InputError("文件不是 Excel 工作簿，只是扩展名相同。", Location(self.name), _SAVE_AGAIN)


def parser() -> etree.XMLParser:
    """A parser that opens nothing and expands nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def text_of(item: Any) -> str:
    """The text of a shared or inline string; phonetic hints left out."""
    return "".join(_runs(item))


def _runs(item: Any) -> Iterator[str]:
    for node in item:
        tag = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if tag == "t":
            yield node.text or ""
        elif tag == "r":
            yield from _runs(node)
