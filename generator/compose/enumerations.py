"""Lists a text is built from: the parts of a figure, forms without data, rows of the pack's own record tables."""

from __future__ import annotations

from collections.abc import Mapping

from generator.compose.errors import MisuseError
from generator.compose.figures import Figure, Ledger
from generator.compose.filters import figure_of
from generator.compose.views import Record
from generator.domain.coordinates import Coordinate, Dimension
from generator.domain.submission import Disclosure
from generator.domain.suggest import suggestion
from generator.packs.pack import Pack
from generator.packs.titles import fill


class Enumerations:
    """The enumerations of one disclosure."""

    def __init__(self, disclosure: Disclosure, pack: Pack, ledger: Ledger, words: Mapping[str, str]) -> None:
        self._disclosure = disclosure
        self._pack = pack
        self._ledger = ledger
        self._words = words

    def parts(self, figure: object, dimension: str, **options: object) -> list[Record]:
        """``构成(数字, 维度, 级=1)``: what a figure is made of along a dimension, as 名称, 编码 and 金额.

        Without 级 the finest parts that are known; parts of nothing are left out.
        """
        whole = figure_of(figure, "构成")
        wrong = next((name for name in options if name != "级"), None)
        if wrong is not None:
            raise MisuseError(f"构成(…) 没有“{wrong}”这个参数，可用的有：级。")
        trees = self._disclosure.submission.dimensions
        if dimension not in trees:
            raise MisuseError(f"没有名为“{dimension}”的维度。{suggestion(dimension, trees)}")
        if whole.at is None:
            raise MisuseError("构成(…) 只能用在 figures.yaml 里的数字上。")
        found = self._known_parts(whole.at, trees[dimension])
        depth = options.get("级", 0)
        chosen = _at_depth(found, trees[dimension], depth if isinstance(depth, int) else 0)
        return [Record("构成", {"名称": part.name, "编码": code, "金额": part}) for code, part in chosen.items()]

    def _known_parts(self, at: Coordinate, tree: Dimension) -> dict[str, Figure]:
        top = at.get(tree.id)
        codes = (code for code in tree.members if code != top and (top is None or tree.within_subtree(code, top)))
        figures = {code: self._ledger.figure(tree.name_of(code), at.put(tree.id, code)) for code in codes}
        return {code: figure for code, figure in figures.items() if figure}

    def empty_forms(self) -> list[Record]:
        """``空表清单()``: the forms without data, as 标识, 标题, 说明 (why, as the pack says it) and 注."""
        forms = (self._pack.forms[key] for key, state in self._disclosure.forms.items() if state.empty)
        return [
            Record(
                "空表",
                {
                    "标识": form.id,
                    "标题": fill(form.title, self._words),
                    "说明": fill(form.empty_reason, self._words),
                    "注": fill(form.empty_note, self._words),
                },
            )
            for form in forms
        ]

    def records(self, table: str) -> list[Record]:
        """``记录(表)``: the rows of a record table of the pack, by column title; a column of lines is a list."""
        tables = self._pack.records.tables
        if table not in tables:
            raise MisuseError(f"没有名为“{table}”的记录表。{suggestion(table, tables)}")
        entries = self._disclosure.submission.records.tables.get(table, ())
        return [
            Record(
                tables[table].sheet,
                {
                    column.title: _cell(entry.fields.get(column.key, ""), lines=column.kind == "lines")
                    for column in tables[table].columns
                },
                self._ledger.told,
            )
            for entry in entries
        ]


def _cell(text: str, *, lines: bool) -> str | list[str]:
    return text.splitlines() if lines else text


def _at_depth(found: Mapping[str, Figure], tree: Dimension, depth: int) -> dict[str, Figure]:
    """The parts at a depth (1: top), or the finest ones."""
    if depth:
        return {code: figure for code, figure in found.items() if tree.depth(code) == depth - 1}
    inner = {tree.parent(code) for code in found}
    return {code: figure for code, figure in found.items() if code not in inner}
