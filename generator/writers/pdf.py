"""PDF/UA-1 by WeasyPrint: tagged, with bookmarks, page labels and attached facts; the same input, the same bytes."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from generator.domain.document import ComposedDocument
from generator.files.collector import without_collector
from generator.machine.readiness import require_layout
from generator.packs.style import Style
from generator.writers.closing import close_tables
from generator.writers.css import css
from generator.writers.embolden import embolden
from generator.writers.fitting import overflowing_amounts
from generator.writers.glyphs import (
    FontFile,
    font_files,
    font_warnings,
    log_warnings,
    refuse_missing,
    used_families,
)
from generator.writers.justify import justify
from generator.writers.latin import latin_sources
from generator.writers.legible import refuse_illegible
from generator.writers.markup import page_tree, section_anchor
from generator.writers.pagination import Zone, displayed, zones
from generator.writers.vocabulary import Body, parse_body

VARIANT = "pdf/ua-1"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file carried inside the PDF."""

    name: str
    data: bytes
    description: str


@dataclass(frozen=True, slots=True)
class PdfResult:
    """A drawn PDF.

    ``page_of`` maps ids of sections and headings to the page number displayed there (empty on a page without number).
    ``warnings`` are Chinese sentences; ``fonts`` the faces used, ``font_files`` their files, both sorted.
    """

    data: bytes
    pages: int
    page_of: Mapping[str, str]
    warnings: tuple[str, ...]
    fonts: tuple[str, ...]
    font_files: tuple[FontFile, ...]


def write_pdf(
    document: ComposedDocument,
    style: Style,
    *,
    attachments: Sequence[Attachment] = (),
    extra_css: str = "",
) -> PdfResult:
    """Draw ``document``. ``extra_css`` is the pack's ``style.css``, added last.

    Raises:
        DocumentError: the body breaks the vocabulary, or some of it could not be seen.
        MachineError: a library or every Chinese font is missing, or no font has some character.
    """
    require_layout()
    from generator.writers import engine

    body = parse_body(document.body)
    refuse_illegible(body, style)
    tree = page_tree(document)
    with without_collector(), engine.captured_log() as log:
        text = css(style, draft=document.draft, extra=extra_css, latin=latin_sources(style))
        sheet = engine.sheet(text)
        log.clear()  # a face of the stack that is not installed is no event; what was used is checked below
        rendered = engine.Page(tree).render(font_config=engine.fonts(), stylesheets=[sheet], pdf_variant=VARIANT)
        justify(rendered)
        close_tables(rendered)
        result = _write(document, body, rendered, attachments)
    refuse_missing(log, body)
    problems = [*log_warnings(log), *font_warnings(rendered.fonts, style), *overflowing_amounts(body, style)]
    fonts, files = used_families(rendered.fonts), font_files(rendered.fonts)
    del rendered, tree
    gc.collect()
    return PdfResult(*result, warnings=tuple(dict.fromkeys(problems)), fonts=fonts, font_files=files)


def _write(
    document: ComposedDocument, body: Body, rendered: Any, attachments: Sequence[Attachment]
) -> tuple[bytes, int, dict[str, str]]:
    sheets = _sheets(rendered)
    starts = [sheets[section_anchor(section, index)] for index, section in enumerate(body.sections)]
    found = zones(body, starts)

    def finish(_: object, pdf: Any) -> None:
        _label_pages(pdf, found)
        if not document.date:
            _undate_attachments(pdf)
        embolden(pdf, rendered.fonts.values())

    data = rendered.write_pdf(
        finisher=finish,
        pdf_variant=VARIANT,
        pdf_identifier=document.identifier.encode(),
        attachments=[_attachment(document, each) for each in attachments],
    )
    named = [*(section.id for section in body.sections), *(heading.id for heading in body.headings())]
    ids = [name for name in named if name]
    return data, len(rendered.pages), displayed(body, found, sheets, ids)


def _sheets(rendered: Any) -> dict[str, int]:
    """The sheet, counted from 0, on which each id first stands."""
    found: dict[str, int] = {}
    for index, page in enumerate(rendered.pages):
        for name in page.anchors:
            found.setdefault(name, index)
    return found


def _label_pages(pdf: Any, found: Sequence[Zone]) -> None:
    """Page labels: a reader's page box then shows the printed numbers."""
    import pydyf  # type: ignore[import-untyped]

    labels = pydyf.Array()
    for zone in found:
        label = {"S": "/D", "St": zone.first} if zone.first else {"P": pydyf.String("–")}
        labels.extend((zone.start, pydyf.Dictionary(label)))
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": labels})


def _undate_attachments(pdf: Any) -> None:
    """Take away the dates that WeasyPrint gives every attachment; PDF asks for none."""
    for each in pdf.objects:
        extra = getattr(each, "extra", {})
        if extra.get("Type") == "/EmbeddedFile":
            for key in ("CreationDate", "ModDate"):
                extra["Params"].pop(key, None)


def _attachment(document: ComposedDocument, attachment: Attachment) -> Any:
    from weasyprint import Attachment as Embedded

    # Without a date of its own WeasyPrint asks the clock; where the document has none, this one is taken away again.
    date = datetime.fromisoformat(document.date or "1970-01-01").replace(tzinfo=UTC)
    return Embedded(
        string=attachment.data,
        name=attachment.name,
        description=attachment.description,
        created=date,
        modified=date,
        relationship="Data",
    )
