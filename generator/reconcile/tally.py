"""How much every rule has looked at: this tells a rule that found nothing from one that had nothing to look at."""

from __future__ import annotations

from collections.abc import Mapping

from generator.domain.submission import TextAccount


class Tally:
    """Counts comparisons by the code of their rule."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._texts: dict[str, TextAccount] = {}

    def note(self, code: str, count: int = 1) -> None:
        """``count`` more comparisons of one rule."""
        self._counts[code] = self._counts.get(code, 0) + count

    def note_text(self, where: str, compared: int, unchecked: int) -> None:
        """The figures of one more piece of the text called ``where``."""
        known = self._texts.get(where, TextAccount(where, 0, 0))
        self._texts[where] = TextAccount(where, known.compared + compared, known.unchecked + unchecked)

    @property
    def texts(self) -> tuple[TextAccount, ...]:
        """The account of every text, in the order they were read."""
        return tuple(self._texts.values())

    @property
    def counts(self) -> Mapping[str, int]:
        """Comparisons by code, in the order of the codes; only rules that had something to look at."""
        return {code: count for code, count in sorted(self._counts.items()) if count}
