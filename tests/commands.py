"""The command line in a process of its own, as a shell starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import generator

MAIN = "import sys; from generator.cli import main; sys.exit(main())"
PACKAGES = str(Path(generator.__file__).parents[1])


def command(*arguments: str | bytes | Path, before: str = "") -> list[str | bytes | Path]:
    """The words of a command; ``before`` is Python to run first."""
    return [sys.executable, "-c", f"{before}\n{MAIN}", *arguments]


def in_shell(script: str, words: Sequence[str | bytes | Path]) -> list[str | bytes | Path]:
    """A shell script in which ``"$@"`` is the command."""
    return ["sh", "-c", script, "sh", *words]


def run(
    words: Sequence[str | bytes | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end."""
    given = {**os.environ, "PYTHONPATH": PACKAGES, "COLUMNS": "", **(env or {})}
    return subprocess.run(words, capture_output=True, env=given, cwd=cwd, timeout=120, check=False)
