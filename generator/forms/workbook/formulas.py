"""Live totals for a blank form, where its own law of sums gives them.

A total is a formula only where other cells of the same form are all of its parts. It stays empty as long as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.domain.coordinates import Coordinate, Dimension
from generator.forms.header import Leaf
from generator.forms.layout import Layout
from generator.forms.rows import RowSpec, cell_coordinate
from generator.forms.workbook.form_sheet import FormArea
from generator.packs.form import Form, Row

Place = tuple[int, int]
"""Row and column of a body cell, from 0."""


@dataclass(frozen=True)
class Totals:
    """The total formulas of one blank form."""

    layout: Layout
    dimensions: Mapping[str, Dimension]
    area: FormArea

    def all(self) -> Iterator[tuple[Place, str]]:
        """Every total cell and its formula."""
        for number, line in enumerate(self.layout.lines):
            for leaf in self.layout.header.leaves:
                row = line[self._panel(leaf)]
                at = self._at(row, leaf)
                if at is not None:
                    formula = self._down(row, at, leaf) or self._across(row, at, leaf, number)
                    if formula:
                        yield (number, leaf.index), formula

    def _panel(self, leaf: Leaf) -> str:
        return leaf.panel or self.layout.form.panel_names[0]

    def _at(self, row: RowSpec, leaf: Leaf) -> Coordinate | None:
        """Where a cell stands; for a blank line, without the member it will be for."""
        if leaf.column.absolute:
            return None
        kind = RowSpec("member", at=row.at) if row.kind == "open" else row
        return cell_coordinate(self.layout.form, self._panel(leaf), kind, leaf, self.dimensions)

    def _down(self, row: RowSpec, at: Coordinate, leaf: Leaf) -> str:
        """The sum of other rows in the same column."""
        panel = self._panel(leaf)
        cells: dict[Coordinate, Place] = {}
        for number, line in enumerate(self.layout.lines):
            other = line[panel]
            place = self._at(other, leaf) if other.kind == "fixed" else None
            if place is not None:
                cells.setdefault(place, (number, leaf.index))
        return self._sum_of(at, cells) or (self._of_open_lines(row, leaf) if row.kind == "fixed" else "")

    def _across(self, row: RowSpec, at: Coordinate, leaf: Leaf, number: int) -> str:
        """The sum of other columns in the same row."""
        cells: dict[Coordinate, Place] = {}
        for other in self.layout.header.leaves:
            place = self._at(row, other) if other is not leaf and self._panel(other) == self._panel(leaf) else None
            if place is not None:
                cells.setdefault(place, (number, other.index))
        return self._sum_of(at, cells)

    def _sum_of(self, at: Coordinate, cells: Mapping[Coordinate, Place]) -> str:
        if any(not self.dimensions[key].additive for key, _ in at):
            return ""
        for dimension in self.dimensions.values():
            parts = self._parts(at, dimension, cells)
            if parts:
                refs = ",".join(self._references(parts))
                return _unless_blank(refs, f"SUM({refs})", self.layout.form)
        return ""

    def _parts(self, at: Coordinate, dimension: Dimension, cells: Mapping[Coordinate, Place]) -> list[Place]:
        """Cells that are together all there is at ``at`` along ``dimension``; none where they are not."""
        member = at.get(dimension.id)
        children = dimension.children(member)
        if not children or (member is None and not self._partitioned(dimension, at)):
            return []
        if any(dimension.members[code].partial for code in children):
            return []
        found: list[Place] = []
        for code in children:
            places = self._standing_for(at.put(dimension.id, code), dimension, cells)
            if not places:
                return []
            found.extend(places)
        return found

    def _standing_for(self, part: Coordinate, dimension: Dimension, cells: Mapping[Coordinate, Place]) -> list[Place]:
        """The cell of ``part``, or cells that are together all of it."""
        if part in cells:
            return [cells[part]]
        finer = any(set(part) < set(at) for at in cells)
        others = [other for other in self.dimensions.values() if finer and other is not dimension]
        broken_down = (self._parts(part, each, cells) for each in (dimension, *others))
        return next((places for places in broken_down if places), [])

    def _partitioned(self, dimension: Dimension, at: Coordinate) -> bool:
        inside = (self._within(key, top, at.get(key)) for key, top in dimension.within.items())
        return dimension.partition and all(inside)

    def _within(self, key: str, top: str, member: str | None) -> bool:
        return member is not None and self.dimensions[key].within_subtree(member, top)

    def _references(self, places: Iterable[Place]) -> Iterator[str]:
        """The cells, runs of neighbours drawn together."""
        runs: list[list[Place]] = []
        for place in places:
            if runs and _continues(runs[-1], place):
                runs[-1].append(place)
            else:
                runs.append([place])
        for run in runs:
            first, last = self.area.ref(*run[0]), self.area.ref(*run[-1])
            yield first if first == last else f"{first}:{last}"

    def _of_open_lines(self, row: RowSpec, leaf: Leaf) -> str:
        """The sum of the blank lines for members, counting those that no other line contains."""
        if self.layout.form.panels:
            return ""
        open_lines = [number for number, line in enumerate(self.layout.lines) if line[""].kind == "open"]
        declared = next((item for item in self.layout.form.rows if item.each is not None), None)
        if not row.total or not open_lines or declared is None or leaf.column.only == "members":
            return ""
        if declared.beside or declared.below or any(other.column.digits for other in self.layout.header.leaves):
            return ""
        first, last = open_lines[0], open_lines[-1]
        if dict(row.at) != declared.at or not self.dimensions[declared.each or ""].partition:
            return ""
        amounts = self.area.column_range(leaf.index, first, last)
        key = self._key_range(("code", "name"), first, last)
        lengths = self.dimensions[declared.each or ""].lengths
        value = _tops(key, amounts, lengths) if lengths else _groups(key, amounts, declared)
        return _unless_blank(amounts, value, self.layout.form)

    def _key_range(self, roles: Sequence[str], first: int, last: int) -> str:
        leaves = self.layout.header.leaves
        column = next(leaf.index for role in roles for leaf in leaves if leaf.role == role)
        return self.area.column_range(column, first, last)


def _continues(run: Sequence[Place], place: Place) -> bool:
    """Whether ``place`` is the next in the row or column that ``run`` goes along."""
    row, column = run[-1]
    down, right = (row + 1, column), (row, column + 1)
    return place in (down, right) and (len(run) == 1 or (run[0][0] == place[0]) == (place == right))


def _unless_blank(refs: str, value: str, form: Form) -> str:
    return f'=IF(COUNT({refs})=0,"",ROUND({value},{form.places}))'


def _tops(codes: str, amounts: str, lengths: Sequence[int]) -> str:
    """Sum of the rows whose code no other row's code is the beginning of, for codes of these lengths."""
    tests = [f"(LEN({codes})>0)"]
    tests += [f"(((LEN({codes})<={size})+(COUNTIF({codes},LEFT({codes},{size}))=0))>0)" for size in lengths[:-1]]
    return f"SUMPRODUCT({'*'.join(tests)},{amounts})"


def _groups(names: str, amounts: str, declared: Row) -> str:
    """Sum of the subtotal rows, or of all rows where there is no subtotal."""
    if declared.group_label is None:
        return f"SUM({amounts})"
    pattern = declared.group_label.replace("{name}", "*")
    return f'IF(COUNTIF({names},"{pattern}")>0,SUMIF({names},"{pattern}",{amounts}),SUM({amounts}))'
