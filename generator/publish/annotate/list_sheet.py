"""The sheet 核对结果: every finding in the order of mending, with links to the cells."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from generator.domain.findings import Severity
from generator.domain.location import Location
from generator.domain.shown import MESSAGE, shown
from generator.forms.workbook import styles
from generator.forms.workbook.cells import Span, cell_at, dress, put_line, put_text
from generator.forms.workbook.page import set_page
from generator.publish.annotate.looks import CAUSE_FILL, FILLS, LINK, NAMES, STRONG, fill_of
from generator.publish.report.groups import Group, Item, Report
from generator.publish.report.marks import suspects
from generator.publish.report.words import accusation, mending, places_of, short
from generator.readers.workbook_reader import CHECK_LIST

SHEET = CHECK_LIST
_COLUMNS = (("序号", 6), ("级别", 7), ("代码", 10), ("结果", 70), ("相差", 14), ("怎样改", 34))
_LEFT = {4, 6}
"""The columns of text."""
_PLACES = 4
_PLACE_WIDTH = 24
_COUNT = len(_COLUMNS) + _PLACES
_MEMORY = 27
"""The first of two hidden columns that hold what marked cells looked like before."""
_MEMORY_HEAD = "原底色"


def draw_list(book: Workbook, report: Report, file: str, before: Mapping[tuple[str, str], PatternFill]) -> None:
    """Add the sheet in front. ``file`` is the workbook's own name: places in it become links."""
    sheet = book.create_sheet(SHEET, 0)
    assert isinstance(sheet, Worksheet)  # noqa: S101 - only a write-only workbook makes other sheets
    _List(sheet, report, file, frozenset(book.sheetnames)).draw()
    _remember(sheet, before)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False


def remembered(sheet: Worksheet) -> dict[tuple[str, str], PatternFill]:
    """What marked cells looked like before an earlier run marked them."""
    found: dict[tuple[str, str], PatternFill] = {}
    if sheet.cell(1, _MEMORY).value != _MEMORY_HEAD:
        return found
    for row in range(2, sheet.max_row + 1):
        name, reference = sheet.cell(row, _MEMORY).value, sheet.cell(row, _MEMORY + 1)
        if name and reference.value:
            found[str(name), str(reference.value)] = fill_of(reference)
    return found


def _remember(sheet: Worksheet, before: Mapping[tuple[str, str], PatternFill]) -> None:
    if before:
        put_text(cell_at(sheet, 1, _MEMORY), _MEMORY_HEAD)
    for row, ((name, reference), fill) in enumerate(before.items(), 2):
        put_text(cell_at(sheet, row, _MEMORY), name)
        put_text(cell_at(sheet, row, _MEMORY + 1), reference)
        cell_at(sheet, row, _MEMORY + 1).fill = fill
    for column in (_MEMORY, _MEMORY + 1):
        sheet.column_dimensions[get_column_letter(column)].hidden = True


