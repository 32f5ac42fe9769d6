"""A form on a worksheet as a raw table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.domain.location import Location
from generator.forms.header import Leaf, header
from generator.packs.form import Form
from generator.packs.titles import fill
from generator.readers.codes import EXTRA_COLUMN, MISSING_COLUMN, NO_UNIT
from generator.readers.context import Context
from generator.readers.grid import Grid
from generator.readers.header_match import HeaderMatch, match_header
from generator.readers.meta import known_unit
from generator.readers.sheet_unit import format_unit, sheet_unit
from generator.readers.table import RawCell, RawRow, RawTable
from generator.readers.text import squeeze

_NOTE = re.compile(
    r"(?:注|备注|说明|填表说明|填报人|制表人?|填表人|经办人|单位负责人|部门负责人|财务负责人|负责人|审核人?"
    r"|打印日期|制表日期|填报日期)(?:[0-9]*):"
)
_EMPTY = "空表"
_NUMBERING = re.compile(r"(?:栏次|[0-9]{1,2}(?:=[0-9+\-()]+)?栏?)")


def sheet_table(grid: Grid, form: Form, ctx: Context) -> RawTable | None:
    """The form's table on this sheet; None where its header cannot be found (a finding says so)."""
    match = match_header(grid, form, ctx)
    if match is None:
        message = f"{ctx.filled(form.title)}的表头没有找到，整张表没有读入。"
        ctx.issues.add(MISSING_COLUMN, message, grid.location, remedy="请保留该表的表头，列名与公开表式一致。")
        return None
    return _SheetForm(grid, form, ctx, match).table()


