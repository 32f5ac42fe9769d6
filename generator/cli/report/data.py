"""Outcomes for programs: JSON."""

from __future__ import annotations

from collections.abc import Sequence

from generator.cli.terminal import json_text
from generator.publish.pipeline import Outcome
from generator.publish.report.groups import Group, findings_of, report_on


def as_json(outcomes: Sequence[Outcome]) -> str:
    """One object a document: input, title, exit code, findings, their groups, what was written."""
    return json_text([_outcome(outcome) for outcome in outcomes])


def _outcome(outcome: Outcome) -> dict[str, object]:
    return {
        "input": outcome.input.as_posix(),
        "title": outcome.title,
        "exit_code": outcome.exit_code,
        "findings": [finding.as_dict() for finding in findings_of(outcome)],
        "compared": dict(outcome.disclosure.compared) if outcome.disclosure else {},
        "texts": [account.as_dict() for account in outcome.disclosure.texts] if outcome.disclosure else [],
        "groups": [_group(group) for group in report_on(outcome).groups],
        "folder": outcome.folder.as_posix() if outcome.folder else None,
        "record": outcome.record.as_posix() if outcome.record else None,
        "files": list(outcome.files),
        "pages": outcome.pages,
        "read_back": [
            {"name": audit.name, "figures": audit.figures, "letters": audit.letters} for audit in outcome.audits
        ],
    }


def _group(group: Group) -> dict[str, object]:
    """A group, what to mend first coming first; ``findings`` are indexes into the document's findings."""
    return {
        "severity": group.severity.name.lower(),
        "cause": group.cause.as_dict() if group.cause else None,
        "findings": [item.index for item in group.items],
    }
