"""What the disclosure knows of a label: the facts it may speak of, this year's and last year's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.domain.amounts import Amount
from generator.domain.coordinates import Coordinate
from generator.domain.facts import Statement
from generator.reconcile.narrative.lexicon import UNNAMED, Term
from generator.reconcile.narrative.phrases import Label
from generator.reconcile.wording import Wording

_WIDE = frozenset({"flow", "source", "carry"})
_PRIOR = "prior"


@dataclass(frozen=True, slots=True)
class Known:
    """A fact a label may speak of."""

    at: Coordinate
    amount: Amount


@dataclass(frozen=True)
class Evidence:
    """The facts of one disclosure, found by the terms of its texts."""

    wording: Wording

    @cached_property
    def _index(self) -> dict[tuple[str, str], list[Coordinate]]:
        """Stated coordinates that give a figure, by the members that go by their names."""
        index: dict[tuple[str, str], list[Coordinate]] = {}
        apart = {d.id for d in self.wording.knowledge.space.dimensions.values() if d.apart}
        for at, statements in self.wording.knowledge.stated.items():
            keys = {key for key, _ in at}
            if keys & apart or "project" in keys or all(statement.blank for statement in statements):
                continue
            for pair in at:
                if pair[0] not in UNNAMED:
                    index.setdefault(pair, []).append(at)
        return index

    def meant(self, label: Label, parents: tuple[Coordinate, ...] = ()) -> tuple[Coordinate, ...]:
        """What a label may speak of; with totals beside each other (收入支出总计) what any of them may."""
        terms = [] if label.term is None else [label.term, *label.alike]
        found = [at for term in terms for at in self.coordinates(term, parents, label.sources)]
        return tuple(dict.fromkeys(found))

    def coordinates(
        self, term: Term, parents: tuple[Coordinate, ...] = (), sources: Iterable[str] = ()
    ) -> tuple[Coordinate, ...]:
        """What ``term`` may speak of. As a component of ``parents`` only what is part of one of them; () if nothing.

        ``sources`` are funding sources that qualify it; what is not known of them is not known.
        """
        found = [*term.figures]
        for dimension, code in term.members:
            found += self._member(dimension, code, wide=not parents)
        if named := tuple(sources):
            put = [(at, at.put("source", source)) for at in found for source in named]
            own = [at for _, at in put if self.amount(at) is not None]
            found = own or [at for at, at_source in put if self._stands(at, at_source)]
        return tuple(dict.fromkeys(self._parts(found, parents) if parents else found))

    def wider(self, coordinates: Iterable[Coordinate], sources: Iterable[str]) -> tuple[Known, ...]:
        """The facts of the same kind for all money, and for each funding source the text speaks of."""
        found = tuple(coordinates)
        named = (None, *sources)
        return self.known(dict.fromkeys(at.put("source", source) for at in found for source in named))

    def above(self, coordinates: Iterable[Coordinate]) -> list[Amount]:
        """The amounts of what lies right above these, along each of their dimensions: what they may be shares of."""
        space = self.wording.knowledge.space
        places = dict.fromkeys(whole for at in coordinates for whole, _ in space.steps(at) if whole)
        return [amount for at in places if (amount := self.amount(at)) is not None]

    def holds(self, wholes: Iterable[Coordinate], parts: Iterable[Coordinate]) -> bool:
        """Whether some of ``parts`` lies wholly within one of ``wholes``."""
        space, above = self.wording.knowledge.space, tuple(wholes)
        return any(space.covers(whole, part) for part in parts for whole in above)

    def partial(self, label: Label, coordinates: Iterable[Coordinate], spoken: Iterable[str]) -> bool:
        """Whether a label may be of all money while its facts are of one source, which the text does not name."""
        found, named = tuple(coordinates), tuple(spoken)
        others = [at for at in found if at.get("source") not in named]
        term = label.term
        return term is not None and 0 < len(others) == len(found) and all(self._partial(term, at) for at in others)

    def _partial(self, term: Term, at: Coordinate) -> bool:
        """Whether a fact is for one funding source, while the word (人员经费) may be of all money, not known."""
        whole, kind = at.put("source", None), at.get("kind")
        dimension = self.wording.knowledge.space.dimensions.get("kind")
        if whole == at or kind is None or dimension is None or self.amount(whole) is not None:
            return False
        return dimension.name_of(kind)[:2] in term.word and not self._stands(whole, at)

    def narrow(self, term: Term, coordinates: Iterable[Coordinate]) -> bool:
        """Whether the facts are only a part of what the word may mean: of a 科目 that is known in 基本支出 only."""
        if term.figures or not any(dimension == "economic" for dimension, _ in term.members):
            return False
        found = [at for at in coordinates if at.get("economic") is not None]
        plain = {Coordinate.of({"flow": "expenditure", "economic": at.get("economic") or ""}) for at in found}
        return all(at.get("kind") for at in found) and all(self.amount(at) is None for at in plain)

    def _parts(self, found: list[Coordinate], parents: tuple[Coordinate, ...]) -> list[Coordinate]:
        """Those of ``found`` that are parts of ``parents``, in the parent's money."""
        space = self.wording.knowledge.space
        own = [at.put("source", p.get("source")) for at in found for p in parents if p.get("source")]
        parts = [at for at in (*found, *own) if any(space.covers(p, at) for p in parents)]
        if not self.known(parts):
            all_money = [p.put("source", None) for p in parents if self._is_all(p)]
            parts += [at for at in found if any(space.covers(p, at) for p in all_money)]
        return parts

    def _is_all(self, at: Coordinate) -> bool:
        """Whether a funding source is all the money there is, so that a part of the whole is a part of it."""
        own, whole = self.amount(at), self.amount(at.put("source", None))
        return at.get("source") is not None and own is not None and whole is not None and own.same_figure(whole)

    def _stands(self, at: Coordinate, own: Coordinate) -> bool:
        """Whether a fact stands for the one of a funding source, since that source is all the money there is."""
        flow = Coordinate.of({"flow": at.get("flow") or ""})
        amounts = [self.amount(flow.put("source", place.get("source"))) for place in (at, own)]
        return amounts[0] is not None and amounts[1] is not None and amounts[0].same_figure(amounts[1])

    def _member(self, dimension: str, code: str, *, wide: bool) -> list[Coordinate]:
        """Where the amounts of a member may stand; looked up once."""
        key = (dimension, code, wide)
        if key not in self._members:
            self._members[key] = self._looked_up(dimension, code, wide=wide)
        return self._members[key]

    @cached_property
    def _members(self) -> dict[tuple[str, str, bool], list[Coordinate]]:
        return {}

    def _looked_up(self, dimension: str, code: str, *, wide: bool) -> list[Coordinate]:
        stated = self._index.get((dimension, code), [])
        if dimension == "source":
            stated = [at for at in stated if {key for key, _ in at} <= {"flow", "source", "carry"}]
        elif dimension == "function":
            stated = [at for at in stated if at.get("flow") == "expenditure" and at.get("economic") is None]
        if wide:
            allowed = _WIDE | {dimension}
            stated = [at for at in stated if {key for key, _ in at} <= allowed] or self._summed(stated, dimension)
        return stated or self._nothing(dimension, code)

    def _summed(self, stated: list[Coordinate], dimension: str) -> list[Coordinate]:
        """A member that is stated only in detail: first what the details add up to, as far as it is known."""
        kept = _WIDE | {dimension, "kind"}
        whole = (Coordinate(pair for pair in at if pair[0] in kept) for at in stated)
        basic = (at.put("kind", "basic") for at in stated if at.get("kind"))
        basic = (Coordinate(pair for pair in at if pair[0] in kept) for at in basic)
        known = [at for at in dict.fromkeys((*basic, *whole)) if self.amount(at) is not None]
        return list(dict.fromkeys((*known, *stated)))

    def _nothing(self, dimension: str, code: str) -> list[Coordinate]:
        """A 科目 the forms do not list: what is known to be nothing there."""
        if dimension not in {"economic", "function"}:
            return []
        base = Coordinate.of({"flow": "expenditure", dimension: code})
        tries = [base, base.merged({"source": "general", "kind": "basic"})]
        tries.append(base.merged({"source": "general", "kind": "public"}))
        return [at for at in tries if (amount := self.amount(at)) is not None and amount.is_zero]

    def amount(self, at: Coordinate) -> Amount | None:
        """The amount at a coordinate; None where it is not known or the dimensions do not have it."""
        dimensions = self.wording.knowledge.space.dimensions
        if any(key not in dimensions for key, _ in at):
            return None
        return self.wording.knowledge.amount(at)

    def known(self, coordinates: Iterable[Coordinate], *, prior: bool = False) -> tuple[Known, ...]:
        """The facts at ``coordinates``, this year's or last year's."""
        return tuple(self._known(coordinates, prior=prior))

    def _known(self, coordinates: Iterable[Coordinate], *, prior: bool) -> Iterator[Known]:
        for at in coordinates:
            place = at.put("period", _PRIOR) if prior else at
            if (amount := self.amount(place)) is not None:
                yield Known(place, amount)

    def quantities(self, coordinates: Iterable[Coordinate]) -> tuple[Known, ...]:
        """The counts at ``coordinates``."""
        return self.known(at.put("measure", "quantity") for at in coordinates)

    def statements(self, at: Coordinate) -> tuple[Statement, ...]:
        """Where the input states a fact."""
        return self.wording.knowledge.stated.get(at, ())
