"""Composing and auditing for tests: the samples, and packs that are changed in one place to lie."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.audit.content import ContentAudit, audit_content
from generator.compose import compose
from generator.domain.document import ComposedDocument
from generator.domain.findings import Finding, Severity
from generator.domain.submission import Disclosure
from generator.packs.loader import load_pack
from generator.packs.pack import Pack
from samples import DRAFTS, disclosure, submission


@cache
def composed(name: str) -> tuple[ComposedDocument, Disclosure, Pack]:
    """A sample, composed; one that is not whole as a draft."""
    given, pack = disclosure(name), submission(name)[1]
    return compose(given, pack, draft=name in DRAFTS), given, pack


@cache
def audit(name: str) -> ContentAudit:
    """A sample, audited."""
    return audit_content(*composed(name))


def changed_pack(folder: Path, parent: str, files: dict[str, str]) -> Pack:
    """A pack that inherits from ``parent`` and has these files of its own."""
    home = folder / "own"
    home.mkdir()
    (home / "pack.yaml").write_text(f"id: own\ntitle: 试验\nextends: {parent}\n", encoding="utf-8")
    for name, text in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    return load_pack("own", (folder,))


def audited(folder: Path, given: Disclosure, parent: str, files: dict[str, str]) -> tuple[Finding, ...]:
    """What is found in the document that such a pack makes of a disclosure."""
    pack = changed_pack(folder, parent, files)
    return audit_content(compose(given, pack, draft=True), given, pack).findings


def codes(findings: tuple[Finding, ...], at_least: Severity = Severity.ERROR) -> list[str]:
    """The codes of findings that are so bad."""
    return [finding.code for finding in findings if finding.severity >= at_least]
