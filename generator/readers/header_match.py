"""Finding a form's columns on a sheet: its header rows matched as a tree against the declared header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from generator.forms.header import Leaf, header
from generator.packs.form import Form
from generator.readers.context import Context
from generator.readers.grid import Grid
from generator.readers.text import header_text, header_unit

SEARCHED_ROWS = 20
MOST_COLUMNS = 200
LEVELS = ("类", "款", "项")


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """Where a form's columns are. ``columns``: sheet column by column key; ``parts``: those of a split code.

    ``others``: header texts by sheet column that belong to no column. ``units``: money units in header texts.
    """

    first_row: int
    last_row: int
    columns: Mapping[str, int]
    parts: tuple[int, ...]
    others: Mapping[int, str]
    units: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Try:
    top: int
    height: int
    columns: dict[str, int]
    parts: dict[str, int]
    ancestors: int
    """How many group texts above the columns are the declared ones."""

    @property
    def score(self) -> tuple[int, int, int, int]:
        return len(self.columns), len(self.parts), self.ancestors, -self.height


def match_header(grid: Grid, form: Form, ctx: Context) -> HeaderMatch | None:
    """The best match in the first rows of the sheet; None where there is no header of this form."""
    words, heads = _Words(form, ctx), _Heads(grid)
    rows = [row for row in grid.rows()[:SEARCHED_ROWS] if heads.any_of(row, words.vocabulary)]
    tries = [_attempt(heads, top, height, words) for top in rows for height in range(1, words.depth + 2)]
    best = max(tries, key=lambda attempt: attempt.score, default=None)
    if best is None or not words.usable(best.columns):
        return None
    last = best.top + best.height - 1
    texts = {column: heads.path(best.top, last, column) for column in heads.columns}
    used = {*best.columns.values(), *best.parts.values()}
    others = {column: "".join(path[-1:]) for column, path in texts.items() if path and column not in used}
    units = {key: unit for key, column in best.columns.items() if (unit := _unit(grid, best.top, last, column))}
    return HeaderMatch(best.top, last, best.columns, tuple(best.parts.values()), others, units)


class _Words:
    """The header texts of a form, for comparison."""

    def __init__(self, form: Form, ctx: Context) -> None:
        built = header(form)
        self.depth = built.depth
        self.single = form.single
        self.leaves = built.leaves
        self.paths = {leaf.key: tuple(header_text(ctx.filled(part)) for part in leaf.path) for leaf in built.leaves}
        self.titles = {leaf.key: self._titles(leaf, ctx) for leaf in built.leaves}
        self.split = any(leaf.column.digits for leaf in built.leaves)
        self.names = [leaf for leaf in built.leaves if leaf.role == "name" and len(leaf.path) > 1]
        self.known = {text for path in self.paths.values() for text in path}
        self.vocabulary = {*LEVELS, *self.known, *(text for texts in self.titles.values() for text in texts)}

    def _titles(self, leaf: Leaf, ctx: Context) -> set[str]:
        """The last header texts a column may have; the first part of a split code may stand for the whole of it."""
        own = self.paths[leaf.key]
        whole = own[-2:-1] if leaf.column.digits and leaf.column.digits[0] == 0 else ()
        return {own[-1], *whole, *(header_text(ctx.filled(alias)) for alias in leaf.column.aliases)}

    def candidates(self, path: Sequence[str]) -> Iterator[tuple[Leaf, int]]:
        """The columns that header texts from the top down may mean, with how many groups above agree."""
        if not path:
            return
        above = [text for text in path[:-1] if text in self.known]
        for leaf in self.leaves:
            own = self.paths[leaf.key]
            if path[-1] in self.titles[leaf.key] and all(text in own for text in above):
                yield leaf, len(above)

    def joined(self, path: Sequence[str]) -> Leaf | None:
        """The name column, where one column stands for a whole group of code and name."""
        return next((leaf for leaf in self.names if path and path[-1] in self.paths[leaf.key][:-1]), None)

    def level(self, path: Sequence[str]) -> str | None:
        """类, 款 or 项, where a column is one part of the code."""
        code = next((leaf for leaf in self.leaves if leaf.role == "code"), None)
        if code is None or self.split or not path or path[-1] not in LEVELS:
            return None
        above = [text for text in path[:-1] if text in self.known]
        return path[-1] if all(text in self.paths[code.key] for text in above) else None

    def usable(self, columns: Mapping[str, int]) -> bool:
        """Whether rows can be told apart and have at least one amount."""
        roles = {leaf.role for leaf in self.leaves if leaf.key in columns}
        return (self.single or bool(roles & {"label", "name", "code"})) and "amount" in roles

    @property
    def code(self) -> Leaf | None:
        """The code column."""
        return next((leaf for leaf in self.leaves if leaf.role == "code"), None)


class _Heads:
    """The texts at the top of a sheet, for comparison; each cell is looked at once."""

    def __init__(self, grid: Grid) -> None:
        self.columns = grid.columns()[:MOST_COLUMNS]
        self._grid = grid
        self._texts: dict[tuple[int, int], str] = {}

    def any_of(self, row: int, texts: AbstractSet[str]) -> bool:
        """Whether one of these texts stands in a row."""
        return any(self._text(row, column) in texts for column in self.columns)

    def path(self, top: int, bottom: int, column: int) -> tuple[str, ...]:
        """The header texts over a column from the top down; what is merged counts once."""
        texts: list[str] = []
        for row in range(top, bottom + 1):
            text = self._text(row, column)
            if text and (not texts or texts[-1] != text):
                texts.append(text)
        return tuple(texts)

    def _text(self, row: int, column: int) -> str:
        text = self._texts.get((row, column))
        if text is None:
            value = self._grid.seen(row, column).value
            text = self._texts[row, column] = header_text(value) if isinstance(value, str) else ""
        return text


def _attempt(heads: _Heads, top: int, height: int, words: _Words) -> _Try:
    """Match the columns as if the header were these rows."""
    found = _Try(top, height, {}, {}, 0)
    ancestors = 0
    for column in heads.columns:
        path = heads.path(top, top + height - 1, column)
        level = words.level(path)
        if level is not None and level not in found.parts:
            found.parts[level] = column
            continue
        free = [(leaf, count) for leaf, count in words.candidates(path) if leaf.key not in found.columns]
        if free:
            # Of columns with the same text the one whose groups agree best, then the first in order.
            leaf, count = max(free, key=lambda candidate: candidate[1])
            found.columns[leaf.key] = column
            ancestors += count
    _joined(found, heads, words)
    if found.parts and words.code is not None:
        found.columns.setdefault(words.code.key, min(found.parts.values()))
    return _Try(top, height, found.columns, found.parts, ancestors)


def _joined(found: _Try, heads: _Heads, words: _Words) -> None:
    """A single column 功能分类科目 that holds code and name."""
    names = {leaf.key for leaf in words.leaves if leaf.role in ("name", "code")}
    if not words.names or names & found.columns.keys():
        return
    for column in heads.columns:
        leaf = words.joined(heads.path(found.top, found.top + found.height - 1, column))
        if leaf is not None:
            found.columns[leaf.key] = column
            return


def _unit(grid: Grid, top: int, bottom: int, column: int) -> str | None:
    units = (header_unit(grid.seen(row, column).text) for row in range(top, bottom + 1))
    return next((unit for unit in units if unit), None)
