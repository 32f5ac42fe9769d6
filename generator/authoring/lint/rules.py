"""``rules.yaml``: what its checks speak of must exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping

from generator.authoring import findings as codes
from generator.authoring.draft import Draft
from generator.packs.merge import Path
from generator.packs.rules import Check, Term

_FILE = "rules.yaml"
FREE = ("$", "@")
"""What stands for a member to be filled in begins with one of these."""


def lint_rules(draft: Draft) -> None:
    """Findings for figures, dimensions and forms that checks name."""
    for path, check in checks(draft):
        for place, term in terms(check, path):
            if term.figure is not None:
                _known(draft, term.figure, draft.pack.figures, (*place, "figure"))
            if term.each is not None:
                _known(draft, term.each, draft.pack.dimensions, (*place, "each"))
        if check.each is not None:
            _known(draft, check.each, draft.pack.dimensions, (*path, "each"))
        for form in check.when.forms:
            if not draft.broken:
                _known(draft, form, draft.pack.forms, (*path, "when"))
    for index, rule in enumerate(draft.pack.rules.records):
        _record_rule(draft, rule, ("records", index))


def checks(draft: Draft) -> Iterator[tuple[Path, Check]]:
    """Every check with its path."""
    for index, check in enumerate(draft.pack.rules.checks):
        yield ("checks", index), check


def terms(check: Check, path: Path) -> Iterator[tuple[Path, Term]]:
    """Every term of a check with its path."""
    for key, term in (("left", check.left), ("right", check.right)):
        yield from _inside(term, (*path, key))
    for key, found in (("zero", check.when.zero), ("nonzero", check.when.nonzero)):
        if found is not None:
            yield from _inside(found, (*path, "when", key))


def _inside(term: Term, path: Path) -> Iterator[tuple[Path, Term]]:
    yield path, term
    for key in ("sum", "product", "difference"):
        for index, inner in enumerate(getattr(term, key) or ()):
            yield from _inside(inner, (*path, key, index))
    if term.of is not None:
        yield from _inside(term.of, (*path, "of"))


def _record_rule(draft: Draft, rule: object, path: Path) -> None:
    """The rules of records name figures, texts, forms and dimensions under these keys."""
    texts = {text.key: text for text in draft.pack.records.texts}
    named: list[tuple[str, Iterable[str], Mapping[str, object]]] = [
        ("figures", getattr(rule, "figures", ()), draft.pack.figures),
        ("groups", getattr(rule, "groups", ()), draft.pack.dimensions),
        ("forms", () if draft.broken else getattr(rule, "forms", ()), draft.pack.forms),
    ]
    reasons = getattr(rule, "texts", None)
    if isinstance(reasons, dict):
        named += [("texts", reasons, draft.pack.figures), ("texts", reasons.values(), texts)]
    for key, names, known in named:
        for name in names:
            _known(draft, name, known, (*path, key))


def _known(draft: Draft, name: str, known: Mapping[str, object], path: Path) -> None:
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        words = f"规则引用了没有的名称“{name}”。"
        draft.report.add(codes.BAD_RULE, words, draft.place(_FILE, *path), f"是不是想写“{near[0]}”？" if near else "")
