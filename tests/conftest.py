"""Fixtures of the whole suite: every sample, built once."""

from __future__ import annotations

import pytest

from generator.publish.pipeline import Outcome, Request, build
from samples import DRAFTS, INPUTS, SAMPLES


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Every sample, built from YAML into a folder of its own; those that are not whole as drafts."""
    output = tmp_path_factory.mktemp("outputs")
    return {name: build(INPUTS / f"{name}.yaml", Request(output, draft=name in DRAFTS)) for name in SAMPLES}
