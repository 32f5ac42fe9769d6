"""Lists templates go through: rows of a form, projects with their targets, units, goals, procurement lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from generator.compose.errors import MisuseError
from generator.compose.figures import Figure, Ledger
from generator.compose.views import Record
from generator.domain.coordinates import Coordinate, Dimension
from generator.domain.records import DutyGoal, Indicator, Project
from generator.domain.submission import Disclosure
from generator.domain.suggest import suggestion
from generator.forms.header import Leaf, header
from generator.forms.rows import Chosen, RowSpec, cell_coordinate, panel_rows
from generator.packs.form import Form
from generator.packs.pack import Pack

PROJECT = "project"
LINE = "line"
GOAL = ("duty", "goal", "indicators")
"""The columns of goals that templates know by names of their own."""


class Listings:
    """The lists of one disclosure."""

    def __init__(self, disclosure: Disclosure, pack: Pack, ledger: Ledger) -> None:
        self._disclosure = disclosure
        self._submission = disclosure.submission
        self._pack = pack
        self._ledger = ledger

    def form(self, form_id: str) -> Form:
        """A form of the pack; an error with a suggestion where there is none."""
        if form_id not in self._pack.forms:
            raise MisuseError(f"没有名为“{form_id}”的表。{suggestion(form_id, self._pack.forms)}")
        return self._pack.forms[form_id]

    def rows(self, form_id: str, column: str, under: str = "", depth: int = 0) -> list[Record]:
        """The rows of a form that have an amount in ``column``, as 名称, 编码 and 金额.

        Of a classification the finest rows, or those at ``depth`` (1 is the top); only those below ``under``.
        """
        form = self.form(form_id)
        leaf = self._leaf(form, column)
        panel = leaf.panel or form.panel_names[0]
        state = self._disclosure.forms.get(form_id)
        members = state.members if state and not state.empty else {}
        chosen = Chosen(members, state.combos if state and not state.empty else ())
        dimensions = self._submission.dimensions
        rows = [
            row
            for row in panel_rows(self._pack, form, panel, dimensions, chosen)
            if not row.total and row.kind != "pad" and self._wanted(row, members.get(row.dimension, ()), under, depth)
        ]
        places = [(row, cell_coordinate(form, panel, row, leaf, dimensions)) for row in rows]
        return [record for row, at in places if at is not None for record in self._row(row, at)]

    def projects(self) -> list[Record]:
        """Projects with their amounts, plan, goals and indicators."""
        return [self._project(project) for project in self._submission.records.projects]

    def units(self) -> list[Record]:
        """The units of the entity."""
        return [
            self._record("单位", {"名称": unit.name, "性质": unit.nature, "规格": unit.rank, "经费": unit.funding})
            for unit in self._submission.entity.units
        ]

    def goals(self) -> list[Record]:
        """Itemised goals, grouped by duty as they come."""
        table = self._pack.records.tables.get("goals")
        titles = {column.key: column.title for column in table.columns if column.key not in GOAL} if table else {}
        groups = groupby(self._submission.records.goals, key=lambda goal: goal.duty)
        return [
            self._record("职责", {"职责": duty, "目标": [self._goal(goal, titles) for goal in goals]})
            for duty, goals in groups
        ]

    def procured(self, prefix: str = "") -> Figure:
        """What procurement lines come to whose catalogue code begins with ``prefix`` (A: 货物)."""
        dimension = self._submission.dimensions.get(LINE)
        codes = [code for code in dimension.members if not dimension.children(code)] if dimension else []
        chosen = [code for code in codes if self._catalogue_code(dimension, code).startswith(prefix)]
        base = self._within(LINE)
        return self._ledger.sum("采购额", [self._ledger.figure("采购额", base.put(LINE, code)) for code in chosen])

    def _leaf(self, form: Form, column: str) -> Leaf:
        leaves = {leaf.key: leaf for leaf in header(form).leaves if leaf.role == "amount"}
        if column not in leaves:
            raise MisuseError(f"表“{form.id}”没有名为“{column}”的金额列。可用的有：{'、'.join(leaves)}。")
        return leaves[column]

    def _wanted(self, row: RowSpec, listed: Sequence[str], under: str, depth: int) -> bool:
        if row.kind != "member":
            return True
        dimension = self._submission.dimensions[row.dimension]
        if under and not (row.member != under and dimension.within_subtree(row.member, under)):
            return False
        if depth:
            return row.depth == depth - 1
        return not any(dimension.parent(code) == row.member for code in listed)

    def _row(self, row: RowSpec, at: Coordinate) -> Iterator[Record]:
        figure = self._ledger.figure(row.label, at)
        if figure.amount is None or not figure.amount.is_zero:
            yield Record("明细", {"名称": row.label, "编码": row.member, "金额": figure})

    def _project(self, project: Project) -> Record:
        base = self._within(PROJECT).put(PROJECT, project.key)
        columns = self._pack.records.tables["projects"].columns
        steps = {step.until: step.percent for step in project.plan}
        parts: dict[str, object] = {
            "编码": project.code,
            "名称": project.name,
            "单位": project.unit,
            "用途": project.purpose,
            "目标": list(project.goals),
            "指标": [self._indicator(indicator) for indicator in project.indicators],
            "计划": [
                self._record("支出计划", {"时间": column.title, "比例": steps.get(column.title, "")})
                for column in columns
                if column.kind == "step"
            ],
        }
        for column in columns:
            if column.kind == "amount":
                name = f"{project.name}·{column.title}"
                parts[column.title] = self._ledger.figure(name, base.merged(column.at))
        return self._record("项目", parts)

    def _goal(self, goal: DutyGoal, titles: Mapping[str, str]) -> Record:
        """A goal; further columns of the pack by their titles, empty where nothing is given."""
        further = {title: goal.fields.get(key, "") for key, title in titles.items()}
        return self._record("目标", {**further, "目标": goal.goal, "指标": list(goal.indicators)})

    def _indicator(self, indicator: Indicator) -> Record:
        return self._record(
            "绩效指标",
            {
                "一级": indicator.level1,
                "二级": indicator.level2,
                "三级": indicator.level3,
                "描述": indicator.description,
                "值": indicator.value,
                "依据": indicator.basis,
            },
        )

    def _record(self, title: str, parts: Mapping[str, object]) -> Record:
        return Record(title, parts, self._ledger.told)

    def _within(self, dimension: str) -> Coordinate:
        spec = self._pack.dimensions.get(dimension)
        return Coordinate.of(spec.within if spec else {})

    @staticmethod
    def _catalogue_code(dimension: Dimension | None, code: str) -> str:
        return dimension.members[code].fields.get("catalogue_code", "") if dimension else ""
