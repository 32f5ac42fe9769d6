"""The input workbook of a pack: blank to be filled in, or filled with what a submission says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.domain.amounts import Unit
from generator.domain.coordinates import Dimension
from generator.domain.records import Entity
from generator.domain.submission import Submission
from generator.forms.pack_trees import pack_trees
from generator.forms.workbook import example, guide
from generator.forms.workbook.code_lists import SHEET as CODE_SHEET
from generator.forms.workbook.code_lists import draw_code_lists, offer_choices, offer_range
from generator.forms.workbook.input_form import InputForms
from generator.forms.workbook.record_rows import amount_unit, prior_rows, record_rows, text_rows
from generator.forms.workbook.record_sheets import (
    FIRST_ROW,
    RecordSheet,
    SheetColumn,
    draw_records,
    table_columns,
)
from generator.forms.workbook.save import save_bytes
from generator.packs.form import Form
from generator.packs.pack import Pack, RecordTable

BLANK_LINES = 30
INFO, TEXTS, PRIOR = "基本信息", "文字", "上年数"


def input_workbook(pack: Pack, entity: Entity, year: int, content: Submission | None = None) -> bytes:
    """The input workbook of ``pack`` for ``entity`` and ``year``.

    Without ``content`` it is blank, with drop-downs and live totals. With it, every form, record and text the
    submission states is filled in just as stated, and nothing in it is computed.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    _Drawing(book, pack, entity, year, content).draw()
    title = f"{entity.name}{year}年{entity.level}预算"
    return save_bytes(book, title, dt.date(year, 1, 1))


@dataclass(frozen=True)
class _Drawing:
    book: Workbook
    pack: Pack
    entity: Entity
    year: int
    content: Submission | None

    def draw(self) -> None:
        forms = tuple(
            form
            for form in self.pack.forms.values()
            if self.entity.level in form.levels and (not form.years or self.year in form.years)
        )
        trees = pack_trees(self.pack, self.year)
        guide.draw_guide(self.book.create_sheet(guide.SHEET), self.pack, self.entity, self.year, forms)
        self._records(INFO, self._info())
        self._offer_info()
        # The sheet of codes stands last but is needed by those before it.
        codes = draw_code_lists(self.book, self.pack, trees)
        self._table("units")
        self._forms(forms, trees, codes)
        for name in self.pack.records.tables:
            if name != "units":
                self._table(name)
        self._offer_projects()
        self._records(TEXTS, self._texts())
        self._records(PRIOR, self._prior())
        if self.content is None:
            example.draw_example(self.book.create_sheet(example.SHEET), self.pack, forms, trees)
        code_sheet = self.book[CODE_SHEET]
        code_sheet.sheet_state = "hidden"
        self.book.move_sheet(code_sheet, len(self.book.sheetnames))

    def _forms(self, forms: tuple[Form, ...], trees: Mapping[str, Dimension], codes: Mapping[str, str]) -> None:
        drawing = InputForms(self.pack, self.entity, self.year, trees, codes)
        for form in forms:
            sheet = self.book.create_sheet(form.sheet)
            if self.content is not None and form.id in self.content.forms:
                drawing.filled(sheet, form, self.content)
            else:
                drawing.blank(sheet, form, BLANK_LINES, live=self.content is None)

    def _table(self, name: str) -> None:
        table = self.pack.records.tables.get(name)
        if table is not None:
            self._records(table.sheet, self._declared(table))

    def _records(self, name: str, records: RecordSheet) -> None:
        sheet: Worksheet = self.book.create_sheet(name)
        draw_records(sheet, records)
        _protect(sheet)

    def _declared(self, table: RecordTable) -> RecordSheet:
        rows = record_rows(self.pack, table, self.content) if self.content else []
        columns = table_columns(table)
        unit = self._unit if any(column.amount for column in columns) else ""
        blank = BLANK_LINES if self.content is None else 0
        return RecordSheet(table.sheet, columns, rows, blank, table.hint, unit)

    @property
    def _unit(self) -> str:
        return amount_unit(self.pack, self.content).label

    def _info(self) -> RecordSheet:
        levels = self.pack.manifest.levels
        values = {
            "模板包": self.pack.id,
            "预算年度": str(self.year),
            "编码": self.entity.code,
            "名称": self.entity.name,
            "级别": self.entity.level,
            "批复日期": self.content.approved if self.content else "",
            "金额单位": self._unit,
        }
        notes = {
            "级别": "、".join(levels),
            "批复日期": "如 2024-02-06，可以不填",
            "金额单位": "“项目”“上年数”两张工作表的单位：万元或元",
        }
        columns = (
            SheetColumn("key", "项目", 16, fixed=True),
            SheetColumn("value", "内容", 46),
            SheetColumn("note", "说明", 40, fixed=True),
        )
        rows = [{"key": key, "value": value, "note": notes.get(key, "")} for key, value in values.items()]
        return RecordSheet(INFO, columns, rows)

    def _offer_info(self) -> None:
        """Drop-downs for the entries that are a choice."""
        for row in self.book[INFO].iter_rows(min_row=FIRST_ROW):
            words = {"级别": self.pack.manifest.levels, "金额单位": (Unit.WAN.label, Unit.YUAN.label)}
            offer_choices(self.book[INFO], row[1].coordinate, words.get(str(row[0].value), ()))

    def _texts(self) -> RecordSheet:
        keys = self.pack.records.texts
        columns = (
            SheetColumn("key", "项目", 24, required=True, choices=tuple(key.title for key in keys)),
            SheetColumn("text", "内容", 90),
        )
        hint = "每段一行，同一项目的各段依次写在相邻行。" + "".join(f"{k.title}：{k.hint}" for k in keys if k.hint)
        if self.content is None:
            return RecordSheet(TEXTS, columns, [{"key": key.title} for key in keys], BLANK_LINES, hint)
        rows = [{"key": title, "text": text} for title, text in text_rows(self.pack, self.content)]
        return RecordSheet(TEXTS, columns, rows, 0, hint)

    def _prior(self) -> RecordSheet:
        stated = prior_rows(self.pack, self.content) if self.content else {}
        names = list(stated) if self.content else list(self.pack.figures)
        columns = (
            SheetColumn("name", "名称", 30, fixed=self.content is None),
            SheetColumn("amount", "上年预算数", 20, amount=True),
        )
        rows = [{"name": name, "amount": stated.get(name, "")} for name in names]
        hint = "只填说明增减变化要用的；不填的不比较。"
        return RecordSheet(PRIOR, columns, rows, 0, hint, self._unit)

    def _offer_projects(self) -> None:
        """Project codes to choose from beside each indicator."""
        tables = self.pack.records.tables
        if "projects" not in tables or "indicators" not in tables:
            return
        source = self.book[tables["projects"].sheet]
        target = self.book[tables["indicators"].sheet]
        listed = f"'{source.title}'!$A${FIRST_ROW}:$A${source.max_row}"
        offer_range(target, f"A{FIRST_ROW}:A{target.max_row}", listed, "“项目”工作表中没有这个编码。")


def _protect(sheet: Worksheet) -> None:
    """Guard the labels against slips, without a password; rows may still be added and sized."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = False
    protection.insertRows = protection.deleteRows = protection.sort = False
