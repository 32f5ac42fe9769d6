"""Rows that stand for a member of a dimension: 科目 by code, projects by code or name, lines in order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from generator.catalog.classification import Classification, classification
from generator.domain.coordinates import Member
from generator.domain.errors import PackError
from generator.domain.location import Location
from generator.forms.header import Leaf
from generator.forms.rows import RowSpec
from generator.packs.form import Row
from generator.packs.pack import DimensionSpec
from generator.packs.titles import fill
from generator.readers.codes import (
    BAD_CODE,
    NO_PARENT,
    NO_PROJECTS,
    NO_SUCH_PROJECT,
    NOT_IN_CATALOGUE,
    OTHER_NAME,
    ROW_TWICE,
    UNKNOWN_ROW,
    WRONG_NAME,
)
from generator.readers.context import Context
from generator.readers.issues import suggestion
from generator.readers.table import RawRow
from generator.readers.text import squeeze

_CODE_AND_NAME = re.compile(r"([0-9]{3}(?:[0-9]{2}){0,2})[\s_.、:：\-]*([^0-9\s].*)")
_WHOLE = re.compile(r"(?<=[0-9])\.0+$")
"""A code that was typed as a number and is shown with decimals."""
PROJECT = "project"


class MemberRows(Protocol):
    """Makes members of rows. ``members`` are those found so far, ``places`` where each stands."""

    members: dict[str, Member]
    places: dict[str, Location]

    def row(self, raw: RawRow) -> RowSpec | None:
        """The row's member as a row spec; None where it cannot be understood (a finding says why)."""

    def finish(self) -> None:
        """Check what can only be checked once all rows are known."""


def member_rows(row: Row, spec: DimensionSpec, leaves: Iterable[Leaf], ctx: Context) -> MemberRows:
    """What reads the rows that ``row`` (``each: …``) stands for."""
    if spec.catalog is not None:
        return CatalogRows(row, spec, tuple(leaves), ctx)
    return ListedRows(row, tuple(leaves), ctx)


class _Rows:
    def __init__(self, row: Row, leaves: tuple[Leaf, ...], ctx: Context) -> None:
        self.declared = row
        self.dimension = row.each or ""
        self.leaves = leaves
        self.ctx = ctx
        self.members: dict[str, Member] = {}
        self.places: dict[str, Location] = {}

    def _text(self, raw: RawRow, role: str) -> str:
        return next((raw.cell(leaf.key).text for leaf in self.leaves if leaf.role == role), "")

    def _place(self, raw: RawRow, role: str) -> Location:
        leaf = next((leaf for leaf in self.leaves if leaf.role == role), None)
        return raw.cell(leaf.key).location if leaf else raw.location

    def _keep(self, member: Member, place: Location, label: str, *, group: bool = False) -> RowSpec:
        self.members[member.code] = member
        self.places[member.code] = place
        at = (*self.declared.at.items(), (self.dimension, member.code))
        return RowSpec("member", label, at, self.dimension, member.code, group=group)

    def finish(self) -> None:
        """Nothing to check unless a kind of row says otherwise."""


class CatalogRows(_Rows):
    """Rows with a code of a classification."""

    def __init__(self, row: Row, spec: DimensionSpec, leaves: tuple[Leaf, ...], ctx: Context) -> None:
        super().__init__(row, leaves, ctx)
        self.catalog = catalogue(spec, ctx.year)
        self.lengths = spec.lengths or tuple(sorted({len(code) for code in self.catalog.entries}))
        self.extra = {member.code: member.name for member in spec.members}

    def row(self, raw: RawRow) -> RowSpec | None:
        """The 科目 of a row, by its code."""
        code, name = self._code_and_name(raw)
        place = self._place(raw, "code")
        if code not in self.extra and not self._well_formed(code):
            self._refuse(code, name, place)
            return None
        if code in self.members:
            message = f"科目 {code}{name} 出现了两次。"
            self.ctx.issues.add(ROW_TWICE, message, place, self.places[code], remedy="请删除重复的一行。")
            return None
        name = name or self.extra.get(code) or self.catalog.name(code) or code
        self._check_name(code, name, self._place(raw, "name"))
        return self._keep(Member(code, name, self._parent(code)), place, name)

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
        code, name = self._text(raw, "code"), self._text(raw, "name")
        joined = _CODE_AND_NAME.fullmatch(code or name)
        if joined and (not code or not name):
            return joined[1], joined[2].strip()
        code = _WHOLE.sub("", squeeze(code))
        known = next((key for key, title in self.extra.items() if not code and squeeze(title) == squeeze(name)), "")
        return code or known, name.removeprefix(code).lstrip() if code else name

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


