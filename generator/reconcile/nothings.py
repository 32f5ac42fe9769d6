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
        self._based = {pair for bases in lists.values() for base in bases for pair in base}
        self._lists: dict[str, Lists] = {}
        for (dimension, listed), bases in lists.items():
            self._lists.setdefault(dimension, Lists(self.space)).add(bases, self.space.open(dimension, listed))

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

    def left_open(self, whole: Coordinate, dimension: str, codes: Sequence[str]) -> list[str]:
        """Those members right below ``whole`` at which it may be something; ``whole`` itself is not nothing."""
        seen = self.space.seen(whole)
        tree = self.space.dimensions[dimension]
        lists = None if tree.apart else self._lists.get(dimension)
        open_ = sorted(lists.at(seen), key=len) if lists is not None else []
        if open_ and len(open_[0]) < len(codes):
            above = whole.get(dimension)
            codes = sorted((code for code in open_[0] if tree.parent(code) == above), key=tree.position)
        closed = self._closed_at(whole, seen, dimension)
        return [
            code
            for code in codes
            if code not in closed
            and all(code in found for found in open_)
            and not self._nothing_at(seen, (dimension, code))
        ]

    def _closed_at(self, whole: Coordinate, seen: Seen, dimension: str) -> set[str]:
        """The members below ``whole`` at which a list of another dimension leaves it out: projects of other units."""
        closed: set[str] = set()
        for key, member in whole:
            lists = self._lists.get(key) if key != dimension else None
            if lists is not None:
                closed |= lists.closed(member, seen, dimension)
        return closed

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
        return any(part.within(base) for telling in part.above & naming.keys() for base in naming[telling])

    def base(self, at: Coordinate) -> Coordinate | None:
        """The widest that is known to be nothing and has ``at`` as a part; None where there is no such thing."""
        return self._wholes.widest(at)

    def _covered(self, at: Coordinate) -> bool:
        return self._wholes.has(at)

    def _left_out(self, at: Coordinate) -> bool:
        """Whether a complete list does not list ``at``."""
        seen = self.space.seen(at)
        for dimension, member in at:
            lists = self._lists.get(dimension)
            if lists is not None and any(member not in open_ for open_ in lists.at(seen)):
                return True
        return False


class Lists:
    """Complete lists along one dimension, found from any part of what they hold for."""

    def __init__(self, space: Space) -> None:
        self._space = space
        self._filed: dict[_Pair | None, list[tuple[Coordinate, frozenset[str]]]] = {}
        self._beside: dict[str, dict[Coordinate, _Beside]] = {}

    def add(self, bases: Iterable[Coordinate], open_: frozenset[str]) -> None:
        """Take in a list that holds for all of ``bases`` and says nothing about ``open_``."""
        kept = Wholes(self._space)
        for base in sorted(bases, key=self._space.depth):
            if not base:
                self._filed.setdefault(None, []).append((base, open_))
                return
            if kept.widest(base) is None:
                self._filed.setdefault(kept.add(base), []).append((base, open_))
                for key, member in base:
                    beside = self._beside.setdefault(key, {}).setdefault(base.put(key, None), _Beside())
                    beside.add(member, open_)

    def at(self, seen: Seen) -> list[frozenset[str]]:
        """What the lists say nothing about that hold for a coordinate."""
        filed = self._filed
        found = list(filed.get(None, ()))
        for pair in seen.above & filed.keys():
            found += filed[pair]
        return [open_ for base, open_ in found if seen.within(base)]

    def closed(self, listed: str, seen: Seen, dimension: str) -> set[str]:
        """The members along ``dimension`` with a list that leaves ``listed`` out there."""
        found: set[str] = set()
        for rest, beside in self._beside.get(dimension, {}).items():
            if seen.within(rest):
                found |= beside.every - beside.open_at.get(listed, _NO_CODES)
        return found


class _Beside:
    """Lists that differ in one member of what they hold for: at which of these they say nothing about a code."""

    def __init__(self) -> None:
        self.every: set[str] = set()
        self.open_at: dict[str, set[str]] = {}

    def add(self, member: str, open_: frozenset[str]) -> None:
        """Take in the list that holds at ``member``; of several there, each must leave a code open."""
        if member in self.every:
            for code, members in self.open_at.items():
                if code not in open_:
                    members.discard(member)
            return
        self.every.add(member)
        for code in open_:
            self.open_at.setdefault(code, set()).add(member)


_NO_CODES: set[str] = set()


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

    def has(self, part: Coordinate) -> bool:
        """Whether ``part`` is one of the coordinates, or a part of one."""
        seen, filed = self._space.seen(part), self._filed
        return any(seen.within(at) for pair in seen.above & filed.keys() for at in filed[pair])

    def of(self, part: Coordinate) -> Iterator[Coordinate]:
        """The coordinates that are ``part`` or have it as a part, in no order."""
        seen, filed = self._space.seen(part), self._filed
        return (at for pair in seen.above & filed.keys() for at in filed[pair] if seen.within(at))


class Parts:
    """Finds those of a set of coordinates that are parts of another, each filed under all it may be a part of."""

    def __init__(self, space: Space, coordinates: Iterable[Coordinate]) -> None:
        self._space = space
        self._all = tuple(coordinates)
        self._filed: dict[_Pair, set[int]] = {}
        for number, at in enumerate(self._all):
            for pair in space.seen(at).above:
                self._filed.setdefault(pair, set()).add(number)

    def of(self, whole: Coordinate) -> list[Coordinate]:
        """The coordinates that are ``whole`` or parts of it."""
        filed = sorted((self._filed.get(pair, _NONE) for pair in whole), key=len)
        numbers = sorted(filed[0].intersection(*filed[1:])) if filed else ()
        return [at for number in numbers if self._space.seen(at := self._all[number]).within(whole)]


_NONE: set[int] = set()