@dataclass
class _SheetForm:
    grid: Grid
    form: Form
    ctx: Context
    match: HeaderMatch
    empty: bool = False
    noted: bool = False
    words: dict[int, dict[int, str]] = field(default_factory=dict)

    def table(self) -> RawTable | None:
        if not self._complete():
            return None
        below = [row for row in self.grid.rows() if row > self.match.last_row]
        rows = [row for number, row in enumerate(below) if not self._skipped(row, first=number == 0)]
        self._extra_columns(rows)
        unit, place = self._unit()
        panels = {panel: tuple(self._rows(rows, panel)) for panel in self.form.panel_names}
        columns = frozenset(self.match.columns)
        location = self.grid.location
        return RawTable(
            self.form.id,
            location,
            panels,
            columns,
            unit,
            place,
            self.match.units,
            self.empty and self.form.may_be_empty,
        )

    @property
    def _leaves(self) -> tuple[Leaf, ...]:
        return header(self.form).leaves

    def _complete(self) -> bool:
        """Name every missing column. Rows without labels cannot be read at all."""
        codes = [leaf for leaf in self._leaves if leaf.role in ("code", "name") and leaf.key in self.match.columns]
        usable = True
        for leaf in self._leaves:
            if leaf.key in self.match.columns or leaf.column.optional or leaf.role == "ordinal":
                continue
            if leaf.role in ("code", "name") and codes:
                continue
            place = self.grid.place(self.match.last_row, min(self.match.columns.values()))
            message = f"{self.ctx.filled(self.form.title)}缺少“{self.ctx.filled(leaf.key)}”这一列。"
            remedy = "请补上这一列，没有金额的留空；列名与公开表式一致。"
            self.ctx.issues.add(MISSING_COLUMN, message, place, remedy=remedy)
            usable = usable and leaf.role != "label"
        return usable

    def _extra_columns(self, rows: Sequence[int]) -> None:
        """Columns with figures or texts that no column of the form is."""
        used = {*self.match.columns.values(), *self.match.parts}
        first: dict[int, RawCell] = {}
        for row in rows:
            for column, cell in self.grid.filled(row).items():
                if column not in used and cell.text:
                    first.setdefault(column, cell)
        for column, cell in first.items():
            name = self.match.others.get(column, "")
            what = f"“{name}”这一列" if name else "一列没有列名的内容"
            message = f"{self.ctx.filled(self.form.title)}多出{what}，没有读入。"
            remedy = "如属该表的列，请按公开表式改正列名。"
            self.ctx.issues.add(EXTRA_COLUMN, message, cell.location, remedy=remedy)

    def _unit(self) -> tuple[str | None, Location]:
        unit, place = sheet_unit(self.grid, self.match.last_row + 1)
        if unit is not None and not known_unit(unit):
            message = f"金额单位“{unit}”不能采用。"
            self.ctx.issues.add(NO_UNIT, message, place, remedy="请换算成万元或元。")
            return None, place
        amounts = (self.match.columns[leaf.key] for leaf in self._leaves if self._is_amount(leaf))
        return unit or format_unit(self.grid, amounts, self.match.last_row), place

    def _is_amount(self, leaf: Leaf) -> bool:
        return leaf.role == "amount" and leaf.key in self.match.columns

    def _skipped(self, row: int, *, first: bool) -> bool:
        """Whether a row is no data: a note, the 栏次 row, or the header once more."""
        if self._is_note(row):
            self.noted = True
            self.empty = self.empty or any(map(self._says_empty, self._texts(row).values()))
            return True
        texts = self._texts(row)
        if self.noted and len(texts) == 1 and not self._figures(row):
            return True
        return (first and self._is_numbering(texts)) or self._is_header(texts)

    def _says_empty(self, text: str) -> bool:
        """Whether a note says that the form has no data: by the usual word, or as the form itself says it."""
        names = {**self.ctx.pack.terms(self.ctx.entity.level), **self.ctx.names}
        own = squeeze(fill(self.form.empty_note, names))
        return _EMPTY in text or bool(own and own == text)

    def _is_note(self, row: int) -> bool:
        texts = list(self._texts(row).values())
        noted = bool(texts) and bool(_NOTE.match(texts[0]) or (len(texts) == 1 and self._says_empty(texts[0])))
        return noted and not self._figures(row)

    def _texts(self, row: int) -> dict[int, str]:
        """The words of a row by column, for comparison."""
        if row not in self.words:
            found = {column: squeeze(cell.text) for column, cell in self.grid.filled(row).items()}
            self.words[row] = {column: text for column, text in found.items() if text}
        return self.words[row]

    def _figures(self, row: int) -> bool:
        cells = (self.grid.own(row, self.match.columns[leaf.key]) for leaf in self._leaves if self._is_amount(leaf))
        return any(cell.number.number is not None for cell in cells)

    @staticmethod
    def _is_numbering(texts: Mapping[int, str]) -> bool:
        """栏次 1 2 3 …: nothing but numbers in a row, or the word itself."""
        words = list(texts.values())
        if "栏次" in words:
            return True
        numbers = [int(match[0]) for word in words if (match := re.match(r"[0-9]{1,2}", word))]
        rising = all(later == earlier + 1 for earlier, later in pairwise(numbers))
        return len(words) > 1 and all(map(_NUMBERING.fullmatch, words)) and rising

    def _is_header(self, texts: Mapping[int, str]) -> bool:
        """Whether a row is one of the header's, repeated at the top of a printed page."""
        heads = range(self.match.first_row, self.match.last_row + 1)
        return len(texts) > 1 and any(texts.items() <= self._texts(head).items() for head in heads)

    def _rows(self, rows: Sequence[int], panel: str) -> Iterator[RawRow]:
        leaves = [leaf for leaf in self._leaves if leaf.panel in ("", panel) and leaf.key in self.match.columns]
        own = [leaf for leaf in leaves if leaf.role != "ordinal"]
        listed = self._listed(panel)
        for row in rows:
            cells = {leaf.key: self._cell(row, leaf, listed=listed) for leaf in leaves}
            if any(cells[leaf.key].value is not None or cells[leaf.key].formula for leaf in own) or (
                panel == self.form.panel_names[0] and self._ordinal_words(cells, leaves)
            ):
                yield RawRow(cells, self.grid.place(row, min(self.match.columns.values())))

    @staticmethod
    def _ordinal_words(cells: Mapping[str, RawCell], leaves: list[Leaf]) -> bool:
        """A label in the 序号 column, where a merged 合计 begins."""
        return any(
            cells[leaf.key].text and not cells[leaf.key].number.number for leaf in leaves if leaf.role == "ordinal"
        )

    def _listed(self, panel: str) -> bool:
        """Whether the rows are lines that the input lists itself, whose words may be merged downwards."""
        each = {row.each for row in self.form.panel(panel).rows if row.each}
        return any(self.ctx.pack.dimensions[name].dynamic for name in each)

    def _cell(self, row: int, leaf: Leaf, *, listed: bool) -> RawCell:
        column = self.match.columns[leaf.key]
        if leaf.role == "code" and self.match.parts:
            return self._joined_code(row)
        cell = self.grid.own(row, column)
        block = self.grid.block(row, column) if cell.covered else None
        if listed and block is not None and block.left == column and leaf.role in ("name", "field"):
            return self.grid.seen(row, column)
        return cell

    def _joined_code(self, row: int) -> RawCell:
        """The code of 类, 款 and 项 in columns of their own, plain (201 | 31 | 01) or growing (201 | 20131 | …)."""
        code = ""
        for column in self.match.parts:
            part = squeeze(self.grid.own(row, column).text)
            if part and code and part.startswith(code) and len(part) > len(code):
                code = part
            elif part:
                code += part.zfill(2) if code else part
        return RawCell(code or None, self.grid.place(row, self.match.parts[0]))
