"""What a template may print: text, our figures, ratios and changes, plain numbers. Anything else is a slip.

Jinja prints whatever there is, so that ``{{ [三公.合计] }}`` would publish what Python calls a list.
"""

from __future__ import annotations

from decimal import Decimal

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context

from generator.compose.errors import MisuseError, require
from generator.compose.views import View

_NAMES = {list: "一组内容", tuple: "一组内容", dict: "一组内容", set: "一组内容", bool: "“是”或“否”"}


def printed(value: object) -> str:
    """``value`` as the document prints it; markup stays markup.

    Raises:
        MisuseError: it is nothing that can be printed.
        UndefinedError: it is a name that there is not.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, View) or (isinstance(value, (int, Decimal)) and not isinstance(value, bool)):
        return str(value)
    if type(value) is jinja2.Undefined:  # what {{ 甲 if 乙 }} is where it is not so
        return ""
    require(value)
    raise MisuseError(f"{_what(value)}不能直接打印，要写出其中的文字或数字。")


def _what(value: object) -> str:
    if value is None:
        return "空值（none）"
    if callable(value):
        return "函数本身（缺少括号）"
    return _NAMES.get(type(value), "这里的内容")


@pass_eval_context
def finalize(context: EvalContext, value: object) -> str:
    """What Jinja puts every printed expression through, at run time: constants would be escaped before."""
    del context
    return printed(value)


class Generator(CodeGenerator):
    """Compiles ``甲 ~ 乙`` so that both sides are printed as they would be alone."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - the name Jinja calls it by
        """Write a concatenation."""
        if self.environment.finalize is None:
            super().visit_Concat(node, frame)
            return
        self.write("markup_join((")
        for side in node.nodes:
            self.write("environment.finalize(context.eval_ctx, ")
            self.visit(side, frame)
            self.write("), ")
        self.write("))")
