"""Files as they were read: what is hashed, parsed and quoted is one and the same content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file as it was read, once. ``name`` is what messages and records call it; it can always be printed."""

    name: str
    data: bytes = field(repr=False)

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return len(self.data)

    @property
    def sha256(self) -> str:
        """The SHA-256 of its content, as hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()
