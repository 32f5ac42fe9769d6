"""The selectors a style sheet may use: elements and classes of the vocabulary, within or directly below each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tinycss2 import serialize_identifier  # type: ignore[import-untyped]
from tinycss2.nth import parse_nth  # type: ignore[import-untyped]

from generator.packs.class_names import reserved, usable
from generator.packs.sheet.values import Refused, shown

ELEMENTS = frozenset(
    "section h1 h2 h3 h4 p nav table thead tbody tr th td span strong em a".split()  # noqa: SIM905 - a list of words
)
_ENDS = frozenset({"first-child", "last-child"})
_MOST_STEPS = 6
_MOST = 40
_REMEDY = "选择器由元素名和类名组成，如 table.form td.amount；可用空格、> 和逗号。"


def selectors(prelude: Iterable[Any]) -> str:
    """The selector list written anew.

    Raises:
        Refused: something in it is not allowed.
    """
    groups: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            groups.append([])
        elif token.type != "comment":
            groups[-1].append(token)
    if len(groups) > _MOST:
        raise Refused(f"一条规则的选择器超过 {_MOST} 个", "请分成几条规则。")
    return ",".join(_Selector(group).text() for group in groups)


class _Selector:
    """One selector: compounds of an element, classes and places, parted by blanks and ``>``."""

    def __init__(self, tokens: list[Any]) -> None:
        while tokens and tokens[0].type == "whitespace":
            tokens = tokens[1:]
        while tokens and tokens[-1].type == "whitespace":
            tokens = tokens[:-1]
        self.tokens = tokens
        self.parts: list[str] = []
        self.compound = ""

    def text(self) -> str:
        if not self.tokens:
            raise Refused("选择器是空的", _REMEDY)
        while self.tokens:
            self._take()
        self._close(" ")
        if len(self.parts) > 2 * _MOST_STEPS:
            raise Refused(f"选择器超过 {_MOST_STEPS} 层", _REMEDY)
        return "".join(self.parts[:-1])

    def _take(self) -> None:
        token = self.tokens.pop(0)
        if token.type == "whitespace" or (token.type == "literal" and token.value == ">"):
            self._combinator(token)
        elif token.type == "ident" and not self.compound:
            if token.lower_value not in ELEMENTS:
                raise Refused(f"不能选择元素 {shown(token.value)}", f"可用的元素：{'、'.join(sorted(ELEMENTS))}。")
            self.compound = token.lower_value
        elif token.type == "literal" and token.value == ".":
            self.compound += "." + self._class()
        elif token.type == "literal" and token.value == ":":
            self.compound += ":" + self._place()
        else:
            raise Refused(f"选择器里不能用 {shown(token.serialize())}", _REMEDY)

    def _combinator(self, token: Any) -> None:
        sign = " " if token.type == "whitespace" else ">"
        while self.tokens and (self.tokens[0].type == "whitespace" or self.tokens[0] == ">"):
            if self.tokens.pop(0).type == "literal":
                sign = sign.strip() + ">"
        if len(sign) > 1:
            raise Refused("选择器里不能连用 >", _REMEDY)
        self._close(sign)

    def _close(self, sign: str) -> None:
        if not self.compound:
            raise Refused("选择器缺了一部分", _REMEDY)
        self.parts += [self.compound, sign]
        self.compound = ""

    def _next(self) -> Any:
        if not self.tokens:
            raise Refused("选择器缺了一部分", _REMEDY)
        return self.tokens.pop(0)

    def _class(self) -> str:
        token = self._next()
        if token.type != "ident" or not usable(token.value):
            own = token.type == "ident" and reserved(token.value)
            words = "类名 {} 由程序自用，不能选择" if own else "不能用类名 {}"
            raise Refused(words.format(shown(token.serialize())), _REMEDY)
        return str(serialize_identifier(token.value))

    def _place(self) -> str:
        token = self._next()
        if token.type == "ident" and token.lower_value in _ENDS:
            return str(token.lower_value)
        steps = parse_nth(token.arguments) if token.type == "function" and token.lower_name == "nth-child" else None
        if steps is None:
            raise Refused(f"不能用 :{shown(token.serialize())}", "只能用 :first-child、:last-child 和 :nth-child(…)。")
        return f"nth-child({steps[0]}n{steps[1]:+d})"
