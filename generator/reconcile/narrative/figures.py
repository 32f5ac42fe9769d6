"""All checks of the figures of a submission's texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.domain.coordinates import Coordinate
from generator.domain.findings import Figure, Finding
from generator.domain.submission import Submission
from generator.packs.pack import Pack
from generator.reconcile.narrative.absences import check_absences
from generator.reconcile.narrative.changes import Changes
from generator.reconcile.narrative.claims import Claim, Role
from generator.reconcile.narrative.counts import check_counts
from generator.reconcile.narrative.evidence import Evidence
from generator.reconcile.narrative.grammar import Reader
from generator.reconcile.narrative.levels import Levels
from generator.reconcile.narrative.lexicon import entity_lexicon, project_lexicon
from generator.reconcile.narrative.numbers import Family, Number
from generator.reconcile.narrative.passages import Kind, Passage, cut
from generator.reconcile.narrative.plain import plain
from generator.reconcile.narrative.projects import ProjectNames, project_names
from generator.reconcile.narrative.purchases import check_purchases
from generator.reconcile.narrative.reading import Reading, read
from generator.reconcile.narrative.report import finding, text_figure
from generator.reconcile.narrative.shares import Shares
from generator.reconcile.narrative.sums import Sums
from generator.reconcile.tally import Tally
from generator.reconcile.wording import Wording

Told = dict[Coordinate, tuple[Number, ...]]
_COMPARED = "NARR-01"
"""The rule that every compared figure of a text counts for."""


def check_figures(
    texts: Iterable[Passage], wording: Wording, submission: Submission, pack: Pack, tally: Tally
) -> Iterator[Finding]:
    """Findings for the figures of all texts."""
    evidence = Evidence(wording)
    readings = _readings(texts, evidence, submission, pack)
    names, told = project_names(submission, evidence), _told(readings)
    for reading in readings:
        findings, settled = _check(reading, evidence, names, told, submission)
        figures = {i for i, claim in enumerate(reading.claims) if _countable(claim)}
        tally.note(_COMPARED, len(settled))
        tally.note_text(reading.passage.where, len(figures & settled), len(figures - settled))
        yield from findings
        yield from _unchecked(reading, sorted(figures - settled))
    yield from check_counts(readings)


def _readings(texts: Iterable[Passage], evidence: Evidence, submission: Submission, pack: Pack) -> tuple[Reading, ...]:
    """Every passage that has figures. Indicators of projects are left to the rules for indicators."""
    names, parted = entity_names(submission), len(submission.entity.units) > 1
    whole = Reader(entity_lexicon(submission, pack), names, submission.year, parted)
    own: dict[Coordinate, Reader] = {}
    found = []
    for passage in texts:
        if passage.kind is Kind.CELL or (passage.project is not None and "indicator" in passage.series):
            continue
        reader = whole
        if passage.project is not None:
            reader = own.setdefault(
                passage.project, Reader(project_lexicon(pack, passage.project), names, submission.year)
            )
        found += [reading for part in cut(passage) if (reading := read(part, reader, evidence)).claims]
    return tuple(found)


def entity_names(submission: Submission) -> tuple[str, ...]:
    """The names of the entity and of its only unit, the longest first, as texts have them."""
    units = submission.entity.units
    names = {submission.entity.name, *(unit.name for unit in units if len(units) == 1)}
    return tuple(sorted((plain(name) for name in names if name), key=len, reverse=True))


def _told(readings: Iterable[Reading]) -> Told:
    """Last year's amounts as texts state them, in comparison with this year's."""
    told: Told = {}
    for reading in readings:
        for index, claim in enumerate(reading.claims):
            if claim.role is Role.PRIOR and claim.compared and claim.number is not None:
                for at in reading.at(index):
                    told[at] = (*told.get(at, ()), claim.number)
    return told


def _check(
    reading: Reading, evidence: Evidence, names: ProjectNames, told: Told, submission: Submission
) -> tuple[list[Finding], set[int]]:
    """What is found in one text, and which of its figures could be compared with something."""
    levels = Levels(reading, evidence, names, told, submission.year)
    found = list(levels.check())
    sums = Sums(reading, levels.right, levels.settled - levels.right.keys())
    found += sums.check()
    settled = levels.settled | sums.settled
    if reading.passage.kind is Kind.PARAGRAPH:
        changes, shares = Changes(reading, evidence, told, submission.year), Shares(reading, evidence)
        found += [*changes.check(), *shares.check(), *check_absences(reading, evidence, submission.year)]
        settled |= changes.settled | shares.settled
        found += check_purchases(reading, submission, evidence, settled)
    return found, settled


def _unchecked(reading: Reading, left: Sequence[int]) -> Iterator[Finding]:
    """One note for all figures of a text that nothing is known about: they are to be checked by hand."""
    if not left:
        return
    figures: list[Figure] = [text_figure(reading.name(i), reading.printed(i), reading.passage) for i in left]
    listed = "、".join(f"“{reading.name(i)}”{reading.printed(i)}" for i in left)
    yield finding("NARR-18", f"{reading.passage.where}中的{listed}。", (reading.passage.location,), figures=figures)


def _countable(claim: Claim) -> bool:
    """Whether a claim must be compared with something or be listed: figures, and 持平."""
    if claim.number is None:
        return claim.role is Role.SAME
    return claim.number.family is not Family.BOUND
