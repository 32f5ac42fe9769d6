"""The templates of a pack, parsed: which there are, which are used, and what they refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jinja2
from jinja2 import nodes

from generator.authoring.draft import Draft
from generator.compose.context import CHANGE_TEMPLATE, FORM_TEMPLATE
from generator.compose.environment import PackLoader
from generator.compose.outline import DOCUMENT_TEMPLATE
from generator.compose.owed_records import OWED_RECORDS
from generator.compose.own_section import OWN_SECTION, section_template
from generator.domain.errors import TemplateError

ROOTS = (DOCUMENT_TEMPLATE, FORM_TEMPLATE, CHANGE_TEMPLATE, OWN_SECTION, OWED_RECORDS)
"""Templates the program itself calls for."""


@dataclass(frozen=True)
class Source:
    """One template. ``tree`` is None where it is not well formed; ``problem`` says why, ``line`` where."""

    name: str
    shown: str
    text: str
    tree: nodes.Template | None
    problem: str = ""
    line: int = 1


@dataclass(frozen=True)
class Reference:
    """A template named in another. ``alone``: imported without the names of the document."""

    name: str
    line: int
    alone: bool


class _Anything(dict[str, Any]):
    """Knows every filter: which there are is checked one by one, with better words."""

    def get(self, name: str, default: object = None) -> Any:
        """Some function."""
        del name, default
        return str

    def __contains__(self, name: object) -> bool:
        return True


@lru_cache(maxsize=8)
def sources(draft: Draft) -> Mapping[str, Source]:
    """Every template of the pack, by name."""
    environment = jinja2.Environment(loader=PackLoader(draft.pack), autoescape=True)  # parses, never renders
    environment.filters, environment.tests = _Anything(), _Anything()
    names = (name for name in draft.pack.files if name.endswith(".j2"))
    return {name: _parsed(environment, draft, name) for name in names}


def _parsed(environment: jinja2.Environment, draft: Draft, name: str) -> Source:
    file = draft.pack.files[name]
    shown = f"{file.pack}/{file.name}"
    assert environment.loader is not None  # noqa: S101 - given a line above
    try:
        text, _, _ = environment.loader.get_source(environment, name)
    except TemplateError as error:
        return Source(name, shown, "", None, error.message)
    try:
        return Source(name, shown, text, environment.parse(text, name, shown))
    except jinja2.TemplateSyntaxError as error:
        return Source(name, shown, text, None, error.message or "", error.lineno)


def references(source: Source) -> Iterator[Reference]:
    """The templates a template imports or includes by a plain name."""
    if source.tree is None:
        return
    for node in source.tree.find_all((nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends)):
        assert isinstance(node, (nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends))  # noqa: S101
        if isinstance(node.template, nodes.Const) and isinstance(node.template.value, str):
            alone = isinstance(node, (nodes.Import, nodes.FromImport)) and not node.with_context
            yield Reference(node.template.value, node.lineno, alone)


@lru_cache(maxsize=8)
def used_templates(draft: Draft) -> frozenset[str]:
    """The templates a document of this pack is made with."""
    outline, known = draft.pack.manifest.outline, sources(draft)
    waiting = [*ROOTS]
    if outline is not None:
        waiting += [section_template(section.id) for part in outline.parts for section in part.sections]
        waiting += [section_template(outline.cover)] if outline.cover else []
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in known and name not in used:
            used.add(name)
            waiting += [reference.name for reference in references(known[name])]
    return frozenset(used)


def linted(draft: Draft) -> Iterator[Source]:
    """The templates to check: those in use, the pack's own, and all of a pack that is there to be extended."""
    used = used_templates(draft)
    for name, source in sources(draft).items():
        if name in used or draft.own(name) or draft.pack.manifest.abstract:
            yield source


def calls(source: Source, *functions: str) -> Iterator[tuple[nodes.Call, tuple[object, ...]]]:
    """Calls of our functions, with those arguments that are written out (others are None)."""
    for node in source.tree.find_all(nodes.Call) if source.tree else ():
        if isinstance(node.node, nodes.Name) and node.node.name in functions:
            yield node, tuple(each.value if isinstance(each, nodes.Const) else None for each in node.args)


def forms_in_templates(draft: Draft) -> Iterator[str]:
    """The forms that templates print."""
    for name in used_templates(draft):
        for _, arguments in calls(sources(draft)[name], "表"):
            if arguments and isinstance(arguments[0], str):
                yield arguments[0]
