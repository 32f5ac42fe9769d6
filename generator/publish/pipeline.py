"""The whole way for one input: read → reconcile → compose → write → publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.domain.document import ComposedDocument
from generator.domain.errors import DisclosureError
from generator.domain.findings import Finding, Severity
from generator.domain.records import Paragraph
from generator.domain.submission import Disclosure
from generator.files.collector import without_collector
from generator.packs.pack import Pack
from generator.publish.manifest import FileRecord, Manifest, PackRecord
from generator.publish.names import file_name, folder_name
from generator.publish.output import write_folder

if TYPE_CHECKING:  # importing a writer is slow, and printing help needs none
    from generator.writers.pdf import PdfResult

FORMATS = ("docx", "pdf", "xlsx", "html", "json")


@dataclass(frozen=True, slots=True)
class Request:
    """What to do with an input. ``draft`` builds in spite of errors and marks the document 草稿."""

    output: Path = Path("outputs")
    pack_folders: tuple[Path, ...] = ()
    draft: bool = False
    formats: tuple[str, ...] = FORMATS


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input.

    ``exit_code``: 0 built or clean, 1 errors found, 2 unusable. ``error`` is set when the input could not be used;
    ``folder`` when something was written; ``disclosure`` and ``pack`` when the input was only judged, for reports.
    """

    input: Path
    exit_code: int
    title: str = ""
    findings: tuple[Finding, ...] = ()
    error: DisclosureError | None = None
    folder: Path | None = None
    files: tuple[str, ...] = ()
    pages: int | None = None
    disclosure: Disclosure | None = field(default=None, repr=False, compare=False)
    pack: Pack | None = field(default=None, repr=False, compare=False)

    def count(self, severity: Severity) -> int:
        """How many findings of this severity there are."""
        return sum(1 for finding in self.findings if finding.severity is severity)


@dataclass(frozen=True, slots=True)
class Rendered:
    """All files of one disclosure by name, the pages of its PDF, and the findings of all stages."""

    files: dict[str, bytes]
    pages: int | None
    findings: tuple[Finding, ...]


def check(path: Path, request: Request) -> Outcome:
    """Read and reconcile one input, and see that the document can be composed; write nothing."""
    try:
        disclosure, pack = examine(path, request.pack_folders)
        if not disclosure.errors:
            disclosure, _ = composed(disclosure, pack)
    except DisclosureError as error:
        return Outcome(path, error.exit_code, error=error)
    return _judged(path, disclosure, pack)


def build(path: Path, request: Request) -> Outcome:
    """Build one input into its folder. Errors block it unless a draft is asked for; nothing is half written."""
    try:
        disclosure, pack = examine(path, request.pack_folders)
        if disclosure.errors and not request.draft:
            return _judged(path, disclosure, pack)
        disclosure, document = composed(disclosure, pack)
        if disclosure.errors and not request.draft:
            return _judged(path, disclosure, pack)
        rendered = render(disclosure, pack, document, request.formats)
        submission = disclosure.submission
        folder = request.output / folder_name(submission.entity.code, submission.year, submission.entity.name)
        manifest = _manifest(path, disclosure, pack, rendered)
        write_folder(folder, {**rendered.files, "manifest.json": manifest})
    except DisclosureError as error:
        return Outcome(path, error.exit_code, error=error)
    title, files = document.title, tuple(rendered.files)
    return Outcome(path, 0, title, rendered.findings, folder=folder, files=files, pages=rendered.pages)


def _judged(path: Path, disclosure: Disclosure, pack: Pack) -> Outcome:
    title = document_title(disclosure, pack)
    code = 1 if disclosure.errors else 0
    return Outcome(path, code, title, disclosure.findings, disclosure=disclosure, pack=pack)


def composed(disclosure: Disclosure, pack: Pack) -> tuple[Disclosure, ComposedDocument]:
    """The composed document. Where the text lacks something, a draft, and the disclosure with those findings."""
    from generator.compose import compose
    from generator.compose.errors import IncompleteError

    if not disclosure.errors:
        try:
            document = compose(disclosure, pack)
        except IncompleteError as error:
            disclosure = replace(disclosure, findings=(*error.findings, *disclosure.findings))
        else:
            disclosure = audited(disclosure, pack, document)
            if not disclosure.errors:
                return disclosure, document
            return disclosure, compose(disclosure, pack, draft=True)
    document = compose(disclosure, pack, draft=True)
    return audited(disclosure, pack, document), document


