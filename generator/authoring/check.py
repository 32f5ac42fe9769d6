"""Checking a pack before any data exists."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.authoring.draft import read_draft
from generator.authoring.findings import PackFinding
from generator.authoring.lint import LINTS
from generator.authoring.lint.trial import lint_trial
from generator.domain.findings import Severity


def check_pack(path_or_id: str | Path, folders: Sequence[Path] = (), *, trial: bool = True) -> tuple[PackFinding, ...]:
    """Everything that is wrong with a pack, the worst first. ``path_or_id``: its folder, or the id of a known pack.

    What is wrong in a pack it extends is told, too, but for hints. ``trial``: whether to compose it with sample data.

    Raises:
        PackError: there is no such pack.
        InputError: its ``pack.yaml`` is no YAML at all.
    """
    draft = read_draft(path_or_id, folders)
    for lint in LINTS:
        lint(draft)
    if trial:
        lint_trial(draft)
    own = f"{draft.pack.chain[0]}/"
    return tuple(f for f in draft.report if f.severity > Severity.HINT or f.file.startswith(own))
