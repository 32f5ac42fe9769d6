"""The sheets besides the forms, with what they hold: who reports, records, texts, figures by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.domain.amounts import Unit
from generator.domain.records import Entity
from generator.domain.submission import Submission
from generator.forms.record_rows import (
    AmountText,
    amount_unit,
    figure_rows,
    prior_rows,
    record_rows,
    text_rows,
)
from generator.forms.workbook.record_sheets import RecordSheet, SheetColumn, table_columns
from generator.packs.pack import WHOLE, Pack, RecordTable

INFO, TEXTS, PRIOR, FIGURES = "基本信息", "文字", "上年数", "关键数字"


@dataclass(frozen=True)
class Content:
    """What goes into the sheets besides the forms. Without ``submission`` they have ``blank`` lines to fill in."""

    pack: Pack
    entity: Entity
    year: int
    submission: Submission | None
    amounts: AmountText
    blank: int = 0
    editable: bool = True

    @property
    def unit(self) -> Unit:
        """The unit of all amounts in these sheets."""
        return amount_unit(self.pack, self.submission)

    def _hint(self, text: str) -> str:
        """How to fill in a sheet; nothing where there is nothing to fill in."""
        return text if self.editable else ""

    def info(self) -> RecordSheet:
        """基本信息."""
        values = {
            "模板包": (self.pack.id, ""),
            "预算年度": (str(self.year), ""),
            "编码": (self.entity.code, ""),
            "名称": (self.entity.name, ""),
            "级别": (self.entity.level, "、".join(self.pack.manifest.levels)),
            "批复日期": (self.submission.approved if self.submission else "", "如 2024-02-06，可以不填"),
            "金额单位": (self.unit.label, f"“项目”“{FIGURES}”“{PRIOR}”几张工作表的单位：万元或元"),
        }
        columns = [SheetColumn("key", "项目", 16, fixed=True), SheetColumn("value", "内容", 46)]
        if self.editable:
            columns.append(SheetColumn("note", "说明", 40, fixed=True))
        rows = [{"key": key, "value": value, "note": note} for key, (value, note) in values.items()]
        return RecordSheet(INFO, columns, rows, editable=self.editable)

    def choices(self) -> dict[str, tuple[str, ...]]:
        """The entries of 基本信息 that are a choice."""
        return {"级别": self.pack.manifest.levels, "金额单位": (Unit.WAN.label, Unit.YUAN.label)}

    def tables(self) -> Iterator[RecordSheet]:
        """The declared record tables; what the department tells only its checkers is not published."""
        for table in self.pack.records.tables.values():
            if self.editable or table.published:
                yield self._table(table)

    def _table(self, table: RecordTable) -> RecordSheet:
        rows = record_rows(table, self.submission, self.amounts) if self.submission else []
        columns = table_columns(table)
        unit = self.unit.label if any(column.amount for column in columns) else ""
        return RecordSheet(table.sheet, columns, rows, self.blank, self._hint(table.hint), unit, self.editable)

    def texts(self) -> RecordSheet:
        """文字: one row a paragraph."""
        keys = self.pack.records.texts
        choices = tuple(key.title for key in keys) if self.submission else ()
        columns = (
            SheetColumn("key", "项目", 24, required=True, choices=choices),
            SheetColumn("text", "内容", 90),
        )
        hint = "每段一行，同一项目的各段依次写在相邻行。"
        hint += "".join(f"{key.title}：{key.hint}" for key in keys if key.hint)
        if self.submission is None:
            hint += f"以“{WHOLE}”结尾的用来自写整节文字，不填则用固定的文字；这一节应列的表照印。"
            offered = [{"key": key.title} for key in self.pack.text_keys]
            return RecordSheet(TEXTS, columns, offered, self.blank, hint)
        rows = [{"key": title, "text": text} for title, text in text_rows(self.pack, self.submission)]
        return RecordSheet(TEXTS, columns, rows, self.blank, self._hint(hint), "", self.editable)

    def prior(self) -> RecordSheet:
        """上年数: one row a figure."""
        stated = prior_rows(self.pack, self.amounts) if self.submission else {}
        return self._figures(PRIOR, "上年预算数", stated, "只填说明增减变化要用的；不填的不比较。")

    def figures(self) -> Iterator[RecordSheet]:
        """关键数字: one row a figure of this year; no sheet where a submission states none."""
        stated = figure_rows(self.pack, self.submission, self.amounts) if self.submission else {}
        if stated or self.submission is None:
            hint = "各表已有的数不必填写；手头没有表、只知道总数时填在这里。"
            yield self._figures(FIGURES, "金额", stated, hint)

    def _figures(self, sheet: str, title: str, stated: Mapping[str, str], hint: str) -> RecordSheet:
        names = list(stated) if self.submission else list(self.pack.figures)
        columns = (SheetColumn("name", "名称", 30, fixed=True), SheetColumn("amount", title, 20, amount=True))
        rows = [{"name": name, "amount": stated.get(name, "")} for name in names]
        return RecordSheet(sheet, columns, rows, 0, self._hint(hint), self.unit.label, self.editable)
