"""Colours on a terminal, and only there."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from typing import TextIO

import click

from generator.domain.findings import Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan", Severity.INFO: "bright_black"}
_LEAST, _MOST = 40, 120


@dataclass(frozen=True, slots=True)
class Look:
    """How a report looks: its width in columns (None: lines are not broken), and whether it has colours."""

    width: int | None = None
    colours: bool = False

    @classmethod
    def of(cls, stream: TextIO | None = None) -> Look:
        """What suits a stream: colours and broken lines on a terminal; elsewhere lines only by ``COLUMNS``.

        ``NO_COLOR`` switches colours off.
        """
        terminal = (stream or sys.stdout).isatty()
        colours = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        if not terminal and not os.environ.get("COLUMNS", "").isdigit():
            return cls(None, colours)
        return cls(min(max(shutil.get_terminal_size().columns, _LEAST), _MOST), colours)

    def tag(self, severity: Severity) -> str:
        """``[错误]``."""
        return self.dye(f"[{severity.label}]", severity)

    def dye(self, text: str, severity: Severity) -> str:
        """``text`` in the colour of a severity."""
        return click.style(text, fg=_COLOURS[severity], bold=severity is Severity.ERROR) if self.colours else text

    def good(self, text: str) -> str:
        """``text`` as good news."""
        return click.style(text, fg="green", bold=True) if self.colours else text

    def strong(self, text: str) -> str:
        """``text`` in bold."""
        return click.style(text, bold=True) if self.colours else text
