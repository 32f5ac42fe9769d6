"""Forms in the input workbook: what may be filled in, drop-downs, live totals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from generator.domain.amounts import Unit
from generator.domain.coordinates import Dimension
from generator.domain.records import Entity
from generator.domain.submission import Submission
from generator.forms.layout import Layout
from generator.forms.printed import PrintedCell, PrintedColumn, PrintedForm
from generator.forms.views import blank_form, blank_layout, submitted_form
from generator.forms.workbook import styles
from generator.forms.workbook.cells import Span, cell_at, put_line, put_text
from generator.forms.workbook.code_lists import offer_choices, offer_codes, require_amounts
from generator.forms.workbook.form_sheet import NOT_STATED, FormArea, comment, draw_form
from generator.forms.workbook.formulas import Totals
from generator.forms.workbook.page import protect
from generator.packs.form import Form
from generator.packs.pack import Pack
from generator.packs.titles import fill, title_names


@dataclass(frozen=True)
class InputForms:
    """Draws the forms of one input workbook. ``codes``: where the codes of each dimension are listed."""

    pack: Pack
    entity: Entity
    year: int
    trees: Mapping[str, Dimension]
    codes: Mapping[str, str]

    def blank(self, sheet: Worksheet, form: Form, lines: int, *, live: bool) -> None:
        """A form to be filled in; ``live``: with total formulas."""
        layout = blank_layout(self.pack, form, lines)
        printed = blank_form(self.pack, layout, self.entity, self.year)
        area = draw_form(sheet, printed, _Dresser(printed, lines_open=True))
        if live:
            self._formulas(sheet, layout, area)
        self._help(sheet, printed, area)
        if form.may_be_empty:
            _offer_emptiness(sheet, self._emptiness(form), area, len(printed.notes))

    def filled(self, sheet: Worksheet, form: Form, content: Submission) -> None:
        """A form as the submission states it."""
        printed = submitted_form(self.pack, form, content)
        area = draw_form(sheet, printed, _Dresser(printed, lines_open=False))
        self._help(sheet, printed, area)

    def _emptiness(self, form: Form) -> str:
        """What is said below a form without data."""
        names = {**self.pack.terms(self.entity.level), **title_names(self.entity, self.year, form.unit)}
        return fill(form.empty_note, names)

    def _formulas(self, sheet: Worksheet, layout: Layout, area: FormArea) -> None:
        for (row, column), formula in Totals(layout, self.trees, area).all():
            cell = cell_at(sheet, area.first_row + row, column + 1)
            cell.value = formula
            cell.fill = styles.FORMULA_FILL

    def _help(self, sheet: Worksheet, printed: PrintedForm, area: FormArea) -> None:
        """Drop-downs, checks and protection."""
        dimension = next((cell.row.dimension for row in printed.rows for cell in row if cell.row.dimension), "")
        for index, column in enumerate(printed.columns):
            cells = area.column_range(index, 0, len(printed.rows) - 1)
            listed = column.of or dimension
            if column.role == "code" and not column.part and listed in self.codes:
                offer_codes(sheet, cells, self.codes[listed], self.trees[listed].name)
            if column.role == "amount":
                require_amounts(sheet, [cells], column.unit.label)
        if printed.form.hint:
            sheet["A1"].comment = comment(printed.form.hint)
        protect(sheet)


@dataclass(frozen=True, slots=True)
class _Dresser:
    """Opens the cells that may be filled in."""

    printed: PrintedForm
    lines_open: bool

    def __call__(self, target: Cell, cell: PrintedCell) -> None:
        column = self.printed.columns[target.column - 1]
        if cell.role == "amount":
            self._amount(target, cell, column)
        elif cell.role != "ordinal" and cell.row.kind in ("open", "member"):
            self._open(target)

    def _amount(self, target: Cell, cell: PrintedCell, column: PrintedColumn) -> None:
        if cell.at is None and cell.row.kind != "open":
            return
        self._open(target)
        if not cell.text:
            exact = column.unit is Unit.NONE
            target.number_format = "General" if exact else styles.decimals_format(column.places)
        if cell.unknown and not self.lines_open:
            target.value = NOT_STATED

    @staticmethod
    def _open(target: Cell) -> None:
        target.fill = styles.INPUT_FILL
        target.protection = styles.UNLOCKED


def _offer_emptiness(sheet: Worksheet, note: str, area: FormArea, notes: int) -> None:
    """A line below the form where one may choose to say that it has no data."""
    row = area.last_row + notes + 1
    put_line(sheet, Span(row, 1, area.columns), "", styles.META, "left")
    cell = cell_at(sheet, row, 1)
    cell.fill = styles.INPUT_FILL
    cell.protection = styles.UNLOCKED
    cell.comment = comment("确实没有数据的，在这一格的下拉列表中选择，表示这张表没有数据。")
    offer_choices(sheet, f"A{row}:{get_column_letter(area.columns)}{row}", (note,))
    put_text(cell, "")