class ListedRows(_Rows):
    """Rows that every submission lists itself: projects, or lines under groups (…小计)."""

    def __init__(self, row: Row, leaves: tuple[Leaf, ...], ctx: Context) -> None:
        super().__init__(row, leaves, ctx)
        self.group: str | None = None
        self.count = 0
        self._head, _, self._tail = squeeze(row.group_label or "").partition("{name}")

    def row(self, raw: RawRow) -> RowSpec | None:
        """The group or line of a row, or the project it names."""
        name = self._text(raw, "name")
        if self.dimension == PROJECT:
            return self._project(raw, name)
        if (title := self._group_title(name)) is not None:
            return self._open_group(raw, name, title)
        return self._line(raw, name)

    def _project(self, raw: RawRow, name: str) -> RowSpec | None:
        code = self._text(raw, "code")
        key = self.ctx.project(code) or self.ctx.project(name) or code or name
        if key in self.members:
            message = f"项目“{name or code}”出现了两次。"
            self.ctx.issues.add(ROW_TWICE, message, raw.location, self.places[key], remedy="请删除重复的一行。")
            return None
        return self._keep(Member(key, name or code, fields=self._fields(raw)), raw.location, name or code)

    def _group_title(self, name: str) -> str | None:
        """The group's name where the row is a group's (…小计), as printed."""
        plain = squeeze(name)
        if not self.declared.group_label or not (plain.startswith(self._head) and plain.endswith(self._tail)):
            return None
        end = len(name) - _raw_length(name[::-1], len(self._tail))
        return name[_raw_length(name, len(self._head)) : end].strip()

    def _open_group(self, raw: RawRow, name: str, title: str) -> RowSpec | None:
        if not title or title in self.members:
            message = f"小计行“{name}”重复出现。" if title else f"小计行“{name}”没有写明是谁的小计。"
            shape = fill(self.declared.group_label or "", {"name": "单位名称"})
            self.ctx.issues.add(UNKNOWN_ROW, message, raw.location, remedy=f"小计行请写作“{shape}”，每个单位一行。")
            return None
        self.group = title
        return self._keep(Member(title, title), raw.location, name, group=True)

    def _line(self, raw: RawRow, name: str) -> RowSpec:
        self.count += 1
        fields = self._fields(raw)
        if self._needs_project():
            fields |= self._project_field(raw, name)
        return self._keep(Member(str(self.count), name, self.group, fields=fields), raw.location, name)

    def _fields(self, raw: RawRow) -> dict[str, str]:
        found = {leaf.column.field or leaf.key: raw.cell(leaf.key).text for leaf in self.leaves if leaf.role == "field"}
        return {key: text for key, text in found.items() if text}

    def _needs_project(self) -> bool:
        return any(value == f"@{PROJECT}" for leaf in self.leaves for _, value in leaf.at)

    def _project_field(self, raw: RawRow, name: str) -> dict[str, str]:
        key = self.ctx.project(name)
        if key is not None:
            return {PROJECT: key}
        place = self._place(raw, "name")
        if self.ctx.projects:
            hint = suggestion(name, self.ctx.projects, "请与“项目”表中的名称或编码保持一致。")
            self.ctx.issues.add(NO_SUCH_PROJECT, f"项目表中没有“{name}”。", place, remedy=hint)
        else:
            message = f"没有提供项目表，“{name}”的项目预算数无从对应，未采用。"
            self.ctx.issues.add(NO_PROJECTS, message, place, remedy="请填写“项目”表。")
        return {}


def catalogue(spec: DimensionSpec, year: int) -> Classification:
    """The classification a dimension draws on. Raises :class:`PackError` when there is none of that name."""
    try:
        return classification(spec.catalog or "", year)
    except KeyError as error:
        raise PackError(f"没有名为“{spec.catalog}”的科目目录。", remedy="请检查模板包的 dimensions.yaml。") from error


def _raw_length(text: str, squeezed: int) -> int:
    """How many characters of ``text`` make up its first ``squeezed`` characters that count."""
    count = 0
    for index, character in enumerate(text):
        if count == squeezed:
            return index
        count += bool(squeeze(character))
    return len(text)
