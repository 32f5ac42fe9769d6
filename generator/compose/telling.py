"""What templates ask of the disclosure, noted while they run, so that their text can be held against it."""

from __future__ import annotations

from generator.domain.coordinates import Coordinate
from generator.domain.document import Told, ToldAmount


class Telling:
    """Notes every amount, form and part of a record that is asked for."""

    def __init__(self) -> None:
        self._amounts: set[ToldAmount] = set()
        self._forms: set[str] = set()
        self._parts: set[tuple[str, str]] = set()

    def amount(self, digits: str, unit: str, at: Coordinate | None = None) -> str:
        """Note an amount; returns its digits."""
        self._amounts.add(ToldAmount(digits, unit, at))
        return digits

    def form(self, form_id: str) -> None:
        """Note a form."""
        self._forms.add(form_id)

    def part(self, record: str, name: str) -> None:
        """Note a part of a record."""
        self._parts.add((record, name))

    def all(self) -> Told:
        """Everything noted."""
        return Told(frozenset(self._amounts), frozenset(self._forms), frozenset(self._parts))
