"""Atoms: the finest amounts of a sample, one at least for every cell a form writes out.

An atom lies at the last level of every dimension that splits it up. Whatever a cell stands for is the sum of the atoms
below it, so every sum holds; a balance holds because each atom of its right side has a twin on its left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.domain.coordinates import Coordinate, Dimension
from generator.packs.pack import Balance, Pack

STEP = Decimal(1000)
"""Amounts are whole multiples of this many 元, so that two decimals of 万元 print them exactly."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One amount in 元 at the finest coordinate."""

    at: Coordinate
    value: Decimal


class Atoms:
    """Collects the atoms of a sample."""

    def __init__(self, pack: Pack, trees: Mapping[str, Dimension]) -> None:
        self._trees = trees
        self._balances = pack.rules.balances
        self._closures: dict[Coordinate, frozenset[tuple[str, str]]] = {}
        self._count = 0
        self.found: dict[Coordinate, Decimal] = {}

    def fill(self, cells: Iterable[Coordinate]) -> None:
        """See that every cell has something in it. What has two sides comes from the right one."""
        wanted = [at for at in dict.fromkeys(cells) if self._plain(at)]
        later = []
        for at in wanted:
            if self._left_of(at) is not None:
                later.append(at)
            elif not self._covered(at):
                self._add(self._complete(at))
        for at in later:
            balance = self._left_of(at)
            if balance is not None and not self._covered(at):
                self._twins(balance, at)
        self._balance()

    def all(self) -> Iterator[Atom]:
        """Every atom, and its copies along dimensions that stand apart but add up (the year before)."""
        for number, (at, value) in enumerate(self.found.items()):
            yield Atom(at, value)
            for tree in self._trees.values():
                if tree.apart and tree.additive:
                    for code in tree.members:
                        yield Atom(at.put(tree.id, code), max(STEP, value + STEP * (number % 4 - 1)))

    def _plain(self, at: Coordinate) -> bool:
        """Whether an amount lies here, rather than a count, a price or another year's amount."""
        return all(key in self._trees and not self._trees[key].apart for key, _ in at)

    def _add(self, at: Coordinate) -> None:
        if at not in self.found:
            self._count += 1
            self.found[at] = STEP * (11 + self._count * 37 % 89)
            self._closures[at] = frozenset(self._closure(at))

    def _closure(self, at: Coordinate) -> Iterator[tuple[str, str]]:
        for key, member in at:
            for above in self._trees[key].ancestors(member):
                yield key, above

    def _covered(self, at: Coordinate) -> bool:
        parts = set(at)
        return any(parts <= closure for closure in self._closures.values())

    def _below(self, at: Coordinate, top: Mapping[str, str]) -> bool:
        members = dict(at)
        return all(key in members and self._trees[key].within_subtree(members[key], code) for key, code in top.items())

    def _left_of(self, at: Coordinate) -> Balance | None:
        return next((balance for balance in self._balances if self._below(at, balance.left)), None)

    def _complete(self, at: Coordinate) -> Coordinate:
        """``at`` taken down to the last level, and along every dimension that splits it up."""
        parts = {key: self._leaf(self._trees[key], member) for key, member in at}
        grown = True
        while grown:
            grown = False
            for tree in self._trees.values():
                splits = tree.partition and not tree.apart and tree.id not in parts and tree.members
                if splits and self._below(Coordinate.of(parts), tree.within):
                    parts[tree.id] = self._usual(tree, parts)
                    grown = True
        return Coordinate.of(parts)

    def _leaf(self, tree: Dimension, member: str) -> str:
        below = [code for code in tree.children(member) if not tree.members[code].partial]
        return self._leaf(tree, below[0]) if below else member

    def _usual(self, tree: Dimension, parts: Mapping[str, str]) -> str:
        """Some last-level member; another one for other kinds of amounts, so that listings have several rows."""
        tops = tree.children(None)[:3]
        if tree.lengths or not tree.lengths and all(not tree.children(code) for code in tops) and tree.id not in ("carry", "source"):
            place = sum(self._rank(key, member) for key, member in parts.items()) % len(tops)
            return self._leaf(tree, tops[place])
        return self._leaf(tree, tops[0])

    def _rank(self, key: str, member: str) -> int:
        tree = self._trees[key]
        codes = tree.children(tree.parent(member))
        return codes.index(member) if member in codes and not tree.lengths else 0

    def _shared(self, at: Coordinate, side: Mapping[str, str], other: Mapping[str, str]) -> Coordinate:
        """``at`` moved from one side of a balance to the other: only what splits up that side, too, stays."""
        moved = Coordinate.of(other)
        for key, member in at:
            tree = self._trees[key]
            if key not in side and tree.partition and self._below(moved, tree.within):
                moved = moved.put(key, member)
        return moved

    def _twins(self, balance: Balance, at: Coordinate) -> None:
        """An atom for a cell of the left side, and one as large on the right."""
        left = self._complete(at)
        right = self._complete(self._shared(left, balance.left, balance.right))
        self._add(right)
        mirrored = self._shared(right, balance.right, dict(left)).merged(dict(left))
        self._add(mirrored)
        self._twinned.setdefault(right, []).append(mirrored)

    _twinned: dict[Coordinate, list[Coordinate]]

    def _balance(self) -> None:
        """Give every atom of a right side its twin, and both sides the same amounts."""
