"""Checking free text: figures against the facts, names and years against the entity, and plain slips of the pen."""

from __future__ import annotations

from collections.abc import Iterator

from generator.domain.findings import Finding
from generator.domain.submission import Submission
from generator.packs.pack import Pack
from generator.reconcile.narrative.bindings import check_bindings
from generator.reconcile.narrative.characters import check_characters
from generator.reconcile.narrative.figures import check_figures
from generator.reconcile.narrative.names import check_names
from generator.reconcile.narrative.numbering import check_numbering
from generator.reconcile.narrative.passages import passages
from generator.reconcile.narrative.punctuation import check_punctuation
from generator.reconcile.narrative.repeats import check_repeats
from generator.reconcile.narrative.residue import check_residue
from generator.reconcile.narrative.secrecy import check_secrecy
from generator.reconcile.narrative.short_texts import short_texts
from generator.reconcile.narrative.unseen import check_unseen
from generator.reconcile.narrative.years import check_years
from generator.reconcile.tally import Tally
from generator.reconcile.wording import Wording

__all__ = ["check_texts"]


def check_texts(wording: Wording, submission: Submission, pack: Pack, tally: Tally) -> Iterator[Finding]:
    """Findings for every text of a submission: paragraphs, goals, project purposes, indicators."""
    texts, names = passages(submission, pack), short_texts(submission)
    yield from check_bindings(texts, names, submission, pack)
    yield from check_unseen(texts, names)
    yield from check_figures(texts, wording, submission, pack, tally)
    yield from check_names(texts, submission.entity)
    for passage in texts:
        yield from check_years(passage, submission.year)
        yield from check_residue(passage)
        yield from check_characters(passage)
        yield from check_punctuation(passage)
    yield from check_repeats(texts)
    yield from check_numbering(texts)
    yield from check_secrecy(texts)
