"""What may go wrong while a document is composed, said in Chinese with the template's file and line."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import ClassVar

import jinja2
from jinja2.exceptions import SecurityError

from generator.domain.errors import TemplateError
from generator.domain.findings import Finding, Severity
from generator.domain.location import NOWHERE, Location
from generator.domain.suggest import suggestion

TEMPLATE_ERRORS = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a template can make happen; anything else is a mistake of ours and is not disguised."""

_NO_SUCH = re.compile(r"No (filter|test) named '(.*)'")
_SHOWN_GAPS = 5


class MisuseError(ValueError):
    """A template uses one of our names wrongly. The message is a whole Chinese sentence."""


class IncompleteError(TemplateError):
    """The document needs figures or texts that the disclosure does not have. One finding for each."""

    exit_code: ClassVar[int] = 1

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        shown = "、".join(f.message for f in findings[:_SHOWN_GAPS]) + ("等" if len(findings) > _SHOWN_GAPS else "")
        first = next((place for f in findings for place in f.locations), NOWHERE)
        super().__init__(
            f"公开文件用到的 {len(findings)} 处内容还没有：{shown}。",
            first,
            "请在输入中补齐，或先生成草稿（--draft）。",
        )
        self.findings = findings


def require(value: object) -> None:
    """Raise the error of an unknown name that was handed to one of our functions unseen."""
    if isinstance(value, jinja2.Undefined):
        str(value)


def template_error(error: Exception, filters: Iterable[str] = (), *, place: Location = NOWHERE) -> TemplateError:
    """``error`` as a :class:`TemplateError`; ``place`` is where to send the reader if no template is to blame."""
    found = _syntax_place(error) or _place_of(error.__traceback__) or place
    return TemplateError(explain(error, filters), found)


def explain(error: Exception, filters: Iterable[str] = ()) -> str:
    """What went wrong, in Chinese."""
    message = str(error)
    missing = _NO_SUCH.match(message)
    if missing:
        return f"没有名为“{missing[2]}”的过滤器。{suggestion(missing[2], filters)}"
    if isinstance(error, jinja2.TemplateNotFound):
        return f"找不到模板文件“{message}”。"
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"模板写法有误（{message}）。"
    if isinstance(error, (jinja2.UndefinedError, SecurityError, MisuseError)):
        return message
    if isinstance(error, RecursionError):
        return "模板嵌套得太深。"
    return f"模板这一处无法执行（{type(error).__name__}：{message}）。"


def current_place() -> Location:
    """The line of the template being rendered right now, outward from the caller."""
    frame = inspect.currentframe()
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if isinstance(template, jinja2.Template) and template.filename:
            return Location(template.filename, line=template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back
    return NOWHERE


def gap(what: str, place: Location) -> Finding:
    """The finding for something a finished document needs and the disclosure lacks."""
    return Finding("DOC-01", Severity.ERROR, what, (place,) if place else (), remedy="请在输入中补齐。")


def _syntax_place(error: Exception) -> Location | None:
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        return Location(error.filename, line=error.lineno)
    return None


def _place_of(trace: TracebackType | None) -> Location | None:
    """The innermost template line of a traceback; Jinja has put template names and lines into it."""
    return next(iter(reversed(list(_template_lines(trace)))), None)


def _template_lines(trace: TracebackType | None) -> Iterator[Location]:
    while trace is not None:
        names = trace.tb_frame.f_globals
        if "__jinja_exception__" in names:
            yield Location(trace.tb_frame.f_code.co_filename, line=trace.tb_lineno)
        elif "__jinja_template__" in names:
            template = names["__jinja_template__"]
            yield Location(template.filename, line=template.get_corresponding_lineno(trace.tb_lineno))
        trace = trace.tb_next