def audited(disclosure: Disclosure, pack: Pack, document: ComposedDocument) -> Disclosure:
    """The disclosure with what is found in its composed text."""
    from generator.audit.text import audit_text
    from generator.reconcile import ordered
    from generator.reconcile.rules.settle import settled_late

    found = settled_late(pack, disclosure.submission, audit_text(disclosure, pack, document))
    return replace(disclosure, findings=tuple(ordered([*disclosure.findings, *found]))) if found else disclosure


def examine(path: Path, pack_folders: Sequence[Path] = ()) -> tuple[Disclosure, Pack]:
    """Read and reconcile one input."""
    from generator.readers import read
    from generator.reconcile import reconcile

    with without_collector():
        submission, pack = read(path, pack_folders)
        return reconcile(submission, pack), pack


def document_title(disclosure: Disclosure, pack: Pack) -> str:
    """The title of the document, which also names its files."""
    from generator.packs.titles import fill, title_names

    submission = disclosure.submission
    names = {**pack.terms(submission.entity.level), **title_names(submission.entity, submission.year)}
    return fill(pack.manifest.document_title, names)


def render(
    disclosure: Disclosure, pack: Pack, document: ComposedDocument, formats: Sequence[str] = FORMATS
) -> Rendered:
    """Draw every format asked for."""
    writer = _Writer(disclosure, pack, document)
    files = {file_name(document.title, name): writer.write(name) for name in formats}
    return Rendered(files, writer.pages, (*disclosure.findings, *writer.findings))


class _Writer:
    """Draws the formats of one document; the page layout is worked out once, by the PDF, and only where needed."""

    def __init__(self, disclosure: Disclosure, pack: Pack, document: ComposedDocument) -> None:
        from generator.writers.json_facts import write_json

        self.disclosure = disclosure
        self.pack = pack
        self.document = document
        self.facts = write_json(disclosure, pack)
        self.layout: PdfResult | None = None

    @property
    def pdf(self) -> PdfResult:
        """The PDF, drawn when a format first needs it: the DOCX takes the page numbers of its contents from it."""
        from generator.writers.pdf import Attachment, write_pdf

        if self.layout is None:
            attachment = Attachment("facts.json", self.facts, "机读数据：本文件全部数字及其来源")
            style, extra = self.pack.style, self._extra_css()
            self.layout = write_pdf(self.document, style, attachments=(attachment,), extra_css=extra)
        return self.layout

    @property
    def pages(self) -> int | None:
        """Pages of the PDF, where it was drawn."""
        return self.layout.pages if self.layout else None

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
                self.document, self.pack.style, data_json=self.facts.decode(), extra_css=self._extra_css()
            )
        from generator.writers.xlsx import write_xlsx

        return write_xlsx(_as_printed(self.disclosure, self.document), self.pack)

    def _extra_css(self) -> str:
        file = self.pack.files.get("style.css")
        return file.path.read_text(encoding="utf-8") if file else ""


def _as_printed(disclosure: Disclosure, document: ComposedDocument) -> Disclosure:
    """The disclosure with its texts as the document has them: figures filled in, marks of headings taken off."""
    submission = disclosure.submission
    texts = {key: tuple(Paragraph(text) for text in found) for key, found in document.texts.items()}
    records = replace(submission.records, texts=texts)
    return replace(disclosure, submission=replace(submission, records=records))


def _manifest(path: Path, disclosure: Disclosure, pack: Pack, rendered: Rendered) -> bytes:
    folder = path if path.is_dir() else path.parent
    inputs = tuple(FileRecord.read(folder / name, name) for name in disclosure.submission.inputs)
    files = tuple(FileRecord.read(file.path, f"{file.pack}/{name}") for name, file in pack.files.items())
    outputs = tuple(
        FileRecord.of(name, data, rendered.pages if name.endswith(".pdf") else None)
        for name, data in rendered.files.items()
    )
    record = PackRecord(pack.id, pack.manifest.version, files)
    return Manifest(
        inputs, record, outputs, rendered.findings, disclosure.compared, draft=bool(disclosure.errors)
    ).render()
