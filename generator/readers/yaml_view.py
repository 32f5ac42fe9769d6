"""Walking through a YAML file: everything of the wrong shape is a finding with its line, never a crash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.domain.location import Location
from generator.files.yaml_file import YamlFile
from generator.readers.codes import UNKNOWN_KEY, WRONG_SHAPE
from generator.readers.issues import Issues, suggestion
from generator.readers.table import RawCell

Step = str | int


@dataclass(frozen=True, slots=True)
class View:
    """One value of a YAML file and the way to it."""

    file: YamlFile
    value: Any
    path: tuple[Step, ...] = ()

    @property
    def location(self) -> Location:
        """Where the value stands."""
        return self.file.location(*self.path)

    @property
    def present(self) -> bool:
        """Whether anything is given."""
        return self.value is not None

    def child(self, key: str) -> View:
        """The value under ``key``; an absent one where there is none."""
        value = self.value.get(key) if isinstance(self.value, Mapping) else None
        return View(self.file, value, (*self.path, key))

    def children(self, issues: Issues) -> Iterator[tuple[str, View]]:
        """Keys and values of a mapping; a finding and nothing where it is none."""
        if not isinstance(self.value, Mapping):
            self.wrong(issues, "一组“键: 值”")
            return
        for key, value in self.value.items():
            yield key, View(self.file, value, (*self.path, key))

    def items(self, issues: Issues) -> Iterator[View]:
        """The items of a list; a finding and nothing where it is none. An absent list has no items."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            self.wrong(issues, "列表（每项前加“- ”）")
            return
        for index, value in enumerate(self.value):
            yield View(self.file, value, (*self.path, index))

    def cell(self, issues: Issues) -> RawCell:
        """A single value as a cell; a finding and an empty cell where it is a list or a mapping."""
        if isinstance(self.value, (Mapping, list)):
            self.wrong(issues, "一个值")
            return RawCell(None, self.location)
        return RawCell(self.value, self.location)

    def paragraphs(self, issues: Issues) -> tuple[RawCell, ...]:
        """A list of texts, or one text, as cells."""
        if isinstance(self.value, list):
            return tuple(item.cell(issues) for item in self.items(issues))
        return (self.cell(issues),) if self.present else ()

    def joined(self, issues: Issues) -> RawCell:
        """A list of texts, or one text, as one cell with a line each."""
        if isinstance(self.value, list):
            return RawCell("\n".join(cell.raw_text for cell in self.paragraphs(issues)), self.location)
        return self.cell(issues)

    def wrong(self, issues: Issues, wanted: str) -> None:
        """Say that something of another shape belongs here."""
        name = next((part for part in reversed(self.path) if isinstance(part, str)), "这里")
        issues.add(WRONG_SHAPE, f"“{name}”应当是{wanted}。", self.location, remedy="请对照输入说明修改。")

    def unknown(self, issues: Issues, known: Iterable[str]) -> None:
        """Say that the last key of the path is none that is known."""
        key = str(self.path[-1])
        names = list(known)
        hint = suggestion(key, names, f"这里可以写：{'、'.join(names[:12])}。")
        issues.add(UNKNOWN_KEY, f"不认识的键“{key}”。", self.location, remedy=hint)
