"""The dimension trees of a submission: the pack's, with the members this input lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.domain.coordinates import Dimension, Member
from generator.domain.location import Location
from generator.forms.pack_trees import dimension_of, written_members
from generator.forms.rows import declared_rows
from generator.packs.pack import DimensionSpec
from generator.readers.catalog_rows import catalogue
from generator.readers.codes import NAMES_DIFFER
from generator.readers.context import Context
from generator.readers.text import squeeze


@dataclass(frozen=True, slots=True)
class Listed:
    """A member the input lists, and where."""

    dimension: str
    member: Member
    location: Location


def build_dimensions(listed: Sequence[Listed], ctx: Context) -> dict[str, Dimension]:
    """Every dimension of the pack with its members."""
    return {name: _dimension(name, spec, listed, ctx) for name, spec in ctx.pack.dimensions.items()}


def _dimension(name: str, spec: DimensionSpec, listed: Sequence[Listed], ctx: Context) -> Dimension:
    own = [item for item in listed if item.dimension == name]
    members = {member.code: member for member in written_members(spec.members)}
    if spec.catalog is not None:
        members = {**_catalogued(name, spec, own, ctx), **members}
    elif spec.dynamic:
        members |= _unique(own, ctx)
    return dimension_of(name, spec, members)


def _unique(listed: Iterable[Listed], ctx: Context) -> dict[str, Member]:
    """The members by code. The first name stands; another one for the same code is a finding."""
    found: dict[str, Listed] = {}
    for item in listed:
        first = found.setdefault(item.member.code, item)
        if squeeze(first.member.name) != squeeze(item.member.name):
            message = f"编码 {item.member.code} 在这里叫“{item.member.name}”，别处叫“{first.member.name}”。"
            remedy = f"请统一名称；目前使用“{first.member.name}”。"
            ctx.issues.add(NAMES_DIFFER, message, item.location, first.location, remedy=remedy)
        elif item.member.fields.keys() - first.member.fields.keys():
            fields = {**item.member.fields, **first.member.fields}
            found[item.member.code] = replace(first, member=replace(first.member, fields=fields))
    return {code: item.member for code, item in found.items()}


def _catalogued(name: str, spec: DimensionSpec, listed: Iterable[Listed], ctx: Context) -> dict[str, Member]:
    """Members of a classification in the order of their codes, with everything above them."""
    catalog = catalogue(spec, ctx.year)
    extra = {member.code for member in spec.members}
    named = {code: member for code, member in _unique(listed, ctx).items() if code not in extra}
    wanted = dict.fromkeys([*named, *(code for code in _written_out(name, ctx) if code not in extra)])
    members: dict[str, Member] = {}
    for code in wanted:
        current: str | None = code
        while current is not None and current not in members:
            known = named.get(current)
            parent = catalog.parent_code(current)
            members[current] = known or Member(current, catalog.name(current) or current, parent)
            current = parent
    return dict(sorted(members.items()))


def _written_out(dimension: str, ctx: Context) -> Iterator[str]:
    """The members that the pack's forms have rows and columns for, given or not."""
    for form in ctx.forms.forms:
        for panel in form.panel_names:
            for row in declared_rows(ctx.pack, form.panel(panel).rows):
                if row.at.get(dimension):
                    yield row.at[dimension]
