"""Coordinates: every dimension and member named in forms, rows, figures, rules and records must exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.authoring import findings as codes
from generator.authoring.draft import Draft
from generator.authoring.lint.rules import FREE, checks, terms
from generator.authoring.lint.walk import Written, columns, form_files, nested_paths
from generator.catalog.classification import classification
from generator.domain.coordinates import Dimension
from generator.domain.location import Location
from generator.forms.pack_trees import pack_trees

_ANY_YEAR = range(2015, 2036)
"""Years to look up classifications in where a pack names none."""


@dataclass(frozen=True)
class Site:
    """A place where a coordinate is written."""

    at: Mapping[str, str]
    file: Written
    path: tuple[str | int, ...]
    absolute: bool = False

    def location(self, dimension: str) -> Location:
        """Where the member along ``dimension`` is written."""
        return self.file.location(*self.path, dimension)


def lint_coordinates(draft: Draft) -> None:
    """Findings for dimensions and members that do not exist."""
    _catalogues(draft)
    trees = all_trees(draft)
    for site in _sites(draft):
        for dimension, member in site.at.items():
            _member(draft, trees, site, dimension, member)
    _each(draft)
    _along(draft)


def all_trees(draft: Draft) -> dict[str, Dimension]:
    """Every dimension, with the members of all years the pack is for."""
    known = {key: spec for key, spec in draft.pack.dimensions.items() if spec.catalog is None or _exists(spec.catalog)}
    trees: dict[str, Dimension] = {}
    for year in draft.pack.manifest.years or _ANY_YEAR:
        pack = replace(draft.pack, dimensions=known)
        for key, tree in pack_trees(pack, year).items():
            first = trees.get(key, tree)
            trees[key] = replace(first, members={**tree.members, **first.members})
    return trees


def _exists(catalog: str) -> bool:
    try:
        classification(catalog, 0)
    except KeyError:
        return False
    return True


def _catalogues(draft: Draft) -> None:
    for key, spec in draft.pack.dimensions.items():
        if spec.catalog is not None and not _exists(spec.catalog):
            place = draft.place("dimensions.yaml", key, "catalog")
            known = (
                "functional（功能分类）、economic_department（部门经济）、economic_government（政府经济）、procurement"
            )
            draft.report.add(
                codes.UNKNOWN_DIMENSION, f"没有名为“{spec.catalog}”的科目目录。", place, f"现有：{known}。"
            )


def _sites(draft: Draft) -> Iterator[Site]:
    for form, file in form_files(draft):
        yield Site(form.at, file, ("at",))
        for name, panel in form.panels.items():
            yield Site(panel.at, file, ("panels", name, "at"))
        for path, column in columns(form):
            yield Site(column.at, file, (*path, "at"), column.absolute)
        for path, row in nested_paths(form):
            yield Site(row.at, file, (*path, "at"))
    rows = draft.merged["rows.yaml"]
    for name, items in draft.pack.row_lists.items():
        for index, row in enumerate(items):
            yield Site(row.at, rows, ("lists", name, index, "at"))
    yield from _other_sites(draft)


def _other_sites(draft: Draft) -> Iterator[Site]:
    records, figures, rules = (draft.merged[name] for name in ("records.yaml", "figures.yaml", "rules.yaml"))
    for key, table in draft.pack.records.tables.items():
        for index, column in enumerate(table.columns):
            yield Site(column.at, records, ("tables", key, "columns", index, "at"))
    for name, figure in draft.pack.figures.items():
        yield Site(figure.at, figures, (name, "at"))
    for index, balance in enumerate(draft.pack.rules.balances):
        yield Site(balance.left, rules, ("balances", index, "left"))
        yield Site(balance.right, rules, ("balances", index, "right"))
    for path, check in checks(draft):
        for place, term in terms(check, path):
            yield Site(_written_members(term.at or {}), rules, (*place, "at"))
    for key, spec in draft.pack.dimensions.items():
        yield Site(spec.within, draft.merged["dimensions.yaml"], (key, "within"))


def _written_members(at: Mapping[str, str]) -> dict[str, str]:
    """A coordinate of a rule without what stands for the members it looks at one by one."""
    return {dimension: "" if member.startswith(FREE) else member for dimension, member in at.items()}


def _member(draft: Draft, trees: Mapping[str, Dimension], site: Site, dimension: str, member: str) -> None:
    if dimension not in draft.pack.dimensions:
        _unknown_dimension(draft, dimension, site.location(dimension))
        return
    from_field = member.startswith("@") and site.absolute
    if not member or from_field or dimension not in trees or draft.pack.dimensions[dimension].dynamic:
        return
    tree = trees[dimension]
    if member not in tree.members:
        near = difflib.get_close_matches(member, tree.members, n=1, cutoff=0.6)
        named = next((code for code, known in tree.members.items() if known.name == member), "")
        hint = named or (near[0] if near else "")
        remedy = (
            f"是不是想写“{hint}”（{tree.name_of(hint)}）？" if hint else "可用的成员见 dimensions.yaml 或科目目录。"
        )
        words = f"维度“{dimension}”（{tree.name}）里没有成员“{member}”。"
        draft.report.add(codes.UNKNOWN_MEMBER, words, site.location(dimension), remedy)


def _unknown_dimension(draft: Draft, dimension: str, place: Location) -> None:
    near = difflib.get_close_matches(dimension, draft.pack.dimensions, n=1, cutoff=0.6)
    remedy = f"是不是想写“{near[0]}”？" if near else f"现有维度：{'、'.join(draft.pack.dimensions)}。"
    draft.report.add(codes.UNKNOWN_DIMENSION, f"没有名为“{dimension}”的维度。", place, remedy)


def _each(draft: Draft) -> None:
    for form, file in form_files(draft):
        for path, row in nested_paths(form):
            for key, name in (("each", row.each), *(("beside", name) for name in row.beside)):
                if name is not None and name not in draft.pack.dimensions:
                    _unknown_dimension(draft, name, file.location(*path, key))
        for path, column in columns(form):
            for key, name in (("of", column.of), *(("also", name) for name in column.also)):
                if name is not None and name not in draft.pack.dimensions:
                    _unknown_dimension(draft, name, file.location(*path, key))


def _along(draft: Draft) -> None:
    for index, balance in enumerate(draft.pack.rules.balances):
        for number, dimension in enumerate(balance.along):
            if dimension not in draft.pack.dimensions:
                _unknown_dimension(draft, dimension, draft.place("rules.yaml", "balances", index, "along", number))
