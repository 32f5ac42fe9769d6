"""What finished files are held against."""

from __future__ import annotations

from dataclasses import dataclass

from generator.domain.document import ComposedDocument
from generator.domain.submission import Disclosure
from generator.packs.pack import Pack


@dataclass(frozen=True, slots=True)
class Approved:
    """A disclosure, its pack, and the document composed of them, which has been held against the facts before."""

    document: ComposedDocument
    disclosure: Disclosure
    pack: Pack
