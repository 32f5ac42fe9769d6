"""Derivation invents nothing: whatever is withheld comes back as it was, or not at all."""

import random

import pytest

from generator.reconcile import reconcile
from samples import NAMES, disclosure, submission, with_forms


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", range(8))
def test_what_is_derived_from_some_forms_is_what_all_forms_state(name: str, seed: int) -> None:
    given, pack = submission(name)
    chosen = random.Random(seed).sample(sorted(given.forms), 1 + seed % (len(given.forms) - 1))
    partial = reconcile(with_forms(given, chosen), pack)
    known = disclosure(name).facts
    wrong = {
        at: (fact.amount.value, known[at].amount.value)
        for at, fact in partial.facts.items()
        if fact.derived and at in known and fact.amount.value != known[at].amount.value
    }
    assert not wrong


@pytest.mark.parametrize("name", NAMES)
def test_no_error_is_raised_about_figures_that_are_only_withheld(name: str) -> None:
    given, pack = submission(name)
    for form in given.forms:
        found = reconcile(with_forms(given, set(given.forms) - {form}), pack).findings
        assert not [f for f in found if f.code.startswith(("SUM-01", "SUM-03", "FACT", "BAL"))], form
