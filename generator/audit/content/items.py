"""The records of a disclosure as lists of texts and amounts, as far as the templates asked for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.domain.amounts import Unit
from generator.domain.coordinates import Coordinate
from generator.domain.document import Told
from generator.domain.records import DutyGoal, Project, RecordEntry
from generator.domain.submission import Disclosure
from generator.packs.pack import Pack, RecordTable

_PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Item:
    """One record: the name to find it by, its texts by part, and for each amount the ways it may be written.

    ``named``: records of this kind are told apart by their names, and each name is printed once for every record.
    """

    name: str
    texts: tuple[tuple[str, str], ...]
    amounts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    named: bool = True


def items(disclosure: Disclosure, pack: Pack, told: Told) -> Iterator[tuple[str, Sequence[Item]]]:
    """Records of one kind after the other, with the parts that were asked for."""
    records, units = disclosure.submission.records, disclosure.submission.entity.units
    columns = list(_amount_columns(told))
    kinds: list[tuple[str, Iterable[Item]]] = [
        (
            "单位",
            (_asked("单位", unit.name, _unit(unit.name, unit.nature, unit.rank, unit.funding), told) for unit in units),
        ),
        ("项目", (_project(project, disclosure, columns, told) for project in records.projects)),
        ("绩效指标", (item for project in records.projects for item in _indicators(project, told))),
        ("目标", (_goal(goal, pack.records.tables.get("goals"), told) for goal in records.goals)),
    ]
    for name, entries in records.tables.items():
        if name in pack.records.tables:
            table = pack.records.tables[name]
            kinds.append((table.sheet, [_entry(entry, table, told) for entry in entries]))
    for kind, found in kinds:
        group = [item for item in found if item.texts or item.amounts]
        if group:
            yield kind, group


def _unit(name: str, nature: str, rank: str, funding: str) -> Mapping[str, Sequence[str]]:
    return {"名称": [name], "性质": [nature], "规格": [rank], "经费": [funding]}


def _asked(kind: str, name: str, parts: Mapping[str, Sequence[str]], told: Told, *, named: bool = True) -> Item:
    """The record with those of its parts that were asked for, without empty ones."""
    shown = ((part, texts) for part, texts in parts.items() if (kind, part) in told.parts)
    return Item(name, tuple((part, text) for part, texts in shown for text in texts if text.strip()), named=named)


def _project(project: Project, disclosure: Disclosure, columns: Sequence[tuple[Coordinate, str]], told: Told) -> Item:
    parts = {
        "编码": [project.code], "名称": [project.name], "单位": [project.unit], "用途": project.purpose.splitlines(),
        "目标": project.goals,
    }  # fmt: skip
    item = _asked("项目", project.name, parts, told, named=("项目", "名称") in told.parts)
    plan = tuple((step.until, step.percent) for step in project.plan if ("支出计划", "比例") in told.parts)
    amounts = []
    for base, unit in columns:
        fact = disclosure.facts.get(base.put(_PROJECT, project.key))
        if fact is not None and not fact.amount.is_zero:
            unit_of = Unit.named(unit)
            texts = dict.fromkeys(fact.amount.text_as_stated(unit_of, places) for places in (2, 4, 1, 0))
            amounts.append((_words(base), tuple(texts)))
    return Item(item.name, (*item.texts, *plan), tuple(amounts), named=item.named)


def _amount_columns(told: Told) -> Iterator[tuple[Coordinate, str]]:
    """The columns of projects' amounts that templates told of: coordinate without the project, and unit."""
    found = {
        (amount.at.put(_PROJECT, None), amount.unit)
        for amount in told.amounts
        if amount.at is not None and amount.at.get(_PROJECT) is not None and amount.at.get("period") is None
    }
    yield from sorted(found)


def _words(base: Coordinate) -> str:
    return "金额" + "".join(f"（{member}）" for key, member in base if key == "source")


def _indicators(project: Project, told: Told) -> Iterator[Item]:
    for row in project.indicators:
        parts = {"一级": [row.level1], "二级": [row.level2], "三级": [row.level3], "描述": row.description.splitlines(),
                 "值": [row.value], "依据": row.basis.splitlines()}  # fmt: skip
        yield _asked("绩效指标", row.level3, parts, told)


def _goal(goal: DutyGoal, table: RecordTable | None, told: Told) -> Item:
    titles = {column.key: column.title for column in table.columns} if table else {}
    further = {titles.get(key, key): text.splitlines() for key, text in goal.fields.items()}
    item = _asked("目标", goal.goal, {"目标": goal.goal.splitlines(), "指标": goal.indicators, **further}, told)
    return Item(item.name, (*item.texts, *_asked("职责", "", {"职责": [goal.duty]}, told).texts), named=False)


def _entry(entry: RecordEntry, table: RecordTable, told: Told) -> Item:
    parts = {column.title: entry.fields.get(column.key, "").splitlines() for column in table.columns}
    name = max((text for texts in parts.values() for text in texts), key=len, default="")
    return _asked(table.sheet, name, parts, told, named=False)
