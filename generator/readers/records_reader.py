"""Records and texts: units, projects with their amounts and indicators, goals, paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.domain.coordinates import Member
from generator.domain.location import Location
from generator.domain.records import (
    BudgetUnit,
    DutyGoal,
    Indicator,
    Paragraph,
    PaymentStep,
    Project,
    RecordEntry,
    Records,
)
from generator.packs.pack import RecordColumn, RecordTable
from generator.readers.codes import GIVEN_TWICE, MISSING_VALUE, NO_SUCH_PROJECT, ROW_TWICE, UNKNOWN_KEY
from generator.readers.context import Context
from generator.readers.issues import suggestion
from generator.readers.record_columns import text_key
from generator.readers.table import RawRecords, RawRow, RawTexts
from generator.readers.text import lines, squeeze

_KNOWN = frozenset({"units", "projects", "indicators", "goals"})
"""The record tables that mean something to every pack."""
_GOAL = ("duty", "goal", "indicators")
"""The columns of goals that every pack has."""


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project as read, with the row its amounts stand in. ``unit``: of the table it stands in."""

    project: Project
    row: RawRow
    unit: str | None


def read_units(given: Iterable[RawRecords], ctx: Context) -> tuple[BudgetUnit, ...]:
    """The units of the entity."""
    units = []
    for row, _ in _rows("units", given, ctx):
        name = row.cell("name").text
        if name:
            nature, rank, funding = (row.cell(key).text for key in ("nature", "rank", "funding"))
            units.append(BudgetUnit(name, nature, rank, funding, row.location))
    return tuple(units)


def read_projects(given: Iterable[RawRecords], ctx: Context) -> tuple[ProjectRow, ...]:
    """The projects, without their indicators. A project without a name is left out (a finding says so)."""
    found: dict[str, ProjectRow] = {}
    steps = [column for column in _columns("projects", ctx) if column.kind == "step"]
    for row, unit in _rows("projects", given, ctx):
        project = _project(row, steps)
        if not project.name:
            continue
        if project.key in found:
            message = f"项目“{project.name}”（{project.key}）出现了两次。"
            places = (row.location, found[project.key].project.location)
            ctx.issues.add(ROW_TWICE, message, *places, remedy="请删除重复的项目，或更正项目编码。")
            continue
        found[project.key] = ProjectRow(project, row, unit)
    return tuple(found.values())


def project_keys(rows: Iterable[ProjectRow]) -> dict[str, str]:
    """The key of every project by its squeezed code and, where it is unique, its squeezed name."""
    keys: dict[str, str] = {}
    ambiguous = set()
    for row in rows:
        name = squeeze(row.project.name)
        if keys.setdefault(name, row.project.key) != row.project.key:
            ambiguous.add(name)
    keys = {name: key for name, key in keys.items() if name not in ambiguous}
    return {**keys, **{squeeze(row.project.key): row.project.key for row in rows}}


def project_members(rows: Iterable[ProjectRow]) -> Iterator[tuple[Member, Location]]:
    """The projects as members of the ``project`` dimension."""
    for row in rows:
        project = row.project
        fields = {key: text for key, text in (("code", project.code), ("unit", project.unit)) if text}
        yield Member(project.key, project.name, fields=fields), project.location


def read_records(
    given: Iterable[RawRecords], texts: Iterable[RawTexts], projects: Iterable[ProjectRow], ctx: Context
) -> Records:
    """All records and texts."""
    given = tuple(given)
    indicators = _indicators(given, ctx)
    complete = tuple(_with_indicators(row.project, indicators.get(row.project.key, [])) for row in projects)
    return Records(complete, _goals(given, ctx), _texts(texts, ctx), dict(_tables(given, ctx)))


def _tables(given: Iterable[RawRecords], ctx: Context) -> Iterator[tuple[str, tuple[RecordEntry, ...]]]:
    """The rows of tables that only the pack knows."""
    for name, table in ctx.pack.records.tables.items():
        if name not in _KNOWN:
            entries = tuple(_entry(row, table) for row, _ in _rows(name, given, ctx))
            if entries:
                yield name, entries


def _entry(row: RawRow, table: RecordTable) -> RecordEntry:
    cells = {column.key: row.cell(column.key) for column in table.columns}
    lined = {column.key for column in table.columns if column.kind == "lines"}
    texts = {key: "\n".join(lines(cell.raw_text)) if key in lined else cell.text for key, cell in cells.items()}
    return RecordEntry(texts, row.location)


