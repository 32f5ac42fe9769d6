"""Columns and rows of a form: can every column be filled, and does every cell stand for something of its own?"""

from __future__ import annotations

from collections.abc import Iterator

from generator.authoring import findings as codes
from generator.authoring.draft import Draft, FormFile
from generator.authoring.lint.walk import PlacedRow, drawn_from, form_files, leaves, row_paths, rows_of
from generator.domain.coordinates import Coordinate
from generator.forms.header import Leaf
from generator.packs.form import Form
from generator.packs.merge import Path

PROJECT = "project"
_LABELS = ("label", "name", "code")


def lint_columns(draft: Draft) -> None:
    """Findings for the columns and rows of every form."""
    for form, file in form_files(draft):
        _Form(draft, form, file).lint()


class _Form:
    def __init__(self, draft: Draft, form: Form, file: FormFile) -> None:
        self.draft, self.form, self.file = draft, form, file
        self.leaves = list(leaves(form))
        self.rows = {panel: list(rows_of(draft, form, panel)) for panel in form.panel_names}
        self.add = draft.report.add

    def lint(self) -> None:
        self._row_lists()
        for panel in self.form.panel_names:
            self._labels(panel)
            self._same_rows(panel)
            self._same_columns(panel)
        for path, leaf in self.leaves:
            self._panel(path, leaf)
            self._fillable(path, leaf)

    def _of(self, panel: str) -> Iterator[tuple[Path, Leaf]]:
        return ((path, leaf) for path, leaf in self.leaves if leaf.panel in ("", panel))

    def _row_lists(self) -> None:
        for _, path, row in row_paths(self.form):
            if row.rows is not None and row.rows not in self.draft.pack.row_lists:
                known = "、".join(self.draft.pack.row_lists) or "没有"
                place = self.file.location(*path, "rows")
                self.add(codes.NO_ROW_LIST, f"rows.yaml 里没有名为“{row.rows}”的行列表。", place, f"现有：{known}。")

    def _labels(self, panel: str) -> None:
        if self.form.single:
            return
        if not any(leaf.role in _LABELS for _, leaf in self._of(panel)):
            place = self.file.location("panels", panel) if panel else self.file.location("columns")
            words = f"{f'“{panel}”一侧' if panel else '表里'}没有写行名称的列（label、name 或 code）。"
            self.add(codes.NO_LABEL, words, place, "请加一列 role: label 或 role: name。")

    def _same_rows(self, panel: str) -> None:
        seen: dict[Coordinate, PlacedRow] = {}
        for placed in self.rows[panel]:
            row = placed.row
            if row.pad or row.each is not None or not any(leaf.role == "amount" for _, leaf in self._of(panel)):
                continue
            at = Coordinate.of(row.at)
            if at in seen:
                words = f"行“{row.label}”与行“{seen[at].row.label}”的坐标相同，两行永远印同一个数。"
                self.add(codes.SAME_ROW, words, placed.location, "请改正其中一行的 at。")
            seen.setdefault(at, placed)

    def _same_columns(self, panel: str) -> None:
        seen: dict[tuple[bool, Coordinate], Leaf] = {}
        for path, leaf in self._of(panel):
            if leaf.role != "amount":
                continue
            base = {} if leaf.column.absolute else {**self.form.at, **self.form.panel(panel).at}
            at = (leaf.column.absolute, Coordinate.of(base).merged(dict(leaf.at)))
            if at in seen:
                words = f"列“{leaf.key}”与列“{seen[at].key}”的坐标相同，两列永远印同一个数。"
                self.add(codes.SAME_COLUMN, words, self.file.location(*path), "请写上或改正 at。")
            seen.setdefault(at, leaf)

    def _panel(self, path: Path, leaf: Leaf) -> None:
        if leaf.panel and leaf.panel not in self.form.panels:
            words = f"列“{leaf.key}”属于“{leaf.panel}”一侧，表里没有这一侧。"
            self.add(
                codes.UNFILLED_COLUMN,
                words,
                self.file.location(*path),
                f"现有：{'、'.join(self.form.panels) or '没有'}。",
            )
        elif not leaf.panel and len(self.form.panels) > 1 and leaf.role != "ordinal":
            words = f"列“{leaf.key}”没有写明属于哪一侧（panel），没有行能填它。"
            self.add(
                codes.UNFILLED_COLUMN, words, self.file.location(*path), f"请写 panel：{'、'.join(self.form.panels)}。"
            )

    def _rows_for(self, leaf: Leaf) -> list[PlacedRow]:
        panels = [leaf.panel] if leaf.panel in self.rows else list(self.rows)
        return [placed for panel in panels for placed in self.rows[panel]]

    def _fillable(self, path: Path, leaf: Leaf) -> None:
        place, rows = self.file.location(*path), self._rows_for(leaf)
        each = [placed for placed in rows if placed.row.each is not None]
        if leaf.role == "field" and not leaf.column.field:
            words = f"列“{leaf.key}”的 role 是 field，却没有写 field：印哪一项内容。"
            self.add(codes.UNFILLED_COLUMN, words, place, "请写 field: 名称，如 field: item。")
        if leaf.role in ("code", "name", "field"):
            self._of_members(path, leaf, each)
        if leaf.role != "amount":
            return
        if not any(not placed.row.pad for placed in rows):
            self.add(codes.UNFILLED_COLUMN, f"金额列“{leaf.key}”没有任何一行可填。", place, "请为这一侧写 rows。")
        if leaf.column.only == "members" and not each:
            words = f"列“{leaf.key}”只填 each 行（only: members），表里没有 each 行。"
            self.add(codes.UNFILLED_COLUMN, words, place, "请去掉 only，或加 each 行。")
        self._absolute(path, leaf, each)

    def _of_members(self, path: Path, leaf: Leaf, each: list[PlacedRow]) -> None:
        """A column that tells of members needs rows that stand for members of its dimension."""
        place = self.file.location(*path)
        drawn = {name for placed in each for names in drawn_from(placed.row) for name in names}
        if not drawn:
            words = f"列“{leaf.key}”（{leaf.role}）只用于 each 行，表里没有 each 行。"
            self.add(codes.UNFILLED_COLUMN, words, place, "固定行的名称列请用 role: label。")
        elif not any(leaf.column.role_of(name) for name in drawn):
            words = f"列“{leaf.key}”说的是维度“{leaf.column.of}”，表里没有出自它的行。"
            self.add(codes.UNFILLED_COLUMN, words, place, f"表里的行出自：{'、'.join(sorted(drawn))}。")

    def _absolute(self, path: Path, leaf: Leaf, each: list[PlacedRow]) -> None:
        place = self.file.location(*path, "at")
        named = {value[1:] for _, value in leaf.at if value.startswith("@")}
        if leaf.column.absolute and not leaf.at:
            self.add(
                codes.UNFILLED_COLUMN, f"列“{leaf.key}”写了 absolute，却没有 at。", place, "请写 at：这一列自己的坐标。"
            )
        if named and not leaf.column.absolute:
            words = f"列“{leaf.key}”的 at 用了 @，只有 absolute: true 的列可以这样写。"
            self.add(codes.UNKNOWN_FIELD, words, place, "请加 absolute: true。")
        for name in sorted(named):
            missing = [row.row.each for row in each if name not in self._fields(row.row.each or "")]
            if not each or missing:
                known = sorted({field for row in each for field in self._fields(row.row.each or "")})
                words = f"列“{leaf.key}”要取各行的“{name}”，行里没有这一项内容。"
                self.add(codes.UNKNOWN_FIELD, words, place, f"可用的有：{'、'.join(known) or '没有'}。")

    def _fields(self, dimension: str) -> set[str]:
        """What a row of ``dimension`` knows besides its name: its ``field`` columns, and the project it is of."""
        spec = self.draft.pack.dimensions.get(dimension)
        own = {leaf.column.field for _, leaf in self.leaves if leaf.role == "field" and leaf.column.field}
        if spec is None or spec.catalog is not None:
            return own
        return own | ({"code", "unit"} if dimension == PROJECT else {PROJECT})
