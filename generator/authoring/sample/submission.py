"""A whole invented submission for a pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.authoring.sample.atoms import Atoms, Cube
from generator.authoring.sample.cells import Amounts, is_apart, unit_of, wanted_cells, wanted_figures
from generator.authoring.sample.listings import Listings
from generator.authoring.sample.records import sample_records
from generator.authoring.sample.trees import sample_trees
from generator.authoring.stand_in import entity_of
from generator.domain.amounts import NOTHING, Unit
from generator.domain.coordinates import Coordinate, Dimension
from generator.domain.facts import StatedForm, Statement
from generator.domain.findings import Finding
from generator.domain.location import Location
from generator.domain.submission import Submission
from generator.forms.drawn import drawn_cells
from generator.forms.views import listed_members
from generator.packs.form import Form
from generator.packs.pack import Pack
from generator.reconcile.codes import RULE_NOT_CHECKED

SOURCE = "示例数据"
PLACE = Location(SOURCE)


def sample_submission(pack: Pack, level: str, year: int) -> Submission:
    """Every form of ``pack`` filled with invented amounts that agree, every record and text marked 示例."""
    trees = sample_trees(pack, year)
    forms = tuple(
        form for form in pack.forms.values() if level in form.levels and (not form.years or year in form.years)
    )
    atoms = Atoms(pack, trees)
    cells = tuple(dict.fromkeys(wanted_cells(pack, forms, trees)))
    atoms.fill((*cells, *wanted_figures(pack, cells, trees)))
    cube = Cube(atoms.all(), trees)
    writer = _Writer(pack, trees, cube)
    stated = {form.id: writer.form(form) for form in forms}
    return Submission(
        pack=pack.id,
        year=year,
        entity=entity_of(level),
        dimensions=_in_use(trees, pack, writer.met, atoms),
        forms=stated,
        statements=tuple(writer.statements()),
        records=sample_records(pack, trees),
        approved=f"{year}-01-31",
        location=PLACE,
    )


def lawful(pack: Pack, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that mean something of a sample: sums, balances, forms. Invented figures obey no further rules."""
    declared = {RULE_NOT_CHECKED, *(rule.code for rule in pack.rules.declared)}
    return (finding for finding in findings if finding.code not in declared)


def _in_use(trees: Mapping[str, Dimension], pack: Pack, met: set[Coordinate], atoms: Atoms) -> dict[str, Dimension]:
    """The trees without those codes of catalogues that nothing stands at."""
    used: dict[str, set[str]] = {}
    for at in (*met, *atoms.values):
        for key, member in at:
            used.setdefault(key, set()).update(trees[key].ancestors(member))
    found = {}
    for key, tree in trees.items():
        written = {code for code in tree.members if pack.dimensions[key].catalog is None}
        kept = written | used.get(key, set())
        found[key] = replace(tree, members={code: member for code, member in tree.members.items() if code in kept})
    return found


class _Writer:
    """Writes amounts into the cells of forms."""

    def __init__(self, pack: Pack, trees: Mapping[str, Dimension], cube: Cube) -> None:
        self.pack, self.trees = pack, trees
        self.amounts = Amounts(cube, trees)
        self.listings = Listings(pack, trees, cube)
        self.met: set[Coordinate] = set()

    def form(self, form: Form) -> StatedForm:
        """A form with an amount in every cell that comes to something."""
        rows = self.listings.rows(form)
        statements = tuple(self._statements(form, rows))
        self.met |= {statement.at for statement in statements}
        return StatedForm(form.id, PLACE, statements, closures=tuple(self.listings.closures(form, rows)), rows=rows)

    def _statements(self, form: Form, rows: tuple[Coordinate, ...]) -> Iterator[Statement]:
        chosen = listed_members(form, rows, self.trees)
        seen: set[Coordinate] = set()
        for row, leaf, at in drawn_cells(self.pack, form, self.trees, chosen):
            if at in seen:
                continue
            seen.add(at)
            loose = any(not self.trees[key].additive for key, _ in at)
            amount = None if loose and row.total else self.amounts.amount(at, *unit_of(form, leaf))
            label = f"{row.label}·{leaf.title}"
            if amount is not None:
                yield Statement(at, amount, form.id, label, PLACE)
            elif not leaf.column.absolute:
                yield Statement(at, NOTHING, form.id, label, PLACE, blank=True)

    def statements(self) -> Iterator[Statement]:
        """The budgets of projects, and last year's amount of every named figure."""
        unit = Unit.named(self.pack.manifest.unit)
        spec = self.pack.dimensions.get("project")
        table = self.pack.records.tables.get("projects")
        for code in self.trees["project"].members if spec and table else ():
            for column in table.columns if table else ():
                if column.kind == "amount" and spec:
                    at = Coordinate.of({**spec.within, **column.at, "project": code})
                    amount = self.amounts.amount(at, unit, 2)
                    blank = amount is None
                    yield Statement(at, amount or NOTHING, "projects", f"{code}·{column.title}", PLACE, blank=blank)
        yield from self._apart(unit)
        yield from self._prior(unit)

    def _apart(self, unit: Unit) -> Iterator[Statement]:
        """This year's amount of figures that stand in no form."""
        told = {(key, above) for at in self.met for key, member in at for above in self.trees[key].ancestors(member)}
        for name, figure in self.pack.figures.items():
            at = Coordinate.of(figure.at)
            own = unit if figure.unit is None else Unit.named(figure.unit)
            amount = self.amounts.amount(at, own, 2) if is_apart(at, told) else None
            if amount is not None:
                yield Statement(at, amount, "figures", name, PLACE)

    def _prior(self, unit: Unit) -> Iterator[Statement]:
        if "period" not in self.trees:
            return
        for name, figure in self.pack.figures.items():
            at = Coordinate.of({**figure.at, "period": "prior"})
            amount = self.amounts.amount(at, unit, 2)
            if amount is not None:
                yield Statement(at, amount, "prior", f"上年{name}", PLACE)
