"""The internal record of a disclosure: manifest, findings with their causes and reasons, where each fact is from.

It is for those who answer for the figures, and is never published: ``docs/json.md`` describes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from generator.domain.facts import Fact, Statement
from generator.domain.submission import Disclosure
from generator.machine.readiness import native_versions
from generator.packs.pack import Pack
from generator.publish.gate import statement
from generator.publish.manifest import NAME, FileRecord, Manifest, PackRecord
from generator.writers.json_facts import json_lines, plain

if TYPE_CHECKING:
    from generator.audit.files import FileAudit
    from generator.publish.rendering import Rendered

FINDINGS, PROVENANCE, READ_BACK = "findings.json", "provenance.json", "readback.json"
VERSION = 1
Json = dict[str, object]


def record_files(
    disclosure: Disclosure, pack: Pack, rendered: Rendered, audits: Sequence[FileAudit]
) -> dict[str, bytes]:
    """The files of the record by name; the manifest lists the others and all that is published."""
    files = {
        FINDINGS: _findings(disclosure, rendered),
        PROVENANCE: _provenance(disclosure),
        READ_BACK: _read_back(audits),
    }
    return {**files, NAME: _manifest(disclosure, pack, rendered, files)}


def _findings(disclosure: Disclosure, rendered: Rendered) -> bytes:
    """Every finding in the order shown, the reasons that let some stand, how much each rule compared."""
    waivers = dict.fromkeys(finding.waiver for finding in rendered.findings if finding.waiver is not None)
    return json_lines(
        {
            "format": "budget-disclosure-findings",
            "version": VERSION,
            "findings": [finding.as_dict() for finding in rendered.findings],
            "waivers": [waiver.as_dict() for waiver in waivers],
            "compared": dict(disclosure.compared),
        }
    )


def _read_back(audits: Sequence[FileAudit]) -> bytes:
    """What reading every published file back compared; a sample of a pack is not read back."""
    files = [
        {
            "name": audit.name,
            "statement": statement(audit),
            "figures": audit.figures,
            "letters": audit.letters,
            "differences": [str(difference) for difference in audit.differences],
        }
        for audit in audits
    ]
    return json_lines({"format": "budget-disclosure-readback", "version": VERSION, "files": files})


def _provenance(disclosure: Disclosure) -> bytes:
    """Where every fact comes from: the cells or lines that state it, or the facts it follows from."""
    facts = disclosure.facts
    return json_lines(
        {
            "format": "budget-disclosure-provenance",
            "version": VERSION,
            "inputs": list(disclosure.submission.inputs),
            "facts": [_fact(facts[at]) for at in sorted(facts)],
        }
    )


def _fact(fact: Fact) -> Json:
    return {
        "at": dict(fact.at),
        "amount": plain(fact.amount.value),
        "status": fact.status,
        "sources": [_source(statement) for statement in fact.statements],
        "basis": [dict(at) for at in fact.basis],
    }


def _source(statement: Statement) -> Json:
    amount = statement.amount
    typed = None if statement.blank or amount.places is None else amount.text(amount.unit, amount.places)
    return {
        "form": statement.form or None,
        "label": statement.label,
        "typed": typed,
        "unit": amount.unit.label,
        **statement.location.as_dict(),
    }


def _manifest(disclosure: Disclosure, pack: Pack, rendered: Rendered, record: dict[str, bytes]) -> bytes:
    inputs = tuple(FileRecord.of(source.name, source.data) for source in disclosure.submission.sources)
    files = tuple(FileRecord.of(file.shown, file.data) for file in pack.sources)
    outputs = tuple(
        FileRecord.of(name, data, rendered.pages if name.endswith(".pdf") else None)
        for name, data in rendered.files.items()
    )
    return Manifest(
        inputs,
        PackRecord(pack.id, pack.manifest.version, files),
        outputs,
        tuple(FileRecord.of(name, data) for name, data in record.items()),
        draft=rendered.publication.draft,
        native=native_versions() if rendered.pages else {},
        fonts=tuple(asdict(font) for font in rendered.fonts),
    ).render()
