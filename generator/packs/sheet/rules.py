"""From the text of a style sheet to the rules that are allowed, and to what is wrong with the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import tinycss2  # type: ignore[import-untyped]

from generator.packs.sheet.outcome import Problem, StyleSheet
from generator.packs.sheet.properties import PROPERTIES
from generator.packs.sheet.selectors import selectors
from generator.packs.sheet.values import Declarations, Refused, Scene, shown
from generator.packs.style import Style
from generator.packs.style_problems import unusual_colours

Understood = TypeVar("Understood")
MAX_CHARACTERS = 50_000
MAX_RULES = 300
_ALLOWED = "可用的属性见 docs/packs.md。"


def read_sheet(text: str, style: Style) -> StyleSheet:
    """The style sheet ``text`` of a pack with ``style``."""
    try:
        return _read(text, _scene(style))
    except RecursionError:
        return StyleSheet(problems=(Problem(1, "样式表里的括号嵌套过深。", "请只写必要的样式。"),))


def _scene(style: Style) -> Scene:
    text_faces = {name.casefold() for font in style.fonts.values() for name in font.faces}
    latin = {name.casefold() for font in style.fonts.values() for name in font.latin}
    return Scene(frozenset(text_faces | latin), frozenset(text_faces), colours=not unusual_colours(style))


def _read(text: str, scene: Scene) -> StyleSheet:
    if len(text) > MAX_CHARACTERS:
        return StyleSheet(problems=(Problem(1, f"样式表超过 {MAX_CHARACTERS} 个字符。", "请只写必要的样式。"),))
    nodes = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    if len(nodes) > MAX_RULES:
        return StyleSheet(problems=(Problem(1, f"样式表超过 {MAX_RULES} 条规则。", "请只写必要的样式。"),))
    reader = _Reader(scene)
    lines = [line for node in nodes if (line := reader.rule(node))]
    return StyleSheet("".join(lines), tuple(reader.problems))


@dataclass
class _Reader:
    scene: Scene
    problems: list[Problem] = field(default_factory=list)

    def rule(self, node: Any) -> str:
        """A rule written anew; empty if there is nothing allowed in it."""
        if node.type == "at-rule":
            if node.lower_at_keyword != "charset":
                words = f"不能用 @{shown(node.at_keyword)}：样式表只能写普通的样式规则。"
                self._add(node, words, "纸张、页码和字体请在 style.yaml 中写。")
            return ""
        if node.type != "qualified-rule":
            self._add(node, "写法有误，不是“选择器 { 属性: 值; }”。", "请检查括号、引号和分号。")
            return ""
        chosen = self._understood(lambda: selectors(node.prelude), node, "")
        declarations = self._declarations(node)
        if chosen is None or not declarations:
            return ""
        return f"{chosen}{{{';'.join(f'{name}:{value}' for name, value in declarations.items())}}}\n"

    def _declarations(self, rule: Any) -> Declarations:
        found: Declarations = {}
        sized = None
        for node in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
            if node.type != "declaration":
                known = {"at-rule": "规则里不能有 @ 规则。", "qualified-rule": "规则里不能嵌套规则。"}
                self._add(node, known.get(node.type, "写法有误。"), "每条样式写作“属性: 值;”。")
            elif node.important:
                self._add(node, f"属性 {shown(node.name)} 不能用 !important。", "请去掉 !important。")
            else:
                subject = f"属性 {shown(node.name)} "
                found.update(self._understood(partial(self._declaration, node), node, subject) or {})
                sized = node if node.lower_name == "font-size" else sized
        if "font-size" in found and "line-height" not in found:
            del found["font-size"]
            self._add(sized, "改了 font-size，没有同时写 line-height，行与行可能重叠。", "请加上如 line-height: 1.5。")
        return found

    def _declaration(self, node: Any) -> Declarations:
        known = PROPERTIES.get(node.lower_name)
        if known is None:
            raise Refused("不能用：样式表只能改外观，不能加字、隐藏、移动或引用外部内容", _ALLOWED)
        return known(node.lower_name, tuple(_tokens(node.value)), self.scene)

    def _understood(self, read: Callable[[], Understood], node: Any, subject: str) -> Understood | None:
        try:
            return read()
        except Refused as refused:
            self._add(node, f"{subject}{refused.message}。", refused.remedy)
            return None

    def _add(self, node: Any, message: str, remedy: str) -> None:
        self.problems.append(Problem(node.source_line, message, remedy))


def _tokens(value: Iterable[Any]) -> Iterator[Any]:
    return (token for token in value if token.type not in ("whitespace", "comment"))
