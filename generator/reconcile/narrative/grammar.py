"""Reads the claims of a text: every figure with what it is said to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from generator.reconcile.narrative.claims import Claim, Role
from generator.reconcile.narrative.clauses import After, Places, Sentence
from generator.reconcile.narrative.figure_words import Words, scope_of, spoken
from generator.reconcile.narrative.lexicon import Lexicon
from generator.reconcile.narrative.numbers import Family, Number
from generator.reconcile.narrative.phrases import NO_LABEL, Label
from generator.reconcile.narrative.respectively import Share, respective
from generator.reconcile.narrative.tokens import SENTENCE_ENDS, Kind, Token, Tokeniser
from generator.reconcile.narrative.word_claims import word_claims

_WORDS = frozenset({"same", "alike", "none"})
_INHERITING = frozenset({Role.CHANGE, Role.RATE, Role.PRIOR})
"""What goes by the subject of an amount before it, where it names none itself."""
_COUNTS = {char: value for value, char in enumerate("两三四五六", 2)}
_TOPICS = 8
"""How many things spoken of before a figure are remembered."""


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
    claims = [*_Figures(sentence, figures, year).claims(), *word_claims(sentence, figures)]
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
        opening = _opening_year(self.sentence)
        topics: list[Label] = []
        before: Claim | None = None
        floor, scope = 0, NO_LABEL
        for index in self.figures:
            number = self.sentence.tokens[index].number
            assert number is not None  # noqa: S101 - a figure has a number
            start = self.sentence.start(self.sentence.clause(index, floor), index)
            topics += [one for one in self.sentence.conjuncts(range(floor, max(start, floor))) if one.known]
            named = scope_of(self.sentence, range(floor, max(start, floor)))
            scope = named if named.text else scope
            claim = self._claim(index, floor, number, dealt.get(index))
            claim = self._from(self._bracketed(claim, before, index), index)
            if claim.role is Role.LEVEL and claim.year is None and opening not in {None, self.year}:
                claim = replace(claim, role=Role.PRIOR if opening == self.year - 1 else Role.OTHER, year=opening)
            claim = claim if claim.scope.text else replace(claim, scope=scope)
            before = replace(claim, around=tuple(topics[-_TOPICS:]))
            yield before
            floor = index + 1

    def _claim(self, index: int, floor: int, number: Number, dealt: Share | None) -> Claim:
        words = spoken(self.sentence, index, floor, number)
        if dealt is not None and words.plain:
            earlier = [figure for figure in self.figures if figure < dealt.first]
            words = spoken(self.sentence, dealt.first, earlier[-1] + 1 if earlier else 0, number)
        rising = not words.rising if words.rising is not None and number.value < 0 else words.rising
        compared = words.prior or self.sentence.has("compared", self.sentence.lead(index, floor))
        claim = Claim(
            number.start,
            number.end,
            self._role(number, words, dealt),
            NO_LABEL,
            number,
            rising=rising,
            year=words.year,
            compared=compared,
            whole=words.whole,
            scope=words.scope,
            said=number.end,
        )
        if dealt is not None:
            return replace(claim, label=dealt.label, year=dealt.year or claim.year)
        if claim.role is Role.SHARE:
            return replace(claim, label=self.sentence.label(words.subject))
        return self._named(claim, words, index, floor)

    def _role(self, number: Number, words: Words, dealt: Share | None) -> Role:
        changes = words.rising is not None and not words.moved
        if number.family is Family.PERCENT:
            rate = changes and number.unit != "个百分点"
            return Role.SHARE if words.share else Role.RATE if rate else Role.OTHER
        if number.family is Family.BARE or words.share:
            return Role.OTHER
        if changes:
            return Role.CHANGE
        year = dealt.year if dealt is not None and dealt.year else words.year
        if words.prior or year == self.year - 1:
            return Role.PRIOR
        return Role.LEVEL if year in {None, self.year} else Role.OTHER

    def _named(self, claim: Claim, words: Words, index: int, floor: int) -> Claim:
        """The claim with its subject: before it in its clause, after it, or in a clause further before."""
        sentence = self.sentence
        own = sentence.label(words.subject)
        after = sentence.after(index) if claim.role in {Role.LEVEL, Role.PRIOR} else After()
        earlier = NO_LABEL
        if not own.text:
            back = sentence.before(sentence.start(words.clause, index), floor)
            earlier = sentence.topic(back) if claim.role in _INHERITING else sentence.label(back)
        first, *rest = [one for one in (own, after.label, earlier) if one.text] or [NO_LABEL]
        sums = sentence.has("total", words.clause) and not own.text and not after.label.text
        unknown = bool(after.label.text) and not after.label.known
        return replace(
            claim,
            label=first,
            others=tuple(one for one in rest if one.known),
            joined=after.parts or self._joined(words, index, floor),
            open=words.open
            or (bool(own.text) and (words.scoped or (unknown and sentence.has("arranged", words.clause)))),
            moved=words.moved,
            closing=self._closing(words.clause) if sums else None,
            said=after.end if first is after.label and after.end else claim.end,
        )

    def _joined(self, words: Words, index: int, floor: int) -> tuple[Label, ...]:
        """The names side by side that a figure may be the sum of."""
        places: Places = words.subject
        start = self.sentence.start(places, index)
        while start > floor and self.sentence.stops[start - 1] == "、":
            clause = self.sentence.clause(start - 1, floor)
            places = (*clause, start - 1, *places)
            start = self.sentence.start(clause, start - 1)
        found = self.sentence.conjuncts(places)
        return found if len(found) > 1 else ()

    def _closing(self, clause: Places) -> int:
        """How many amounts a 共计 says it sums up; 0 where it does not say."""
        words = self.sentence.words(clause)
        return next((_COUNTS[char] for word in words for char in word if char in _COUNTS and "项" in word), 0)

    def _bracketed(self, claim: Claim, before: Claim | None, index: int) -> Claim:
        """A bare percentage in brackets right after an amount: the rate of its change, or its share."""
        lone = claim.role is Role.OTHER and claim.number is not None and claim.number.unit == "%"
        if not lone or before is None or index < _AFTER_BRACKET or self.sentence.stops[index - 1] != "(":
            return claim
        if self.sentence.tokens[index - 2].end != before.end:
            return claim
        if before.role is Role.CHANGE:
            return replace(claim, role=Role.RATE, rising=before.rising, label=NO_LABEL)
        return replace(claim, role=Role.SHARE, label=NO_LABEL, open=True) if before.role is Role.LEVEL else claim

    def _from(self, claim: Claim, index: int) -> Claim:
        """Where a change leads on from an amount (由3万元调整为5万元), that amount is last year's."""
        if claim.role is not Role.LEVEL:
            return claim
        clause = self.sentence.clause(index, 0)
        following = next((figure for figure in self.figures if figure > index), None)
        leads = self.sentence.has("from", clause[-_NEAR:])
        between = range(index + 1, following or 0)
        turned = self.sentence.has("toward", between) or self.sentence.has("reach", between)
        return replace(claim, role=Role.PRIOR, compared=True) if leads and turned else claim


_AFTER_BRACKET = 2
_NEAR = 3
"""How near to its figure 由 stands."""


def _opening_year(sentence: Sentence) -> int | None:
    """The year a sentence begins with, if it names no other: it holds for all of its amounts."""
    years = [i for i, token in enumerate(sentence.tokens) if token.kind is Kind.YEAR]
    if len(years) != 1 or sentence.content(range(years[0])):
        return None
    leads = any(sentence.has(role, range(years[0])) for role in ("compared", "within", "from"))
    closed = sentence.has("closes", range(years[0], min(years[0] + 3, len(sentence.tokens))))
    return None if leads or closed else sentence.tokens[years[0]].year


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
