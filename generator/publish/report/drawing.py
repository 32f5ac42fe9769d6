"""The forms at fault as the input gives them, cell by cell, for templates to draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from generator.compose.views import Record
from generator.domain.coordinates import Coordinate
from generator.domain.facts import StatedForm
from generator.domain.location import Location
from generator.domain.submission import Submission
from generator.forms.printed import PrintedCell, PrintedForm
from generator.forms.views import submitted_form
from generator.packs.pack import Pack
from generator.publish.report.cells import stated_cells
from generator.publish.report.groups import Report
from generator.publish.report.marks import Mark, MarkKind
from generator.publish.report.words import place_words


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A marked cell that is drawn: its anchor, what is called, its text and its mark."""

    anchor: str
    label: str
    text: str
    unknown: bool
    mark: Mark


@dataclass(frozen=True, slots=True)
class DrawnForm:
    """A form with marked cells; ``view`` is what templates see."""

    form: str
    anchor: str
    cells: tuple[DrawnCell, ...]
    view: Record


def drawn_forms(report: Report, marks: Mapping[Location, Mark], prefix: str) -> tuple[DrawnForm, ...]:
    """The forms with marks, in the order of the pack. Anchors begin with ``prefix``."""
    disclosure, pack = report.outcome.disclosure, report.outcome.pack
    if disclosure is None or pack is None:
        return ()
    wanted = {report.cells.amounts.get(place) or report.cells.forms.get(place) for place in marks}
    submission = disclosure.submission
    return tuple(
        _Drawing(pack, submission, form_id, marks, prefix).draw()
        for form_id in pack.forms
        if form_id in wanted and form_id in submission.forms
    )


class _Drawing:
    """Draws one form."""

    def __init__(
        self, pack: Pack, submission: Submission, form: str, marks: Mapping[Location, Mark], prefix: str
    ) -> None:
        self.form = form
        self.stated = submission.forms[form]
        self.printed: PrintedForm = submitted_form(pack, pack.forms[form], submission)
        self.marks = marks
        self.anchor = f"{prefix}-{form}"
        self.places = _places(self.stated)
        self.labels = _labels(self.stated)
        self.drawn: list[DrawnCell] = []

    def draw(self) -> DrawnForm:
        printed = self.printed
        rows = [[self._cell(cell) for cell in cells] for cells in printed.rows]
        whole = self.marks.get(self.stated.location)
        parts: dict[str, object] = {
            "anchor": self.anchor,
            "title": printed.title,
            "unit": printed.form.unit,
            "place": place_words(self.stated.location),
            "orientation": printed.form.orientation,
            "head": list(_head(printed)),
            "numbers": list(printed.numbers),
            "rows": rows,
            "notes": list(printed.notes),
            "whole": [item.number for item in whole.items] if whole and self.stated.location.cell is None else [],
        }
        strongest = sorted(self.drawn, key=lambda cell: -cell.mark.kind)
        return DrawnForm(self.form, self.anchor, tuple(strongest), Record("表", parts))

    def _cell(self, cell: PrintedCell) -> Record:
        places = self.places.get(cell.at, ()) if cell.at is not None else ()
        mark = max((self.marks[p] for p in places if p in self.marks), key=lambda mark: mark.kind, default=None)
        drawn = None
        if mark is not None and cell.at is not None and all(mark is not other.mark for other in self.drawn):
            label = self.labels.get(mark.place, "")
            drawn = DrawnCell(f"{self.anchor}-{len(self.drawn) + 1}", label, cell.text, cell.unknown, mark)
            self.drawn.append(drawn)
        parts: dict[str, object] = {
            "text": cell.text,
            "heads": cell.role in {"label", "name"} and bool(cell.text),
            "align": cell.align,
            "indent": min(cell.indent, 6),
            "total": cell.total,
            "unknown": cell.unknown,
            "place": place_words(places[0]) if places else "",
            "mark": _mark(drawn, mark),
        }
        return Record("格", parts)


def _mark(drawn: DrawnCell | None, mark: Mark | None) -> Record | None:
    if mark is None:
        return None
    parts: dict[str, object] = {
        "anchor": drawn.anchor if drawn else "",
        "kind": kind_name(mark.kind),
        "expected": mark.expected,
        "number": mark.items[0].number,
        "messages": [item.finding.message for item in mark.items],
    }
    return Record("标记", parts)


def kind_name(kind: MarkKind) -> str:
    """What templates and style sheets call a kind of mark."""
    return kind.name.lower()


def _head(printed: PrintedForm) -> Iterator[list[Record]]:
    ordered = sorted(printed.header, key=lambda cell: (cell.row, cell.column))
    for _, cells in groupby(ordered, key=lambda cell: cell.row):
        yield [
            Record("表头", {"parts": list(cell.parts), "rowspan": cell.rowspan, "colspan": cell.colspan})
            for cell in cells
        ]


def _places(stated: StatedForm) -> dict[Coordinate, tuple[Location, ...]]:
    """Where the form states each amount, or fails to."""
    places: dict[Coordinate, tuple[Location, ...]] = {}
    for cell in stated_cells(stated):
        places[cell.at] = (*places.get(cell.at, ()), cell.location)
    return places


def _labels(stated: StatedForm) -> dict[Location, str]:
    return {cell.location: cell.label for cell in stated_cells(stated)}
