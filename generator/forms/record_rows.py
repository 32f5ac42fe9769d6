"""What a submission says in its records, as the rows of the record sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator.domain.amounts import Unit
from generator.domain.coordinates import Coordinate
from generator.domain.records import BudgetUnit, DutyGoal, Indicator, Project
from generator.domain.submission import Submission
from generator.forms.views import typed
from generator.packs.pack import Pack, RecordTable

RecordRow = Mapping[str, str]
"""The text of each column by its key."""
AmountText = Callable[[Coordinate], str]
"""The text of the amount at a coordinate; empty where there is none."""
PROJECT_AT = {"flow": "expenditure", "kind": "project"}
PRIOR = {"period": "prior"}
FIGURES = "figures"
"""The form of statements that give single figures of this year."""


def amount_unit(pack: Pack, submission: Submission | None) -> Unit:
    """The unit of the amounts outside forms: as the submission states them, else the pack's."""
    for statement in submission.statements if submission else ():
        if statement.amount.unit is not Unit.NONE and not statement.blank:
            return statement.amount.unit
    return Unit.named(pack.manifest.unit)


def stated_amounts(pack: Pack, submission: Submission) -> AmountText:
    """The amounts the submission states outside forms, as typed."""
    unit = amount_unit(pack, submission)
    stated = {s.at: typed(s, unit) for s in submission.statements if not s.blank}
    return lambda at: stated.get(at, "")


def record_rows(table: RecordTable, submission: Submission, amounts: AmountText) -> list[RecordRow]:
    """The rows of one record sheet."""
    projects = submission.records.projects
    if table.id == "units":
        return [_unit(unit) for unit in submission.entity.units]
    if table.id == "projects":
        return [_project(table, project, amounts) for project in projects]
    if table.id == "indicators":
        return [_indicator(project, each) for project in projects for each in project.indicators]
    if table.id == "goals":
        return [_goal(goal) for goal in submission.records.goals]
    return [entry.fields for entry in submission.records.tables.get(table.id, ())]


def text_rows(pack: Pack, submission: Submission) -> Iterator[tuple[str, str]]:
    """Title and text of every paragraph, in the pack's order."""
    for key in pack.text_keys:
        for paragraph in submission.records.texts.get(key.key, ()):
            yield key.title, paragraph.text


def prior_rows(pack: Pack, amounts: AmountText) -> dict[str, str]:
    """Last year's figures by name."""
    texts = {name: amounts(Coordinate.of({**figure.at, **PRIOR})) for name, figure in pack.figures.items()}
    return {name: text for name, text in texts.items() if text}


def figure_rows(pack: Pack, submission: Submission, amounts: AmountText) -> dict[str, str]:
    """The single figures of this year that are stated by name."""
    stated = {statement.label for statement in submission.statements if statement.form == FIGURES}
    return {name: amounts(Coordinate.of(figure.at)) for name, figure in pack.figures.items() if name in stated}


def _unit(unit: BudgetUnit) -> RecordRow:
    return {"name": unit.name, "nature": unit.nature, "rank": unit.rank, "funding": unit.funding}


def _project(table: RecordTable, project: Project, amounts: AmountText) -> RecordRow:
    base = Coordinate.of({**PROJECT_AT, "project": project.key})
    steps = {step.until: step.percent for step in project.plan}
    row = {
        "code": project.code,
        "name": project.name,
        "unit": project.unit,
        "purpose": project.purpose,
        "goals": "\n".join(project.goals),
    }
    for column in table.columns:
        if column.kind == "amount":
            row[column.key] = amounts(base.merged(column.at))
        elif column.kind == "step":
            row[column.key] = steps.get(column.title, "")
    return row


def _indicator(project: Project, indicator: Indicator) -> RecordRow:
    return {
        "project": project.code or project.name,
        "level1": indicator.level1,
        "level2": indicator.level2,
        "level3": indicator.level3,
        "description": indicator.description,
        "value": indicator.value,
        "basis": indicator.basis,
    }


def _goal(goal: DutyGoal) -> RecordRow:
    return {**goal.fields, "duty": goal.duty, "goal": goal.goal, "indicators": "\n".join(goal.indicators)}


def needed_lines(table: RecordTable, row: Mapping[str, str]) -> list[str]:
    """What a row cannot be without, line by line: where it is printed, all of this stands."""
    texts = (row.get(column.key, "") for column in table.columns if column.required and column.key != "project")
    return [line for text in texts for line in text.splitlines() if line.strip()]
