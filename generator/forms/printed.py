"""The printed form: the one place where the text of every printed cell is decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.domain.amounts import Unit
from generator.domain.coordinates import Coordinate, Dimension
from generator.domain.records import Entity
from generator.domain.submission import Disclosure
from generator.forms.amount_text import amount_text
from generator.forms.header import HeaderCell, Leaf
from generator.forms.layout import Choice, Layout, Line, empty_layout, lay_out
from generator.forms.rows import Chosen, RowSpec
from generator.packs.form import Form
from generator.packs.pack import Pack
from generator.packs.titles import fill, title_names

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class PrintedHeader:
    """One header cell, counted from 0. ``parts`` are its text, cut where a line may be broken."""

    parts: tuple[str, ...]
    row: int
    column: int
    rowspan: int
    colspan: int

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.parts)


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """One column: what it holds, its relative width, and for amounts the unit and the most decimals."""

    key: str
    role: str
    width: float
    unit: Unit
    places: int
    panel: str = ""
    field: str = ""
    of: str = ""
    part: bool = False
    """Whether it holds a part of a code."""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One body cell.

    ``role`` is the column's: ordinal, label, code, name, field or amount. ``total``: it is of a total row.
    ``at`` is the coordinate of an amount (None: no amount stands here), ``status`` that of its fact: empty with an
    ``at`` means unknown. ``row`` is the row it belongs to. Where an amount comes from is not told: a printed form is
    published.
    """

    text: str
    role: str
    align: Align
    row: RowSpec
    indent: int = 0
    total: bool = False
    at: Coordinate | None = None
    status: str = ""

    @property
    def derived(self) -> bool:
        """Whether the amount was not stated but worked out."""
        return self.status == "derived"

    @property
    def unknown(self) -> bool:
        """Whether an amount belongs here that is not known."""
        return self.at is not None and not self.status


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form ready to be drawn, cell by cell.

    ``meta`` is the line below the title (left, center, right); ``numbers`` the 栏次 row, or empty; ``notes``
    are printed below the table. ``empty``: the form has no data and consists of one blank line. ``number`` stands
    above the title, at the right.
    """

    form: Form
    title: str
    meta: tuple[str, str, str]
    header: tuple[PrintedHeader, ...]
    header_rows: int
    columns: tuple[PrintedColumn, ...]
    numbers: tuple[str, ...]
    rows: tuple[tuple[PrintedCell, ...], ...]
    notes: tuple[str, ...]
    empty: bool
    number: str = ""

    @property
    def widths(self) -> tuple[float, ...]:
        """The share of every column in the table's width; adds up to 1."""
        whole = sum(column.width for column in self.columns)
        return tuple(column.width / whole for column in self.columns)


@dataclass(frozen=True, slots=True)
class FormView:
    """What a form is printed from: who and when, which rows and columns, text and status of each amount.

    ``terms``: the words of the pack that titles and notes may use. ``all_labels``: rows that are printed without
    words have them too, as an input needs them.
    """

    entity: Entity
    year: int
    dimensions: Mapping[str, Dimension]
    layout: Layout
    amount: Callable[[Coordinate, PrintedColumn], tuple[str, str]]
    empty: bool = False
    terms: Mapping[str, str] = field(default_factory=dict)
    all_labels: bool = False


def printed_form(pack: Pack, form: Form, disclosure: Disclosure) -> PrintedForm:
    """``form`` as the disclosure publishes it.

    A stated amount is printed as typed, a derived one with the form's decimals, blank and unknown as nothing.
    """
    state, submission = disclosure.forms.get(form.id), disclosure.submission
    empty = state is not None and state.empty
    chosen = Chosen(state.members, state.combos) if state else Chosen()
    choice = Choice(submission.dimensions, chosen, given_coordinates(disclosure, form))
    layout = empty_layout(form) if empty else lay_out(pack, form, choice)

    def amount(at: Coordinate, column: PrintedColumn) -> tuple[str, str]:
        fact = disclosure.facts.get(at)
        return amount_text(fact, form, column.unit, column.places), fact.status if fact else ""

    terms = pack.terms(submission.entity.level)
    view = FormView(submission.entity, submission.year, submission.dimensions, layout, amount, empty, terms)
    return print_view(form, view)


