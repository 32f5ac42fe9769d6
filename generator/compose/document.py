"""A disclosure and a pack become one document."""

from __future__ import annotations

from collections import Counter

from generator.compose.context import Stage
from generator.compose.headings import unmarked
from generator.compose.outline import DOCUMENT_TEMPLATE, document
from generator.compose.vocabulary import check_body
from generator.domain.document import ComposedDocument
from generator.domain.errors import TemplateError
from generator.domain.records import Paragraph
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
    _once(stage)
    texts = _texts(stage)
    stage.gaps.check()
    check_body(body, stage.shown(DOCUMENT_TEMPLATE))
    submission = disclosure.submission
    return ComposedDocument(
        title=stage.title,
        author=submission.entity.name,
        subject=pack.manifest.title,
        date=submission.approved,
        body=body,
        identifier=f"{pack.id}/{submission.entity.code}/{submission.year}",
        draft=draft,
        sections=tuple(stage.sections),
        texts=texts,
        told=stage.ledger.told.all(),
    )


def _texts(stage: Stage) -> dict[str, tuple[str, ...]]:
    """Every text of the input as a reader sees it."""
    whole = stage.pack.whole_texts.values()
    given = stage.disclosure.submission.records.texts
    return {
        key: tuple(text for each in given[key] if (text := _seen(stage, each, whole=key in whole))) for key in given
    }


def _seen(stage: Stage, paragraph: Paragraph, *, whole: bool) -> str:
    text = stage.own.render(paragraph, whole=whole)
    return unmarked(text) if whole else text


def _once(stage: Stage) -> None:
    """Refuse a form that an input text puts where it stands while it is printed elsewhere, too."""
    counted = Counter(form for form, _ in stage.printed)
    for form, place in stage.printed:
        if place is not None and counted[form] > 1:
            title = stage.filled(stage.pack.forms[form].title)
            words = f"文字里放入的“{title}”，文件中另有一处也印它。"
            raise TemplateError(words, place, f"请去掉这里的表(…)，文字可以写“详见《{title}》”。")
