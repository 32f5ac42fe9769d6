"""The gate: every file that was made says what the composed document and the facts say, no more and no less."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from generator.audit.files.approved import Approved
from generator.audit.files.composed import Composed
from generator.audit.files.difference import FileAudit, Ledger
from generator.audit.files.facts import check_facts
from generator.domain.document import ComposedDocument
from generator.domain.submission import Disclosure
from generator.files.collector import without_collector
from generator.packs.pack import Pack


def read_back(
    files: Mapping[str, bytes], document: ComposedDocument, disclosure: Disclosure, pack: Pack
) -> tuple[FileAudit, ...]:
    """Read every finished file again, by name, and compare it; one result a file, in the order given.

    A file that cannot be read, whatever the reason, is a difference too. The page numbers in the contents of a DOCX
    are held against the PDF's where there is one.
    """
    with without_collector():
        gate = _Gate(Composed.of(document, pack.style.page.number), Approved(document, disclosure, pack))
        # The PDF first: it tells on which pages headings stand.
        found = {name: gate.audit(name, files[name]) for name in sorted(files, key=lambda name: _kind(name) != "pdf")}
    return tuple(found[name] for name in files)


def _kind(name: str) -> str:
    return name.rpartition(".")[2].lower()


@dataclass
class _Gate:
    """Reads the files of one document. ``numbers``: the page number of each id, once a PDF has told it."""

    composed: Composed
    approved: Approved
    numbers: Mapping[str, str] | None = None
    _facts: dict[bytes, Ledger] = field(default_factory=dict)

    def audit(self, name: str, data: bytes) -> FileAudit:
        """Read one file and compare it."""
        kinds: dict[str, Callable[[bytes, Ledger], None]] = {
            "pdf": self._pdf,
            "docx": self._docx,
            "html": self._html,
            "xlsx": self._xlsx,
            "json": self._json,
        }
        kind, ledger = _kind(name), Ledger()
        try:
            kinds[kind](data, ledger)
        except KeyError as error:
            ledger.tell("文件", f"缺少 {error}，无法核对。")
        except Exception as error:  # noqa: BLE001 - whatever a parser stumbles over, the file is not to be published
            ledger.tell("文件", f"读不出来（{type(error).__name__}：{error}）。")
        return ledger.audit(name, kind)

    def _pdf(self, data: bytes, ledger: Ledger) -> None:
        from generator.audit.files.pdf import check_pdf

        told = check_pdf(data, self.composed, ledger)
        self.numbers = told.numbers
        if len(told.facts) != 1:
            ledger.tell("附件", f"应附一份 facts.json，实有 {len(told.facts)} 份。", "1", str(len(told.facts)))
        for facts in told.facts:
            self._json(facts, ledger, "附件 facts.json ")

    def _docx(self, data: bytes, ledger: Ledger) -> None:
        from generator.audit.files.docx import check_docx

        check_docx(data, self.composed, self.numbers, ledger)

    def _html(self, data: bytes, ledger: Ledger) -> None:
        from generator.audit.files.html import check_html

        self._json(check_html(data, self.composed, ledger), ledger, "机读数据")

    def _xlsx(self, data: bytes, ledger: Ledger) -> None:
        from generator.audit.files.xlsx import check_xlsx

        check_xlsx(data, self.approved, ledger)

    def _json(self, data: bytes, ledger: Ledger, place: str = "") -> None:
        """The facts, which PDF and HTML carry as well: compared once where they are the same."""
        if data not in self._facts:
            self._facts[data] = Ledger()
            check_facts(data, self.approved, self._facts[data])
        known = self._facts[data]
        ledger.figures += known.figures
        for each in known.differences:
            ledger.tell(f"{place}{each.place}", each.message, each.expected, each.found)
