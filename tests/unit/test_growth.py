"""The cost of checking grows in proportion to the input: work is counted in calls, so that no clock is needed."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

import pytest

from benchmarks.scaled import INPUTS
from generator.domain.findings import Severity
from generator.domain.submission import Disclosure
from generator.readers import read
from generator.reconcile import reconcile

SIZES = {"units": 5, "lines": 40, "projects": 30, "rows": 25}
INCOMPLETE = {"TEXT-01", "FORM-01"}
"""What is missing in the large inputs: they have no texts, and not every form."""


def checked(kind: str, size: int, folder: Path) -> Disclosure:
    path = folder / f"{size}.yaml"
    path.write_text(INPUTS[kind](size), encoding="utf-8")
    return reconcile(*read(path))


def calls(kind: str, size: int, folder: Path) -> int:
    """How many functions are called to check an input of this size."""
    count = 0

    def note(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        checked(kind, size, folder)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("kind", INPUTS)
def test_the_cost_of_checking_grows_in_proportion(kind: str, tmp_path: Path) -> None:
    """Doubling the input doubles what the next doubling adds; it would add four times as much if cost were squared."""
    checked(kind, 2, tmp_path)  # whatever is done only once
    once, twice, four_times = (calls(kind, SIZES[kind] * factor, tmp_path) for factor in (1, 2, 4))
    assert twice - once > 0
    assert (four_times - twice) / (twice - once) < 2.2


@pytest.mark.parametrize("kind", INPUTS)
def test_the_large_inputs_agree_with_themselves(kind: str, tmp_path: Path) -> None:
    found = checked(kind, SIZES[kind], tmp_path).findings
    assert {f.code for f in found if f.severity is Severity.ERROR} <= INCOMPLETE
