"""Who reports and what is told in words: entity, units, projects, indicators, texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.domain.location import NOWHERE, Location


@dataclass(frozen=True, slots=True)
class BudgetUnit:
    """A unit (单位) of the entity: name, nature (行政/事业), rank, funding form (经费保障形式)."""

    name: str
    nature: str = ""
    rank: str = ""
    funding: str = ""
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Entity:
    """Who reports: a department (部门) or a unit (单位)."""

    code: str
    name: str
    level: str
    units: tuple[BudgetUnit, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One performance indicator (绩效指标) with its three levels, description, value and basis, as printed."""

    level1: str
    level2: str
    level3: str
    description: str
    value: str
    basis: str
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class PaymentStep:
    """One step of the payment plan: by ``until`` (``3月底``) so much of the budget is spent, cumulative, as printed."""

    until: str
    percent: str
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Project:
    """A project with its performance targets. Its amounts are facts at ``project: key``.

    ``key`` is the project code, or its name where the form year has no codes.
    """

    key: str
    code: str
    name: str
    unit: str = ""
    purpose: str = ""
    plan: tuple[PaymentStep, ...] = ()
    goals: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class DutyGoal:
    """One itemised goal (分项绩效目标) under a duty, with its indicators.

    ``fields`` are the texts of further columns a pack declares for goals, by column key.
    """

    duty: str
    goal: str
    indicators: tuple[str, ...] = ()
    location: Location = NOWHERE
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """One row of a record table that only its pack knows: its texts by column key, line breaks kept."""

    fields: Mapping[str, str]
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of free text."""

    text: str
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Records:
    """Everything of a submission that is not an amount.

    ``texts``: paragraphs by section key (``duties``). ``tables``: rows of further record tables, by table id.
    """

    projects: tuple[Project, ...] = ()
    goals: tuple[DutyGoal, ...] = ()
    texts: Mapping[str, tuple[Paragraph, ...]] = field(default_factory=dict)
    tables: Mapping[str, tuple[RecordEntry, ...]] = field(default_factory=dict)
