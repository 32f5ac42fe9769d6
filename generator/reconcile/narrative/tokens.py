"""A plain text as tokens: names of figures, figures, cue words, years, stops, and what is none of these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from generator.reconcile.narrative.lexicon import Lexicon, Term
from generator.reconcile.narrative.numbers import Number, numbers
from generator.reconcile.narrative.vocabulary import lengths, pattern, roles

STOPS = frozenset(",。;:、!?\n()~")
SENTENCE_ENDS = frozenset("。!?\n")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度|年)(?!\d{1,2}月|末|底|期末|度末)")
_DATE = re.compile(r"(?:(?:19|20)\d\d年)?(?:\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日)|(?:19|20)\d\d年(?:期?末|底|度末)")
_DECLARATION = re.compile(r"\(?单位:?\s{0,3}(?:人民币)?(?:亿元|万元|千元|元)\)?|\((?:亿元|万元|千元|元)\)")
_ORDINAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_NUMBERING = re.compile(rf"{_ORDINAL}[.、](?!\d)|\({_ORDINAL}\)")
_CODE = re.compile(r"\(?(?<!\d)(\d{3}(?:\d\d){0,2})(?!\d)(?![.,]\d)\)?")
_NONE: frozenset[str] = frozenset()


class Kind(Enum):
    """What a token is."""

    TERM = "term"
    FIGURE = "figure"
    CUE = "cue"
    YEAR = "year"
    STOP = "stop"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a text. ``roles`` are what a cue word may do; a cue with none says nothing."""

    kind: Kind
    start: int
    end: int
    roles: frozenset[str] = _NONE
    term: Term | None = None
    number: Number | None = None
    year: int | None = None

    @property
    def content(self) -> bool:
        """Whether the token may name something."""
        return self.kind is Kind.TERM or self.kind is Kind.OTHER


@dataclass(frozen=True)
class Tokeniser:
    """Cuts texts into tokens with the words of one lexicon. ``own`` are the names of who reports."""

    lexicon: Lexicon
    own: tuple[str, ...]
    parted: bool = False
    """Whether the entity has several units, so that 本级 is a part of it; a text that names two parts says so too."""

    def read(self, text: str) -> tuple[Token, ...]:
        """The tokens of a plain text; nothing where it has no figure and says nothing of one."""
        return tuple(_merged(self._tokens(text)))

    def _tokens(self, text: str) -> Iterator[Token]:
        figures = {number.start: number for number in numbers(text)}
        parted = self.parted or len(set(pattern("scope").findall(text))) > 1
        position = 0
        while position < len(text):
            token = self._known(text, position, figures) or self._plain(text, position, parted=parted)
            yield token
            position = token.end

    def _known(self, text: str, position: int, figures: Mapping[int, Number]) -> Token | None:
        """A name, a figure, a year or a code."""
        term = self.lexicon.at(text, position)
        if term is not None:
            return Token(Kind.TERM, position, position + len(term.word), term=term)
        number = figures.get(position)
        if number is not None:
            return Token(Kind.FIGURE, position, number.end, number=number)
        if text[position].isdigit() or text[position] in _LEADING:
            return self._dated(text, position) or self._coded(text, position)
        return None

    @staticmethod
    def _dated(text: str, position: int) -> Token | None:
        if (date := _DATE.match(text, position)) is not None:
            return Token(Kind.OTHER if "月" in date[0] or "日" in date[0] else Kind.CUE, position, date.end())
        if (year := _YEAR.match(text, position)) is not None:
            return Token(Kind.YEAR, position, year.end(), year=int(year[1]))
        unit = _DECLARATION.match(text, position)
        return Token(Kind.CUE, position, unit.end()) if unit is not None else None

    def _coded(self, text: str, position: int) -> Token | None:
        code = _CODE.match(text, position)
        if code is not None and code[0].startswith("(") == code[0].endswith(")"):
            term = self.lexicon.code(code[1])
            if term is not None:
                return Token(Kind.TERM, position, code.end(), term=term)
        mark = _NUMBERING.match(text, position) if _begins(text, position) else None
        return Token(Kind.CUE, position, mark.end()) if mark is not None else None

    def _plain(self, text: str, position: int, *, parted: bool) -> Token:
        """A stop, a cue word, or a character that is nothing known."""
        char = text[position]
        own = next((name for name in self.own if text.startswith(name, position)), None)
        if own is not None:
            return Token(Kind.CUE, position, position + len(own))
        if char in STOPS:
            return Token(Kind.STOP, position, position + 1)
        if char in _SILENT:
            return Token(Kind.CUE, position, position + 1)
        cues = roles(parted=parted)
        for length in lengths(parted=parted).get(char, ()):
            known = cues.get(text[position : position + length])
            if known is not None and position + length <= len(text):
                return Token(Kind.CUE, position, position + length, known)
        return Token(Kind.OTHER, position, position + 1)


def _begins(text: str, position: int) -> bool:
    """Whether a number here would be that of a paragraph or an item of a list."""
    return position == 0 or text[position - 1] in ",。;:\n "


_LEADING = frozenset("(单一二三四五六七八九十")
_SILENT = frozenset(" \"'")


def _merged(tokens: Iterable[Token]) -> Iterator[Token]:
    """Neighbouring characters that are nothing known, as one token."""
    last: Token | None = None
    for token in tokens:
        if last is not None and last.kind is Kind.OTHER is token.kind:
            last = Token(Kind.OTHER, last.start, token.end)
            continue
        if last is not None:
            yield last
        last = token
    if last is not None:
        yield last
