"""The dimension trees a pack knows by itself: written-out members and those of the year's catalogues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.catalog.classification import classification
from generator.domain.coordinates import Dimension, Member
from generator.packs.pack import DimensionSpec, MemberSpec, Pack


def pack_trees(pack: Pack, year: int) -> dict[str, Dimension]:
    """Every dimension of the pack with the members known before any input is read."""
    return {key: _tree(key, spec, year) for key, spec in pack.dimensions.items()}


def _tree(key: str, spec: DimensionSpec, year: int) -> Dimension:
    members = {member.code: member for member in _catalogued(spec, year)}
    members.update({member.code: member for member in written_members(spec.members)})
    return dimension_of(key, spec, members)


def dimension_of(key: str, spec: DimensionSpec, members: Mapping[str, Member]) -> Dimension:
    """The dimension a pack declares, with these members."""
    return Dimension(
        key,
        spec.name,
        members,
        partition=spec.partition,
        within=spec.within,
        apart=spec.apart,
        additive=spec.additive,
        lengths=spec.lengths,
    )


def _catalogued(spec: DimensionSpec, year: int) -> Iterator[Member]:
    if spec.catalog is not None:
        for entry in classification(spec.catalog, year).entries.values():
            yield Member(entry.code, entry.name, entry.parent)


def written_members(specs: Iterable[MemberSpec], parent: str | None = None) -> Iterator[Member]:
    """The members of a written-out tree, parents first."""
    for spec in specs:
        yield Member(spec.code, spec.name, parent, spec.partial)
        yield from written_members(spec.members, spec.code)
