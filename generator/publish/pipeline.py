"""The whole way for one input: read → reconcile → compose → write → publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.domain.document import ComposedDocument
from generator.domain.errors import DisclosureError, FaultError
from generator.domain.findings import Finding, Severity
from generator.domain.records import Entity
from generator.domain.submission import Disclosure
from generator.files.collector import without_collector
from generator.packs.pack import Pack
from generator.publish.gate import confirmed
from generator.publish.names import folder_name
from generator.publish.output import check_places, prepare, write_output
from generator.publish.places import Places
from generator.publish.rendering import FORMATS, Rendered, render

if TYPE_CHECKING:  # reading files back takes libraries that printing help does not need
    from generator.audit.files import FileAudit

BROKEN = FaultError.exit_code
"""A check that broke down found nothing out, whatever the others say."""


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

    ``exit_code``: 0 built or clean, 1 errors found, 2 unusable, 3 a limit or a fault of our own. ``error`` is set when
    the input could not be used; ``folder`` (what may be published) and ``record`` (its internal record) when something
    was written, ``audits`` what reading it back compared; ``disclosure`` and ``pack`` when the input was only judged,
    for reports.
    """

    input: Path
    exit_code: int
    title: str = ""
    findings: tuple[Finding, ...] = ()
    error: DisclosureError | None = None
    folder: Path | None = None
    record: Path | None = None
    files: tuple[str, ...] = ()
    pages: int | None = None
    audits: tuple[FileAudit, ...] = field(default=(), repr=False)
    disclosure: Disclosure | None = field(default=None, repr=False, compare=False)
    pack: Pack | None = field(default=None, repr=False, compare=False)

    def count(self, severity: Severity) -> int:
        """How many findings of this severity there are."""
        return sum(1 for finding in self.findings if finding.severity is severity)


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
    """Build one input into its folders. Errors block it unless a draft is asked for; nothing is half written."""
    try:
        prepare(request.output)
        disclosure, pack = examine(path, request.pack_folders)
        if disclosure.errors and not request.draft:
            return _judged(path, disclosure, pack)
        places = places_of(request, disclosure.submission.entity, disclosure.submission.year)
        check_places(places)
        disclosure, document = composed(disclosure, pack)
        if disclosure.errors and not request.draft:
            return _judged(path, disclosure, pack)
        rendered = render(disclosure, pack, document, request.formats)
        audits = confirmed(rendered.files, document, disclosure, pack)
        publish(places, disclosure, pack, rendered, audits)
    except DisclosureError as error:
        return Outcome(path, error.exit_code, error=error)
    return Outcome(
        path,
        BROKEN if disclosure.broken else 0,
        document.title,
        rendered.findings,
        folder=places.files,
        record=places.record,
        files=tuple(rendered.files),
        pages=rendered.pages,
        audits=audits,
    )


def publish(
    places: Places, disclosure: Disclosure, pack: Pack, rendered: Rendered, audits: Sequence[FileAudit] = ()
) -> None:
    """Write what was rendered, and the internal record of it. ``audits``: what reading it back found.

    Raises:
        OutputError: it cannot be written, or what is there is not ours.
    """
    from generator.publish.record import record_files  # here, since it needs a writer

    write_output(places, rendered.files, record_files(disclosure, pack, rendered, audits))


def places_of(request: Request, entity: Entity, year: int) -> Places:
    """Where the output of a disclosure goes."""
    return Places(request.output, folder_name(entity.code, year, entity.name))


def _judged(path: Path, disclosure: Disclosure, pack: Pack) -> Outcome:
    title = document_title(disclosure, pack)
    code = BROKEN if disclosure.broken else 1 if disclosure.errors else 0
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
    from generator.audit.content import audit_content
    from generator.reconcile import ordered
    from generator.reconcile.rules.settle import settled_late

    audit = audit_content(document, disclosure, pack)
    found = settled_late(pack, disclosure.submission, audit.findings)
    return replace(
        disclosure,
        findings=tuple(ordered([*disclosure.findings, *found])),
        compared={**disclosure.compared, **audit.compared},
    )


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
