"""From the contents of all files to one submission."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from generator.domain.facts import StatedForm
from generator.domain.location import Location
from generator.domain.source import SourceFile
from generator.domain.submission import Submission
from generator.readers.codes import GIVEN_TWICE
from generator.readers.context import Context
from generator.readers.dimensions import Listed, build_dimensions
from generator.readers.form_reader import read_form
from generator.readers.meta import Meta, MetaCells
from generator.readers.records_reader import (
    ProjectRow,
    project_keys,
    project_members,
    read_projects,
    read_records,
    read_units,
)
from generator.readers.stated_amounts import key_amounts, prior_amounts, project_amounts
from generator.readers.table import Content, RawTable


class Source(Protocol):
    """One input file, as it was read."""

    name: str
    source: SourceFile

    def meta(self) -> MetaCells:
        """Pack, year and entity, as far as this file gives them."""

    def content(self, ctx: Context) -> Content:
        """Everything else."""


def submission(sources: Sequence[Source], meta: Meta) -> Submission:
    """Read every file and put together what they say."""
    content = _together(source.content(meta.context) for source in sources)
    projects = read_projects(content.records, meta.context)
    ctx = _with_records(meta.context, content, projects)
    statements = (
        *project_amounts(projects, ctx),
        *key_amounts(content.figures, ctx),
        *prior_amounts(content.prior, ctx),
    )
    records = read_records(content.records, content.texts, projects, ctx)
    forms, listed = _forms(content.tables, ctx)
    members = [Listed("project", member, place) for member, place in project_members(projects)]
    dimensions = build_dimensions([*members, *listed], ctx)
    return Submission(
        ctx.pack.id,
        ctx.year,
        ctx.entity,
        dimensions,
        forms,
        statements,
        records,
        ctx.issues.all(),
        meta.approved,
        tuple(source.source for source in sources),
        meta.location,
    )


def _together(contents: Iterable[Content]) -> Content:
    everything = tuple(contents)
    return Content(
        tuple(table for content in everything for table in content.tables),
        tuple(records for content in everything for records in content.records),
        tuple(texts for content in everything for texts in content.texts),
        tuple(figure for content in everything for figure in content.prior),
        tuple(figure for content in everything for figure in content.figures),
    )


def _with_records(ctx: Context, content: Content, projects: Sequence[ProjectRow]) -> Context:
    entity = replace(ctx.entity, units=read_units(content.records, ctx))
    return replace(ctx, entity=entity, projects=project_keys(projects))


def _forms(tables: Iterable[RawTable], ctx: Context) -> tuple[dict[str, StatedForm], list[Listed]]:
    """Every form that is given once, in the order of the pack."""
    by_form: dict[str, RawTable] = {}
    for table in tables:
        first = by_form.setdefault(table.form, table)
        if first is not table:
            _twice(table.form, table.location, first.location, ctx)
    forms: dict[str, StatedForm] = {}
    listed: list[Listed] = []
    for form in ctx.forms.forms:
        if form.id in by_form:
            reading = read_form(by_form[form.id], form, ctx)
            listed += reading.listed
            if reading.stated is not None:
                forms[form.id] = reading.stated
    return forms, listed


def _twice(form: str, place: Location, first: Location, ctx: Context) -> None:
    title = ctx.filled(ctx.pack.forms[form].title)
    remedy = "请只保留一处。"
    ctx.issues.add(GIVEN_TWICE, f"{title}给出了两次，只采用先读到的一份。", place, first, remedy=remedy)
