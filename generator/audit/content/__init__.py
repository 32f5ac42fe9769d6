"""The composed document says what the facts say, no more and no less: held against them before any file is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.audit.characters import suspicious
from generator.audit.codes import CHARACTER, FORM_DIFFERS, RECORD_LOST, SENTENCE_WRONG, finding
from generator.audit.content.amounts import Sources
from generator.audit.content.contracts import check_contracts
from generator.audit.content.forms import audit_forms
from generator.audit.content.owed import audit_owed
from generator.audit.content.reading import Body
from generator.audit.content.records import audit_records
from generator.audit.content.references import check_references
from generator.audit.content.sections import section_texts
from generator.audit.content.sentences import audit_sentences
from generator.audit.content.titles import audit_titles
from generator.domain.document import ComposedDocument
from generator.domain.findings import Finding
from generator.domain.submission import Disclosure
from generator.packs.pack import Pack

__all__ = ["ContentAudit", "audit_content"]

_CLEAN = "请在输入、模板包或单位名称中改正这个字，再生成一次。"
_MOST = 3


@dataclass(frozen=True, slots=True)
class ContentAudit:
    """What the audit found, and how much it compared: amounts of each form, of each kind of record, of the text."""

    findings: tuple[Finding, ...]
    forms: Mapping[str, int] = field(default_factory=dict)
    records: Mapping[str, int] = field(default_factory=dict)
    sentences: int = 0

    @property
    def compared(self) -> dict[str, int]:
        """How many comparisons each rule made, by code."""
        counts = {
            FORM_DIFFERS: sum(self.forms.values()),
            RECORD_LOST: sum(self.records.values()),
            SENTENCE_WRONG: self.sentences,
        }
        return {code: count for code, count in counts.items() if count}


def audit_content(document: ComposedDocument, disclosure: Disclosure, pack: Pack) -> ContentAudit:
    """Hold a composed document against the disclosure it was composed from.

    What no template can change is trusted: the facts, the records, and ``printed_form``. Everything that stands in
    the body has to come from there, or from a text of the input, which was checked with the input.
    """
    body = Body.of(document)
    sections = tuple(section_texts(document, disclosure.submission, pack))
    sources = Sources(document.told, disclosure.submission)
    forms = audit_forms(body, document, disclosure, pack)
    records = audit_records(body, forms.claimed, disclosure, pack, sources)
    sentences = audit_sentences(body, forms.claimed, disclosure, pack, sources)
    findings = (
        *forms.findings,
        *audit_titles(body, disclosure, pack),
        *check_contracts(sections, disclosure, pack, body.letters),
        *check_references(sections, body.blocks, disclosure.submission, pack),
        *audit_owed(body.letters, disclosure, pack),
        *records.findings,
        *sentences.findings,
        *_characters(body, document),
    )
    unique = {(finding.code, finding.message): finding for finding in findings}
    return ContentAudit(tuple(unique.values()), forms.compared, dict(records.compared), sentences.compared)


def _characters(body: Body, document: ComposedDocument) -> Iterator[Finding]:
    """Findings for characters that must not be published, in the body and in the properties of the document."""
    for name, text in (("标题", document.title), ("作者", document.author), ("主题", document.subject)):
        yield from _in_text(f"文件的{name}中", text)
    for place, block in enumerate(body.blocks):
        yield from _in_text(f"{body.where(place)}下", block.text)


def _in_text(where: str, text: str) -> Iterator[Finding]:
    found = sorted(suspicious(text), key=lambda one: one.start)
    if found:
        shown = "、".join(dict.fromkeys(one.shown for one in found[:_MOST]))
        around = "".join(c if c.isprintable() else "□" for c in text[max(0, found[0].start - 8) : found[0].start + 9])
        yield finding(CHARACTER, f"{where}“{around.strip()}”处有{shown}。", _CLEAN, stated=shown)
