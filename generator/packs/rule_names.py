"""Whether the names that rules use exist in their pack: dimensions, members, figures, forms, text keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.packs.pack import DimensionSpec, MemberSpec, Pack
from generator.packs.record_rules import AllowedPairs, EmptyNotes, MemberField, PriorGiven, Reasons, UnitNames
from generator.packs.rules import Check, Term

Problem = tuple[tuple[str | int, ...], str]
"""Where in ``rules.yaml``, and what is wrong, in Chinese."""


def unknown_names(pack: Pack) -> Iterator[Problem]:
    """Names in the pack's rules that nothing declares."""
    for index, check in enumerate(pack.rules.checks):
        for words in _of_check(pack, check):
            yield ("checks", index), f"规则 {check.code}：{words}"
    for index, rule in enumerate(pack.rules.records):
        for words in _of_record(pack, rule):
            yield ("records", index), f"规则 {rule.code}：{words}"


def _of_check(pack: Pack, check: Check) -> Iterator[str]:
    yield from _missing("维度", [check.each] if check.each else [], pack.dimensions)
    yield from _missing("表", check.when.forms, pack.forms)
    for term in check.terms:
        yield from _of_term(pack, check, term)


def _of_term(pack: Pack, check: Check, term: Term) -> Iterator[str]:
    if term.figure is not None:
        yield from _missing("数字", [term.figure], pack.figures)
    if term.each is not None:
        yield from _missing("维度", [term.each], pack.dimensions)
    if term.at is not None:
        yield from _missing("维度", term.at, pack.dimensions)
        for dimension, member in term.at.items():
            spec = pack.dimensions.get(dimension)
            if spec and not spec.dynamic and not spec.catalog and member[:1] not in ("$", "@"):
                yield from _missing(f"维度“{dimension}”的成员", [member], _codes(spec))
            if member == "$member" and check.each is None:
                yield "$member 只能与 each 一起使用"


def _of_record(pack: Pack, rule: object) -> Iterator[str]:
    if isinstance(rule, MemberField):
        yield from _missing("维度", [rule.each], pack.dimensions)
    if isinstance(rule, UnitNames):
        yield from _missing("维度", rule.groups, pack.dimensions)
    if isinstance(rule, AllowedPairs):
        yield from _missing("维度", [rule.left, rule.right], pack.dimensions)
    if isinstance(rule, EmptyNotes):
        yield from _missing("表", rule.forms, pack.forms)
    if isinstance(rule, PriorGiven):
        yield from _missing("数字", rule.figures, pack.figures)
    if isinstance(rule, Reasons):
        yield from _missing("数字", rule.texts, pack.figures)
        yield from _missing("文字栏目", rule.texts.values(), {text.key for text in pack.records.texts})


def _missing(what: str, names: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    there = set(known)
    for name in names:
        if name not in there:
            yield f"没有名为“{name}”的{what}"


def _codes(spec: DimensionSpec | MemberSpec) -> Mapping[str, None]:
    found: dict[str, None] = {}
    for member in spec.members:
        found[member.code] = None
        found.update(_codes(member))
    return found
