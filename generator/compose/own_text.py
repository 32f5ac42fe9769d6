"""The input's own paragraphs, with the figures bound in them: ``{{ 三公.合计 | 万元 }}``.

Only expressions between ``{{`` and ``}}`` are evaluated, each by itself; all else is text, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.compose.environment import Sandbox
from generator.compose.errors import TEMPLATE_ERRORS, explain
from generator.compose.gaps import Gaps
from generator.domain.errors import TemplateError
from generator.domain.records import Paragraph

_BOUND = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


class OwnText:
    """Renders paragraphs of the input with the names of one document."""

    def __init__(self, environment: Sandbox, names: Mapping[str, object], gaps: Gaps) -> None:
        self._environment = environment
        self._names = names
        self._gaps = gaps

    def render(self, paragraph: Paragraph) -> str:
        """The paragraph with every bound figure filled in.

        Raises:
            TemplateError: an expression is wrong; the error names the place in the input.
        """
        if "{{" not in paragraph.text:
            return paragraph.text
        with self._gaps.within(paragraph.location):
            text = _BOUND.sub(lambda match: self._value(match[1], paragraph), paragraph.text)
        if "{{" in _BOUND.sub("", paragraph.text):
            raise TemplateError("“{{”没有对应的“}}”。", paragraph.location, "引用数字的写法如 {{ 三公.合计 | 万元 }}。")
        return text

    def _value(self, expression: str, paragraph: Paragraph) -> str:
        try:
            compiled = self._environment.compile_expression(expression.strip(), undefined_to_none=False)
            return str(compiled(self._names))
        except TEMPLATE_ERRORS as error:
            message = explain(error, self._environment.filters)
            raise TemplateError(f"“{{{{{expression}}}}}”：{message}", paragraph.location) from error
