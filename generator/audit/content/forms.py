"""The forms of a document: each one owed stands there once, and says cell by cell what the facts say.

What a form has to say is asked of ``printed_form``, which no template can change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, zip_longest

from generator.audit.body import Block
from generator.audit.codes import CONTENT_LOST, FORM_DIFFERS, FORM_TWICE, finding
from generator.audit.content.owed import owing
from generator.audit.content.reading import Body, near_misses, quoted, units_told
from generator.domain.document import ComposedDocument
from generator.domain.findings import Finding
from generator.domain.squeezed import squeezed
from generator.domain.submission import Disclosure
from generator.forms.printed import PrintedForm, PrintedHeader, printed_form
from generator.packs.pack import Pack

Spot = tuple[str, int, int]
"""A cell: its text without white space, and how far it reaches to the right and down."""
Grid = tuple[tuple[Spot, ...], ...]
_REMEDY = "请改正模板（document.html.j2、blocks/form.html.j2 或印这张表的一节），表格用 表(…) 印出，不要自己写。"
_MOST = 5


@dataclass
class Forms:
    """The forms found in a body. ``claimed``: the tables that are forms; ``compared``: amounts held against facts."""

    claimed: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    compared: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Owed:
    """A form as it has to be printed."""

    id: str
    printed: PrintedForm
    head: Grid
    rows: Grid

    @property
    def title(self) -> str:
        return squeezed(self.printed.title)

    @property
    def grid(self) -> Grid:
        return (*self.head, *self.rows)


def audit_forms(body: Body, document: ComposedDocument, disclosure: Disclosure, pack: Pack) -> Forms:
    """Find every form in the body and compare it."""
    found = Forms()
    owed = [_owed(pack, form_id, disclosure) for form_id in _owed_forms(document, disclosure, pack)]
    grids = {place: _grid(body.blocks[place]) for place in body.tables}
    placed = _matched(body, owed, grids)
    found.claimed.update(placed.values())
    for form in owed:
        if form.id in placed:
            found.findings += _compare(body, placed[form.id], form, grids[placed[form.id]])
            found.compared[form.id] = sum(bool(cell.text) for row in form.printed.rows for cell in row if cell.at)
        else:
            message = f"《{form.printed.title}》应当公开，文件里没有这张表。"
            found.findings.append(finding(CONTENT_LOST, message, _REMEDY, expected=form.printed.title))
    found.findings += _repeats(body, owed, grids, found.claimed)
    return found


def _owed_forms(document: ComposedDocument, disclosure: Disclosure, pack: Pack) -> Iterator[str]:
    """The forms of the outline that this entity publishes this year, those sections owe, and those asked for."""
    listed = {form_id for part in pack.outline.parts for form_id in part.forms}
    owed = {form_id for item in owing(pack) for form_id in item.owes.tables if _has_data(form_id, disclosure)}
    for form in pack.forms:
        if (form in listed and form in disclosure.forms) or form in owed or _asked(form, document):
            yield form


def _has_data(form_id: str, disclosure: Disclosure) -> bool:
    """Whether a form that a section shows where there is something to show has anything."""
    state = disclosure.forms.get(form_id)
    return state is not None and not state.empty and state.status != "missing"


def _asked(form_id: str, document: ComposedDocument) -> bool:
    return form_id in document.told.forms


def _owed(pack: Pack, form_id: str, disclosure: Disclosure) -> _Owed:
    printed = printed_form(pack, pack.forms[form_id], disclosure)
    in_order = sorted(printed.header, key=lambda cell: (cell.row, cell.column))
    head = [tuple(_spot(cell) for cell in cells) for _, cells in groupby(in_order, lambda cell: cell.row)]
    if printed.numbers:
        head.append(tuple((number, 1, 1) for number in printed.numbers))
    rows = tuple(tuple((squeezed(cell.text), 1, 1) for cell in row) for row in printed.rows)
    return _Owed(form_id, printed, tuple(head), rows)


def _spot(cell: PrintedHeader) -> Spot:
    return squeezed(cell.text), cell.colspan, cell.rowspan


def _grid(block: Block) -> Grid:
    rows = (*block.head, *block.rows)
    return tuple(tuple((squeezed(cell.text), cell.colspan, cell.rowspan) for cell in row) for row in rows)


def _matched(body: Body, owed: Sequence[_Owed], grids: dict[int, Grid]) -> dict[str, int]:
    """The table of each form: the one that is right, else the one under its title, else one with its header."""
    titles = {place: {squeezed(block.text) for block in body.before(place)} for place in grids}

    def titled(form: _Owed, place: int) -> bool:
        return form.title in titles[place]

    def within(form: _Owed, place: int) -> bool:
        return any(form.title in title for title in titles[place])

    def same(form: _Owed, place: int) -> bool:
        return grids[place] == form.grid

    def headed(form: _Owed, place: int) -> bool:
        return bool(form.head) and grids[place][: len(form.head)] == form.head

    tests: tuple[Callable[[_Owed, int], bool], ...] = (
        lambda form, place: titled(form, place) and same(form, place),
        lambda form, place: within(form, place) and same(form, place),
        titled,
        same,
        headed,
    )
    found: dict[str, int] = {}
    for test in tests:
        for form in owed:
            taken = set(found.values())
            if form.id not in found:
                place = next((place for place in grids if place not in taken and test(form, place)), None)
                found |= {} if place is None else {form.id: place}
    return found


def _repeats(body: Body, owed: Sequence[_Owed], grids: dict[int, Grid], claimed: set[int]) -> Iterator[Finding]:
    """Tables that are a form once more; blank forms that look alike are told apart by their titles."""
    for place, grid in grids.items():
        titles = {squeezed(block.text) for block in body.before(place)}
        form = next((form for form in owed if form.title in titles or grid == form.grid), None)
        if place not in claimed and form is not None:
            claimed.add(place)
            message = f"《{form.printed.title}》在{body.where(place)}下又印了一次。"
            yield finding(FORM_TWICE, message, _REMEDY, stated=form.printed.title)


def _compare(body: Body, place: int, form: _Owed, grid: Grid) -> Iterator[Finding]:
    """What differs between a form and its table."""
    title = form.printed.title
    for what, stated, expected in (*_around(body, place, form), *_cells(form, grid)):
        message = f"《{title}》{what}印作“{quoted(stated)}”，应为“{quoted(expected)}”。"
        yield finding(FORM_DIFFERS, message, _REMEDY, stated=stated, expected=expected)


def _around(body: Body, place: int, form: _Owed) -> Iterator[tuple[str, str, str]]:
    """Title, number, unit and notes, as what it is, what is printed and what should be."""
    before, printed = [squeezed(block.text) for block in body.before(place)], form.printed
    after = [squeezed(block.text) for block in body.after(place)]
    if not any(form.title in text for text in before):
        yield "的标题", next(reversed(before), ""), printed.title
    if printed.number and not any(squeezed(printed.number) in text for text in before):
        yield "的表号", "", printed.number
    unit = printed.form.unit
    told_units = units_told(before)
    yield from (("的单位", f"单位：{found}", f"单位：{unit}") for found in told_units if found != unit)
    yield from _beside(before, form)
    declared = [text for text in printed.meta if units_told((text,))]
    if declared and not told_units:
        yield "的单位", "", declared[0]
    for note in printed.notes:
        if not any(squeezed(note) in text for text in (*before, *after)):
            yield "的注", "".join(after), note


def _beside(before: Sequence[str], form: _Owed) -> Iterator[tuple[str, str, str]]:
    """Parts of the line between title and table that stand there with one character changed."""
    text = "\n".join(before)
    for part in (squeezed(part) for part in form.printed.meta):
        wrong = next(near_misses(text, part), None) if part not in text else None
        if wrong is not None:
            yield "的标题与表格之间", text[wrong : wrong + len(part)], part


def _cells(form: _Owed, grid: Grid) -> Iterator[tuple[str, str, str]]:
    """The first cells that differ."""
    if grid == form.grid:
        return
    if len(grid) != len(form.grid):
        yield "的行数", f"{len(grid)}行", f"{len(form.grid)}行"
    wrong = 0
    for number, (row, right) in enumerate(zip(grid, form.grid, strict=False)):
        for column, (spot, due) in enumerate(zip_longest(row, right, fillvalue=("", 0, 0))):
            if spot != due and wrong < _MOST:
                wrong += 1
                yield _cell_name(form, number, column), _shown(spot, due), _shown(due, spot)


def _cell_name(form: _Owed, number: int, column: int) -> str:
    if number < len(form.head):
        return f"表头第{number + 1}行第{column + 1}格"
    line = form.printed.rows[number - len(form.head)]
    label = next((cell.text for cell in line if cell.role in {"label", "name"} and cell.text), "")
    return f"第{number - len(form.head) + 1}行" + (f"“{quoted(label)}”" if label else "") + f"第{column + 1}格"


def _shown(spot: Spot, other: Spot) -> str:
    text, colspan, rowspan = spot
    return text if text != other[0] else f"{text}（跨{colspan}列{rowspan}行）"
