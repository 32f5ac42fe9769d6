"""The check that composed markup stays within the vocabulary of ``docs/document.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from generator.domain.errors import TemplateError
from generator.domain.location import Location
from generator.packs.class_names import reserved, usable
from generator.packs.form import LEAST_SHARE

_INLINE = frozenset({"strong", "em", "span", "br", "a"})
_TEXT = frozenset({"h1", "h2", "h3", "h4", "p", "th", "td", "strong", "em", "span", "a"})
_CHILDREN: dict[str, frozenset[str]] = {
    "body": frozenset({"section"}),
    "section": frozenset({"h1", "h2", "h3", "h4", "p", "table", "nav"}),
    "nav": frozenset({"p"}),
    "table": frozenset({"colgroup", "thead", "tbody"}),
    "colgroup": frozenset({"col"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tr": frozenset({"th", "td"}),
    "col": frozenset(),
    "br": frozenset(),
    **dict.fromkeys(_TEXT, _INLINE),
    **dict.fromkeys(("td", "th"), _INLINE | {"p"}),
}
_ATTRIBUTES: dict[str, frozenset[str]] = {
    "col": frozenset({"style"}),
    "a": frozenset({"href", "class"}),
    "th": frozenset({"class", "colspan", "rowspan", "scope"}),
    "td": frozenset({"class", "colspan", "rowspan"}),
    "section": frozenset({"id", "class", "data-orientation", "data-numbering"}),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "p", "table"), frozenset({"id", "class"})),
    **dict.fromkeys(("nav", "tr", "span"), frozenset({"class"})),
}
_NONE: frozenset[str] = frozenset()
_WIDTH = re.compile(r"\s*width:\s*(\d{1,3}(?:\.\d{1,4})?)%\s*;?\s*", re.ASCII)
# Widths are written with two decimals, so their sum may be off by half a hundredth for each column.
_WIDTH_ROUNDING = 0.005


def check_fragment(markup: str, template: str) -> None:
    """Raise a TemplateError naming ``template`` if what it printed cannot stand in a ``<section>``."""
    _check(f"<section>{markup}</section>", template)


def check_body(markup: str, template: str) -> None:
    """Raise a TemplateError if ``markup`` is no ``<body>`` of the vocabulary, or links lead nowhere."""
    root = _check(markup, template)
    if root.tag != "body":
        raise TemplateError(f"文档的最外层应是 <body>，实际是 <{root.tag}>。", Location(template))
    ids = [element.get("id", "") for element in root.iter() if element.get("id")]
    twice = next((name for index, name in enumerate(ids) if name in ids[:index]), None)
    if twice:
        raise TemplateError(f'编号 id="{twice}" 出现了两次。', Location(template))
    targets = (element.get("href", "").removeprefix("#") for element in root.iter("a"))
    lost = next((target for target in targets if target not in ids), None)
    if lost is not None:
        raise TemplateError(f'链接指向的 id="{lost}" 不存在。', Location(template))


def _check(markup: str, template: str) -> ET.Element:
    if "<!" in markup or "<?" in markup:
        raise TemplateError("模板不能写出 <!…> 或 <?…>。", Location(template), "Jinja 的注释写作 {# … #}。")
    try:
        root = ET.fromstring(markup)  # noqa: S314 - no document type, hence no entities
    except ET.ParseError as error:
        around = _around(markup, error.position)
        message = f"模板写出的标记不成对或不完整，在“{around}”附近。"
        raise TemplateError(message, Location(template), "每个标签都要闭合，换行写作 <br/>。") from error
    for problem in _problems(root):
        raise TemplateError(problem, Location(template), "可用的标记见 docs/document.md。")
    return root


def _problems(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        tag = element.tag
        inside = _CHILDREN.get(tag, _NONE)
        yield from (f"<{tag}> 中不能出现 <{child.tag}>。" for child in element if child.tag not in inside)
        yield from _class_problems(element)
        if tag == "colgroup":
            yield from _width_problems(element)
        allowed = _ATTRIBUTES.get(tag, _NONE)
        yield from (f"<{tag}> 不能有属性 {name}。" for name in element.attrib if name not in allowed)
        if tag not in _TEXT:
            loose = [text for text in (element.text, *(child.tail for child in element)) if text and text.strip()]
            yield from (f"文字“{text.strip()[:20]}”不能直接写在 <{tag}> 里。" for text in loose)


def _class_problems(element: ET.Element) -> Iterator[str]:
    for name in element.get("class", "").split():
        if reserved(name):
            yield f"样式名“{name}”由程序自用，模板不能用。"
        elif not usable(name):
            yield f"样式名“{name[:20]}”只能由文字、数字、_ 和 - 组成。"


def _width_problems(colgroup: ET.Element) -> Iterator[str]:
    """A column may be narrow, but not so narrow that what stands in it is not seen."""
    shares = []
    for column in colgroup:
        written = column.get("style", "")
        match = _WIDTH.fullmatch(written)
        shares.append(float(match[1]) if match else 0)
        if shares[-1] < LEAST_SHARE:
            yield f'<col> 应写明宽度，不小于 {LEAST_SHARE}%，如 style="width:8.00%"，实际是“{written[:40]}”。'
    if abs(sum(shares) - 100) > _WIDTH_ROUNDING * len(shares) + 1e-9:
        yield f"<colgroup> 各列宽度之和应为 100%，实际为 {sum(shares):.2f}%。"


def _around(markup: str, position: tuple[int, int]) -> str:
    line, column = position
    text = markup.splitlines()[line - 1] if markup else ""
    return text[max(0, column - 30) : column + 10].strip()
