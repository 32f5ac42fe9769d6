"""Reads the claims of a text: every figure with what it is said to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from generator.reconcile.narrative.claims import Claim, Role
from generator.reconcile.narrative.clauses import Sentence
from generator.reconcile.narrative.figure_words import Words, spoken
from generator.reconcile.narrative.lexicon import Lexicon
from generator.reconcile.narrative.numbers import Family, Number
from generator.reconcile.narrative.phrases import NO_LABEL, Label
from generator.reconcile.narrative.respectively import Share, respective
from generator.reconcile.narrative.tokens import SENTENCE_ENDS, Kind, Token, Tokeniser
from generator.reconcile.narrative.word_claims import word_claims

_INHERITING = frozenset({Role.CHANGE, Role.RATE, Role.PRIOR})
"""What goes by the subject of an amount before it, where it names none itself."""
_ARRANGED = frozenset({"安排", "列支", "投入", "列", "中"})
_WORDS = frozenset({"same", "alike", "none"})


@dataclass(frozen=True)
class Reader:
    """Reads the figures of texts with one lexicon. ``parted``: the entity has several units."""

    lexicon: Lexicon
    names: tuple[str, ...]
    year: int
    parted: bool = False

    def read(self, text: str) -> tuple[Claim, ...]:
        """All claims of a plain text, in order."""
        tokens = self._tokeniser.read(text)
        if not any(token.kind is Kind.FIGURE or token.roles & _WORDS for token in tokens):
            return ()
        claims = [claim for part in _sentences(text, tokens) for claim in _claims(Sentence(text, part), self.year)]
        return _placed(tokens, text, claims)

    @cached_property
    def _tokeniser(self) -> Tokeniser:
        return Tokeniser(self.lexicon, self.names, self.parted)


def _sentences(text: str, tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    start = 0
    for index, token in enumerate(tokens):
        if token.kind is Kind.STOP and text[token.start] in SENTENCE_ENDS:
            yield tokens[start:index]
            start = index + 1
    yield tokens[start:]


def _claims(sentence: Sentence, year: int) -> list[Claim]:
    figures = [i for i, token in enumerate(sentence.tokens) if token.kind is Kind.FIGURE]
    reading = _Figures(sentence, figures, year)
    claims = [*reading.claims(), *word_claims(sentence, figures)]
    return _merged(sorted(claims, key=lambda claim: claim.start))


@dataclass
class _Figures:
    """Reads the figures of one sentence."""

    sentence: Sentence
    figures: Sequence[int]
    year: int

    def claims(self) -> Iterator[Claim]:
        """One claim for every figure."""
        dealt = respective(self.sentence, self.figures)
        topics: list[Label] = []
        floor, opening = 0, _opening_year(self.sentence)
        for index in self.figures:
            number = self.sentence.tokens[index].number
            assert number is not None  # noqa: S101 - a figure has a number
            start = self.sentence.own(index, floor)
            topics += [one for one in self.sentence.conjuncts(floor, start) if one.known]
            claim = self._claim(index, floor, number, dealt.get(index))
            if claim.role is Role.SHARE:
                claim = replace(claim, wholes=tuple(topics[-_TOPICS:]))
            if claim.role is Role.LEVEL and claim.year is None and opening not in {None, self.year}:
                claim = replace(claim, role=Role.PRIOR if opening == self.year - 1 else Role.OTHER, year=opening)
            yield claim
            floor = index + 1

    def _claim(self, index: int, floor: int, number: Number, dealt: Share | None) -> Claim:
        sentence = self.sentence
        start = sentence.own(index, floor)
        words = spoken(sentence, start, index, floor, number)
        if dealt is not None and words.plain:
            before = [figure for figure in self.figures if figure < dealt.first]
            first_floor = before[-1] + 1 if before else 0
            words = spoken(sentence, sentence.own(dealt.first, first_floor), dealt.first, first_floor, number)
        role = self._role(number, words, dealt)
        claim = Claim(number.start, number.end, role, NO_LABEL, number, rising=_rising(words, number))
        lead = sentence.lead(index, floor)
        claim = replace(claim, compared=sentence.has("compared", lead, index) or words.prior, year=words.year)
        if dealt is not None:
            return replace(claim, label=dealt.label, year=dealt.year or claim.year, whole=words.whole)
        if role is Role.SHARE:
            return replace(claim, label=words.part, whole=words.whole)
        return self._named(claim, words, index, start, floor)

    def _role(self, number: Number, words: Words, dealt: Share | None) -> Role:
        if number.family is Family.PERCENT:
            if number.unit == "个百分点":
                return Role.OTHER
            rate = words.rising is not None and not words.moved
            return Role.SHARE if words.share else Role.RATE if rate else Role.OTHER
        if number.family is Family.BARE or words.share:
            return Role.OTHER
        if words.rising is not None and not words.moved:
            return Role.CHANGE
        year = dealt.year if dealt is not None and dealt.year else words.year
        if words.prior or year == self.year - 1:
            return Role.PRIOR
        return Role.LEVEL if year in {None, self.year} else Role.OTHER

    def _named(self, claim: Claim, words: Words, index: int, start: int, floor: int) -> Claim:
        """The claim with its subject: before it in its clause, after it, or in a clause further before."""
        sentence = self.sentence
        end = index if words.verb is None or words.moved else words.verb
        own = sentence.label(words.verb + 1, index) if words.moved and words.verb else sentence.label(start, end)
        after, parts = sentence.after(index) if claim.role in {Role.LEVEL, Role.PRIOR} else (NO_LABEL, ())
        back = sentence.before(start, floor) if not own.text else (start, start)
        earlier = sentence.label(*back)
        if claim.role in _INHERITING and not earlier.known:
            earlier = NO_LABEL
        first, *rest = [one for one in (own, after, earlier) if one.text] or [NO_LABEL]
        joined = parts or self._joined(start, end, floor)
        sums = sentence.has("total", start, index) and not own.text and not after.text
        return replace(
            claim,
            label=first,
            others=tuple(one for one in rest if one.known),
            joined=joined,
            open=bool(own.text and after.text and not after.known and self._arranged(start, index)),
            moved=words.moved,
            closing=self._closing(start, index) if sums else None,
        )

    def _joined(self, start: int, end: int, floor: int) -> tuple[Label, ...]:
        """The names side by side that a figure may be the sum of."""
        while start > floor and self.sentence.stop(start - 1) == "、":
            start = self.sentence.own(start - 1, floor)
        found = self.sentence.conjuncts(start, end)
        return found if len(found) > 1 else ()

    def _arranged(self, start: int, index: int) -> bool:
        text = self.sentence.text
        return any(text[token.start : token.end] in _ARRANGED for token in self.sentence.tokens[start:index])

    def _closing(self, start: int, index: int) -> int:
        """How many amounts a 共计 says it sums up; 0 where it does not say."""
        text = self.sentence.text
        words = (text[token.start : token.end] for token in self.sentence.tokens[start:index])
        return next((_COUNTS[char] for word in words for char in word if char in _COUNTS and "项" in word), 0)


_COUNTS = {char: value for value, char in enumerate("两三四五六", 2)}
_TOPICS = 8
"""How many things spoken of before a share may be its whole."""


def _rising(words: Words, number: Number) -> bool | None:
    return not words.rising if words.rising is not None and number.value < 0 else words.rising


def _opening_year(sentence: Sentence) -> int | None:
    """The year a sentence begins with, if it names no other: it holds for all of its amounts."""
    years = [i for i, token in enumerate(sentence.tokens) if token.kind is Kind.YEAR]
    if len(years) != 1 or sentence.content(0, years[0]):
        return None
    before = sentence.tokens[: years[0]]
    leads = any(t.roles & _LEADING or sentence.text[t.start : t.end] in _FROM for t in before)
    closed = any("closes" in token.roles for token in sentence.tokens[years[0] : years[0] + 3])
    return None if leads or closed else sentence.tokens[years[0]].year


_LEADING = frozenset({"compared", "within"})
_FROM = frozenset({"由", "自"})


def _merged(claims: Iterable[Claim]) -> list[Claim]:
    """Without a second 持平 right after the first (与上年持平，无增减变化)."""
    kept: list[Claim] = []
    for claim in claims:
        if kept and claim.role is Role.SAME is kept[-1].role and not claim.label.text:
            continue
        kept.append(claim)
    return kept


def _placed(tokens: Sequence[Token], text: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with their sentences and bracket depths."""
    placed: list[Claim] = []
    stops = [text[token.start] if token.kind is Kind.STOP else "" for token in tokens]
    depth, sentence, position = 0, 0, 0
    for claim in claims:
        while position < len(tokens) and tokens[position].start < claim.start:
            depth = max(0, depth + (stops[position] == "(") - (stops[position] == ")"))
            sentence += stops[position] in SENTENCE_ENDS
            position += 1
        placed.append(replace(claim, depth=depth, sentence=sentence))
    return tuple(placed)