class _List:
    """Draws the list from the top down."""

    def __init__(self, sheet: Worksheet, report: Report, file: str, sheets: frozenset[str]) -> None:
        self.sheet = sheet
        self.report = report
        self.file = file
        self.sheets = sheets
        self.row = 1

    def draw(self) -> None:
        widths = [*(width for _, width in _COLUMNS), *([_PLACE_WIDTH] * _PLACES)]
        for column, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(column)].width = width
        self._top()
        head = self.row
        for number, group in enumerate(self.report.causes, 1):
            self._cause(number, group)
            self._items(group)
        for group in self.report.others:
            self._items(group)
        set_page(self.sheet, "landscape", head - 1, one_page=False)
        self.sheet.freeze_panes = f"A{head}"

    def _top(self) -> None:
        title = self.report.outcome.title or self.report.outcome.input.name
        self._line(f"{SHEET}：{title}", styles.TITLE, height=30)
        self._line(_verdict(self.report), STRONG, height=22)
        for column, (kind, fill) in enumerate(sorted(FILLS.items(), reverse=True), len(_COLUMNS) + 1):
            cell = cell_at(self.sheet, self.row - 1, column)
            _put(cell, NAMES[kind])
            dress(cell, styles.BODY, styles.aligned("center"), fill)
        self._line("点“位置”跳到单元格；标色的格有批注。请改原文件（或本副本），再重新核对。", styles.META, height=18)
        heads = [*(name for name, _ in _COLUMNS), "位置", *(["其他位置"] * (_PLACES - 1))]
        for column, text in enumerate(heads, 1):
            cell = cell_at(self.sheet, self.row, column)
            _put(cell, text)
            dress(cell, styles.HEAD, styles.aligned("center"), styles.HEAD_FILL)
        self.row += 1

    def _line(self, text: str, font: Font, *, height: float) -> None:
        last = len(_COLUMNS)
        put_line(self.sheet, Span(self.row, 1, last), shown(text, MESSAGE), font, "left")
        self.sheet.row_dimensions[self.row].height = height
        self.row += 1

    def _cause(self, number: int, group: Group) -> None:
        cause = group.cause
        assert cause is not None  # noqa: S101 - only groups with a cause come here
        words = f"{number}．{accusation(cause)}，{mending(cause)}。由此引起下面 {len(group.items)} 项。"
        for column in range(1, _COUNT + 1):
            dress(cell_at(self.sheet, self.row, column), STRONG, styles.aligned("left"), CAUSE_FILL)
        _put(cell_at(self.sheet, self.row, 1), words)
        self._places(suspects(group))
        last = len(_COLUMNS)
        self.sheet.merge_cells(start_row=self.row, start_column=1, end_row=self.row, end_column=last)
        width = sum(width for _, width in _COLUMNS)
        self.sheet.row_dimensions[self.row].height = 18.0 * -(-styles.points(words) * 1.1 // width)
        self.row += 1

    def _items(self, group: Group) -> None:
        for item in group.items:
            self._item(item)

    def _item(self, item: Item) -> None:
        finding = item.finding
        texts = (
            str(item.number),
            finding.severity.label,
            finding.code,
            short(finding),
            finding.difference or "",
            finding.remedy,
        )
        for column, text in enumerate(texts, 1):
            cell = cell_at(self.sheet, self.row, column)
            _put(cell, text)
            dress(cell, styles.BODY, styles.aligned("left" if column in _LEFT else "center"))
        self._places(places_of(finding))
        lines = max(-(-styles.points(text) // (width - 1)) for text, (_, width) in zip(texts, _COLUMNS, strict=True))
        self.sheet.row_dimensions[self.row].height = 14 * max(lines, 2) + 4
        self.row += 1

    def _places(self, places: tuple[Location, ...]) -> None:
        for offset in range(_PLACES):
            cell = cell_at(self.sheet, self.row, len(_COLUMNS) + 1 + offset)
            dress(cell, styles.BODY, styles.aligned("left"))
            if offset < len(places):
                self._place(cell, places[offset], len(places) if offset == _PLACES - 1 else 0)

    def _place(self, cell: Cell, place: Location, of: int) -> None:
        words = f"{place.sheet} {place.cell or ''}".rstrip() if place.file == self.file and place.sheet else str(place)
        _put(cell, f"{words}（共 {of} 处）" if of > _PLACES else words)
        if place.file == self.file and place.sheet in self.sheets:
            name = place.sheet.replace("'", "''")
            target = f"'{name}'!{place.cell or 'A1'}"
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, display=words)
            cell.font = LINK


def _put(cell: Cell, text: str) -> None:
    """Fill a cell with words that may quote the input."""
    put_text(cell, shown(text, MESSAGE))


def _verdict(report: Report) -> str:
    errors, warnings = report.errors, report.count(Severity.WARNING)
    if errors:
        first = f"，先改下面编号的 {len(report.causes)} 处" if report.causes else ""
        return f"不能公开：有 {errors} 个错误、{warnings} 个警告{first}。"
    return f"没有错误，{warnings} 个警告。"
