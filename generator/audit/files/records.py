"""What the sheets of records should hold: every field of every record, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.audit.files.approved import Approved
from generator.audit.files.wanted import Row, Wanted, texts
from generator.domain.amounts import Amount, Unit
from generator.domain.coordinates import Coordinate
from generator.domain.records import DutyGoal, Project
from generator.packs.pack import RecordTable

_PROJECT_AT = {"flow": "expenditure", "kind": "project"}
_PRIOR = {"period": "prior"}
_FIGURES = "figures"
_HEADER = 1
TEXTS, PRIOR, FIGURES = "文字", "上年数", "关键数字"


@dataclass(frozen=True)
class Records:
    """The records of a disclosure, as rows of sheets whose amounts are in ``unit``."""

    approved: Approved
    unit: Unit

    def titles(self) -> Iterator[str]:
        """The titles of the sheets that hold anything, in order."""
        tables = [table.sheet for table in self.approved.pack.records.tables.values() if table.published]
        for title in (*tables, TEXTS, FIGURES, PRIOR):
            rows = self.titled(title)
            if rows is not None and len(list(rows)) > _HEADER:
                yield title

    def titled(self, title: str) -> Iterator[Row] | None:
        """Header and rows of a sheet; None for one that is not known."""
        known = {TEXTS: self.texts, PRIOR: self.prior, FIGURES: self.figures}
        if title in known:
            return known[title]()
        table = next((table for table in self.approved.pack.records.tables.values() if table.sheet == title), None)
        return self.table(table) if table is not None else None

    def table(self, table: RecordTable) -> Iterator[Row]:
        """The rows of a declared table, after its header."""
        yield texts(column.title for column in table.columns)
        for fields, project in self._entries(table):
            yield {
                index: self._project_cell(table, index, project)
                if project is not None and column.kind in {"amount", "step"}
                else Wanted(fields.get(column.key, ""))
                for index, column in enumerate(table.columns)
            }

    def _entries(self, table: RecordTable) -> Iterator[tuple[Mapping[str, str], Project | None]]:
        """The fields of every record of a table, and the project that it is of, if it is one."""
        submission = self.approved.disclosure.submission
        records = submission.records
        if table.id == "units":
            for unit in submission.entity.units:
                yield {"name": unit.name, "nature": unit.nature, "rank": unit.rank, "funding": unit.funding}, None
        elif table.id == "projects":
            for project in records.projects:
                yield _project_fields(project), project
        elif table.id == "indicators":
            yield from ((fields, None) for project in records.projects for fields in _indicator_fields(project))
        elif table.id == "goals":
            yield from ((_goal_fields(goal), None) for goal in records.goals)
        else:
            yield from ((entry.fields, None) for entry in records.tables.get(table.id, ()))

    def _project_cell(self, table: RecordTable, index: int, project: Project) -> Wanted:
        column = table.columns[index]
        if column.kind == "step":
            return Wanted({step.until: step.percent for step in project.plan}.get(column.title, ""))
        return self.amount(Coordinate.of({**_PROJECT_AT, "project": project.key}).merged(column.at))

    def texts(self) -> Iterator[Row]:
        """文字: one row a paragraph."""
        yield texts(("项目", "内容"))
        for key in self.approved.pack.text_keys:
            for paragraph in self.approved.document.texts.get(key.key, ()):
                yield texts((key.title, paragraph))

    def prior(self) -> Iterator[Row]:
        """上年数: one row a figure that is known."""
        yield texts(("名称", "上年预算数"))
        for name, figure in self.approved.pack.figures.items():
            wanted = self.amount(Coordinate.of({**figure.at, **_PRIOR}))
            if not (wanted.empty or wanted.optional):
                yield {0: Wanted(name), 1: wanted}

    def figures(self) -> Iterator[Row]:
        """关键数字: one row a figure stated by name."""
        yield texts(("名称", "金额"))
        stated = {each.label for each in self.approved.disclosure.submission.statements if each.form == _FIGURES}
        for name, figure in self.approved.pack.figures.items():
            if name in stated:
                yield {0: Wanted(name), 1: self.amount(Coordinate.of(figure.at))}

    def info(self) -> frozenset[str]:
        """Everything 基本信息 may say of the entity."""
        submission = self.approved.disclosure.submission
        entity = submission.entity
        named = (
            self.approved.pack.id,
            str(submission.year),
            entity.code,
            entity.name,
            entity.level,
            submission.approved,
        )
        return frozenset((*named, Unit.WAN.label, Unit.YUAN.label))

    def amount(self, at: Coordinate) -> Wanted:
        """The amount at a coordinate: as stated there, or as derived; nothing where it is only known from a form."""
        stated = [
            each.amount for each in self.approved.disclosure.submission.statements if each.at == at and not each.blank
        ]
        fact = self.approved.disclosure.facts.get(at)
        known = [*stated, *([fact.amount] if fact is not None else [])]
        derived = fact is not None and fact.derived and not fact.amount.is_zero
        return Wanted(numbers=frozenset(map(self._number, known)), optional=not stated and not derived)

    def _number(self, amount: Amount) -> Decimal:
        return amount.number(Unit.NONE if amount.unit is Unit.NONE else self.unit)


def _project_fields(project: Project) -> Mapping[str, str]:
    return {
        "code": project.code,
        "name": project.name,
        "unit": project.unit,
        "purpose": project.purpose,
        "goals": "\n".join(project.goals),
    }


def _indicator_fields(project: Project) -> Iterator[Mapping[str, str]]:
    for each in project.indicators:
        yield {
            "project": project.code or project.name,
            "level1": each.level1,
            "level2": each.level2,
            "level3": each.level3,
            "description": each.description,
            "value": each.value,
            "basis": each.basis,
        }


def _goal_fields(goal: DutyGoal) -> Mapping[str, str]:
    return {**goal.fields, "duty": goal.duty, "goal": goal.goal, "indicators": "\n".join(goal.indicators)}
