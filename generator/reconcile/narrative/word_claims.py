"""Claims without a figure: 与上年持平, 没有安排公务接待费."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.reconcile.narrative.claims import Claim, Role
from generator.reconcile.narrative.clauses import REACH, Sentence
from generator.reconcile.narrative.tokens import Kind

_CHANGES = frozenset({"up", "down", "toward", "same", "alike"})
_YEARS = frozenset({"prior", "compared"})


def word_claims(sentence: Sentence, figures: Sequence[int]) -> Iterator[Claim]:
    """The claims that words of a sentence make by themselves."""
    floor, waiting = 0, list(figures)
    for index, token in enumerate(sentence.tokens):
        while waiting and waiting[0] < index:
            floor = waiting.pop(0) + 1
        if "same" in token.roles or "alike" in token.roles:
            yield from _same(sentence, index, floor)
        elif "none" in token.roles:
            yield from _none(sentence, index, floor)


def _same(sentence: Sentence, index: int, floor: int) -> Iterator[Claim]:
    clause = sentence.clause(index, floor)
    found = sentence.label(clause)
    if not found.text:
        found = sentence.topic(sentence.before(sentence.start(clause, index), floor))
    token = sentence.tokens[index]
    lead = [sentence.tokens[place] for place in sentence.lead(index, floor)]
    years = [t.year for t in lead if t.kind is Kind.YEAR]
    dated = bool(years) or any(t.roles & _YEARS for t in lead)
    if "same" in token.roles or (dated and (found.known or (floor and not found.text))):
        yield Claim(token.start, token.end, Role.SAME, found, year=years[-1] if years else None, compared=True)


def _none(sentence: Sentence, index: int, floor: int) -> Iterator[Claim]:
    end = index + 1
    while end < min(len(sentence.tokens), index + REACH) and not sentence.stops[end]:
        end += 1
    before, after = sentence.clause(index, floor), range(index + 1, end)
    clause = [sentence.tokens[place] for place in (*before, index, *after)]
    if any(t.kind is Kind.FIGURE or t.roles & _CHANGES or "prior" in t.roles for t in clause):
        return
    found = sentence.label(after)
    if not found.text:
        found = sentence.label(before)
    elif sentence.content(before):
        return
    token = sentence.tokens[index]
    if found.known:
        years = [t.year for t in clause if t.kind is Kind.YEAR]
        yield Claim(token.start, token.end, Role.NONE, found, year=years[-1] if years else None)
