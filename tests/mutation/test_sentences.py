"""A quick sample of the measured reading of texts (``make mutate`` runs all of it, and the sentences kept apart)."""

import dataclasses

import pytest

from mutation.sentences import HELDOUT, TUNING, Result, judged, measured, scene, sentences, summary

SAMPLE = "hebei-haigang-party-office-2024"


@pytest.fixture(scope="module")
def results() -> list[Result]:
    return measured(SAMPLE, TUNING)


def test_no_true_sentence_is_called_wrong(results: list[Result]) -> None:
    assert [(result.text, result.codes) for result in results if result.outcome == "false"] == []
    assert len({result.construction for result in results}) >= 12


def test_a_wrong_figure_is_found_and_never_passed_over(results: list[Result]) -> None:
    wrong = [result for result in results if result.wrong]
    assert [result.text for result in wrong if result.outcome == "silent"] == []
    assert sum(result.outcome == "found" for result in wrong) >= 0.95 * len(wrong) >= 200


def test_the_two_sets_share_no_sentence() -> None:
    tuned, kept = ({sentence.text for sentence in sentences(SAMPLE, path)} for path in (TUNING, HELDOUT))
    assert tuned.isdisjoint(kept)


def test_the_measurement_can_fail() -> None:
    """A sentence that is not true counts as falsely accused, and one that says nothing checkable as silent."""
    sentence = next(sentences(SAMPLE, TUNING))
    wrong = sentence.wrong(sentence.figures[0])
    assert wrong is not None
    assert judged(scene(SAMPLE), wrong.text) != judged(scene(SAMPLE), sentence.text)
    nothing = Result("plain", "", wrong=True, outcome="silent")
    assert summary([nothing, dataclasses.replace(nothing, construction="share")])["all"] == {"wrong silent": 2}
