"""The unit of money a sheet states: on the line above its header, or in the formats of its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.domain.location import NOWHERE, Location
from generator.readers.grid import Grid
from generator.readers.number_formats import unit_in
from generator.readers.text import squeeze

_UNIT = re.compile(r"单位:(?:人民币)?([百千万亿]?元)(?![\u4e00-\u9fff])")
_ALONE = re.compile(r"\(?(?:人民币)?([百千万亿]?元)\)?")


def sheet_unit(grid: Grid, above: int) -> tuple[str | None, Location]:
    """The unit stated in the rows above row ``above``; None where there is none, or more than one."""
    found: dict[str, Location] = {}
    for (row, _), cell in sorted(grid.cells.items(), key=lambda item: item[0]):
        if row >= above or not isinstance(cell.value, str):
            continue
        text = squeeze(cell.value)
        match = _ALONE.fullmatch(text) or _UNIT.search(text)
        if match:
            found.setdefault(match[1], cell.location)
    return next(iter(found.items())) if len(found) == 1 else (None, NOWHERE)


def format_unit(grid: Grid, columns: Iterable[int], after: int) -> str | None:
    """The unit that the number formats below the header print, where all that print one agree."""
    wanted = set(columns)
    units = {
        unit_in(cell.number_format)
        for (row, column), cell in grid.cells.items()
        if row > after and column in wanted and "元" in cell.number_format
    }
    return next(iter(units)) if len(units) == 1 else None
