"""A workbook opened by openpyxl: its worksheets, shared texts and number formats.

The steps of ``load_workbook`` are taken one by one, and only those that lead to data. Charts, pictures, links,
comments, fonts and fills are not looked at, so that odd ones cannot stop the reading.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.cell_style import CellStyleList
from openpyxl.styles.numbers import NumberFormatList, builtin_format_code
from openpyxl.xml.constants import SHEET_MAIN_NS, STYLES_TYPE
from openpyxl.xml.functions import Element, fromstring

from generator.domain.errors import InputError
from generator.domain.location import Location
from generator.domain.source import SourceFile
from generator.readers.workbook_file import safe_workbook, unreadable

CHINESE_DATES = frozenset((*range(27, 37), *range(50, 59)))
"""Built-in formats of days and times that only Chinese editions of Excel have, and openpyxl does not know."""
DATE = "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet: its name, the part that holds it, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


class Package:
    """An .xlsx file. Raises :class:`InputError` where it cannot be read.

    ``sheets``: the worksheets in their order, without charts and macro sheets. ``formats``: the number format of every
    cell style.
    """

    def __init__(self, source: SourceFile) -> None:
        self.name = source.name
        raw = safe_workbook(source)
        try:
            with warnings.catch_warnings(action="ignore"):
                self._reader = _opened(raw)
                self.sheets = tuple(_worksheets(self._reader))
                self.formats = tuple(_formats(self._reader))
        except MemoryError:
            raise
        except Exception as error:  # openpyxl lets through whatever goes wrong in a damaged file
            raise unreadable(Location(self.name)) from error
        if not self.sheets:
            raise InputError("文件里没有工作表。", Location(self.name), "请确认是否选错了文件。")

    @property
    def texts(self) -> Sequence[str]:
        """The shared texts."""
        return self._reader.shared_strings

    @property
    def epoch(self) -> datetime:
        """From when days are counted: 1900, or 1904 as old Macs did."""
        return self._reader.wb.epoch

    def content(self, part: str) -> bytes:
        """The content of a part. Raises ``KeyError`` where there is none."""
        return self._reader.archive.read(part)


def _opened(raw: bytes) -> ExcelReader:
    reader = ExcelReader(BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    return reader


def _worksheets(reader: ExcelReader) -> Iterator[SheetPart]:
    if not all(sheet.id for sheet in reader.parser.sheets):
        raise ValueError("sheets without a part")  # openpyxl would leave them out
    for sheet, relation in reader.parser.find_sheets():
        if relation.Type.rpartition("/")[2] == "worksheet":
            yield SheetPart(sheet.name, relation.target, sheet.state != "visible")


def _formats(reader: ExcelReader) -> Iterator[str]:
    package: Any = reader.package
    part = package.find(STYLES_TYPE)
    if part is None:
        return
    root: Any = fromstring(reader.archive.read(part.PartName.lstrip("/")))
    numbers: Any = NumberFormatList.from_tree(_child(root, "numFmts"))
    styles: Any = CellStyleList.from_tree(_child(root, "cellXfs"))
    own = {number.numFmtId: number.formatCode for number in numbers.numFmt}
    for style in styles.xf:
        number = style.numFmtId
        yield own.get(number) or (DATE if number in CHINESE_DATES else builtin_format_code(number)) or ""


def _child(root: Any, tag: str) -> Any:
    found = root.find(f"{{{SHEET_MAIN_NS}}}{tag}")
    return Element(tag) if found is None else found
