"""What composed sentences claim, read by the checks of the input's texts: the only place that knows those checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.domain.coordinates import Coordinate
from generator.domain.facts import Statement
from generator.domain.findings import Finding, Severity
from generator.domain.location import Location
from generator.domain.records import Paragraph, Records
from generator.domain.submission import Disclosure, Submission
from generator.packs.pack import Pack
from generator.reconcile.knowledge import Knowledge
from generator.reconcile.narrative import check_texts
from generator.reconcile.space import Space
from generator.reconcile.tally import Tally
from generator.reconcile.wording import Wording

SHARE = "NARR-11"
_CONTRADICTS = frozenset({"NARR-01", "NARR-02", "NARR-03", "NARR-04", "NARR-05", "NARR-06", SHARE})
"""Findings that hold one amount, change or share against a fact. Sums over a list are not taken up: figures that were
bound add up as the facts do, and lists are read less surely."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence or paragraph of the document, and where it stands in words."""

    where: str
    text: str


def contradictions(claims: Mapping[int, Claim], disclosure: Disclosure, pack: Pack) -> Iterator[tuple[int, Finding]]:
    """The claims that contradict a fact, by their keys. A pack cannot make less of it: the sentences are its own."""
    if not claims:
        return
    submission = _with_texts(claims, disclosure.submission)
    wording = Wording(pack, _known(disclosure), submission.entity, submission.year)
    for finding in check_texts(wording, submission, pack, Tally()):
        place = next((place.line for place in finding.locations), None)
        if finding.code in _CONTRADICTS and finding.severity is Severity.ERROR and place is not None:
            yield place, finding


def _with_texts(claims: Mapping[int, Claim], submission: Submission) -> Submission:
    """The submission as if the document were its text; its projects stay, since texts speak of them."""
    texts: dict[str, tuple[Paragraph, ...]] = {}
    for line, claim in claims.items():
        name = claim.where.strip("“”")
        texts[name] = (*texts.get(name, ()), Paragraph(claim.text, Location("document", line=line)))
    projects = tuple(replace(one, purpose="", goals=(), indicators=()) for one in submission.records.projects)
    return replace(submission, records=Records(projects=projects, texts=texts))


def _known(disclosure: Disclosure) -> Knowledge:
    """The facts as the checks of texts look them up. Nothing need follow from nothing: that is all worked out."""
    space = Space(disclosure.submission.dimensions)
    stated: dict[Coordinate, tuple[Statement, ...]] = {}
    derived = {}
    for at, fact in disclosure.facts.items():
        if fact.statements and not fact.amount.is_zero:
            stated[space.canonical(at)] = fact.statements
        else:
            derived[space.canonical(at)] = fact.amount
    return Knowledge(space, stated, (), derived)
