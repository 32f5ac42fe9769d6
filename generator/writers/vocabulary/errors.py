"""The error of a composed body that no writer can draw."""

from __future__ import annotations

from typing import ClassVar

from generator.domain.errors import DisclosureError


class DocumentError(DisclosureError):
    """The composed document breaks the vocabulary of ``docs/document.md``: a mistake in a template."""

    exit_code: ClassVar[int] = 2
