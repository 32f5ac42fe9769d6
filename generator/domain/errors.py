"""The errors a user may meet. Each knows what is wrong, where, what to do, and the exit code it leads to.

Exit codes: 1 errors were found, 2 the input cannot be used or the command is wrong, 3 a limit or a fault of our own.
"""

from __future__ import annotations

import os
from typing import ClassVar

from generator.domain.location import NOWHERE, Location
from generator.domain.shown import MESSAGE, shown

DEBUG = "BUDGET_DISCLOSURE_DEBUG"
"""The environment variable that shows exceptions as they are, for whoever mends the program."""


def debugging() -> bool:
    """Whether exceptions are wanted as they are."""
    return os.environ.get(DEBUG, "") not in {"", "0"}


class DisclosureError(Exception):
    """Something that stops the work; shown to the user as one plain Chinese message.

    ``message`` says what is wrong, ``location`` where, ``remedy`` what to do.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, location: Location = NOWHERE, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.location = location
        self.remedy = remedy

    def __str__(self) -> str:
        """The whole message: where, what, and what to do."""
        where = f"{self.location}：" if self.location else ""
        return shown(f"{where}{self.message}" + (f" {self.remedy}" if self.remedy else ""), MESSAGE)


class InputError(DisclosureError):
    """The input cannot be used at all: damaged, empty, of another kind."""


class PackError(DisclosureError):
    """A jurisdiction pack is missing or wrong."""


class TemplateError(PackError):
    """A template of a pack failed while the document was composed."""


class OutputError(DisclosureError):
    """The output folder cannot be written."""


class FaultError(DisclosureError):
    """The work was not done, through no fault of the input: the program broke down."""

    exit_code: ClassVar[int] = 3


class LimitError(FaultError):
    """The machine or the program has come to a limit: memory, depth, disk, a folder that went away."""


class MachineError(FaultError):
    """This machine cannot do the work: a library or font is missing. The input is not at fault."""


class GateError(FaultError):
    """A finished file, read back, says something else than was approved; it is not published."""
