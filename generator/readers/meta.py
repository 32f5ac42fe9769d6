"""Who reports, for which year, by which pack: what must be known before anything else can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.domain.amounts import Unit
from generator.domain.errors import DisclosureError, InputError
from generator.domain.location import NOWHERE, Location
from generator.domain.records import Entity
from generator.packs.loader import load_pack
from generator.packs.pack import Pack
from generator.readers.codes import GIVEN_TWICE, OTHER_YEAR, WRONG_SHAPE
from generator.readers.context import Context
from generator.readers.issues import Issues
from generator.readers.table import EMPTY, RawCell

TITLES = {
    "pack": "模板包",
    "year": "预算年度",
    "code": "编码",
    "name": "名称",
    "level": "级别",
    "approved": "批复日期",
    "amount_unit": "金额单位",
}
"""What the 基本信息 sheet calls each entry."""

_REQUIRED = ("pack", "year", "name", "level")
_YEAR = re.compile(r"(20[0-9]{2})(?:年度?)?(?:\.0)?")
_DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[ T].*)?")
MetaCells = Mapping[str, RawCell]


@dataclass(frozen=True, slots=True)
class Meta:
    """The frame of a submission, and where it stands."""

    context: Context
    approved: str
    location: Location


def read_meta(given: Sequence[MetaCells], place: Location, folders: Sequence[Path]) -> Meta:
    """Settle the frame. Raises :class:`InputError` where pack, year, name or level is missing or wrong."""
    issues = Issues()
    cells = _merged(given, issues)
    for key in _REQUIRED:
        if not _text(cells, key):
            remedy = f"请在“基本信息”工作表填写{TITLES[key]}（YAML 中写 {_yaml_key(key)}: …）。"
            raise InputError(f"没有写明{TITLES[key]}。", place, remedy)
    pack = _pack(cells["pack"], folders)
    year = _year(cells["year"])
    entity = Entity(_text(cells, "code"), _text(cells, "name"), _level(cells["level"], pack))
    if pack.manifest.years and year not in pack.manifest.years:
        years = "、".join(map(str, pack.manifest.years))
        message = f"模板包“{pack.id}”适用于 {years} 年，这里的预算年度是 {year}。"
        issues.add(OTHER_YEAR, message, cells["year"].location, remedy="请核对年度，或换用相应年度的模板包。")
    context = Context(pack, year, entity, _amount_unit(cells, pack, issues), issues)
    return Meta(context, _approved(cells, issues), cells["pack"].location)


def _merged(given: Iterable[MetaCells], issues: Issues) -> dict[str, RawCell]:
    merged: dict[str, RawCell] = {}
    for cells in given:
        for key, cell in cells.items():
            first = merged.get(key)
            if first is None or not first.text:
                merged[key] = cell
            elif cell.text and cell.text != first.text:
                message = f"{TITLES[key]}在两处写得不一样：“{first.text}”和“{cell.text}”，采用前者。"
                issues.add(GIVEN_TWICE, message, cell.location, first.location, remedy="请只保留一处。")
    return merged


def _text(cells: MetaCells, key: str) -> str:
    return cells.get(key, EMPTY).text


def _yaml_key(key: str) -> str:
    return f"entity.{key}" if key in {"code", "name", "level"} else key


def _pack(cell: RawCell, folders: Sequence[Path]) -> Pack:
    try:
        return load_pack(cell.text, tuple(folders))
    except DisclosureError as error:
        if error.location == NOWHERE:
            raise type(error)(error.message, cell.location, error.remedy) from error
        raise


def _year(cell: RawCell) -> int:
    found = _YEAR.fullmatch(cell.text)
    if not found:
        raise InputError(f"预算年度“{cell.text}”不是年份。", cell.location, "请写四位年份，如 2024。")
    return int(found[1])


def _level(cell: RawCell, pack: Pack) -> str:
    if cell.text not in pack.manifest.levels:
        levels = "、".join(pack.manifest.levels)
        raise InputError(f"级别“{cell.text}”无法识别。", cell.location, f"请填写：{levels}。")
    return cell.text


def _amount_unit(cells: MetaCells, pack: Pack, issues: Issues) -> str:
    label = _text(cells, "amount_unit")
    if not label:
        return pack.manifest.unit
    if not known_unit(label):
        message = f"金额单位“{label}”无法识别，按“{pack.manifest.unit}”读取。"
        issues.add(WRONG_SHAPE, message, cells["amount_unit"].location, remedy="请填写 万元 或 元。")
        return pack.manifest.unit
    return label


def known_unit(label: str) -> bool:
    """Whether ``label`` names a unit of money."""
    return label in {Unit.YUAN.label, Unit.WAN.label}


def _approved(cells: MetaCells, issues: Issues) -> str:
    cell = cells.get("approved", EMPTY)
    if not cell.text:
        return ""
    found = _DATE.fullmatch(cell.text)
    try:
        return date(*map(int, found.groups())).isoformat() if found else _no_date(cell, issues)
    except ValueError:
        return _no_date(cell, issues)


def _no_date(cell: RawCell, issues: Issues) -> str:
    message = f"批复日期“{cell.text}”不是日期。"
    issues.add(WRONG_SHAPE, message, cell.location, remedy="请写成 2024-02-06。")
    return ""
