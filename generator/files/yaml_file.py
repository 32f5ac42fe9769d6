"""YAML with positions: plain values, plus the line every value stands on.

Scalars stay text (``30.00`` keeps its zeros; ``no`` is a word); only true, false and null are read, where YAML says
so in full. Tags, aliases to containers and duplicate keys are refused: packs and inputs may come from strangers.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.domain.errors import InputError
from generator.domain.location import Location
from generator.domain.source import SourceFile
from generator.files.source import read_source

_LITERALS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_ALLOWED_TAGS = {
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map", "timestamp")
}
MAX_BYTES = 20_000_000
MAX_DEPTH = 40

_BaseLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A parsed YAML file: ``data`` in plain dicts, lists and texts; ``lines`` by path of keys and indexes."""

    name: str
    data: Any
    lines: dict[tuple[str | int, ...], int]

    def location(self, *path: str | int) -> Location:
        """Where the value at ``path`` stands; the nearest enclosing one that is known."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return Location(self.name, line=self.lines[path[:end]], path=path_text(path))
        return Location(self.name, line=1, path=path_text(path))


def path_text(path: tuple[str | int, ...]) -> str:
    """``forms.income.rows[3].合计`` for a path of keys and indexes (indexes shown from 1)."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else (f".{part}" if text else part)
    return text


def read_yaml(path: Path, *, name: str = "") -> YamlFile:
    """Read a YAML file. Raises :class:`InputError` with file and line when it cannot be read."""
    return yaml_of(read_source(path, MAX_BYTES, name))


def yaml_of(source: SourceFile) -> YamlFile:
    """The YAML in a file that was read. Raises :class:`InputError` with file and line when it is not well formed."""
    place = Location(source.name)
    if source.size > MAX_BYTES:
        raise InputError("文件过大，不像是手写的文件。", place, "请确认是否选错了文件。")
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("文件不是 UTF-8 编码的文本。", place, "请用 UTF-8 编码另存后再试。") from error
    return parse_yaml(text, source.name)


def parse_yaml(text: str, name: str) -> YamlFile:
    """Parse YAML text. Raises :class:`InputError` with the line when it is not well formed."""
    try:
        node = yaml.compose(text, Loader=_BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or "格式错误"
        raise InputError(
            f"YAML 格式有误（{problem}）。", Location(name, line=line), "请检查这一行的缩进、冒号和引号。"
        ) from error
    except RecursionError as error:
        raise InputError("YAML 嵌套层数过多。", Location(name, line=1)) from error
    lines: dict[tuple[str | int, ...], int] = {}
    data = None if node is None else _Builder(name, lines).build(node, ())
    return YamlFile(name, data, lines)


class _Builder:
    """Turns YAML nodes into plain values and notes their lines."""

    def __init__(self, name: str, lines: dict[tuple[str | int, ...], int]) -> None:
        self.name = name
        self.lines = lines
        self.seen: set[int] = set()

    def build(self, node: yaml.Node, path: tuple[str | int, ...]) -> Any:
        self.lines[path] = node.start_mark.line + 1
        if len(path) > MAX_DEPTH:
            raise self._error("YAML 嵌套层数过多。", node)
        if node.tag not in _ALLOWED_TAGS:
            raise self._error(f"不允许使用 YAML 标签 {node.tag}。", node)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if id(node) in self.seen:
            raise self._error("不允许用 YAML 别名重复引用整段内容。", node)
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, index)) for index, child in enumerate(node.value)]
        return self._mapping(node, path)

    def _scalar(self, node: yaml.ScalarNode) -> str | bool | None:
        plain = not node.style  # the C parser says "" for plain, the other one None
        return _LITERALS.get(node.value, node.value) if plain else str(node.value)

    def _mapping(self, node: yaml.Node, path: tuple[str | int, ...]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._error("键必须是文字。", key_node)
            key = str(key_node.value)
            if key in result:
                raise self._error(f"键“{key}”重复出现。", key_node)
            result[key] = self.build(value_node, (*path, key))
            self.lines[(*path, key)] = key_node.start_mark.line + 1
        return result

    def _error(self, message: str, node: yaml.Node) -> InputError:
        return InputError(message, Location(self.name, line=node.start_mark.line + 1), "请按输入说明修改。")
