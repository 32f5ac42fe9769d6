"""What figures go by in text: names of figures, of members of the dimensions, of funding sources and of projects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from generator.catalog.classification import classification
from generator.catalog.text_words import variants
from generator.domain.coordinates import Coordinate
from generator.domain.submission import Submission
from generator.packs.pack import MemberSpec, Pack
from generator.reconcile.narrative.plain import plain

UNNAMED = frozenset({"flow", "kind", "period", "measure", "carry", "project", "line"})
"""Dimensions whose members are called by the names of figures, or by none."""
_CODED = ("function", "economic")
_TOTALS = frozenset({"income", "outlay", "expenditure"})
_GENERAL = frozenset({"flow", "carry"})
_PROJECT_WORDS = ("预算数", "项目预算", "预算总额", "项目资金", "本项目预算")


@dataclass(slots=True)
class Term:
    """One word and all it may mean: figures by coordinate, members by dimension and code."""

    word: str
    figures: list[Coordinate] = field(default_factory=list)
    members: list[tuple[str, str]] = field(default_factory=list)

    @property
    def rank(self) -> int:
        """How telling the word is: 0 for all income or spending (支出预算), 1 for all of another kind (政府采购), 2."""
        if self.members or any({key for key, _ in at} - _GENERAL for at in self.figures):
            return 2
        return 0 if all(at.get("flow") in _TOTALS for at in self.figures) else 1

    @property
    def sources(self) -> tuple[str, ...]:
        """The funding sources the word names; it may qualify another (一般公共预算基本支出)."""
        named = [at.get("source") for at in self.figures if at.get("item") is None and at.get("kind") is None]
        members = [code for dimension, code in self.members if dimension == "source"]
        return tuple(dict.fromkeys(source for source in (*named, *members) if source))


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

    @cached_property
    def _codes(self) -> dict[str, Term]:
        """科目 by their codes, as far as some word names them."""
        pairs = {pair for term in self.terms.values() for pair in term.members if pair[0] in _CODED}
        codes: dict[str, Term] = {}
        for dimension, code in sorted(pairs):
            codes.setdefault(code, Term(code)).members.append((dimension, code))
        return codes

    def at(self, text: str, position: int) -> Term | None:
        """The longest word that stands at ``position``."""
        terms = self._by_start.get(text[position : position + 2], ())
        return next((term for term in terms if text.startswith(term.word, position)), None)

    def find(self, text: str) -> Iterator[tuple[int, Term]]:
        """All words of a plain text and where they begin, from left to right, none overlapping."""
        position = 0
        while position < len(text) - 1:
            term = self.at(text, position)
            if term is not None:
                yield position, term
            position += len(term.word) if term else 1

    def code(self, code: str) -> Term | None:
        """The 科目 with this code."""
        return self._codes.get(code)


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
    return Lexicon(_with_variants(terms))


def _with_variants(terms: Mapping[str, Term]) -> Mapping[str, Term]:
    """The words and the other ways to write them; what a pack calls something goes before a variant of another word."""
    found = dict(terms)
    for word, term in terms.items():
        for other in _written_otherwise(word):
            known = found.setdefault(other, Term(other))
            if other not in terms:
                known.figures += [at for at in term.figures if at not in known.figures]
                known.members += [pair for pair in term.members if pair not in known.members]
    return found


@cache
def _forms() -> tuple[tuple[bool, tuple[str, ...]], ...]:
    """Pieces of names that may stand for one another, the longest first, and whether only at the end of a name."""
    return tuple((at_end, tuple(sorted(map(plain, forms), key=len, reverse=True))) for at_end, forms in variants())


def _written_otherwise(word: str) -> Iterator[str]:
    """The word with one of its pieces written in each other way."""
    for at_end, forms in _forms():
        held = next((form for form in forms if (word.endswith(form) if at_end else form in word)), None)
        for form in forms if held is not None else ():
            if form != held and held is not None:
                yield word.removesuffix(held) + form if at_end else word.replace(held, form, 1)


def project_lexicon(pack: Pack, project: Coordinate) -> Lexicon:
    """The words of texts about one project: the amounts of its record."""
    terms: dict[str, Term] = {}
    table = pack.records.tables.get("projects")
    for column in table.columns if table else ():
        if column.kind == "amount":
            for word in (column.title, *column.aliases):
                _term(terms, word.rpartition("：")[2]).figures.append(project.merged(column.at))
    for word in _PROJECT_WORDS:
        term = _term(terms, word)
        if project not in term.figures:
            term.figures.append(project)
    return Lexicon(terms)


def _term(terms: dict[str, Term], word: str) -> Term:
    key = plain(word)
    return terms.setdefault(key, Term(key))


def _names(submission: Submission, pack: Pack) -> Iterable[tuple[str, str, str]]:
    """Dimension, code and name of every member that goes by its name."""
    for dimension, tree in submission.dimensions.items():
        if dimension in UNNAMED:
            continue
        members = {code: member.name for code, member in tree.members.items()}
        spec = pack.dimensions.get(dimension)
        if dimension == "economic" and spec is not None and spec.catalog is not None:
            entries = classification(spec.catalog, submission.year).entries
            members = {**{code: entry.name for code, entry in entries.items()}, **members}
        if dimension == "unit":
            own = submission.entity.name
            members = {code: name for code, name in members.items() if name != own and len(members) > 1}
        words = {word: member.code for member in _written(spec.members if spec else ()) for word in member.words}
        for code, name in (*members.items(), *((code, word) for word, code in words.items())):
            if len(name) > 1:
                yield dimension, code, name


def _written(members: Iterable[MemberSpec]) -> Iterator[MemberSpec]:
    """Members written out in a pack, with all below them."""
    for member in members:
        yield member
        yield from _written(member.members)


def _variants(dimension: str, name: str) -> tuple[str, ...]:
    """The name, and for 科目 without 支出 or 费 the name with 支出."""
    if dimension in _CODED and not name.endswith(("支出", "费", "补助", "工资")):
        return name, f"{name}支出"
    return (name,)
