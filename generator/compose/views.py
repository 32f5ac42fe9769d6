"""What templates can see: views with named parts. Templates reach no Python object behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.compose.errors import MisuseError


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
    """A view of plain values: ``项目.名称``."""

    __slots__ = ("_parts", "_title")

    def __init__(self, title: str, parts: Mapping[str, object]) -> None:
        self._title = title
        self._parts = parts

    def title(self) -> str:
        """What messages call it."""
        return self._title

    def part(self, name: str) -> object:
        """The part called ``name``. Raises ``KeyError``."""
        return self._parts[name]

    def part_names(self) -> Iterable[str]:
        """All names, for suggestions."""
        return self._parts
