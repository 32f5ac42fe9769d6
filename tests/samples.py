"""The sample inputs, read once."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

from generator.domain.submission import Disclosure, Submission
from generator.forms.publication import Publication, publication
from generator.packs.pack import Pack
from generator.publish.pipeline import Outcome, composed
from generator.readers import read
from generator.reconcile import reconcile

ROOT = Path(__file__).parents[1]
INPUTS = ROOT / "inputs"
NAMES = ("hebei-haigang-party-office-2024", "hebei-etdz-admin-office-2024", "hebei-shanhaiguan-gov-office-2023")
"""The samples that are whole."""
DRAFTS = ("hebei-etdz-party-building-2021",)
"""The samples whose published text has lost its tables: they can only be built as drafts."""
SAMPLES = (*NAMES, *DRAFTS)
CLEAN = (*NAMES, "henan-muye-party-office-2024")
"""Samples whose checks find no error."""


@cache
def submission(name: str, kind: str = "yaml") -> tuple[Submission, Pack]:
    """A sample as read, and its pack."""
    return read(INPUTS / f"{name}.{kind}")


@cache
def disclosure(name: str) -> Disclosure:
    """A sample, reconciled."""
    return reconcile(*submission(name))


def with_forms(given: Submission, forms: Collection[str]) -> Submission:
    """``given`` as if only these forms had been handed in (records stay)."""
    return dataclasses.replace(given, forms={key: form for key, form in given.forms.items() if key in forms})


def published(given: Disclosure, pack: Pack) -> Publication:
    """What is published of a disclosure; of one with errors, as a draft."""
    given, document = composed(given, pack)
    return publication(given, pack, document)


def manifest(outcome: Outcome) -> dict[str, Any]:
    """The manifest of a built disclosure."""
    return record(outcome, "manifest.json")


def record(outcome: Outcome, name: str) -> dict[str, Any]:
    """One file of the internal record of a built disclosure."""
    assert outcome.record is not None, outcome.error or outcome.findings
    found: dict[str, Any] = json.loads((outcome.record / name).read_text(encoding="utf-8"))
    return found


def output_file(outcome: Outcome, ending: str) -> Path:
    """The output of one format of a built disclosure."""
    assert outcome.folder is not None, outcome.error or outcome.findings
    return next(outcome.folder / name for name in outcome.files if name.endswith(ending))
