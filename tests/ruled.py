"""Samples with something changed, and packs with rules of their own, for tests of declared rules."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from generator.domain.amounts import NOTHING, Amount, Unit
from generator.domain.facts import Statement
from generator.domain.findings import Finding
from generator.domain.records import Project, RecordEntry
from generator.domain.submission import Submission
from generator.packs.loader import load_pack
from generator.packs.pack import Pack
from generator.reconcile import reconcile
from samples import NAMES, submission

SAMPLE = NAMES[0]


def given(name: str = SAMPLE) -> Submission:
    """A sample as read."""
    return submission(name)[0]


def sample_pack() -> Pack:
    """The pack of the sample."""
    return submission(SAMPLE)[1]


def ruled(folder: Path, rules: str, extends: str = "hebei-2024") -> Pack:
    """A pack that extends another and has these rules besides."""
    (folder / "own").mkdir(parents=True, exist_ok=True)
    (folder / "own" / "pack.yaml").write_text(f"id: own\ntitle: 试验\nextends: {extends}\n", encoding="utf-8")
    (folder / "own" / "rules.yaml").write_text(rules, encoding="utf-8")
    return load_pack("own", (folder,))


def changed(base: Submission, form: str, **labels: str | None) -> Submission:
    """``base`` with some cells of a form changed; None empties one. ``_`` in a label stands for ``·``."""
    wanted = {label.replace("_", "·"): text for label, text in labels.items()}
    old = base.forms[form]
    statements = tuple(_restated(s, wanted[s.label]) if s.label in wanted else s for s in old.statements)
    assert wanted.keys() <= {s.label for s in old.statements}, sorted(s.label for s in old.statements)
    return dataclasses.replace(base, forms={**base.forms, form: dataclasses.replace(old, statements=statements)})


def _restated(statement: Statement, text: str | None) -> Statement:
    unit = Unit.NONE if statement.at.get("measure") == "quantity" else Unit.WAN
    amount = NOTHING if text is None else Amount.stated(Decimal(text), unit)
    return dataclasses.replace(statement, amount=amount, blank=text is None)


def with_projects(base: Submission, *projects: Project) -> Submission:
    """``base`` with these projects' records; amounts stay."""
    return dataclasses.replace(base, records=dataclasses.replace(base.records, projects=projects))


def with_waivers(base: Submission, *rows: dict[str, str]) -> Submission:
    """``base`` with these rows of 核对说明."""
    entries = tuple(RecordEntry(row, base.location) for row in rows)
    return dataclasses.replace(base, records=dataclasses.replace(base.records, tables={"waivers": entries}))


def found(base: Submission, code: str, pack: Pack | None = None) -> list[Finding]:
    """The findings of one code."""
    return [f for f in reconcile(base, pack or sample_pack()).findings if f.code == code]


def not_checked(base: Submission, code: str, pack: Pack | None = None) -> list[str]:
    """What a rule could not check."""
    return [f.message for f in found(base, "RULE-NC", pack) if f"规则 {code}“" in f.message]


def project_like(base: Submission, **changes: object) -> Project:
    """The first project with other records."""
    return dataclasses.replace(base.records.projects[0], **changes)  # type: ignore[arg-type]


def labels(base: Submission, form: str) -> Iterator[str]:
    """The labels of a form's cells."""
    return (s.label for s in base.forms[form].statements)


def codes(findings: Sequence[Finding]) -> set[str]:
    """The codes of findings."""
    return {finding.code for finding in findings}
