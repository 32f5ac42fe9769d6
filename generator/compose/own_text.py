"""The input's own paragraphs, with the figures bound in them: ``{{ 三公.合计 | 万元 }}``.

What may be bound is the grammar of :mod:`generator.packs.binding`; all else is text, whatever it looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from generator.compose.errors import TEMPLATE_ERRORS, explain
from generator.compose.filters import FILTERS
from generator.compose.gaps import Gaps
from generator.compose.views import View
from generator.domain.errors import TemplateError
from generator.domain.records import Paragraph
from generator.packs.bindable import Bindable
from generator.packs.binding import Binding, Name, Piece, Wrong, pieces


@dataclass(frozen=True, slots=True)
class PlacedForm:
    """A form an input text puts where it stands, and the paragraph that does."""

    form: str
    paragraph: Paragraph


class OwnText:
    """Fills in the paragraphs of one document's input."""

    def __init__(self, bindable: Bindable, names: Mapping[str, object], gaps: Gaps) -> None:
        self._bindable = bindable
        self._names = names
        self._gaps = gaps

    def render(self, paragraph: Paragraph, *, whole: bool = False) -> str:
        """The paragraph with every bound figure filled in.

        A form cannot stand in it; in a text that is a ``whole`` section, it is printed apart.

        Raises:
            TemplateError: an expression is wrong; the error names the place in the input. A draft marks it instead.
        """
        parts = self.parts(paragraph)
        if not whole and any(isinstance(part, PlacedForm) for part in parts):
            message = "表(…) 只能放在整节的文字（栏目名以“（全文）”结尾）里。"
            return self._refuse(message, paragraph)
        return "".join(part for part in parts if isinstance(part, str))

    def parts(self, paragraph: Paragraph) -> tuple[str | PlacedForm, ...]:
        """The paragraph cut at the forms put into it: texts with their figures filled in, and forms."""
        with self._gaps.within(paragraph.location):
            return tuple(_joined(self._part(piece, paragraph) for piece in pieces(paragraph.text)))

    def _part(self, piece: Piece, paragraph: Paragraph) -> str | PlacedForm:
        if isinstance(piece, str):
            return piece
        problem = self._bindable.problem(piece)
        if isinstance(piece, Wrong) or problem:
            return self._refuse(problem or "", paragraph)
        form = self._bindable.form(piece.table) if piece.table is not None else None
        return PlacedForm(form, paragraph) if form else self._value(piece, paragraph)

    def _refuse(self, message: str, paragraph: Paragraph) -> str:
        if self._gaps.draft:
            return self._gaps.note(message)
        raise TemplateError(message, paragraph.location)

    def _value(self, binding: Binding, paragraph: Paragraph) -> str:
        try:
            value = self._head(binding)
            for each in binding.filters:
                value = FILTERS[each.name](value, *each.arguments)
            return str(value)
        except TEMPLATE_ERRORS as error:
            raise TemplateError(f"“{binding.text}”：{explain(error)}", paragraph.location) from error

    def _head(self, binding: Binding) -> object:
        head = binding.head
        if isinstance(head, Name):
            return self._named(head.path)
        function = cast("Callable[..., object]", self._names[head.function])
        value = function(*(self._named(each.path) if isinstance(each, Name) else each for each in head.arguments))
        return _walked(value, head.path)

    def _named(self, path: tuple[str, ...]) -> object:
        return _walked(self._names[path[0]], path[1:])


def _walked(value: object, path: tuple[str, ...]) -> object:
    for part in path:
        value = cast("View", value).part(part)
    return value


def _joined(parts: Iterator[str | PlacedForm]) -> Iterator[str | PlacedForm]:
    """Neighbouring texts as one."""
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
        else:
            if text:
                yield text
            yield part
            text = ""
    if text:
        yield text
