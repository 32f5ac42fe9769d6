"""A disclosure and a pack become one document."""

from __future__ import annotations

from generator.compose.context import Stage
from generator.compose.outline import DOCUMENT_TEMPLATE, document
from generator.compose.vocabulary import check_body
from generator.domain.document import ComposedDocument
from generator.domain.submission import Disclosure
from generator.packs.pack import Pack


def compose(disclosure: Disclosure, pack: Pack, *, draft: bool = False) -> ComposedDocument:
    """Compose the document of ``disclosure`` by the templates of ``pack``.

    A draft marks what is missing; a finished document refuses it.

    Raises:
        TemplateError: a template failed or printed something outside the vocabulary, with file and line.
        IncompleteError: figures or texts the document needs are missing, all of them listed.
    """
    stage = Stage(disclosure, pack, draft=draft)
    body = str(document(stage))
    stage.gaps.check()
    check_body(body, stage.shown(DOCUMENT_TEMPLATE))
    submission = disclosure.submission
    return ComposedDocument(
        title=stage.title,
        author=submission.entity.name,
        subject=pack.manifest.title,
        date=submission.approved or f"{submission.year}-01-01",
        body=body,
        identifier=f"{pack.id}/{submission.entity.code}/{submission.year}",
        draft=draft,
        told=stage.ledger.told.all(),
    )
