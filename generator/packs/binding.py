"""What an input text may bind: ``{{ 三公.合计 | 万元 }}``. A small grammar of our own, which no template engine reads.

::

    binding = head ( "|" filter )*
    head    = name ( "." name )* | function "(" argument ( "," argument )* ")" ( "." name )*
    filter  = name [ "(" constant ( "," constant )* ")" ]

Functions are 变动, 占比 and 表; arguments are names of figures or, for 表, a text. Marks of full width count as those
of half width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

Constant = str | int
TABLE = "表"
LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|\{#")
"""Marks of a template that are no text and that nothing would fill in."""

_BOUND = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_TOKEN = re.compile(
    r"\s*(?:(?P<name>[^\W\d]\w*)|(?P<number>\d+)"
    r"|\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|“(?P<chinese>.*)”|(?P<mark>[.．|｜(（)）,，]))\s*"
)
_MARKS = str.maketrans("．｜（），", ".|(),")
_HOW = "写法如 {{ 三公.合计 | 万元 }}"


@dataclass(frozen=True, slots=True)
class Name:
    """A dotted name: 三公.合计."""

    path: tuple[str, ...]

    def __str__(self) -> str:
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of names or of one text, and the part of its result that is meant."""

    function: str
    arguments: tuple[Name | Constant, ...]
    path: tuple[str, ...] = ()

    def __str__(self) -> str:
        inside = ", ".join(f"“{each}”" if isinstance(each, str) else str(each) for each in self.arguments)
        return ".".join((f"{self.function}({inside})", *self.path))


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter with what it is given: 万元(1)."""

    name: str
    arguments: tuple[Constant, ...] = ()


@dataclass(frozen=True, slots=True)
class Binding:
    """One ``{{ … }}``. ``text`` is it as typed, with its braces."""

    text: str
    head: Name | Call
    filters: tuple[Filter, ...] = ()

    @property
    def table(self) -> str | None:
        """The form ``{{ 表("…") }}`` asks for, by the name typed; None for anything else."""
        call = self.head if isinstance(self.head, Call) and self.head.function == TABLE else None
        return str(call.arguments[0]) if call and call.arguments else None


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something between braces, or a brace, that cannot be read. ``message`` is a whole Chinese sentence."""

    text: str
    message: str


Piece = str | Binding | Wrong


def pieces(text: str) -> tuple[Piece, ...]:
    """A text cut into what is printed as it stands and what is bound, in order."""
    return tuple(_pieces(text))


def _pieces(text: str) -> Iterator[Piece]:
    end = 0
    for match in _BOUND.finditer(text):
        yield from _literal(text[end : match.start()])
        try:
            yield _Parser(match[0], match[1]).binding()
        except _SyntaxError as error:
            yield Wrong(match[0], f"“{match[0]}”：{error}")
        end = match.end()
    yield from _literal(text[end:])


def _literal(text: str) -> Iterator[Piece]:
    left = LEFT_OVER.search(text)
    if left is None:
        if text:
            yield text
        return
    mark = left[0]
    partner = {"{{": "“{{”没有对应的“}}”。", "}}": "“}}”没有对应的“{{”。"}
    said = partner.get(mark, f"文字里不能写“{mark}”。")
    around = text[max(0, left.start() - 8) : left.end() + 12]
    yield Wrong(text, f"{said}在“{around}”处；引用数字的{_HOW}。")


class _SyntaxError(ValueError):
    """The inside of a binding is not in the grammar."""


class _Parser:
    """Reads one binding from left to right."""

    def __init__(self, whole: str, inside: str) -> None:
        self._whole = whole
        self._tokens = list(_tokens(inside))
        self._at = 0

    def binding(self) -> Binding:
        head = self._head()
        filters = []
        while self._taken("|"):
            filters.append(self._filter())
        if self._at < len(self._tokens):
            raise _SyntaxError(_misplaced(self._tokens[self._at][1]))
        return Binding(self._whole, head, tuple(filters))

    def _head(self) -> Name | Call:
        first = self._name()
        if not self._taken("("):
            return Name((first, *self._path()))
        arguments: list[Name | Constant] = []
        while not self._taken(")"):
            if arguments:
                self._need(",")
            arguments.append(self._argument())
        return Call(first, tuple(arguments), self._path())

    def _argument(self) -> Name | Constant:
        kind = self._peek()
        return self._constant() if kind in ("text", "number") else Name((self._name(), *self._path()))

    def _filter(self) -> Filter:
        name = self._name()
        arguments: list[Constant] = []
        if self._taken("("):
            while not self._taken(")"):
                if arguments:
                    self._need(",")
                arguments.append(self._constant())
        return Filter(name, tuple(arguments))

    def _path(self) -> tuple[str, ...]:
        found = []
        while self._taken("."):
            found.append(self._name())
        return tuple(found)

    def _peek(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _taken(self, mark: str) -> bool:
        found = self._at < len(self._tokens) and self._tokens[self._at] == ("mark", mark)
        self._at += found
        return found

    def _need(self, mark: str) -> None:
        if not self._taken(mark):
            raise _SyntaxError(self._stuck(f"“{mark}”"))

    def _name(self) -> str:
        if self._peek() != "name":
            raise _SyntaxError(self._stuck("一个名称"))
        return self._next()

    def _constant(self) -> Constant:
        if self._peek() not in ("text", "number"):
            raise _SyntaxError(self._stuck("一个数或带引号的文字"))
        number = self._peek() == "number"
        text = self._next()
        return int(text) if number else text

    def _next(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1][1]

    def _stuck(self, wanted: str) -> str:
        if self._at >= len(self._tokens):
            return f"没有写完，这里应当是{wanted}；{_HOW}。"
        return f"“{self._tokens[self._at][1]}”处应当是{wanted}；{_HOW}。"


_LONGEST_NUMBER = 4


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            rest = text[position:].strip()
            if rest:
                raise _SyntaxError(_misplaced(rest[0]))
            return
        if match["mark"]:
            yield "mark", match["mark"].translate(_MARKS)
        elif match["name"]:
            yield "name", match["name"]
        elif match["number"]:
            if len(match["number"]) > _LONGEST_NUMBER:
                raise _SyntaxError(_misplaced(match["number"]))
            yield "number", match["number"]
        else:
            yield "text", next(each for each in match.group("double", "single", "chinese") if each is not None)
        position = match.end()


def _misplaced(what: str) -> str:
    return f"不能写“{what[:20]}”，文字里只能引用数字；{_HOW}。"
