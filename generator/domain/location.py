"""Where something was said: file and cell, or file and line."""

from __future__ import annotations

from dataclasses import dataclass

from generator.domain.shown import shown


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in an input. Excel has ``sheet`` and ``cell``; YAML has ``line`` (from 1) and ``path``."""

    file: str = ""
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    path: str | None = None

    def __bool__(self) -> bool:
        """Whether this names a place at all."""
        return bool(self.file)

    def __str__(self) -> str:
        """The place in words a clerk can follow: 预算.xlsx 工作表“收支总表”C5."""
        file = shown(self.file)
        if self.sheet is not None:
            return f"{file} 工作表“{shown(self.sheet)}”" + (f"{shown(self.cell)} 单元格" if self.cell else "")
        if self.line is not None:
            return f"{file} 第{self.line}行" + (f"（{shown(self.path)}）" if self.path else "")
        return file

    def as_dict(self) -> dict[str, str | int]:
        """The parts that are set, for JSON."""
        parts = {"file": self.file, "sheet": self.sheet, "cell": self.cell, "line": self.line, "path": self.path}
        return {key: value for key, value in parts.items() if value is not None and value != ""}


NOWHERE = Location()
