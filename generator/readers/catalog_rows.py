"""Rows with a code of a classification (科目)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.catalog.classification import Classification, classification
from generator.domain.coordinates import Member
from generator.domain.errors import PackError
from generator.domain.location import Location
from generator.forms.header import Leaf
from generator.forms.rows import RowSpec
from generator.packs.form import Row
from generator.packs.pack import DimensionSpec
from generator.readers.codes import BAD_CODE, NO_PARENT, NOT_IN_CATALOGUE, OTHER_NAME, ROW_TWICE, WRONG_NAME
from generator.readers.context import Context
from generator.readers.members import Rows
from generator.readers.table import RawRow
from generator.readers.text import bare, loose, squeeze

_CODE_AND_NAME = re.compile(r"([0-9]{3}(?:[0-9]{2}){0,2})[\s_.、:：\-]*([^0-9\s].*)")
_WHOLE = re.compile(r"(?<=[0-9])\.0+$")
"""A code that was typed as a number and is shown with decimals."""


class CatalogRows(Rows):
    """Rows with a code of a classification; where a form has no column for codes, rows with its names."""

    def __init__(self, row: Row, dimension: str, leaves: Sequence[Leaf], ctx: Context) -> None:
        super().__init__(row, dimension, leaves, ctx)
        spec = ctx.pack.dimensions[dimension]
        self.coded = next(self.holding("code"), None) is not None
        self.catalog = catalogue(spec, ctx.year)
        self.lengths = spec.lengths or tuple(sorted({len(code) for code in self.catalog.entries}))
        self.extra = {member.code: member.name for member in spec.members}

    def row(self, raw: RawRow) -> RowSpec | None:
        """The 科目 of a row, by its code."""
        code, name = self._code_and_name(raw)
        place = self.place(raw, "code")
        if code not in self.extra and not self._well_formed(code):
            self._refuse(code, name, place)
            return None
        if self.alone and code in self.members:
            message = f"科目 {code}{name} 出现了两次。"
            self.ctx.issues.add(ROW_TWICE, message, place, self.places[code], remedy="请删除重复的一行。")
            return None
        name = name or self.extra.get(code) or self.catalog.name(code) or code
        self._check_name(code, name, self.place(raw, "name"))
        return self.keep(Member(code, name, self._parent(code)), place, name)

    def finish(self) -> None:
        """Every 科目 the catalogue does not know must stand below one that is known."""
        for code, member in list(self.members.items()):
            if code in self.extra or code in self.catalog.entries:
                continue
            if self._has_parent(member):
                message = f"本年科目目录中没有 {code}（{member.name}），按所填编码和名称使用。"
                self.ctx.issues.add(NOT_IN_CATALOGUE, message, self.places[code], remedy="请核对科目编码。")
            else:
                message = f"科目 {code}（{member.name}）在本年科目目录和本表中都没有上级科目。"
                self.ctx.issues.add(NO_PARENT, message, self.places[code], remedy="请核对科目编码是否写错。")

    def _code_and_name(self, raw: RawRow) -> tuple[str, str]:
        """Code and name, also where one cell holds both (201一般公共服务支出)."""
        code, name = self.code(raw), self.text(raw, "name")
        if not self.coded and not code:
            name = bare(name)
            code = self._code_of(name)
        joined = _CODE_AND_NAME.fullmatch(code or name)
        if joined and (not code or not name):
            return joined[1], joined[2].strip()
        code = _WHOLE.sub("", squeeze(code))
        known = next((key for key, title in self.extra.items() if not code and squeeze(title) == squeeze(name)), "")
        return code or known, name.removeprefix(code).lstrip() if code else name

    def _code_of(self, name: str) -> str:
        """The code that a name alone stands for, at the depths the rows have; empty where it is not clear."""
        depths = self.declared.depths
        sizes = {self.lengths[depth] for depth in depths if depth < len(self.lengths)} if depths else set(self.lengths)
        same = [entry.code for entry in self.catalog.entries.values() if loose(entry.name) == loose(name)]
        found = [code for code in same if len(code) in sizes]
        return found[0] if len(found) == 1 else ""

    def _well_formed(self, code: str) -> bool:
        return code.isascii() and code.isdigit() and len(code) in self.lengths

    def _refuse(self, code: str, name: str, place: Location) -> None:
        sizes = "、".join(map(str, self.lengths))
        what = f"科目编码“{code}”不合规范" if code else f"“{name}”没有科目编码"
        self.ctx.issues.add(BAD_CODE, f"{what}，这一行没有读入。", place, remedy=f"科目编码应为 {sizes} 位数字。")

    def _parent(self, code: str) -> str | None:
        return None if code in self.extra else self.catalog.parent_code(code)

    def _has_parent(self, member: Member) -> bool:
        return member.parent is not None and (member.parent in self.catalog.entries or member.parent in self.members)

    def _check_name(self, code: str, name: str, place: Location) -> None:
        entry = self.catalog.entries.get(code)
        if entry is None or self.catalog.accepts(code, name):
            return
        issue = WRONG_NAME if entry.attested else OTHER_NAME
        message = f"科目 {code} 的名称是“{entry.name}”，这里写的是“{name}”。"
        self.ctx.issues.add(issue, message, place, remedy="请核对编码与名称是否对应。")


def catalogue(spec: DimensionSpec, year: int) -> Classification:
    """The classification a dimension draws on. Raises :class:`PackError` when there is none of that name."""
    try:
        return classification(spec.catalog or "", year)
    except KeyError as error:
        raise PackError(f"没有名为“{spec.catalog}”的科目目录。", remedy="请检查模板包的 dimensions.yaml。") from error
