"""All checks of a composed text, before anything is drawn."""

from __future__ import annotations

from generator.audit.body import letters, read_body
from generator.audit.contracts import check_contracts
from generator.audit.references import check_references
from generator.audit.sections import section_texts
from generator.domain.document import ComposedDocument
from generator.domain.findings import Finding
from generator.domain.submission import Disclosure
from generator.packs.pack import Pack


def audit_text(disclosure: Disclosure, pack: Pack, document: ComposedDocument) -> tuple[Finding, ...]:
    """What a composed document owes and does not say, and what it points at that is not there."""
    sections = tuple(section_texts(document, disclosure.submission, pack))
    body = read_body(document)
    printed = letters("".join(block.text for block in body))
    return (
        *check_contracts(sections, disclosure, pack, printed),
        *check_references(sections, body, disclosure.submission, pack),
    )
