"""What every part of reading needs to know: the pack, the year, who reports, and where findings go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.domain.records import Entity
from generator.packs.pack import Pack
from generator.packs.titles import fill, title_names
from generator.readers.form_index import FormIndex
from generator.readers.issues import Issues
from generator.readers.text import squeeze


@dataclass(frozen=True)
class Context:
    """The frame of one submission. ``amount_unit`` is that of project budgets and last year's figures.

    ``projects``: the key of every project by its squeezed code and name, once the records are read.
    """

    pack: Pack
    year: int
    entity: Entity
    amount_unit: str
    issues: Issues
    projects: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def names(self) -> dict[str, str]:
        """What ``{level}``, ``{year}`` and friends stand for in titles."""
        return title_names(self.entity, self.year, self.pack.manifest.unit)

    @cached_property
    def forms(self) -> FormIndex:
        """The forms of the pack by every name an input may use."""
        return FormIndex(self.pack, self.entity, self.year)

    def filled(self, text: str) -> str:
        """``text`` with its ``{level}`` and other places filled in."""
        return fill(text, self.names)

    def project(self, name: str) -> str | None:
        """The key of the project that ``name`` is the code or the name of."""
        return self.projects.get(squeeze(name))
