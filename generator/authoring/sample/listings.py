"""The rows of a sample that stand for members: which there are, and that there are no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.authoring.sample.atoms import Cube
from generator.authoring.sample.cells import coordinates
from generator.domain.coordinates import Coordinate, Dimension
from generator.domain.facts import Closure
from generator.domain.location import Location
from generator.forms.header import header
from generator.forms.rows import RowSpec, cell_coordinate, declared_rows
from generator.packs.form import Form, Row
from generator.packs.pack import Pack


class Listings:
    """Draws the rows of forms from the atoms."""

    def __init__(self, pack: Pack, trees: Mapping[str, Dimension], cube: Cube) -> None:
        self._pack, self._trees, self._cube = pack, trees, cube

    def rows(self, form: Form) -> tuple[Coordinate, ...]:
        """The members, or combinations of members, the rows of ``form`` stand for."""
        found: dict[Coordinate, None] = {}
        for panel in form.panel_names:
            for row in declared_rows(self._pack, form.panel(panel).rows):
                if row.each is not None:
                    found.update(dict.fromkeys(self._drawn(form, panel, row, ())))
        return tuple(found)

    def _drawn(self, form: Form, panel: str, row: Row, above: tuple[tuple[str, str], ...]) -> Iterator[Coordinate]:
        names = (row.each or "", *row.beside)
        spec = RowSpec("fixed", at=(*above, *row.at.items()))
        combos: dict[tuple[str, ...], None] = {}
        for base in dict.fromkeys(coordinates(form, panel, spec, self._trees)):
            plain = Coordinate.of({key: member for key, member in base if self._trees[key].additive})
            combos.update(dict.fromkeys(self._cube.members(plain, names)))
        for combo in self._ordered(names, combos):
            own = tuple(zip(names, combo, strict=True))
            yield Coordinate.of(dict((*above, *own)))
            for inner in row.below:
                if inner.each is not None:
                    yield from self._drawn(form, panel, inner, (*above, *own))

    def _ordered(self, names: tuple[str, ...], combos: dict[tuple[str, ...], None]) -> list[tuple[str, ...]]:
        """Combinations as they come; of a single dimension with everything above the last level."""
        if len(names) > 1:
            return sorted(combos)
        tree = self._trees[names[0]]
        codes = {above for (code,) in combos for above in tree.ancestors(code)}
        return [(code,) for code in tree.members if code in codes]

    def closures(self, form: Form, rows: tuple[Coordinate, ...]) -> Iterator[Closure]:
        """What the rows of ``form`` do not list is nothing."""
        for panel in form.panel_names:
            for row in declared_rows(self._pack, form.panel(panel).rows):
                if row.each is not None:
                    yield from self._closed(form, panel, row, rows)

    def _closed(self, form: Form, panel: str, row: Row, rows: tuple[Coordinate, ...]) -> Iterator[Closure]:
        names = (row.each or "", *row.beside)
        spec = RowSpec("fixed", at=tuple(row.at.items()))
        for name in names:
            listed = frozenset(code for at in rows if dict(at).keys() == set(names) and (code := at.get(name)))
            for leaf in header(form).leaves:
                base = cell_coordinate(form, panel, spec, leaf, self._trees)
                if base is not None and not leaf.column.absolute:
                    yield Closure(base, name, listed, form.id, Location("示例数据"))
