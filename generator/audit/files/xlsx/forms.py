"""What the sheet of a form should hold: title, header and every cell as printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.audit.files.wanted import Row, Value, Wanted, plain, texts
from generator.forms.printed import PrintedCell, PrintedForm


def form_rows(printed: PrintedForm, found: Sequence[tuple[int, Mapping[int, Value]]]) -> Iterator[Row]:
    """The rows of a form, from the top. The unit line is taken as ``found`` gives it, once it is seen to be true."""
    above = [each for each in (printed.number, printed.title) if each]
    yield from (texts([each]) for each in above)
    yield _unit_line(printed, found[len(above)][1] if len(found) > len(above) else {})
    for row in range(printed.header_rows):
        yield {head.column: Wanted(head.text) for head in printed.header if head.row == row}
    yield texts(printed.numbers)
    for cells in printed.rows:
        yield {column: _cell(cell) for column, cell in enumerate(cells)}
    yield from (texts([note]) for note in printed.notes)


def _unit_line(printed: PrintedForm, found: Mapping[int, Value]) -> Row:
    """The parts of the line in their order, in whatever columns; the unit may be added where they do not name it."""
    wanted = [plain(part) for part in printed.meta if plain(part)]
    parts = [plain(str(value)) for _, value in sorted(found.items())]
    unit = f"单位：{printed.form.unit}"
    named = any(unit in part for part in wanted)
    if parts == wanted or (not named and [part for part in parts if part != unit] == wanted):
        return {column: Wanted(str(value)) for column, value in found.items()}
    return texts(wanted)


def _cell(cell: PrintedCell) -> Wanted:
    if cell.role in {"amount", "ordinal"}:
        return Wanted.number(cell.text) if cell.text else Wanted()
    return Wanted(cell.text)
