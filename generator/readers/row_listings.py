"""Which declaration a row of members goes by, and what reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.domain.coordinates import Member
from generator.domain.location import Location
from generator.forms.header import Leaf
from generator.forms.rows import RowSpec, drawn_rows
from generator.packs.form import Row
from generator.readers.catalog_rows import CatalogRows
from generator.readers.codes import UNKNOWN_ROW
from generator.readers.context import Context
from generator.readers.listed_rows import ListedRows, NamedRows
from generator.readers.members import Combined, MemberRows, Parts
from generator.readers.table import RawRow


@dataclass(frozen=True, slots=True)
class Listing:
    """The members that stand below one row (or in the panel itself), by dimension, and their combinations."""

    row: Row
    above: Parts
    members: Mapping[str, Mapping[str, Member]]
    places: Mapping[str, Mapping[str, Location]]
    combos: tuple[Parts, ...]


def taken_together(listings: Iterable[Listing]) -> Iterator[Listing]:
    """What nested rows list below all their parents together: what stands below none of them is nothing at all."""
    nested: dict[tuple[str, ...], list[Listing]] = {}
    for listing in listings:
        if listing.above:
            nested.setdefault(_names(listing.row), []).append(listing)
    for names, found in nested.items():
        members = {name: {code: m for each in found for code, m in each.members[name].items()} for name in names}
        places = {name: {code: p for each in found for code, p in each.places[name].items()} for name in names}
        combos = dict.fromkeys(combo for each in found for combo in each.combos)
        yield Listing(found[0].row, (), members, places, tuple(combos))


class Listings:
    """Reads the member rows of one panel."""

    def __init__(self, rows: Sequence[Row], leaves: Sequence[Leaf], ctx: Context) -> None:
        self.leaves = tuple(leaves)
        self.ctx = ctx
        self.declared = tuple({_names(row): row for row in reversed(list(drawn_rows(rows)))}.values())[::-1]
        self.parents = {_names(inner): row for row in self.declared for inner in row.below if inner.each}
        self._open: dict[tuple[str, ...], Combined] = {}
        self._all: list[Combined] = []
        for row in self.declared:
            if _names(row) not in self.parents:
                self._begin(row, ())

    @property
    def nested(self) -> bool:
        """Whether rows of members stand below other rows of members."""
        return bool(self.parents)

    def row(self, raw: RawRow) -> RowSpec | None:
        """The members of a row; None where they cannot be understood (a finding says why)."""
        row = self._declaration(raw)
        reader = self._open.get(_names(row))
        if reader is None:
            parent = self.ctx.pack.dimensions[self.parents[_names(row)].each or ""].name
            message = f"这一行的上面没有{parent}的行，不知道属于哪一个。"
            remedy = f"请先写{parent}的行，再写它下面的各行。"
            self.ctx.issues.add(UNKNOWN_ROW, message, raw.location, remedy=remedy)
            return None
        spec = reader.row(raw)
        if spec is not None:
            for inner in row.below:
                if inner.each is not None:
                    self._begin(inner, (*spec.above, *spec.own))
        return spec

    def finish(self) -> tuple[Listing, ...]:
        """Everything that was listed."""
        for reader in self._all:
            reader.finish()
        return tuple(
            Listing(
                reader.declared,
                reader.above,
                {part.dimension: part.members for part in reader.parts},
                {part.dimension: part.places for part in reader.parts},
                tuple(reader.combos),
            )
            for reader in self._all
        )

    def _begin(self, row: Row, above: Parts) -> None:
        parts = [self._reader(row, name, above) for name in _names(row)]
        self._open[_names(row)] = Combined(row, parts, above, self.ctx)
        self._all.append(self._open[_names(row)])

    def _reader(self, row: Row, name: str, above: Parts) -> MemberRows:
        spec = self.ctx.pack.dimensions[name]
        if spec.catalog is not None:
            return CatalogRows(row, name, self.leaves, self.ctx)
        if spec.dynamic:
            return ListedRows(row, name, self.leaves, self.ctx, above)
        return NamedRows(row, name, self.leaves, self.ctx)

    def _declaration(self, raw: RawRow) -> Row:
        """The declaration whose own columns the row fills best; of equals the innermost."""
        if len(self.declared) == 1:
            return self.declared[0]
        scores = {_names(row): self._score(row, raw) for row in self.declared}
        return max(reversed(self.declared), key=lambda row: scores[_names(row)])

    def _score(self, row: Row, raw: RawRow) -> tuple[bool, int]:
        fits = all(self._fits(name, raw) for name in _names(row))
        return fits, sum(self._own_columns(name, raw) for name in _names(row))

    def _fits(self, name: str, raw: RawRow) -> bool:
        """Whether the row says which member of a dimension it is of."""
        filled = {leaf.column.role_of(name) for leaf in self._filled(name, raw)}
        coded = any(leaf.column.role_of(name) == "code" for leaf in self.leaves)
        must = coded and self.ctx.pack.dimensions[name].catalog is not None
        return "code" in filled if must else bool(filled & {"code", "name"})

    def _own_columns(self, name: str, raw: RawRow) -> int:
        """How many filled columns are declared for this very dimension."""
        return sum(name in (leaf.column.of, *leaf.column.also) for leaf in self._filled(name, raw))

    def _filled(self, name: str, raw: RawRow) -> Iterator[Leaf]:
        return (leaf for leaf in self.leaves if leaf.column.role_of(name) and raw.cell(leaf.key).text)


def _names(row: Row) -> tuple[str, ...]:
    return (row.each or "", *row.beside)
