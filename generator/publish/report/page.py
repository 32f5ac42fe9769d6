"""The report as one self-contained HTML page. All its wording is in ``template/``."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.filters import FILTERS
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context
from markupsafe import Markup

from generator import __version__
from generator.compose.environment import Sandbox
from generator.domain.errors import OutputError
from generator.domain.location import Location
from generator.domain.shown import shown_lines
from generator.publish.explained import explained
from generator.publish.files import write_file
from generator.publish.pipeline import Outcome
from generator.publish.report.groups import report_on
from generator.publish.report.views import document_views

MARK = '<meta name="generator" content="Budget Disclosure check report">'
"""Stands in every page, so that a report is known again."""
_HEAD = 2000
_FILTERS = ("e", "escape", "join", "length")


def report_page(outcomes: Sequence[Outcome]) -> bytes:
    """The report on every outcome; the same outcomes give the same bytes."""
    environment = Sandbox(
        loader=FunctionLoader(_resource),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printed,
    )
    environment.globals.clear()
    environment.filters = {name: FILTERS[name] for name in _FILTERS}
    documents = document_views([report_on(outcome) for outcome in outcomes])
    page = environment.get_template("report.html.j2")
    return (page.render(documents=documents, version=__version__) + "\n").encode()


def write_report(outcomes: Sequence[Outcome], target: Path, *, force: bool = False) -> Path:
    """Write the page. An earlier report is replaced, any other file only by ``force``.

    Raises:
        OutputError: the file cannot be written, or would have to be replaced.
    """
    if target.suffix.lower() not in {".html", ".htm"}:
        place = Location(target.as_posix())
        raise OutputError("核对报告只能写成 .html 文件。", place, "请改文件名的后缀。")
    write_file(target, report_page(outcomes), replace=force or _is_report(target))
    return target


@pass_eval_context
def _printed(context: EvalContext, value: object) -> object:
    """What the page prints of a value; what the templates have marked up themselves stays as it is."""
    del context
    return shown_lines(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _is_report(path: Path) -> bool:
    if not path.is_file():
        return False
    with explained(path), path.open("rb") as file:
        return MARK.encode() in file.read(_HEAD)


def _resource(name: str) -> str:
    return (files("generator.publish.report") / "template" / name).read_text(encoding="utf-8")
