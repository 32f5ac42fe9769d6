"""Promises of the package as a whole: a quick start, shipped data, one version, a plain and complete lock."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from importlib import metadata, resources
from pathlib import Path

import pytest

import generator

ROOT = Path(__file__).parents[2]
HEAVY = ("weasyprint", "openpyxl", "docx", "jinja2", "lxml")
INSTALLED = "BUDGET_DISCLOSURE_TEST_INSTALLED" in os.environ
"""Set by ``make test``: what is tested is the wheel, as a user has it."""


def test_the_command_starts_without_heavy_libraries() -> None:
    code = f"import sys, generator.cli, generator.cli.doctor; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(not INSTALLED, reason="only where make test installed the wheel")
def test_what_is_tested_is_the_installed_wheel() -> None:
    assert Path(generator.__file__).is_relative_to(sysconfig.get_path("purelib"))


@pytest.mark.skipif(not INSTALLED, reason="only where make test installed the wheel")
def test_the_wheel_carries_packs_and_catalogues() -> None:
    package = resources.files("generator")
    shipped = {path.name for path in (package / "_templates").iterdir()}
    assert {path.name for path in (ROOT / "templates").iterdir() if path.is_dir()} <= shipped
    tables = {path.name for path in (ROOT / "generator/catalog/data").glob("*.csv")}
    assert tables == {path.name for path in (package / "catalog/data").iterdir() if path.name.endswith(".csv")}


@pytest.mark.skipif(not INSTALLED, reason="only where make test installed the wheel")
def test_the_version_is_that_of_the_distribution() -> None:
    assert generator.__version__ == metadata.version("budget-disclosure")


def test_the_lock_names_versions_and_nothing_else() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert lines
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line) for line in lines)


def test_the_lock_holds_every_declared_dependency() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {_plain(line.split("==")[0]) for line in text.splitlines()}
    declared = re.findall(r'^    "([A-Za-z][\w.-]*)[>\]"]', _dependencies(), re.MULTILINE)
    assert len(declared) > 10
    assert {_plain(name) for name in declared} <= locked


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _dependencies() -> str:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return text[text.index("\ndependencies = [") : text.index("\n[project.scripts]")]
