"""A finished workbook: every form and every published record, cell by cell, and nothing besides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from python_calamine import CalamineWorkbook

from generator.audit.files.approved import Approved
from generator.audit.files.archive import check_parts, check_properties, read_parts
from generator.audit.files.difference import Ledger
from generator.audit.files.records import Records
from generator.audit.files.wanted import Row, Value, cells, compare_rows, plain, texts
from generator.audit.files.xlsx.forms import form_rows
from generator.audit.files.xlsx.raw import PARTS, check_raw
from generator.domain.amounts import Unit
from generator.forms.printed import printed_form

_MISSING = "missing"
_INFO = "基本信息"
_UNIT = "单位："
_NAME_LENGTH = 31
_NOT_IN_NAMES = re.compile(r"[\\*?:/\[\]]")
Found = Sequence[tuple[int, Mapping[int, Value]]]


def check_xlsx(data: bytes, approved: Approved, ledger: Ledger) -> None:
    """Compare a workbook with forms, facts and records; with the document in its texts and properties.

    Raises:
        zipfile.BadZipFile, KeyError, python_calamine.CalamineError: it is no workbook.
    """
    parts = read_parts(data)
    check_parts(parts, PARTS, ledger)
    check_properties(parts, approved.document, ledger)
    check_raw(parts, ledger)
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    sheets = {name: _rows(book, name) for name in book.sheet_names}
    expected = list(dict.fromkeys(_sheet_name(name) for name in _expected(approved)))
    if [name for name in sheets if name != _INFO] != expected:
        ledger.differs("工作表", "、".join(expected), "、".join(name for name in sheets if name != _INFO))
    for name, found in sheets.items():
        _check_sheet(name, found, approved, ledger)


def _rows(book: CalamineWorkbook, name: str) -> Found:
    """The rows that hold anything, with their numbers from 1."""
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    found = ((number, cells(row)) for number, row in enumerate(rows, 1))
    return [(number, values) for number, values in found if values]


def _expected(approved: Approved) -> Iterator[str]:
    """The names of the sheets that hold anything, in order, without 基本信息."""
    for form in approved.pack.forms.values():
        state = approved.disclosure.forms.get(form.id)
        if state is not None and state.status != _MISSING:
            yield form.sheet
    yield from Records(approved, Unit.WAN).titles()


def _sheet_name(name: str) -> str:
    return _NOT_IN_NAMES.sub("", name)[:_NAME_LENGTH]


def _check_sheet(name: str, found: Found, approved: Approved, ledger: Ledger) -> None:
    form = next((form for form in approved.pack.forms.values() if _sheet_name(form.sheet) == name), None)
    if form is not None:
        printed = printed_form(approved.pack, form, approved.disclosure)
        compare_rows(list(form_rows(printed, found)), found, name, ledger)
        return
    unit = _unit(found)
    records = Records(approved, unit or Unit.WAN)
    if name == _INFO:
        _check_info(found, records, ledger)
        return
    title = next((title for title in records.titles() if _sheet_name(title) == name), "")
    rows = records.titled(title)
    if rows is not None:  # the list of sheets has told those that are not known
        above = [texts([title]), *([_unit_line(found)] if unit else [])]
        compare_rows([*above, *rows], found, name, ledger)


def _unit(found: Found) -> Unit | None:
    """The unit a record sheet names below its title."""
    named = [plain(str(value)) for _, values in found[1:2] for value in values.values()]
    label = named[0].removeprefix(_UNIT) if len(named) == 1 and named[0].startswith(_UNIT) else ""
    return next((unit for unit in (Unit.WAN, Unit.YUAN) if unit.label == label), None)


def _unit_line(found: Found) -> Row:
    """The line with the unit, in whatever column it stands."""
    return {column: texts([str(value)])[0] for column, value in found[1][1].items()}


def _check_info(found: Found, records: Records, ledger: Ledger) -> None:
    """基本信息: a heading, then names and values; every value is true of the entity."""
    known = {plain(value) for value in records.info()}
    for number, values in found[2:]:
        value = plain(str(values.get(1, "")))
        if value and value not in known:
            ledger.tell(f"{_INFO}!B{number}", f"“{value[:60]}”不是本部门的信息。", "", value)
        else:
            ledger.compared(value)
        if set(values) - {0, 1}:
            ledger.tell(f"{_INFO} 第 {number} 行", "有多出的单元格。")