def _columns(table: str, ctx: Context) -> tuple[RecordColumn, ...]:
    found = ctx.pack.records.tables.get(table)
    return found.columns if found else ()


def _rows(table: str, given: Iterable[RawRecords], ctx: Context) -> Iterator[tuple[RawRow, str | None]]:
    """The rows of one record table that say anything, required cells checked."""
    declared = ctx.pack.records.tables.get(table)
    first: Location | None = None
    for records in given:
        if records.table != table or declared is None:
            continue
        if first is not None and records.rows and first.file != records.location.file:
            message = f"“{declared.sheet}”在两个文件里都有。"
            ctx.issues.add(GIVEN_TWICE, message, records.location, first, remedy="请只保留一处。")
            continue
        first = records.location if records.rows else first
        for row in records.rows:
            if any(cell.text for cell in row.cells.values()):
                _check_required(row, declared, ctx)
                yield row, records.unit


def _check_required(row: RawRow, table: RecordTable, ctx: Context) -> None:
    for column in table.columns:
        if column.required and not row.cell(column.key).text:
            place = row.cell(column.key).location
            message = f"“{table.sheet}”的“{column.title}”没有填写。"
            ctx.issues.add(MISSING_VALUE, message, place, remedy="请补填。")


def _project(row: RawRow, steps: Iterable[RecordColumn]) -> Project:
    code, name = row.cell("code").text, row.cell("name").text
    plan = tuple(
        PaymentStep(step.title, cell.text, cell.location) for step in steps if (cell := row.cell(step.key)).text
    )
    return Project(
        key=code or name,
        code=code,
        name=name,
        unit=row.cell("unit").text,
        purpose=row.cell("purpose").text,
        plan=plan,
        goals=lines(row.cell("goals").raw_text),
        location=row.location,
    )


def _with_indicators(project: Project, indicators: list[Indicator]) -> Project:
    return replace(project, indicators=tuple(indicators))


def _indicators(given: Iterable[RawRecords], ctx: Context) -> dict[str, list[Indicator]]:
    found: dict[str, list[Indicator]] = {}
    for row, _ in _rows("indicators", given, ctx):
        cell = row.cell("project")
        key = ctx.project(cell.text)
        if key is not None:
            found.setdefault(key, []).append(_indicator(row))
        elif cell.text:
            hint = suggestion(cell.text, ctx.projects, "请与“项目”表中的编码或名称保持一致。")
            ctx.issues.add(NO_SUCH_PROJECT, f"项目表中没有“{cell.text}”。", cell.location, remedy=hint)
    return found


def _indicator(row: RawRow) -> Indicator:
    return Indicator(
        row.cell("level1").text,
        row.cell("level2").text,
        row.cell("level3").text,
        row.cell("description").text,
        row.cell("value").text,
        row.cell("basis").text,
        row.location,
    )


def _goals(given: Iterable[RawRecords], ctx: Context) -> tuple[DutyGoal, ...]:
    further = [column.key for column in _columns("goals", ctx) if column.key not in _GOAL]
    return tuple(_goal(row, further) for row, _ in _rows("goals", given, ctx))


def _goal(row: RawRow, further: Iterable[str]) -> DutyGoal:
    duty, goal = row.cell("duty").text, row.cell("goal").text
    fields = {key: text for key in further if (text := row.cell(key).text)}
    return DutyGoal(duty, goal, lines(row.cell("indicators").raw_text), row.location, fields)


def _texts(given: Iterable[RawTexts], ctx: Context) -> Mapping[str, tuple[Paragraph, ...]]:
    found: dict[str, tuple[Paragraph, ...]] = {}
    places: dict[str, Location] = {}
    for text in given:
        key = text_key(ctx.pack, text.name)
        if key is None:
            names = (name for known in ctx.pack.text_keys for name in (known.key, known.title))
            hint = suggestion(text.name, names, "请改用模板包规定的栏目。")
            ctx.issues.add(UNKNOWN_KEY, f"没有“{text.name}”这个文字栏目。", text.location, remedy=hint)
            continue
        if key in found:
            message = f"文字栏目“{text.name}”给出了两次。"
            ctx.issues.add(GIVEN_TWICE, message, text.location, places[key], remedy="请只保留一处。")
            continue
        places[key] = text.location
        paragraphs = (Paragraph(line, cell.location) for cell in text.cells for line in lines(cell.raw_text))
        found[key] = tuple(paragraphs)
    return {key: paragraphs for key, paragraphs in found.items() if paragraphs}
