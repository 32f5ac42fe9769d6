"""How much every rule has looked at: this tells a rule that found nothing from one that had nothing to look at."""

from __future__ import annotations

from collections.abc import Mapping


class Tally:
    """Counts comparisons by the code of their rule."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def note(self, code: str, count: int = 1) -> None:
        """``count`` more comparisons of one rule."""
        self._counts[code] = self._counts.get(code, 0) + count

    @property
    def counts(self) -> Mapping[str, int]:
        """Comparisons by code, in the order of the codes; only rules that had something to look at."""
        return {code: count for code, count in sorted(self._counts.items()) if count}
