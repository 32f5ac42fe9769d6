"""What templates can see: views with named parts. Templates reach no Python object behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.compose.errors import MisuseError
from generator.compose.telling import Telling


class View:
    """Something with named parts, written ``thing.part`` in a template. Its attributes are out of reach."""

    __slots__ = ()

    def title(self) -> str:
        """What messages call it."""
        raise NotImplementedError

    def part(self, name: str) -> object:
        """The part called ``name``. Raises ``KeyError``."""
        raise KeyError(name)

    def part_names(self) -> Iterable[str]:
        """All names, for suggestions."""
        return ()

    def __str__(self) -> str:
        names = "、".join(list(self.part_names())[:6])
        raise MisuseError(f"“{self.title()}”不能直接打印，要写出其中一项，如 {names}。")


class Record(View):
    """A view of plain values: ``项目.名称``. ``told`` notes which parts are asked for."""

    __slots__ = ("_parts", "_title", "_told")

    def __init__(self, title: str, parts: Mapping[str, object], told: Telling | None = None) -> None:
        self._title = title
        self._parts = parts
        self._told = told

    def title(self) -> str:
        """What messages call it."""
        return self._title

    def part(self, name: str) -> object:
        """The part called ``name``. Raises ``KeyError``."""
        found = self._parts[name]
        if self._told is not None:
            self._told.part(self._title, name)
        return found

    def part_names(self) -> Iterable[str]:
        """All names, for suggestions."""
        return self._parts
