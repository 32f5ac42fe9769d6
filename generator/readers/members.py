"""Rows that stand for members: what is common to all kinds, and combinations of several kinds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from generator.domain.coordinates import Member
from generator.domain.location import Location
from generator.forms.header import Leaf
from generator.forms.rows import RowSpec
from generator.packs.form import Row
from generator.readers.codes import ROW_TWICE
from generator.readers.context import Context
from generator.readers.table import RawRow
from generator.readers.text import squeeze

Parts = tuple[tuple[str, str], ...]
"""Members by dimension."""


class MemberRows(Protocol):
    """Makes members of rows. ``members`` are those found so far, ``places`` where each stands."""

    dimension: str
    members: dict[str, Member]
    places: dict[str, Location]

    def row(self, raw: RawRow) -> RowSpec | None:
        """The row's member as a row spec; None where it cannot be understood (a finding says why)."""

    def finish(self) -> None:
        """Check what can only be checked once all rows are known."""


class Rows:
    """Base of all kinds of rows. ``alone``: one row a member, so that none may stand twice."""

    def __init__(self, row: Row, dimension: str, leaves: Sequence[Leaf], ctx: Context) -> None:
        self.declared = row
        self.dimension = dimension
        self.leaves = tuple(leaves)
        self.ctx = ctx
        self.alone = not row.beside
        self.members: dict[str, Member] = {}
        self.places: dict[str, Location] = {}

    def holding(self, role: str) -> Iterator[Leaf]:
        """The columns that hold code, name or field of this dimension's member; a label is a name."""
        for leaf in self.leaves:
            held = "name" if leaf.role == "label" else leaf.column.role_of(self.dimension)
            if held == role:
                yield leaf

    def text(self, raw: RawRow, role: str) -> str:
        """The words of the row in the first column of a role that has any."""
        return next((text for leaf in self.holding(role) if (text := raw.cell(leaf.key).text)), "")

    def code(self, raw: RawRow) -> str:
        """The code of the row, put together where it is split over columns.

        Columns may grow (201 | 20131 | 2013101) or go on (201 | 31 | 01).
        """
        leaves = sorted(self.holding("code"), key=lambda leaf: leaf.column.digits or (0, 0))
        if not any(leaf.column.digits for leaf in leaves):
            return self.text(raw, "code")
        code = ""
        for leaf in leaves:
            part = squeeze(raw.cell(leaf.key).text)
            first, last = leaf.column.digits or (0, 0)
            if part and code and part.startswith(code) and len(part) > len(code):
                code = part
            elif part and len(code) < last:
                code += part.zfill(last - first) if code else part
        return code

    def place(self, raw: RawRow, role: str) -> Location:
        """Where a row's code or name stands."""
        leaf = next(self.holding(role), None)
        return raw.cell(leaf.key).location if leaf else raw.location

    def keep(self, member: Member, place: Location, label: str, *, group: bool = False) -> RowSpec:
        """Note a member, and give its row."""
        self.members.setdefault(member.code, member)
        self.places.setdefault(member.code, place)
        own = ((self.dimension, member.code),)
        at = (*self.declared.at.items(), *own)
        return RowSpec("member", label, at, self.dimension, member.code, group=group, own=own)

    def finish(self) -> None:
        """Nothing to check unless a kind of row says otherwise."""


class Combined:
    """Rows that stand for members of one dimension or several, perhaps below those of another row."""

    def __init__(self, row: Row, parts: Sequence[MemberRows], above: Parts, ctx: Context) -> None:
        self.declared = row
        self.parts = tuple(parts)
        self.above = above
        self.ctx = ctx
        self.combos: dict[Parts, Location] = {}

    def row(self, raw: RawRow) -> RowSpec | None:
        """The row's members as one row spec."""
        specs = [part.row(raw) for part in self.parts]
        found = [spec for spec in specs if spec is not None]
        if len(found) < len(specs):
            return None
        own = tuple(part for spec in found for part in spec.own)
        first = found[0]
        if own in self.combos:
            message = f"“{'、'.join(spec.label for spec in found)}”这一行出现了两次。"
            self.ctx.issues.add(ROW_TWICE, message, raw.location, self.combos[own], remedy="请删除重复的一行。")
            return None
        self.combos[own] = raw.location
        at = (*self.above, *self.declared.at.items(), *own)
        return RowSpec(
            "member", first.label, at, first.dimension, first.member, group=first.group, own=own, above=self.above
        )

    def finish(self) -> None:
        """Let every part check what it must."""
        for part in self.parts:
            part.finish()
