"""The sandbox templates run in: the pack's own files, views and plain values, and a few harmless filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, missing

from generator.compose.errors import MisuseError
from generator.compose.printing import Generator, finalize, printed
from generator.compose.views import View
from generator.domain.errors import PackError, TemplateError
from generator.domain.location import Location
from generator.domain.suggest import suggestion
from generator.packs.pack import Pack

MAX_TEMPLATE_BYTES = 1_000_000
MAX_RANGE = 1000

_KEPT_FILTERS = (
    "batch", "count", "default", "first", "groupby", "last", "length", "list", "map", "reject", "rejectattr", "reverse",
    "select", "selectattr", "sort", "unique",
)  # fmt: skip
_TEXT_FILTERS = ("e", "escape", "string", "trim")
"""Filters that turn anything into text."""
_TEXT_METHODS = frozenset({"startswith", "endswith", "strip"})
_OPEN_TYPES = (LoopContext, Namespace, TemplateModule)


class PackLoader(BaseLoader):
    """Loads templates from the files of a pack's chain, and from nowhere else."""

    def __init__(self, pack: Pack) -> None:
        self._files = pack.files

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of ``template`` and the name messages call it by."""
        del environment
        file = self._files.get(template)
        if file is None or not template.endswith(".j2"):
            raise TemplateNotFound(template)
        if len(file.data) > MAX_TEMPLATE_BYTES:
            raise TemplateError("模板文件过大。", Location(file.shown))
        try:
            return file.text, file.shown, lambda: True
        except PackError as error:
            raise TemplateError(error.message, error.location, error.remedy) from error


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja with everything out of reach but views, plain values and loop variables."""

    intercepted_binops = frozenset({"*", "**", "%"})
    code_generator_class = Generator

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``obj.attribute``."""
        return self._part(obj, attribute) if isinstance(obj, View) else super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """``obj[argument]``."""
        return self._part(obj, str(argument)) if isinstance(obj, View) else super().getitem(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read this attribute."""
        if isinstance(obj, str):
            return attr in _TEXT_METHODS
        return isinstance(obj, _OPEN_TYPES) and super().is_safe_attribute(obj, attr, value)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Any:
        """Refuse an attribute that is out of reach."""
        del obj
        raise SecurityError(f"模板中不允许使用“{attribute}”。")

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Reckon with plain numbers only: a repeated or padded text could fill the memory."""
        if operator == "**" or not all(isinstance(side, (int, Decimal)) for side in (left, right)):
            raise SecurityError(f"模板中不允许这样使用“{operator}”。")
        return super().call_binop(context, operator, left, right)

    def _part(self, view: View, name: str) -> Any:
        try:
            return view.part(name)
        except KeyError:
            return self.undefined(obj=view, name=name)


def sandbox(pack: Pack, filters: Mapping[str, Callable[..., object]], names: Iterable[str]) -> Sandbox:
    """The environment for the templates of ``pack``. ``names``: all that templates may call, for suggestions."""
    environment = Sandbox(
        loader=PackLoader(pack),
        autoescape=True,
        undefined=_undefined(frozenset(names)),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=finalize,
    )
    environment.globals.clear()
    environment.globals.update({"range": _range, "namespace": Namespace})
    kept = {name: FILTERS[name] for name in _KEPT_FILTERS}
    environment.filters = {**kept, **{name: _of_text(FILTERS[name]) for name in _TEXT_FILTERS}, **filters}
    return environment


def _of_text(function: Callable[..., object]) -> Callable[..., object]:
    """A filter of Jinja's that sees only what may be printed."""
    return lambda value, *given: function(printed(value), *given)


def _range(*bounds: int) -> range:
    found = range(*bounds)
    if len(found) > MAX_RANGE:
        raise MisuseError(f"range 最多 {MAX_RANGE} 项。")
    return found


def _undefined(names: frozenset[str]) -> type[StrictUndefined]:
    """What an unknown name becomes: an error as soon as it is used, saying what there is instead."""

    class Unknown(StrictUndefined):
        __slots__ = ()

        @property
        def _undefined_message(self) -> str:
            name, owner = str(self._undefined_name), self._undefined_obj
            if isinstance(owner, View):
                return _no_part(owner, name)
            if owner is not missing:
                return f"这里没有名为“{name}”的内容。"
            return f"没有名为“{name}”的数字、词语或函数。{suggestion(name, names)}"

    return Unknown


def _no_part(owner: View, name: str) -> str:
    known = list(owner.part_names())
    hint = suggestion(name, known) or (f"可用的有：{'、'.join(known[:12])}。" if known else "")
    return f"没有名为“{owner.title()}.{name}”的数字或内容。{hint}"
