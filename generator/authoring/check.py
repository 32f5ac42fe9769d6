"""Checking a pack before any data exists."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.authoring.draft import read_draft
from generator.authoring.findings import PackFinding
from generator.authoring.lint import LINTS


def check_pack(path_or_id: str | Path, folders: Sequence[Path] = ()) -> tuple[PackFinding, ...]:
    """Everything that is wrong with a pack, the worst first. ``path_or_id``: its folder, or the id of a known pack.

    Raises:
        PackError: there is no such pack.
        InputError: its ``pack.yaml`` is no YAML at all.
    """
    draft = read_draft(path_or_id, folders)
    for lint in LINTS:
        lint(draft)
    return tuple(draft.report)
