"""What is known to be nothing: the widest such coordinates, found again quickly from any of their parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.domain.coordinates import Coordinate
from generator.domain.facts import Closure
from generator.reconcile.space import Seen, Space

_Pair = tuple[str, str]


@dataclass
class Nothings:
    """Coordinates known to be nothing, and lists known to be complete. It only ever grows.

    Budget amounts are not negative, so every part of nothing is nothing. Each coordinate is filed under the
    member that says most, and by this under every member; a part of it has these members, or some below them.
    """

    space: Space
    closures: tuple[Closure, ...]
    _naming: dict[_Pair, dict[_Pair, list[Coordinate]]] = field(default_factory=dict)
    _known: set[Coordinate] = field(default_factory=set)
    _looked: dict[Coordinate, int] = field(default_factory=dict)
    _count: int = 0

    def __post_init__(self) -> None:
        """Put the closures of one list together: what it says nothing about, and all it holds for."""
        self._wholes = Wholes(self.space)
        lists: dict[tuple[str, frozenset[str]], list[Coordinate]] = {}
        for closure in self.closures:
            if closure.complete:
                lists.setdefault((closure.dimension, closure.listed), []).append(closure.base)
        self._lists: dict[str, list[tuple[frozenset[str], list[Coordinate]]]] = {}
        self._based = {pair for bases in lists.values() for base in bases for pair in base}
        for (dimension, listed), bases in lists.items():
            found = (self.space.open(dimension, listed), self._widest(bases))
            self._lists.setdefault(dimension, []).append(found)

    def _widest(self, bases: Iterable[Coordinate]) -> list[Coordinate]:
        """The coordinates that are no part of another among them."""
        kept: list[Coordinate] = []
        for base in sorted(bases, key=self.space.depth):
            if not any(self.space.covers(wider, base) for wider in kept):
                kept.append(base)
        return kept

    def add(self, at: Coordinate) -> bool:
        """Note that ``at`` is nothing. False where that was known already, or says nothing of any part.

        Nothing follows for parts from quantities that do not add up: no number stands beside 资产总额.
        """
        if not at or not self.space.additive(at) or self._covered(at):
            return False
        telling = self._wholes.add(at)
        for pair in at:
            self._naming.setdefault(pair, {}).setdefault(telling, []).append(at)
        self._count += 1
        return True

    def __contains__(self, at: Coordinate) -> bool:
        """Whether ``at`` is a part of something known to be nothing, or left out of a complete list."""
        if at in self._known:
            return True
        looked = self._looked.get(at)
        if looked == self._count:
            return False
        if self._covered(at) or (looked is None and self._left_out(at)):
            self._known.add(at)
            return True
        self._looked[at] = self._count
        return False

    def left_open(self, whole: Coordinate, dimension: str, codes: Sequence[str]) -> Iterator[str]:
        """Those members right below ``whole`` at which it may be something; ``whole`` itself is not nothing."""
        seen = self.space.seen(whole)
        lists = () if self.space.dimensions[dimension].apart else self._lists.get(dimension, ())
        open_ = [found for found, bases in lists if any(map(seen.within, bases))]
        for code in codes:
            if all(code in found for found in open_) and not self._nothing_at(seen, (dimension, code)):
                yield code

    def note_open(self, part: Coordinate, pair: _Pair) -> None:
        """Remember that ``left_open`` left this part open, where no list holds only at its member."""
        if pair not in self._based and not self.space.dimensions[pair[0]].apart:
            self._looked[part] = self._count

    def _nothing_at(self, seen: Seen, pair: _Pair) -> bool:
        """Whether something that names this member is known to be nothing and has the part seen there."""
        naming = self._naming.get(pair)
        if naming is None:
            return False
        part = Seen(seen.above | {pair}, seen.apart)
        return any(part.within(base) for telling in part.above if telling in naming for base in naming[telling])

    def base(self, at: Coordinate) -> Coordinate | None:
        """The widest that is known to be nothing and has ``at`` as a part; None where there is no such thing."""
        return self._wholes.widest(at)

    def _covered(self, at: Coordinate) -> bool:
        return any(True for _ in self._wholes.of(at))

    def _left_out(self, at: Coordinate) -> bool:
        """Whether a complete list does not list ``at``."""
        for dimension, member in at:
            for open_, bases in self._lists.get(dimension, ()):
                if member not in open_ and any(map(self.space.seen(at).within, bases)):
                    return True
        return False


class Wholes:
    """Finds those of a growing set of coordinates that have another as a part, each filed under its telling member."""

    def __init__(self, space: Space) -> None:
        self._space = space
        self._filed: dict[_Pair, list[Coordinate]] = {}

    def add(self, at: Coordinate) -> _Pair:
        """Take ``at`` into the set. Gives back the member it is filed under."""
        telling = self._space.telling(at)
        self._filed.setdefault(telling, []).append(at)
        return telling

    def widest(self, part: Coordinate) -> Coordinate | None:
        """The widest of the coordinates that have ``part`` as a part; None where there is none."""
        return min(self.of(part), key=lambda at: (self._space.depth(at), at), default=None)

    def of(self, part: Coordinate) -> Iterator[Coordinate]:
        """The coordinates that are ``part`` or have it as a part, in no order."""
        seen, filed = self._space.seen(part), self._filed
        return (at for pair in seen.above if pair in filed for at in filed[pair] if seen.within(at))


class Parts:
    """Finds those of a set of coordinates that are parts of another, each filed under all it may be a part of."""

    def __init__(self, space: Space, coordinates: Iterable[Coordinate]) -> None:
        self._filed: dict[_Pair, list[tuple[Coordinate, Seen]]] = {}
        for at in coordinates:
            seen = space.seen(at)
            for pair in seen.above:
                self._filed.setdefault(pair, []).append((at, seen))

    def of(self, whole: Coordinate) -> list[Coordinate]:
        """The coordinates that are ``whole`` or parts of it."""
        fewest = min((self._filed.get(pair, []) for pair in whole), key=len, default=[])
        return [at for at, seen in fewest if seen.within(whole)]
