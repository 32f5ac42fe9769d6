"""Texts without their white space, as they are found again where lines are broken otherwise."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1 << 14)
def squeezed(text: str) -> str:
    """``text`` without white space."""
    return "".join(text.split())
