"""The rows of one panel of a table: which row of the form, or which member, each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.domain.coordinates import Member
from generator.domain.location import Location
from generator.forms.header import Leaf, header
from generator.forms.rows import RowSpec, declared_rows, fixed_row
from generator.packs.form import Form
from generator.readers.codes import ENTITY_ROW, ROW_TWICE, UNKNOWN_ROW
from generator.readers.context import Context
from generator.readers.issues import suggestion
from generator.readers.labels import FixedRows
from generator.readers.row_listings import Listing, Listings
from generator.readers.table import RawRow, RawTable
from generator.readers.text import squeeze

_FILLER = re.compile(r"[….·-]*")
_NUMBER = re.compile(r"[0-9]*")
_LABEL_ROLES = ("label", "name", "code", "ordinal")


@dataclass(frozen=True, slots=True)
class PanelRows:
    """The rows of a panel, matched. ``failed``: how many could not be."""

    rows: tuple[tuple[RowSpec, RawRow], ...]
    listings: tuple[Listing, ...]
    failed: int

    @property
    def members(self) -> Mapping[str, Mapping[str, Member]]:
        """The members found, by dimension."""
        found: dict[str, dict[str, Member]] = {}
        for listing in self.listings:
            for dimension, members in listing.members.items():
                found.setdefault(dimension, {}).update(members)
        return found


class PanelReader:
    """Matches the rows of one panel."""

    def __init__(self, form: Form, panel: str, table: RawTable, ctx: Context) -> None:
        self.form = form
        self.panel = panel
        self.table = table
        self.ctx = ctx
        self.leaves = tuple(leaf for leaf in header(form).leaves if leaf.panel in ("", panel))
        self.declared = tuple(declared_rows(ctx.pack, form.panel(panel).rows))
        self.fixed = FixedRows([fixed_row(row) for row in self.declared])
        self.listings = Listings(self.declared, self.leaves, ctx)
        self.failed = 0
        self._seen: dict[str, Location] = {}

    def totals(self) -> Iterator[RowSpec]:
        """The total rows."""
        return (fixed_row(row) for row in self.declared if row.total and row.each is None)

    def read(self) -> PanelRows:
        """Match every row of the table's panel."""
        matched: list[tuple[RowSpec, RawRow]] = []
        for raw in self.table.panels.get(self.panel, ()):
            spec = self._row(raw)
            if spec is not None:
                matched.append((spec, raw))
        return PanelRows(tuple(matched), self.listings.finish(), self.failed)

    def _row(self, raw: RawRow) -> RowSpec | None:
        label = self._label(raw)
        if not label:
            return self._without_label(raw)
        if _FILLER.fullmatch(squeeze(label)) and not self._has_amounts(raw):
            return None
        if self._code(raw) == "" and self.fixed.knows(label):
            return self._fixed(raw, label)
        if self._is_entity(label):
            self._note_entity(raw, label)
            return None
        if self.listings.declared:
            spec = self.listings.row(raw)
            self.failed += spec is None
            return spec
        self._unknown(raw, label)
        return None

    def _fixed(self, raw: RawRow, label: str) -> RowSpec | None:
        spec = self.fixed.take(label)
        place = self._label_place(raw)
        if spec is None:
            self.failed += 1
            places = (place, *filter(None, [self._seen.get(squeeze(label))]))
            self.ctx.issues.add(ROW_TWICE, f"“{label}”这一行出现了两次。", *places, remedy="请删除重复的一行。")
            return None
        self._seen[squeeze(label)] = place
        return spec

    def _label(self, raw: RawRow) -> str:
        """The words a row goes by, wherever a merged 合计 cell may begin."""
        for role in _LABEL_ROLES:
            for leaf in self.leaves:
                text = raw.cell(leaf.key).text if leaf.role == role else ""
                if text and (role in ("label", "name") or not _NUMBER.fullmatch(squeeze(text)) or role == "code"):
                    return text
        return ""

    def _code(self, raw: RawRow) -> str:
        """The code of a row, unless its code cell only holds the beginning of a merged label."""
        text = next((raw.cell(leaf.key).text for leaf in self.leaves if leaf.role == "code"), "")
        return "" if self.fixed.knows(text) else squeeze(text)

    def _label_place(self, raw: RawRow) -> Location:
        cells = (raw.cells.get(leaf.key) for role in _LABEL_ROLES for leaf in self.leaves if leaf.role == role)
        return next((cell.location for cell in cells if cell is not None and cell.text), raw.location)

    def _amounts(self, raw: RawRow) -> Iterator[tuple[Leaf, Location]]:
        for leaf in self.leaves:
            if leaf.role == "amount" and leaf.key in raw.cells and not raw.cells[leaf.key].number.blank:
                yield leaf, raw.cells[leaf.key].location

    def _has_amounts(self, raw: RawRow) -> bool:
        return next(self._amounts(raw), None) is not None

    def _without_label(self, raw: RawRow) -> RowSpec | None:
        """A row without words: the one that is printed so, if it is still to come; amounts have no place otherwise."""
        if self._has_amounts(raw) and (spec := self.fixed.take_unlabelled(only=self.form.single)) is not None:
            return spec
        for leaf, place in self._amounts(raw):
            self.failed += 1
            message = f"“{leaf.title}”有金额，但这一行没有项目名称。"
            self.ctx.issues.add(UNKNOWN_ROW, message, place, remedy="请补上名称，或删去金额。")
        return None

    def _is_entity(self, label: str) -> bool:
        if self.listings.nested or not any(
            self.ctx.pack.dimensions[row.each or ""].catalog for row in self.listings.declared
        ):
            return False
        names = (self.ctx.entity.name, *(unit.name for unit in self.ctx.entity.units))
        return squeeze(label) in {squeeze(name) for name in names}

    def _note_entity(self, raw: RawRow, label: str) -> None:
        message = f"“{label}”是单位名称，这一行不作为科目读入。"
        self.ctx.issues.add(ENTITY_ROW, message, self._label_place(raw))

    def _unknown(self, raw: RawRow, label: str) -> None:
        self.failed += 1
        hint = suggestion(label, self.fixed.labels(), "请改用该表固定的行名，或删去这一行。")
        message = f"{self.ctx.filled(self.form.title)}没有“{label}”这一行。"
        self.ctx.issues.add(UNKNOWN_ROW, message, self._label_place(raw), remedy=hint)
