"""Every figure of a text with what it is said to be: of what, of which year, an amount, a change, a share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from generator.reconcile.narrative.labels import NO_LABEL, Label, Phrases
from generator.reconcile.narrative.lexicon import Lexicon
from generator.reconcile.narrative.numbers import Family, Number, numbers
from generator.reconcile.narrative.words import ANY_CHANGE, CHANGED, PRIOR_WORDS, SAME, SHARE, TOWARDS, UP_VERBS

SENTENCE = re.compile(r"[。!?\n]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!\d{1,2}月|末|底|期末|度末)")
_COMPARED = re.compile(r"较|比|与|同期|上年|去年")
_ITEM_NUMBER = re.compile(r"^\s*(?:\d+[.、]|[一二三四五六七八九十]+是)")


class Role(Enum):
    """What a figure says of its label."""

    LEVEL = "level"
    CHANGE = "change"
    PRIOR = "prior"
    RATE = "rate"
    SHARE = "share"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure, or the word 持平, at its place in a text.

    ``rising`` is the direction of a change. ``compared``: said in comparison with another year, ``year`` if named.
    ``depth`` counts the brackets it stands in, ``sentence`` the sentences before it. ``moved``: the verb of a change
    stands before its object (增加办公费2万元), so the figure may be an amount or a change.
    """

    start: int
    end: int
    role: Role
    label: Label
    number: Number | None = None
    rising: bool | None = None
    year: int | None = None
    compared: bool = False
    sentence: int = 0
    depth: int = 0
    moved: bool = False
    whole: Label = NO_LABEL


@dataclass(frozen=True)
class Reader:
    """Reads the figures of texts with one lexicon."""

    lexicon: Lexicon
    names: tuple[str, ...]
    year: int

    def read(self, text: str) -> tuple[Mention, ...]:
        """All figures of a plain text, in order."""
        found = numbers(text)
        same = [match for match in SAME.finditer(text) if match["bare"] or match["same"]]
        if not found and not same:
            return ()
        phrases = Phrases(text, self.lexicon.find(text), self.names)
        mentions = [*self._figures(phrases, found, same), *self._sames(phrases, found, same)]
        return _placed(text, _merged(sorted(mentions, key=lambda mention: mention.start)))

    def _figures(self, phrases: Phrases, found: tuple[Number, ...], same: list[re.Match[str]]) -> Iterator[Mention]:
        inside = {index for hit in phrases.hits for index in range(hit.start, hit.end)}
        floor = 0
        for number in found:
            if number.start not in inside:
                said = [match.end() for match in same if match.end() <= number.start]
                yield self._figure(phrases, number, max(floor, *said[-1:], 0))
                floor = number.end

    def _figure(self, phrases: Phrases, number: Number, floor: int) -> Mention:
        text, end = phrases.text, number.start
        floor = max(floor, _sentence_start(text, end))
        start = phrases.start(end, floor)
        lead, phrase = text[floor:end].rpartition(";")[2], text[start:end]
        if (marker := _ITEM_NUMBER.match(phrase)) is not None:
            start, phrase = start + marker.end(), phrase[marker.end() :]
        share = SHARE.search(phrase) if number.family is Family.PERCENT else None
        if share is not None:
            whole = phrases.label(start + share.start("whole"), start + share.end("whole"))
            return Mention(number.start, number.end, Role.SHARE, NO_LABEL, number, whole=whole)
        changed = None if TOWARDS.search(phrase) else CHANGED.search(phrase)
        role = self._role(number, phrase, lead, changed=bool(changed))
        while role is Role.LEVEL and start > floor and not phrases.bare(start, end):
            before = _over_bracket(text, start, floor) if text[start - 1] == ")" else start - 1
            if text[start - 1] not in ",:)" or before <= floor:
                break
            start = phrases.start(before, floor)
        towards = TOWARDS.search(text[start:end])
        label = phrases.label(start, start + towards.start() if towards else end)
        moved = role is Role.LEVEL and towards is None and bool(ANY_CHANGE.search(text[start:end]))
        if moved:
            label = _cleared(phrases, start, end, label)
        rising = changed["verb"] in UP_VERBS if changed else None
        compared = bool(_COMPARED.search(lead))
        year = _year(lead)
        return Mention(number.start, number.end, role, label, number, rising, year, compared, moved=moved)

    def _role(self, number: Number, phrase: str, lead: str, *, changed: bool) -> Role:
        if number.family is Family.PERCENT:
            return Role.RATE if changed else Role.OTHER
        if changed:
            return Role.CHANGE
        year = _year(lead)
        if PRIOR_WORDS.search(phrase) or (year is not None and year == self.year - 1):
            return Role.PRIOR
        return Role.LEVEL if year in {None, self.year} else Role.OTHER

    def _sames(self, phrases: Phrases, found: tuple[Number, ...], same: list[re.Match[str]]) -> Iterator[Mention]:
        for match in same:
            before = [number.end for number in found if number.end <= match.start()]
            floor = max([_sentence_start(phrases.text, match.start()), *before[-1:]])
            label = phrases.label(phrases.start(match.start(), floor), match.start())
            year = _year(phrases.text[floor : match.end()])
            yield Mention(match.start(), match.end(), Role.SAME, label, year=year, compared=True)


def _cleared(phrases: Phrases, start: int, end: int, label: Label) -> Label:
    """The label of a phrase without its verbs (增加 …)."""
    verbs = [*ANY_CHANGE.finditer(phrases.text, start, end)]
    after = phrases.label(verbs[0].end(), end) if verbs else label
    return after if after.term is not None else label


def _over_bracket(text: str, position: int, floor: int) -> int:
    """Where the bracket that closes right before ``position`` opens."""
    return max(floor, text.rfind("(", floor, position))


def _sentence_start(text: str, position: int) -> int:
    ends = [match.end() for match in SENTENCE.finditer(text, 0, position)]
    return ends[-1] if ends else 0


def _year(lead: str) -> int | None:
    years = _YEAR.findall(lead)
    return int(years[-1]) if years else None


def _merged(mentions: list[Mention]) -> list[Mention]:
    """Without a second 持平 right after the first (与上年持平，无增减变化)."""
    kept: list[Mention] = []
    for mention in mentions:
        if kept and mention.role is Role.SAME is kept[-1].role and not mention.label.text:
            continue
        kept.append(mention)
    return kept


def _placed(text: str, mentions: list[Mention]) -> tuple[Mention, ...]:
    """The mentions with their sentences and bracket depths."""
    placed, depth, sentence, position = [], 0, 0, 0
    for mention in mentions:
        between = text[position : mention.start]
        depth = max(0, depth + between.count("(") - between.count(")"))
        sentence += len(SENTENCE.findall(between))
        placed.append(replace(mention, depth=depth, sentence=sentence))
        position = mention.start
    return tuple(placed)
