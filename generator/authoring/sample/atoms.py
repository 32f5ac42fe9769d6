"""Atoms: the finest amounts of a sample, one at least for every cell a form writes out.

An atom lies at the last level of every dimension that splits it up. Whatever a cell stands for is the sum of the atoms
below it, so every sum holds; a balance holds because each atom of its right side has a twin on its left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.authoring.sample.fitting import ECONOMIC, FLOW, KIND, Fitting
from generator.domain.coordinates import Coordinate, Dimension
from generator.packs.pack import Pack
from generator.packs.rules import Balance

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
        self._dynamic = frozenset(key for key, spec in pack.dimensions.items() if spec.dynamic)
        self._fitting = Fitting(pack, trees)
        # A balance within one flow says that two ways of splitting it up agree: that is the fitting's business.
        self._balances = [each for each in pack.rules.balances if each.left.get(FLOW) != each.right.get(FLOW)]
        self._closures: dict[Coordinate, frozenset[tuple[str, str]]] = {}
        self.values: dict[Coordinate, Decimal] = {}

    def fill(self, cells: Iterable[Coordinate]) -> None:
        """See that every cell has something in it, and that both sides of every balance come to the same."""
        for at in dict.fromkeys(cells):
            if self._plain(at) and not self._covered(at):
                self._add(self._complete(at))
        for balance in self._balances:
            self._even(balance)

    def all(self) -> Iterator[Atom]:
        """Every atom, and its copies along dimensions that stand apart but add up (the year before)."""
        for number, (at, value) in enumerate(self.values.items()):
            yield Atom(at, value)
            for tree in self._trees.values():
                if tree.apart and tree.additive:
                    for code in tree.members:
                        yield Atom(at.put(tree.id, code), max(STEP, value + STEP * (number % 4 - 1)))

    def _plain(self, at: Coordinate) -> bool:
        """Whether an amount lies here, rather than a count, a price or another year's amount."""
        return all(key in self._trees and not self._trees[key].apart for key, _ in at) and self._fitting.fits(dict(at))

    def _add(self, at: Coordinate) -> None:
        if at not in self.values:
            self.values[at] = STEP * (11 + len(self.values) * 37 % 89)
            self._closures[at] = frozenset(
                (key, above) for key, member in at for above in self._trees[key].ancestors(member)
            )

    def _covered(self, at: Coordinate) -> bool:
        parts = set(at)
        return any(parts <= closure for closure in self._closures.values())

    def _below(self, at: Coordinate, top: Mapping[str, str]) -> bool:
        members = dict(at)
        return all(key in members and self._trees[key].within_subtree(members[key], code) for key, code in top.items())

    def _complete(self, at: Coordinate) -> Coordinate:
        """``at`` taken down to the last level, and along every dimension that splits it up."""
        parts = {key: self._leaf(self._trees[key], member) for key, member in at}
        waiting = [tree for tree in self._trees.values() if tree.partition and not tree.apart and tree.members]
        grown = True
        while grown:
            grown = False
            for tree in waiting:
                if tree.id not in parts and self._below(Coordinate.of(parts), tree.within):
                    parts[tree.id] = self._usual(tree, parts)
                    grown = True
        return Coordinate.of(parts)

    def _leaf(self, tree: Dimension, member: str, turn: int = 0) -> str:
        below = [code for code in tree.children(member) if not tree.members[code].partial]
        return self._leaf(tree, below[turn % len(below)]) if below else member

    def _usual(self, tree: Dimension, parts: Mapping[str, str]) -> str:
        """A last-level member where a cell names none: the first, or in turn where a dimension splits up a part."""
        tops, turn = tree.children(None), len(self.values)
        if not tree.within:
            # Kinds of spending that stand last (经营支出, 上解上级) are not paid from the first source, 财政拨款.
            nested = any(tree.children(code) for code in tops) and not tree.lengths
            return self._leaf(tree, tops[-1] if nested and self._unusual(parts) else tops[0])
        if tree.id == ECONOMIC:
            classes = self._fitting.classes(parts.get(KIND, ""))
            tops = tuple(code for code in tops if code in classes) or tops
        if tree.id == KIND and ECONOMIC in parts:
            return self._fitting.kind(parts[ECONOMIC]) or self._leaf(tree, tops[-1])
        flat = not tree.lengths and not any(tree.children(code) for code in tops)
        return self._leaf(tree, tops[turn % min(len(tops), len(tops) if flat else 2)], turn // 2 % 2)

    def _unusual(self, parts: Mapping[str, str]) -> bool:
        """Whether some member comes third or later in a dimension that splits up a part."""
        for key, member in parts.items():
            tree = self._trees[key]
            written_out = tree.within and tree.partition and not tree.lengths and key not in self._dynamic
            if written_out and tree.ancestors(member)[-1] in tree.children(None)[2:]:
                return True
        return False

    def _even(self, balance: Balance) -> None:
        """Give both sides of a balance the same amount wherever it must hold."""
        left, right = self._side(balance, balance.left), self._side(balance, balance.right)
        for key in [key for key in left if key not in right]:
            self._mirror(left[key][0], balance.left, balance.right)
        for key in [key for key in right if key not in left]:
            self._mirror(right[key][0], balance.right, balance.left)
        left, right = self._side(balance, balance.left), self._side(balance, balance.right)
        for key, atoms in left.items():
            if key not in right:
                continue  # the two sides are not split up alike; nothing here can be made equal
            whole = max(sum((self.values[at] for at in right[key]), Decimal(0)), STEP * len(atoms))
            self.values[right[key][0]] += whole - sum(self.values[at] for at in right[key])
            share = whole // (STEP * len(atoms)) * STEP
            for at in atoms:
                self.values[at] = share
            self.values[atoms[0]] += whole - share * len(atoms)

    def _side(self, balance: Balance, side: Mapping[str, str]) -> dict[Coordinate, list[Coordinate]]:
        """The atoms of one side, by where they lie along the dimensions the balance holds along."""
        found: dict[Coordinate, list[Coordinate]] = {}
        for at in self.values:
            if self._below(at, side):
                key = Coordinate.of({name: member for name, member in at if name in balance.along})
                found.setdefault(key, []).append(at)
        return found

    def _mirror(self, at: Coordinate, side: Mapping[str, str], other: Mapping[str, str]) -> None:
        """An atom on the other side that lies where ``at`` lies, as far as the same dimensions split it up."""
        moved = Coordinate.of(other)
        for key, member in at:
            tree = self._trees[key]
            if key not in side and tree.partition and self._below(moved, tree.within):
                moved = moved.put(key, member)
        self._add(self._complete(moved))


class Cube:
    """What any coordinate comes to: the sum of the atoms below it."""

    def __init__(self, atoms: Iterable[Atom], trees: Mapping[str, Dimension]) -> None:
        self._trees = trees
        self._apart = frozenset(tree.id for tree in trees.values() if tree.apart)
        self._atoms = [(atom.value, self._closure(atom.at), self._apart_of(atom.at)) for atom in atoms]
        self._known: dict[Coordinate, Decimal] = {}

    def value(self, at: Coordinate) -> Decimal:
        """The amount in 元."""
        if at not in self._known:
            parts, apart = set(at), self._apart_of(at)
            self._known[at] = sum(
                (value for value, closure, stands in self._atoms if stands == apart and parts <= closure), Decimal(0)
            )
        return self._known[at]

    def members(self, base: Coordinate, dimensions: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """The last-level members along ``dimensions`` that have something below ``base``, as they come."""
        parts, apart = set(base), self._apart_of(base)
        for _, closure, stands in self._atoms:
            if stands == apart and parts <= closure:
                found = [self._last(closure, name) for name in dimensions]
                if all(found):
                    yield tuple(found)

    def _last(self, closure: frozenset[tuple[str, str]], dimension: str) -> str:
        members = [member for key, member in closure if key == dimension]
        return max(members, key=self._trees[dimension].depth, default="")

    def _closure(self, at: Coordinate) -> frozenset[tuple[str, str]]:
        return frozenset((key, above) for key, member in at for above in self._trees[key].ancestors(member))

    def _apart_of(self, at: Coordinate) -> frozenset[tuple[str, str]]:
        return frozenset(part for part in at if part[0] in self._apart)
