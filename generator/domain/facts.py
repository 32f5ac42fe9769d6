"""Statements and facts: one amount at one coordinate, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.domain.amounts import Amount
from generator.domain.coordinates import Coordinate
from generator.domain.location import NOWHERE, Location


@dataclass(frozen=True, slots=True)
class Statement:
    """The input says: at this coordinate the amount is so much.

    ``blank``: the cell was left empty in a form that was given, which says "nothing", as the forms are read.
    ``absent``: the form has no such row, although it lists all there are; ``location`` is the form's.
    ``form`` is the form it stands in; ``label`` names row and column for messages.
    """

    at: Coordinate
    amount: Amount
    form: str
    label: str
    location: Location = NOWHERE
    blank: bool = False
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """The input has a cell here but does not say how much (a formula without a saved value, an unreadable text)."""

    at: Coordinate
    form: str
    label: str
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Closure:
    """A given form lists all members along a dimension: what it does not list, at or below ``base``, is nothing.

    Not ``complete``: some row could not be read, so nothing follows for what is not listed.
    """

    base: Coordinate
    dimension: str
    listed: frozenset[str]
    form: str
    location: Location = NOWHERE
    complete: bool = True


@dataclass(frozen=True, slots=True)
class StatedForm:
    """One form as the input gives it. ``empty``: given, and stated to have no data (空表).

    ``rows``: the members, or combinations of members, its rows stand for, in the order of the input.
    """

    form: str
    location: Location
    statements: tuple[Statement, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    closures: tuple[Closure, ...] = ()
    empty: bool = False
    rows: tuple[Coordinate, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One amount at one coordinate as the disclosure holds it.

    ``derived``: the input did not state it; it follows from the statements in ``basis``.
    ``blank``: stated by an empty cell.
    """

    at: Coordinate
    amount: Amount
    statements: tuple[Statement, ...] = ()
    derived: bool = False
    blank: bool = False
    basis: tuple[Coordinate, ...] = field(default=())

    @property
    def status(self) -> str:
        """``derived``, ``blank`` or ``stated``."""
        return "derived" if self.derived else "blank" if self.blank else "stated"


Facts = Mapping[Coordinate, Fact]
