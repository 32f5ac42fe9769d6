"""The cue words before a figure: does it rise, is it last year's, is it a share, and of what."""

from __future__ import annotations

from dataclasses import dataclass

from generator.reconcile.narrative.clauses import Sentence
from generator.reconcile.narrative.numbers import Family, Number
from generator.reconcile.narrative.phrases import NO_LABEL, Label
from generator.reconcile.narrative.tokens import Kind

_MOVES = frozenset({"up", "down"})
_TURNS = frozenset({"up", "down", "toward"})
_SHARE = frozenset({"share"})
_REACHED = frozenset({"到", "至"})


@dataclass(frozen=True, slots=True)
class Words:
    """What stands before a figure. ``verb`` is the place of 增加 and the like; ``moved``: its object follows it."""

    rising: bool | None = None
    verb: int | None = None
    moved: bool = False
    prior: bool = False
    year: int | None = None
    share: bool = False
    part: Label = NO_LABEL
    whole: Label = NO_LABEL

    @property
    def plain(self) -> bool:
        """Whether nothing is said but an amount."""
        return self.rising is None and not self.prior and not self.share and self.verb is None


def spoken(sentence: Sentence, start: int, index: int, floor: int, number: Number) -> Words:
    """The words before the figure at ``index`` whose clause begins at ``start``."""
    begin = start
    while begin > floor and not sentence.content(begin, index) and sentence.stop(begin - 1) in {"(", ":", "~"}:
        begin = sentence.own(begin - 1, floor)
    year = _year(sentence, sentence.lead(index, floor), index)
    if number.family is Family.PERCENT and sentence.has("share", begin, index):
        return _share(sentence, begin, index, year)
    verb = sentence.last(_TURNS, begin, index)
    prior = _prior(sentence, start, index)
    if verb is None:
        return Words(prior=prior, year=year)
    toward = "toward" in sentence.tokens[verb].roles or _reaches(sentence, verb + 1, index)
    if toward:
        return Words(verb=verb, year=year)
    rising = "up" in sentence.tokens[verb].roles
    return Words(rising=rising, verb=verb, moved=sentence.content(verb + 1, index), prior=prior, year=year)


def _reaches(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a change leads to the figure: 增加了，到…."""
    return any(sentence.text[t.start : t.end] in _REACHED for t in sentence.tokens[start:end])


def _year(sentence: Sentence, start: int, end: int) -> int | None:
    """The last year named, unless only compared with (与2023年相比)."""
    for index in range(end - 1, start - 1, -1):
        if sentence.tokens[index].kind is Kind.YEAR and not _closed(sentence, index + 1, end):
            return sentence.tokens[index].year
    return None


def _prior(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the figure is last year's: 上年 stands in its clause, and is not only compared with."""
    place = sentence.last(frozenset({"prior"}), start, end)
    return place is not None and not _closed(sentence, place + 1, end)


def _closed(sentence: Sentence, start: int, end: int) -> bool:
    """Whether 相比 or the like stands after a year, with nothing named between."""
    for token in sentence.tokens[start:end]:
        if "closes" in token.roles:
            return True
        if token.content:
            return False
    return False


def _share(sentence: Sentence, start: int, index: int, year: int | None) -> Words:
    places = [i for i in range(start, index) if sentence.tokens[i].roles & _SHARE]
    first = places[0]
    whole, part = sentence.label(first + 1, index), sentence.label(start, first)
    opened = next((i for i in range(start, first) if "within" in sentence.tokens[i].roles), None)
    if not whole.text and opened is not None:
        closed = next((i for i in range(first, opened, -1) if "of" in sentence.tokens[i].roles), None)
        if closed is not None and sentence.content(opened, closed):
            whole, part = sentence.label(opened + 1, closed), sentence.label(start, opened)
    return Words(share=True, part=part, whole=whole, year=year)
