"""The input workbook of a pack: blank to be filled in, or filled with what a submission says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl import Workbook

from generator.domain.coordinates import Dimension
from generator.domain.records import Entity
from generator.domain.submission import Submission
from generator.forms.pack_trees import pack_trees
from generator.forms.record_rows import stated_amounts
from generator.forms.workbook import example, guide
from generator.forms.workbook.cells import add_sheet
from generator.forms.workbook.code_lists import SHEET as CODE_SHEET
from generator.forms.workbook.code_lists import draw_code_lists, offer_choices, offer_range
from generator.forms.workbook.content import TEXTS, Content
from generator.forms.workbook.input_form import InputForms
from generator.forms.workbook.page import protect
from generator.forms.workbook.record_sheets import FIRST_ROW, RecordSheet, draw_records
from generator.forms.workbook.save import save_bytes
from generator.packs.form import Form
from generator.packs.pack import Pack

BLANK_LINES = 30
FIRST_TABLE = "units"
"""The record table that stands before the forms."""


def input_workbook(pack: Pack, entity: Entity, year: int, content: Submission | None = None) -> bytes:
    """The input workbook of ``pack`` for ``entity`` and ``year``.

    Without ``content`` it is blank, with drop-downs and live totals. With it, every form, record and text the
    submission states is filled in just as stated, and nothing in it is computed.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    amounts = stated_amounts(pack, content) if content else lambda _: ""
    blank = 0 if content else BLANK_LINES
    _Drawing(book, Content(pack, entity, year, content, amounts, blank)).draw()
    return save_bytes(book, f"{entity.name}{year}年{entity.level}预算")


@dataclass(frozen=True)
class _Drawing:
    book: Workbook
    content: Content

    def draw(self) -> None:
        pack, entity, year = self.content.pack, self.content.entity, self.content.year
        forms = tuple(
            form
            for form in pack.forms.values()
            if entity.level in form.levels and (not form.years or year in form.years)
        )
        trees = pack_trees(pack, year)
        guide.draw_guide(add_sheet(self.book, guide.SHEET), pack, entity, year, forms)
        self._records(self.content.info())
        self._offer_info()
        # The sheet of codes stands last, but the forms refer to it.
        codes = draw_code_lists(self.book, pack, trees)
        self._forms(forms, trees, codes)
        for records in (*self.content.tables(), self.content.texts(), *self.content.figures(), self.content.prior()):
            self._records(records)
        self._offer_projects()
        self._offer_texts()
        if self.content.submission is None:
            example.draw_example(add_sheet(self.book, example.SHEET), pack, forms, trees)
        self._arrange()

    def _forms(self, forms: tuple[Form, ...], trees: Mapping[str, Dimension], codes: Mapping[str, str]) -> None:
        submission = self.content.submission
        drawing = InputForms(self.content.pack, self.content.entity, self.content.year, trees, codes)
        for form in forms:
            sheet = add_sheet(self.book, form.sheet)
            if submission is not None and form.id in submission.forms:
                drawing.filled(sheet, form, submission)
            else:
                drawing.blank(sheet, form, BLANK_LINES, live=submission is None)

    def _records(self, records: RecordSheet) -> None:
        sheet = add_sheet(self.book, records.title)
        draw_records(sheet, records)
        protect(sheet)

    def _offer_info(self) -> None:
        sheet = self.book[self.content.info().title]
        for row in sheet.iter_rows(min_row=FIRST_ROW):
            offer_choices(sheet, row[1].coordinate, self.content.choices().get(str(row[0].value), ()))

    def _offer_projects(self) -> None:
        """Project codes to choose from beside each indicator."""
        tables = self.content.pack.records.tables
        if "projects" in tables and "indicators" in tables:
            source, target = self.book[tables["projects"].sheet], self.book[tables["indicators"].sheet]
            listed = f"'{source.title}'!$A${FIRST_ROW}:$A${source.max_row}"
            offer_range(target, f"A{FIRST_ROW}:A{target.max_row}", listed, "“项目”工作表中没有这个编码。")

    def _offer_texts(self) -> None:
        """Every place for text to choose from, as the blank sheet lists them."""
        if self.content.submission is None and self.content.pack.text_keys:
            sheet = self.book[TEXTS]
            last = FIRST_ROW + len(self.content.pack.text_keys) - 1
            listed = f"'{TEXTS}'!$A${FIRST_ROW}:$A${last}"
            offer_range(sheet, f"A{FIRST_ROW}:A{sheet.max_row}", listed, "不是这里列出的栏目。")

    def _arrange(self) -> None:
        """The first record table before the forms, the codes hidden at the end."""
        tables = self.content.pack.records.tables
        if FIRST_TABLE in tables:
            sheet = self.book[tables[FIRST_TABLE].sheet]
            self.book.move_sheet(sheet, 2 - self.book.index(sheet))
        codes = self.book[CODE_SHEET]
        self.book.move_sheet(codes, len(self.book.sheetnames))
        codes.sheet_state = "hidden"
