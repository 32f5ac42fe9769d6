"""The errors a user may meet. Each knows what is wrong, where, what to do, and the exit code it leads to."""

from __future__ import annotations

from typing import ClassVar

from generator.domain.location import NOWHERE, Location


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
        return f"{where}{self.message}" + (f" {self.remedy}" if self.remedy else "")


class InputError(DisclosureError):
    """The input cannot be used at all: damaged, empty, of another kind."""


class PackError(DisclosureError):
    """A jurisdiction pack is missing or wrong."""


class TemplateError(PackError):
    """A template of a pack failed while the document was composed."""


class OutputError(DisclosureError):
    """The output folder cannot be written."""


class MachineError(DisclosureError):
    """This machine cannot do the work: a library or font is missing. The input is not at fault."""

    exit_code: ClassVar[int] = 3
