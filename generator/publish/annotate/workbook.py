"""Marking the faults in a workbook: everything else of it stays as it is."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from generator.domain.errors import InputError
from generator.domain.findings import Cause
from generator.domain.location import Location
from generator.domain.shown import MESSAGE, shown
from generator.domain.source import SourceFile
from generator.files.archive import restamped
from generator.publish.annotate.list_sheet import SHEET, draw_list, remembered
from generator.publish.annotate.looks import AUTHOR, FILLS, NOTE_START, fill_of
from generator.publish.report.groups import Report
from generator.publish.report.marks import Mark, marks_of
from generator.publish.report.words import short

_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>[^<]*</dcterms:modified>")
_CORE = "docProps/core.xml"
_NOTE_WIDTH, _LINE_HEIGHT, _MOST_HEIGHT, _LINE_LENGTH = 360, 20, 420, 26
_BROKEN = (BadZipFile, OSError, KeyError, ValueError, TypeError, AttributeError, IndexError, AssertionError)
"""What openpyxl may say of a workbook it cannot make sense of."""


def annotated(report: Report, source: SourceFile) -> bytes:
    """A copy of ``source`` as it was checked, with the report's faults marked.

    Raises:
        InputError: the workbook is of a kind that cannot be written again.
    """
    try:
        book = _open(source)
        _clean(book)
        before = _mark(book, marks_of(report), source.name)
        draw_list(book, report, source.name, before)
        book.calculation.fullCalcOnLoad = True  # formulas are saved without their results
        raw = BytesIO()
        book.save(raw)
    except _BROKEN as error:
        place = Location(source.name)
        raise InputError(
            "这个工作簿写不出标注副本。", place, "请在 Excel 中另存一次，或用 --report 文件.html。"
        ) from error
    return _restamped(raw.getvalue(), source)


def is_annotated(path: Path) -> bool:
    """Whether a file is a copy of ours."""
    try:
        book = load_workbook(path, read_only=True)
        try:
            return SHEET in book.sheetnames
        finally:
            book.close()
    except Exception:  # noqa: BLE001 - whatever cannot be opened is none of ours
        return False


def _open(source: SourceFile) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of extensions it does not keep
        return load_workbook(BytesIO(source.data), keep_vba=source.name.lower().endswith(".xlsm"), rich_text=True)


def _clean(book: Workbook) -> None:
    """Take away what an earlier run has marked."""
    if SHEET not in book.sheetnames:
        return
    for (sheet, reference), fill in remembered(book[SHEET]).items():
        cell = _cell(book, sheet, reference)
        if cell is not None:
            cell.fill = fill
            cell.comment = _own_comment(cell.comment)
    del book[SHEET]


def _own_comment(comment: Comment | None) -> Comment | None:
    """What the user wrote into a comment, without ours."""
    text = (comment.text if comment else "").partition(NOTE_START)[0].rstrip()
    return Comment(text, comment.author or "") if comment and text else None


def _mark(book: Workbook, marks: Mapping[Location, Mark], file: str) -> dict[tuple[str, str], PatternFill]:
    """Colour and comment every marked cell; the fills that were there before."""
    before: dict[tuple[str, str], PatternFill] = {}
    by_cell: dict[tuple[str, str], list[Mark]] = {}
    for place, mark in marks.items():
        cell = _cell(book, place.sheet, place.cell) if place.file == file else None
        if cell is not None:
            by_cell.setdefault((str(place.sheet), cell.coordinate), []).append(mark)
    for (sheet, reference), found in by_cell.items():
        cell = _cell(book, sheet, reference)
        assert cell is not None  # noqa: S101 - it was found just now
        before[sheet, reference] = fill_of(cell)
        cell.fill = FILLS[max(mark.kind for mark in found)]
        _comment(cell, found)
    return before


def _cell(book: Workbook, sheet: str | None, reference: str | None) -> Cell | None:
    """The cell; of a merged block its top left one."""
    page = next((page for page in book.worksheets if page.title == sheet), None)
    if page is None or reference is None:
        return None
    cell = page[reference]
    if isinstance(cell, Cell):
        return cell
    block = next((block for block in page.merged_cells.ranges if reference in block), None)
    first = page.cell(block.min_row, block.min_col) if block is not None else None
    return first if isinstance(first, Cell) else None


def _comment(cell: Cell, marks: list[Mark]) -> None:
    """Put our note below what a comment already says."""
    note = "\n".join([NOTE_START, *(shown(line, MESSAGE) for mark in marks for line in _note(mark))])
    old = cell.comment
    comment = Comment(f"{old.text}\n{note}" if old and old.text else note, old.author if old else AUTHOR)
    lines = sum(1 + len(line) // _LINE_LENGTH for line in comment.text.split("\n"))
    comment.width, comment.height = _NOTE_WIDTH, min(_LINE_HEIGHT * (lines + 1), _MOST_HEIGHT)
    cell.comment = comment


def _note(mark: Mark) -> list[str]:
    lines = [_accused(group.cause, mark.place) for group in mark.suspected if group.cause]
    lines += [f"[{item.finding.severity.label}] {item.number}．{short(item.finding)}" for item in mark.items]
    return lines


def _accused(cause: Cause, place: Location) -> str:
    now = next((figure.text for figure in cause.figures if place in figure.locations), cause.figure.text)
    head = "可能与另一个数写颠倒了" if cause.swapped else "最可能写错"
    return f"{head}：现为{now}，应为{cause.expected_at(place)}。"


def _restamped(data: bytes, source: SourceFile) -> bytes:
    """The archive with fixed dates; the workbook keeps the date of its last change, which openpyxl takes from now."""
    with ZipFile(BytesIO(source.data)) as archive:
        core = archive.read(_CORE) if _CORE in archive.namelist() else b""
    found = _MODIFIED.search(core)
    stamp = found[0] if found else b""
    return restamped(data, lambda name, content: _MODIFIED.sub(lambda _: stamp, content) if name == _CORE else content)
