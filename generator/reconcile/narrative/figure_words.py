"""The cue words before a figure: does it rise, is it last year's, is it a share, and of what."""

from __future__ import annotations

from dataclasses import dataclass

from generator.reconcile.narrative.clauses import Places, Sentence
from generator.reconcile.narrative.numbers import Family, Number
from generator.reconcile.narrative.phrases import NO_LABEL, Label
from generator.reconcile.narrative.tokens import Kind

_TURNS = frozenset({"up", "down", "toward"})
_SHARE = frozenset({"share"})
_WITHIN = frozenset({"of"})
_PRIOR = frozenset({"prior"})


@dataclass(frozen=True, slots=True)
class Words:
    """What stands before a figure.

    ``clause`` are the words of its own clause, ``subject`` those that name what it is of. ``turns``: a verb such as
    增加 stands there; ``moved``: its object follows it. ``scope`` is what it is a part of (基本支出中…);
    ``scoped``: it is only something within its subject, which is not said. ``open``: a demand (压减5%) rather than a
    change, or a remark in brackets that may make something else of the subject.
    """

    clause: Places
    subject: Places
    rising: bool | None = None
    turns: bool = False
    moved: bool = False
    prior: bool = False
    year: int | None = None
    share: bool = False
    whole: Label = NO_LABEL
    scope: Label = NO_LABEL
    scoped: bool = False
    open: bool = False

    @property
    def plain(self) -> bool:
        """Whether nothing is said but an amount."""
        return not self.turns and not self.prior and not self.share


def spoken(sentence: Sentence, index: int, floor: int, number: Number) -> Words:
    """The words before the figure at ``index``; those before ``floor`` belong to another figure."""
    clause = sentence.clause(index, floor)
    searched = clause
    while (start := sentence.start(searched, index)) > floor and not sentence.content(clause):
        if sentence.stops[start - 1] not in {"(", ":", "~"}:
            break
        searched = (*sentence.clause(start - 1, floor), *clause)
        if sentence.start(searched, index) == start:
            break
        clause = searched
    year = _year(sentence, sentence.lead(index, floor))
    if number.family is Family.PERCENT and sentence.has("share", searched):
        return _share(sentence, searched, year)
    verb = sentence.last(_TURNS, searched)
    prior = _prior(sentence, searched)
    subject, scope = _within(sentence, searched)
    remark = sentence.remarked(searched, index)
    if verb is None:
        scoped = scope.known and subject == searched
        return Words(searched, subject, prior=prior, year=year, scope=scope, scoped=scoped, open=remark)
    roles, following = sentence.tokens[searched[verb]].roles, searched[verb + 1 :]
    subject = _within(sentence, searched[:verb])[0]
    if "toward" in roles or sentence.has("reach", following):
        return Words(searched, subject, turns=True, year=year)
    moved = sentence.content(following)
    subject = following if moved else subject
    demand = remark or "policy" in roles
    return Words(searched, subject, "up" in roles, turns=True, moved=moved, prior=prior, year=year, open=demand)


def _within(sentence: Sentence, places: Places) -> tuple[Places, Label]:
    """What a clause speaks of after 在……中, all of it where nothing is named there; and within what."""
    mark = sentence.last(_WITHIN, places)
    scope = NO_LABEL if mark is None else sentence.label(places[:mark])
    if mark is None or not scope.known:
        return places, NO_LABEL
    inner = places[mark + 1 :]
    return (inner if sentence.content(inner) else places), scope


def scope_of(sentence: Sentence, places: Places) -> Label:
    """Within what the following clauses speak: 在基本支出中，…. Empty where the clauses at these places do not say."""
    found = NO_LABEL
    clause: list[int] = []
    for place in places:
        if sentence.stops[place]:
            clause = []
            continue
        if "of" in sentence.tokens[place].roles and (named := sentence.label(clause)).text:
            found = named
        clause.append(place)
    return found


def _year(sentence: Sentence, places: Places) -> int | None:
    """The last year named, unless only compared with (与2023年相比)."""
    for position in range(len(places) - 1, -1, -1):
        token = sentence.tokens[places[position]]
        if token.kind is Kind.YEAR and not _closed(sentence, places[position + 1 :]):
            return token.year
    return None


def _prior(sentence: Sentence, places: Places) -> bool:
    """Whether the figure is last year's: 上年 stands in its clause, and is not only compared with."""
    place = sentence.last(_PRIOR, places)
    return place is not None and not _closed(sentence, places[place + 1 :])


def _closed(sentence: Sentence, places: Places) -> bool:
    """Whether 相比 or the like stands after a year, with nothing named between."""
    for place in places:
        if "closes" in sentence.tokens[place].roles:
            return True
        if sentence.tokens[place].content:
            return False
    return False


def _share(sentence: Sentence, places: Places, year: int | None) -> Words:
    first = next(n for n, place in enumerate(places) if sentence.tokens[place].roles & _SHARE)
    whole, part = sentence.label(places[first + 1 :]), places[:first]
    mark = sentence.last(_WITHIN, places)
    if not whole.text and mark is not None and sentence.content(places[:mark]):
        scope = places[:mark]
        opened = next((n for n, place in enumerate(scope) if "within" in sentence.tokens[place].roles), -1)
        whole = sentence.label(scope[opened + 1 :])
        part = places[mark + 1 : first] if opened <= 0 or mark < first else scope[:opened]
        part = part if sentence.content(part) or opened <= 0 else scope[:opened]
    return Words(places, part, share=True, whole=whole, year=year)
