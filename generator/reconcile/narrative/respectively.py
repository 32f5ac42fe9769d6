"""A、B分别为x、y: which figure goes to which name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.reconcile.narrative.clauses import Sentence
from generator.reconcile.narrative.phrases import Label
from generator.reconcile.narrative.tokens import Kind

_ENDING = frozenset({"total", "rest", "part", "respectively"})


@dataclass(frozen=True, slots=True)
class Share:
    """What one figure of such a list is of, and the figure whose words say what it says of it."""

    label: Label
    first: int
    year: int | None = None


def respective(sentence: Sentence, figures: Sequence[int]) -> Mapping[int, Share]:
    """The figures of a sentence that are listed apart from their names."""
    found: dict[int, Share] = {}
    marks = [i for i, token in enumerate(sentence.tokens) if "respectively" in token.roles]
    for mark in marks:
        following = [figure for figure in figures if figure > mark]
        before = [figure for figure in figures if figure < mark]
        run = _run(sentence, following)
        if len(run) > 1:
            found |= _dealt(sentence, sentence.lead(mark, before[-1] + 1 if before else 0).start, mark, run)
    return found


def _run(sentence: Sentence, following: Sequence[int]) -> list[int]:
    """The figures that follow one another with nothing named between them."""
    run = [*following[:1]]
    for figure in following[1:]:
        between = sentence.tokens[run[-1] + 1 : figure]
        marks = {sentence.stops[i] for i in range(run[-1] + 1, figure)}
        if any(token.content or token.roles & _ENDING for token in between) or ";" in marks:
            break
        run.append(figure)
    return run


def _dealt(sentence: Sentence, start: int, mark: int, run: Sequence[int]) -> dict[int, Share]:
    names = [*sentence.conjuncts(range(start, mark))] or [*sentence.conjuncts(range(mark + 1, run[0]))]
    years = [token.year for token in sentence.tokens[start:mark] if token.kind is Kind.YEAR]
    if len(names) == 1 and len(years) == len(run):
        return {figure: Share(names[0], run[0], year) for figure, year in zip(run, years, strict=True)}
    while names and len(run) % len(names) and names[0].term is None:
        names.pop(0)
    if len(names) < 2 or len(run) % len(names):  # noqa: PLR2004 - a list has two names at least
        unsure = Label(sentence.text[sentence.tokens[start].start : sentence.tokens[mark].end])
        return {figure: Share(unsure, run[0]) for figure in run}
    rounds = [run[n : n + len(names)] for n in range(0, len(run), len(names))]
    return {figure: Share(name, dealt[0]) for dealt in rounds for figure, name in zip(dealt, names, strict=True)}
