"""A quick sample of the recall measurement (``make mutate`` runs all of it)."""

import dataclasses

import pytest

from mutation.mutate import Result, cases, run, summary, unprotected

SAMPLE = "hebei-haigang-party-office-2024"
EVERY = 31


@pytest.fixture(scope="module")
def results() -> list[Result]:
    return [result for case in cases(SAMPLE)[::EVERY] if (result := run(case)) is not None]


def test_wrong_figures_are_found_and_named_first(results: list[Result]) -> None:
    report = summary(results)
    counts = report["restated"]
    assert isinstance(counts, dict)
    assert counts["slips"] >= 50
    assert counts["recall"] >= 0.99, report["missed"]
    assert counts["named share"] >= 0.9


def test_the_measurement_can_fail(results: list[Result]) -> None:
    """A slip that is not made is not found: the baseline hides what the sample has by itself."""
    nothing = [dataclasses.replace(result, found=False, named=False) for result in results]
    assert summary(nothing)["slips"] == len(results)
    assert len(unprotected(nothing)) > 0
