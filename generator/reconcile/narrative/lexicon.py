"""What figures go by in text: names of figures, of 科目, of funding sources and of projects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.catalog.classification import classification
from generator.domain.coordinates import Coordinate
from generator.domain.submission import Submission
from generator.packs.pack import Pack
from generator.reconcile.narrative.plain import plain

MEMBER_DIMENSIONS = ("source", "function", "economic", "item", "asset")
"""Dimensions whose members are called by their own names in text."""
_GENERAL = frozenset({"flow", "carry"})


@dataclass(slots=True)
class Term:
    """One word and all it may mean: figures by coordinate, members by dimension and code.

    ``weak``: a word for a grand total (支出预算), which counts only where nothing more telling stands beside it.
    """

    word: str
    figures: list[Coordinate] = field(default_factory=list)
    members: list[tuple[str, str]] = field(default_factory=list)

    @property
    def weak(self) -> bool:
        """Whether the word names nothing but a grand total."""
        return not self.members and all({key for key, _ in at} <= _GENERAL for at in self.figures)

    @property
    def sources(self) -> tuple[str, ...]:
        """The funding sources the word names; it may qualify another (一般公共预算基本支出)."""
        named = [at.get("source") for at in self.figures if at.get("item") is None and at.get("kind") is None]
        return tuple(dict.fromkeys(source for source in named if source))


@dataclass(frozen=True, slots=True)
class Hit:
    """A word found in a text."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True)
class Lexicon:
    """Words by their first two characters; the longest word at a place wins."""

    terms: Mapping[str, Term]

    @cached_property
    def _by_start(self) -> dict[str, list[Term]]:
        index: dict[str, list[Term]] = {}
        for term in sorted(self.terms.values(), key=lambda term: -len(term.word)):
            index.setdefault(term.word[:2], []).append(term)
        return index

    def find(self, text: str) -> tuple[Hit, ...]:
        """All words of a plain text, from left to right, none overlapping."""
        return tuple(self._hits(text))

    def _hits(self, text: str) -> Iterator[Hit]:
        index, position = self._by_start, 0
        while position < len(text) - 1:
            term = next(
                (t for t in index.get(text[position : position + 2], ()) if text.startswith(t.word, position)), None
            )
            if term is None:
                position += 1
                continue
            yield Hit(position, position + len(term.word), term)
            position += len(term.word)


def entity_lexicon(submission: Submission, pack: Pack) -> Lexicon:
    """The words of texts about the whole entity."""
    terms: dict[str, Term] = {}
    for figure in pack.figures.values():
        for word in figure.words:
            _term(terms, word).figures.append(Coordinate.of(figure.at))
    for dimension, code, name in _names(submission, pack):
        for word in _variants(dimension, name):
            _term(terms, word).members.append((dimension, code))
    for code, member in submission.dimensions["project"].members.items() if "project" in submission.dimensions else ():
        at = Coordinate.of({"flow": "expenditure", "kind": "project", "project": code})
        _term(terms, member.name).figures.append(at)
    return Lexicon(terms)


def project_lexicon(pack: Pack, project: Coordinate) -> Lexicon:
    """The words of texts about one project: the amounts of its record."""
    terms: dict[str, Term] = {}
    table = pack.records.tables.get("projects")
    for column in table.columns if table else ():
        if column.kind == "amount":
            for word in (column.title, *column.aliases):
                _term(terms, word.rpartition("：")[2]).figures.append(project.merged(column.at))
    for word in ("预算数", "项目预算", "预算总额", "项目资金", "本项目预算"):
        term = _term(terms, word)
        if project not in term.figures:
            term.figures.append(project)
    return Lexicon(terms)


def _term(terms: dict[str, Term], word: str) -> Term:
    key = plain(word)
    return terms.setdefault(key, Term(key))


def _names(submission: Submission, pack: Pack) -> Iterable[tuple[str, str, str]]:
    """Dimension, code and name of every member that goes by its name."""
    for dimension in MEMBER_DIMENSIONS:
        tree = submission.dimensions.get(dimension)
        members = {code: member.name for code, member in tree.members.items()} if tree else {}
        spec = pack.dimensions.get(dimension)
        if dimension == "economic" and spec is not None and spec.catalog is not None:
            entries = classification(spec.catalog, submission.year).entries
            members = {**{code: entry.name for code, entry in entries.items()}, **members}
        for code, name in members.items():
            if len(name) > 1:
                yield dimension, code, name


def _variants(dimension: str, name: str) -> tuple[str, ...]:
    """The name, and for 科目 without 支出 or 费 the name with 支出."""
    if dimension in {"function", "economic"} and not name.endswith(("支出", "费", "补助", "工资")):
        return name, f"{name}支出"
    return (name,)
