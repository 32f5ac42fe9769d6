"""Rows that are not 科目: members every submission lists itself, and members the pack writes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.domain.coordinates import Member
from generator.forms.header import Leaf
from generator.forms.rows import RowSpec
from generator.packs.form import Row
from generator.packs.pack import MemberSpec
from generator.packs.titles import fill
from generator.readers.codes import NO_PROJECTS, NO_SUCH_PROJECT, ROW_TWICE, UNKNOWN_ROW
from generator.readers.context import Context
from generator.readers.issues import suggestion
from generator.readers.members import Parts, Rows
from generator.readers.table import RawRow
from generator.readers.text import loose, squeeze

PROJECT = "project"


class ListedRows(Rows):
    """Rows that every submission lists itself: projects, members with a code, or lines under groups (…小计)."""

    def __init__(self, row: Row, dimension: str, leaves: Sequence[Leaf], ctx: Context, above: Parts = ()) -> None:
        super().__init__(row, dimension, leaves, ctx)
        self.above = above
        self.coded = next(self.holding("code"), None) is not None
        self.group: str | None = None
        self.count = 0
        self._head, _, self._tail = squeeze(row.group_label or "").partition("{name}")

    def row(self, raw: RawRow) -> RowSpec | None:
        """The group or line of a row, or the project it names."""
        name = self.text(raw, "name")
        if self.dimension == PROJECT:
            return self._named(raw, name, self._project(raw, name))
        if self.coded:
            return self._named(raw, name, squeeze(self.code(raw)) or name)
        if (title := self._group_title(name)) is not None:
            return self._open_group(raw, name, title)
        return self._line(raw, name)

    def _project(self, raw: RawRow, name: str) -> str:
        """The key of the project a row names."""
        code = self.text(raw, "code")
        return self.ctx.project(code) or self.ctx.project(name) or code or name

    def _named(self, raw: RawRow, name: str, key: str) -> RowSpec | None:
        """A member that goes by its code, or by its name where it has none."""
        title = name or key
        if self.alone and key in self.members:
            what = self.ctx.pack.dimensions[self.dimension].name
            message = f"{what}“{title}”出现了两次。"
            self.ctx.issues.add(ROW_TWICE, message, raw.location, self.places[key], remedy="请删除重复的一行。")
            return None
        return self.keep(Member(key, title, fields=self._fields(raw)), raw.location, title)

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
        return self.keep(Member(title, title), raw.location, name, group=True)

    def _line(self, raw: RawRow, name: str) -> RowSpec:
        self.count += 1
        fields = self._fields(raw)
        if self._needs_project():
            fields |= self._project_field(raw, name)
        key = "·".join([*(code for _, code in self.above), str(self.count)])
        return self.keep(Member(key, name, self.group, fields=fields), raw.location, name)

    def _fields(self, raw: RawRow) -> dict[str, str]:
        found = {leaf.column.field or leaf.key: raw.cell(leaf.key).text for leaf in self.holding("field")}
        return {key: text for key, text in found.items() if text}

    def _needs_project(self) -> bool:
        return any(value == f"@{PROJECT}" for leaf in self.leaves for _, value in leaf.at)

    def _project_field(self, raw: RawRow, name: str) -> dict[str, str]:
        key = self.ctx.project(name)
        if key is not None:
            return {PROJECT: key}
        place = self.place(raw, "name")
        if self.ctx.projects:
            hint = suggestion(name, self.ctx.projects, "请与“项目”表中的名称或编码保持一致。")
            self.ctx.issues.add(NO_SUCH_PROJECT, f"项目表中没有“{name}”。", place, remedy=hint)
        else:
            message = f"没有提供项目表，“{name}”的项目预算数无从对应，未采用。"
            self.ctx.issues.add(NO_PROJECTS, message, place, remedy="请填写“项目”表。")
        return {}


class NamedRows(Rows):
    """Rows that name a member of a tree the pack writes out."""

    def __init__(self, row: Row, dimension: str, leaves: Sequence[Leaf], ctx: Context) -> None:
        super().__init__(row, dimension, leaves, ctx)
        self.known = {member.code: member for member in _written(ctx.pack.dimensions[dimension].members, None)}
        self.by_name = {loose(member.name): member for member in self.known.values()}

    def row(self, raw: RawRow) -> RowSpec | None:
        """The member a row names."""
        name = self.text(raw, "name") or self.text(raw, "code")
        member = self.by_name.get(loose(name)) or self.known.get(name)
        if member is None:
            names = [member.name for member in self.known.values()]
            hint = suggestion(name, names, f"可以写：{'、'.join(names[:12])}。")
            title = self.ctx.pack.dimensions[self.dimension].name
            place = self.place(raw, "name")
            self.ctx.issues.add(UNKNOWN_ROW, f"{title}中没有“{name}”，这一行没有读入。", place, remedy=hint)
            return None
        return self.keep(member, raw.location, name)


def _written(specs: Iterable[MemberSpec], parent: str | None) -> Iterator[Member]:
    for spec in specs:
        yield Member(spec.code, spec.name, parent, spec.partial)
        yield from _written(spec.members, spec.code)


def _raw_length(text: str, squeezed: int) -> int:
    """How many characters of ``text`` make up its first ``squeezed`` characters that count."""
    count = 0
    for index, character in enumerate(text):
        if count == squeezed:
            return index
        count += bool(squeeze(character))
    return len(text)
