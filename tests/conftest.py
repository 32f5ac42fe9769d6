"""Fixtures of the whole suite: every sample, built once."""

from __future__ import annotations

import pytest

from generator.publish.pipeline import Outcome, Request, build
from samples import INPUTS, NAMES


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Every sample, built from YAML into a folder of its own."""
    output = tmp_path_factory.mktemp("outputs")
    return {name: build(INPUTS / f"{name}.yaml", Request(output)) for name in NAMES}