def given_coordinates(disclosure: Disclosure, form: Form) -> frozenset[Coordinate]:
    """The coordinates the input gives a cell for in this form."""
    stated = disclosure.submission.forms.get(form.id)
    if stated is None:
        return frozenset()
    return frozenset([*(cell.at for cell in stated.statements), *(cell.at for cell in stated.unknowns)])


def print_view(form: Form, view: FormView) -> PrintedForm:
    """Decide every cell of a form that has been laid out."""
    names = {**view.terms, **title_names(view.entity, view.year, form.unit)}
    columns = tuple(_column(form, leaf) for leaf in view.layout.header.leaves)
    rows = tuple(_row(number, line, columns, view) for number, line in enumerate(view.layout.lines, 1))
    numbers = ("栏次", *map(str, range(1, len(columns)))) if form.column_numbers else ()
    return PrintedForm(
        form,
        fill(form.title, names),
        (fill(form.meta.left, names), fill(form.meta.center, names), fill(form.meta.right, names)),
        tuple(_header(cell, names) for cell in view.layout.header.cells),
        view.layout.header.depth,
        columns,
        numbers,
        rows,
        tuple(fill(note, names) for note in (form.empty_note if view.empty else "", form.note) if note),
        view.empty,
        fill(form.number, names),
    )


def _header(cell: HeaderCell, names: Mapping[str, str]) -> PrintedHeader:
    parts = tuple(fill(cell.text, names).split("|"))
    return PrintedHeader(parts, cell.row, cell.column, cell.rowspan, cell.colspan)


def _column(form: Form, leaf: Leaf) -> PrintedColumn:
    column = leaf.column
    unit = Unit.named(form.unit if column.unit is None else column.unit)
    places = form.places if column.places is None else column.places
    words = (leaf.panel, column.field or "", column.of or "", column.digits is not None)
    return PrintedColumn(leaf.key, leaf.role, column.width, unit, places, *words)


def _row(number: int, line: Line, columns: tuple[PrintedColumn, ...], view: FormView) -> tuple[PrintedCell, ...]:
    leaves = view.layout.header.leaves
    return tuple(_cell(number, line, leaf, column, view) for leaf, column in zip(leaves, columns, strict=True))


def _cell(number: int, line: Line, leaf: Leaf, column: PrintedColumn, view: FormView) -> PrintedCell:
    row = line[leaf.panel or view.layout.form.panel_names[0]]
    align = _align(leaf, row)
    if leaf.role == "amount":
        at = view.layout.at(line, leaf, view.dimensions)
        text, status = view.amount(at, column) if at is not None else ("", "")
        return PrintedCell(text, leaf.role, align, row, 0, row.total, at, status)
    text = "" if leaf.role == "ordinal" and view.empty else _words(number, leaf, row, view)
    return PrintedCell(text, leaf.role, align, row, _indent(leaf, row), row.total)


def _words(number: int, leaf: Leaf, row: RowSpec, view: FormView) -> str:
    if leaf.role == "ordinal":
        return str(number)
    if row.kind == "member":
        return row.label if leaf.role == "label" else _of_member(leaf, row, view)
    return row.label if (view.all_labels or not row.unlabelled) and _holds_labels(leaf, view) else ""


def _of_member(leaf: Leaf, row: RowSpec, view: FormView) -> str:
    """What the column holds of the members the row stands for."""
    for name, code in row.own:
        role, dimension = leaf.column.role_of(name), view.dimensions[name]
        if role == "name":
            return row.label if name == row.dimension else dimension.name_of(code)
        if role == "code":
            return code[slice(*leaf.column.digits)] if leaf.column.digits else code
        if role == "field" and not row.group:
            return dimension.members[code].fields.get(leaf.column.field or "", "")
    return ""


def _holds_labels(leaf: Leaf, view: FormView) -> bool:
    """Whether the words of written-out rows stand in this column: the first that is not for one dimension only."""
    words = [other for other in view.layout.header.leaves if other.role in ("label", "name")]
    words = [other for other in words if other.panel == leaf.panel]
    return leaf in ([other for other in words if other.column.of is None] or words)[:1]


def _indent(leaf: Leaf, row: RowSpec) -> int:
    return row.indent if leaf.role in ("label", "name") else 0


def _align(leaf: Leaf, row: RowSpec) -> Align:
    if leaf.column.align is not None:
        return leaf.column.align
    if leaf.role == "amount":
        return "right"
    if leaf.role == "ordinal" or (row.total and leaf.role in ("label", "name")):
        return "center"
    return "left"
