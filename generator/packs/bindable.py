"""Which names, functions and filters an input text may bind in one pack, and whether a binding is right."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.domain.records import Entity
from generator.domain.suggest import suggestion
from generator.packs.binding import TABLE, Binding, Call, Filter, Name, Piece, Wrong
from generator.packs.pack import Pack
from generator.packs.titles import fill, title_names

FIGURE, CHANGE, RATIO, WORD, BLOCK = "数字", "变动", "比例", "词语", "表"
WORDS = (
    "年度", "year", "上年", "prior_year", "级别", "level", "文件标题", "批复日期", "实体.名称", "实体.编码",
    "实体.级别", "entity.name", "entity.code", "entity.level",
)  # fmt: skip
"""Words every document has."""
FUNCTIONS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "变动": ((FIGURE,), CHANGE),
    "占比": ((FIGURE, FIGURE), RATIO),
    TABLE: ((WORD,), BLOCK),
}
"""What a function is given, and what it gives."""
PARTS: Mapping[str, Mapping[str, str]] = {
    FIGURE: {"上年": FIGURE, "名称": WORD},
    CHANGE: {"金额": FIGURE, "比例": RATIO, "状态": WORD, "本年": FIGURE, "上年": FIGURE},
}
FILTERS: Mapping[str, tuple[str, int]] = {
    "万元": (FIGURE, 1),
    "元": (FIGURE, 1),
    "数": (FIGURE, 0),
    "格": (FIGURE, 0),
    "百分比": (RATIO, 0),
    "年月": (WORD, 0),
}
"""What a filter is put to, and how many numbers it may be given."""
MAX_PLACES = 6


class BindingError(ValueError):
    """A binding names something there is not. The message is a whole Chinese sentence."""


@dataclass(frozen=True)
class Bindable:
    """What texts of one entity may bind: figures and words by dotted name, forms by every name they have."""

    figures: frozenset[str]
    words: frozenset[str]
    forms: Mapping[str, str]

    @classmethod
    def of(cls, pack: Pack, entity: Entity, year: int) -> Bindable:
        """What ``pack`` offers to the texts of ``entity``."""
        terms = pack.terms(entity.level)
        return cls(
            frozenset(pack.figures),
            frozenset((*WORDS, *terms)),
            form_names(pack, {**terms, **title_names(entity, year)}),
        )

    def form(self, name: str) -> str | None:
        """The id of the form called ``name``: its id, title, sheet name or another name it goes by."""
        return self.forms.get(name_key(name))

    def problem(self, piece: Piece) -> str | None:
        """What is wrong with a piece of a text, as a Chinese sentence; None where it is right."""
        if not isinstance(piece, Binding):
            return piece.message if isinstance(piece, Wrong) else None
        try:
            self.check(piece)
        except BindingError as error:
            return f"“{piece.text}”：{error}"
        return None

    def check(self, binding: Binding) -> None:
        """Raise :class:`BindingError` where a binding cannot be filled in."""
        kind = self._kind(binding.head)
        shown = str(binding.head)
        for each in binding.filters:
            _fits(each, kind, shown)
            kind, shown = WORD, f"{shown} | {each.name}"
        if kind == CHANGE and binding.filters:
            raise BindingError(f"“{shown}”不能直接打印。")

    def _kind(self, head: Name | Call) -> str:
        if isinstance(head, Name):
            return self._named(head)
        if head.function not in FUNCTIONS:
            known = "、".join(f"{name}(…)" for name in FUNCTIONS)
            hint = suggestion(head.function, FUNCTIONS)
            raise BindingError(f"文字里不能用“{head.function}(…)”。{hint}可用的有：{known}。")
        wanted, kind = FUNCTIONS[head.function]
        if len(head.arguments) != len(wanted):
            raise BindingError(f"“{head.function}(…)”里应当写 {len(wanted)} 项，这里是 {len(head.arguments)} 项。")
        if head.function == TABLE:
            self._table(head)
        else:
            for each in head.arguments:
                self._figure(each, head.function)
        return _part(kind, head.path, Name((f"{head.function}(…)",)))

    def _table(self, head: Call) -> None:
        name = head.arguments[0]
        if not isinstance(name, str):
            raise BindingError(f'“{TABLE}(…)”里写表的名称，要加引号，如 {TABLE}("{name}")。')
        if self.form(name) is None:
            raise BindingError(f"没有名为“{name}”的表。{suggestion(name_key(name), self.forms)}")

    def _figure(self, argument: Name | str | int, function: str) -> None:
        if not isinstance(argument, Name) or self._named(argument) != FIGURE:
            raise BindingError(f"“{function}”只能用在数字上，“{argument}”不是一个数字。")

    def _named(self, name: Name) -> str:
        """What a dotted name stands for."""
        for end in range(len(name.path), 0, -1):
            head = ".".join(name.path[:end])
            kind = WORD if head in self.words else FIGURE if head in self.figures else ""
            if kind:
                return _part(kind, name.path[end:], Name(name.path[:end]))
        raise BindingError(self._unknown(name))

    def _unknown(self, name: Name) -> str:
        below: Mapping[str, object] = self._tree
        for end, part in enumerate(name.path):
            found = below.get(part)
            if not isinstance(found, Mapping):
                if end == 0:
                    hint = suggestion(part, [*below, *FUNCTIONS])
                    return f"没有名为“{part}”的数字、词语或函数。{hint}"
                shown = ".".join(name.path[: end + 1])
                return f"没有名为“{shown}”的数字或内容。{suggestion(part, below) or _offer(below)}"
            below = found
        return f"“{name}”不能直接打印，要写出其中一项，如 {'、'.join(list(below)[:6])}。"

    @cached_property
    def _tree(self) -> Mapping[str, object]:
        """All names by their parts."""
        tree: dict[str, dict[str, object]] = {}
        for name in (*sorted(self.figures), *sorted(self.words)):
            below = tree
            for part in name.split("."):
                below = below.setdefault(part, {})  # type: ignore[assignment]
        return tree


def form_names(pack: Pack, words: Mapping[str, str]) -> dict[str, str]:
    """Every name a form goes by, name_key, with its id."""
    found: dict[str, str] = {}
    for form in pack.forms.values():
        for name in (form.id, form.title, form.sheet, *form.aliases):
            found.setdefault(name_key(fill(name, words)), form.id)
    return found


def name_key(text: str) -> str:
    """A name for comparing: full and half width alike, without blanks, quotes and book title marks."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(char for char in plain if not char.isspace() and char not in "“”\"'‘’《》「」『』")


def _part(kind: str, path: tuple[str, ...], owner: Name) -> str:
    for part in path:
        known = PARTS.get(kind, {})
        if part not in known:
            raise BindingError(f"没有名为“{owner}.{part}”的数字或内容。{suggestion(part, known) or _offer(known)}")
        kind, owner = known[part], Name((*owner.path, part))
    return kind


def _fits(found: Filter, kind: str, shown: str) -> None:
    if found.name not in FILTERS:
        raise BindingError(f"没有名为“{found.name}”的过滤器。{suggestion(found.name, FILTERS) or _offer(FILTERS)}")
    wanted, most = FILTERS[found.name]
    if kind != wanted:
        raise BindingError(f"“{found.name}”只能用在{wanted}上，“{shown}”不是一个{wanted}。")
    right = all(isinstance(each, int) and each <= MAX_PLACES for each in found.arguments)
    if len(found.arguments) > most or not right:
        how = f"只能写小数位数，0 至 {MAX_PLACES}" if most else "不写括号"
        raise BindingError(f"过滤器“{found.name}”后面{how}。")


def _offer(known: Iterable[str]) -> str:
    names = list(known)
    return f"可用的有：{'、'.join(names[:12])}。" if names else ""
