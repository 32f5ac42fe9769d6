"""Drawing every format of one document; the page layout is worked out once, by the PDF, and only where needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.domain.document import ComposedDocument
from generator.domain.findings import Finding, Severity
from generator.domain.submission import Disclosure
from generator.packs.pack import Pack
from generator.publish.names import file_name

if TYPE_CHECKING:  # importing a writer is slow, and printing help needs none
    from generator.forms.publication import Publication
    from generator.writers.glyphs import FontFile
    from generator.writers.pdf import PdfResult

FORMATS = ("docx", "pdf", "xlsx", "html", "json")


@dataclass(frozen=True, slots=True)
class Rendered:
    """All files of one disclosure by name, the pages and fonts of its PDF, the findings of all stages."""

    files: dict[str, bytes]
    pages: int | None
    findings: tuple[Finding, ...]
    publication: Publication
    fonts: tuple[FontFile, ...] = ()


def render(
    disclosure: Disclosure, pack: Pack, document: ComposedDocument, formats: Sequence[str] = FORMATS
) -> Rendered:
    """Draw every format asked for."""
    writer = _Writer(disclosure, pack, document)
    files = {file_name(document.title, name): writer.write(name) for name in formats}
    findings = (*disclosure.findings, *writer.findings)
    return Rendered(files, writer.pages, findings, writer.publication, writer.fonts)


class _Writer:
    """Draws the formats of one document."""

    def __init__(self, disclosure: Disclosure, pack: Pack, document: ComposedDocument) -> None:
        from generator.forms.publication import publication
        from generator.writers.json_facts import write_json

        self.pack = pack
        self.document = document
        self.publication = publication(disclosure, pack, document)
        self.facts = write_json(self.publication)
        self.layout: PdfResult | None = None

    @property
    def pdf(self) -> PdfResult:
        """The PDF, drawn when a format first needs it: the DOCX takes the page numbers of its contents from it."""
        from generator.writers.pdf import Attachment, write_pdf

        if self.layout is None:
            attachment = Attachment("facts.json", self.facts, "机读数据：本文件全部数字")
            style, extra = self.pack.style, self.pack.style_sheet
            self.layout = write_pdf(self.document, style, attachments=(attachment,), extra_css=extra)
        return self.layout

    @property
    def pages(self) -> int | None:
        """Pages of the PDF, where it was drawn."""
        return self.layout.pages if self.layout else None

    @property
    def fonts(self) -> tuple[FontFile, ...]:
        """The fonts the PDF was drawn with."""
        return self.layout.font_files if self.layout else ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the layout had to say: fonts replaced, characters missing, text that does not fit."""
        warnings = self.layout.warnings if self.layout else ()
        return tuple(Finding("PAGE-01", Severity.WARNING, text) for text in warnings)

    def write(self, name: str) -> bytes:
        """The bytes of one format."""
        if name == "pdf":
            return self.pdf.data
        if name == "json":
            return self.facts
        if name == "docx":
            from generator.writers.docx import write_docx

            return write_docx(self.document, self.pack.style, page_of=self.pdf.page_of)
        if name == "html":
            from generator.writers.html import write_html

            return write_html(
                self.document, self.pack.style, data_json=self.facts.decode(), extra_css=self.pack.style_sheet
            )
        from generator.writers.xlsx import write_xlsx

        return write_xlsx(self.publication)
