"""Merging one YAML file of a pack along the chain it extends, remembering where every value came from.

Mappings are merged key by key down to the depth that makes sense for the file; below it a value replaces the one
inherited. A list whose items have a name of their own (balances, texts) is merged item by item. ``key: null``
takes away what was inherited; in such a list, an item whose other keys are null does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from generator.domain.location import Location
from generator.files.yaml_file import YamlFile, path_text

Path = tuple[str | int, ...]

ALONE = 1
"""Depth of a file whose top keys replace those inherited."""


@dataclass(frozen=True)
class MergeRule:
    """How a file is merged: ``depth`` for top keys not named in ``deeper``; ``lists`` by the key of their items."""

    depth: int = ALONE
    deeper: Mapping[str, int] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    by_key: bool = False
    """Whether an item of such a list changes single keys of the one inherited; else it takes its place."""


RULES: Mapping[str, MergeRule] = {
    "pack.yaml": MergeRule(deeper={"terms": 2, "level_terms": 3}),
    "dimensions.yaml": MergeRule(),
    "figures.yaml": MergeRule(),
    "rows.yaml": MergeRule(2),
    "records.yaml": MergeRule(2, lists={"texts": "key"}),
    "rules.yaml": MergeRule(2, lists={"balances": "code", "checks": "code", "records": "code"}, by_key=True),
    "style.yaml": MergeRule(3),
}
"""The files that are merged; every other file of a pack replaces the one it has the name of."""


class Placed(Protocol):
    """Plain data that knows where each of its values was written."""

    @property
    def data(self) -> Any:
        """The value."""

    def location(self, *path: str | int) -> Location:
        """Where the value at ``path`` stands."""


@dataclass
class Merged:
    """A merged file: plain ``data``, and the place every value was written at."""

    name: str
    data: Any = None
    places: dict[Path, Location] = field(default_factory=dict)

    def location(self, *path: str | int) -> Location:
        """Where the value at ``path`` stands; the nearest enclosing one that is known."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.places:
                found = self.places[path[:end]]
                return Location(found.file, line=found.line, path=path_text(path))
        return Location(self.name, line=1, path=path_text(path))


@dataclass(frozen=True)
class Below:
    """The value under one key of a file."""

    file: Placed
    key: str

    @property
    def data(self) -> Any:
        """The value."""
        return self.file.data.get(self.key) if isinstance(self.file.data, dict) else None

    def location(self, *path: str | int) -> Location:
        """Where a value below the key stands."""
        return self.file.location(self.key, *path)


def merged(files: Iterable[YamlFile], rule: MergeRule, name: str) -> Merged:
    """The files as one, the root of the chain first."""
    whole = Merged(name)
    for file in files:
        _Merger(whole, file, rule).merge()
    return whole


def single(file: YamlFile) -> Merged:
    """A file that is not merged with anything."""
    return merged([file], MergeRule(), file.name)


class _Merger:
    """Puts one file over what has been merged so far."""

    def __init__(self, whole: Merged, file: YamlFile, rule: MergeRule) -> None:
        self.whole = whole
        self.file = file
        self.rule = rule

    def merge(self) -> None:
        data = self.file.data
        if not isinstance(data, dict) or not isinstance(self.whole.data, dict | None):
            self._replace((), (), data)
            self.whole.data = data
            return
        if self.whole.data is None:
            self.whole.data = {}
        self.whole.places[()] = self.file.location()
        for key, value in data.items():
            if key in self.rule.lists and isinstance(value, list):
                self._items(key, value, self.rule.lists[key])
            else:
                self._put(self.whole.data, (key,), value, self.rule.deeper.get(key, self.rule.depth))

    def _put(self, into: dict[str, Any], path: Path, value: Any, depth: int) -> None:
        key = str(path[-1])
        own = into.get(key)
        if value is None and key in into:
            del into[key]
            self._forget(path)
        elif depth > ALONE and isinstance(value, dict) and isinstance(own, dict):
            self.whole.places[path] = self.file.location(*path)
            for name, inner in value.items():
                self._put(own, (*path, name), inner, depth - 1)
        else:
            into[key] = _copied(value)
            self._replace(path, path, value)

    def _items(self, key: str, items: list[Any], named: str) -> None:
        known = self.whole.data.get(key)
        into: list[Any] = known if isinstance(known, list) else []
        self.whole.data[key] = into
        self.whole.places[(key,)] = self.file.location(key)
        for index, item in enumerate(items):
            name = item.get(named) if isinstance(item, dict) else None
            names = [old.get(named) if isinstance(old, dict) else None for old in into]
            place = names.index(name) if name in names and name else None
            if place is not None and all(value is None for part, value in item.items() if part != named):
                del into[place]
                self._forget_item(key, place)
                continue
            if place is not None and self.rule.by_key:
                self._change(into[place], (key, place), (key, index), item)
                continue
            if place is None:
                place = len(into)
                into.append(None)
            into[place] = _copied(item)
            self._replace((key, index), (key, place), item)

    def _change(self, own: dict[str, Any], target: Path, source: Path, item: Mapping[str, Any]) -> None:
        """Put the keys of an item over those of the one inherited."""
        self.whole.places[target] = self.file.location(*source)
        for name, value in item.items():
            if value is None:
                own.pop(name, None)
                self._forget((*target, name))
            else:
                own[name] = _copied(value)
                self._replace((*source, name), (*target, name), value)

    def _forget_item(self, key: str, place: int) -> None:
        """An item is gone: those after it move up."""
        moved = {
            (key, index - 1, *path[2:]) if path[:1] == (key,) and (index := _index(path)) > place else path: where
            for path, where in self.whole.places.items()
            if path[:2] != (key, place)
        }
        self.whole.places.clear()
        self.whole.places.update(moved)

    def _replace(self, source: Path, target: Path, value: Any) -> None:
        self._forget(target)
        for path in _paths(value, ()):
            if (*source, *path) in self.file.lines:
                self.whole.places[(*target, *path)] = self.file.location(*source, *path)

    def _forget(self, path: Path) -> None:
        for known in [known for known in self.whole.places if known[: len(path)] == path]:
            del self.whole.places[known]


def _index(path: Path) -> int:
    return path[1] if len(path) > 1 and isinstance(path[1], int) else -1


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value


def _paths(value: Any, path: Path) -> Iterable[Path]:
    """The path of every value in ``value``, itself first."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _paths(inner, (*path, index))
