"""Reading the body's XHTML: safe parsing, white space, attributes that are allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from generator.writers.vocabulary.errors import DocumentError

BLOCKS = frozenset({"h1", "h2", "h3", "h4", "p", "table", "nav"})
INLINE = frozenset({"strong", "em", "span", "br", "a"})

_ATTRIBUTES: dict[str, frozenset[str]] = {
    "body": frozenset(),
    "section": frozenset({"id", "class"}),
    "nav": frozenset({"class"}),
    "table": frozenset({"id", "class"}),
    "colgroup": frozenset(),
    "col": frozenset({"style"}),
    "thead": frozenset(),
    "tbody": frozenset(),
    "tr": frozenset({"class"}),
    "th": frozenset({"class", "colspan", "rowspan", "scope"}),
    "td": frozenset({"class", "colspan", "rowspan"}),
    "p": frozenset({"id", "class"}),
    **dict.fromkeys(("h1", "h2", "h3", "h4"), frozenset({"id", "class"})),
    "span": frozenset({"class"}),
    "strong": frozenset(),
    "em": frozenset(),
    "br": frozenset(),
    "a": frozenset({"href", "class"}),
}

_SPACE = re.compile("[ \t\r\n\f]+")
# Characters of Chinese text: punctuation, kana, ideographs, full-width forms.
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff\u2018-\u201d\u2026\u2014"
_BROKEN_LINE = re.compile(f"(?<=[{_WIDE}])[ \t]*[\r\n]\\s*(?=[{_WIDE}])")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def parse_xml(body: str) -> ET.Element:
    """Return the ``<body>`` element of ``body``.

    Raises:
        DocumentError: it is empty, not well-formed, or declares a document type (no entities are read).
    """
    if not body.strip():
        raise DocumentError("文档正文为空，没有可以输出的内容。")
    if "<!" in body:
        raise DocumentError("文档正文不能含有 <!DOCTYPE>、注释或 CDATA。")
    try:
        root = ET.fromstring(_FORBIDDEN.sub("", body))  # noqa: S314 -- no document type, hence no entities
    except ET.ParseError as error:
        raise DocumentError(f"文档正文不是合格的 XHTML：{error}") from error
    if root.tag != "body":
        raise DocumentError(f"文档正文的根元素应为 <body>，实际是 <{root.tag}>。")
    return root


def check_attributes(element: ET.Element) -> None:
    """Raise a DocumentError if ``element`` carries an attribute the vocabulary does not know."""
    allowed = _ATTRIBUTES[element.tag]
    for name in element.attrib:
        if name not in allowed and not name.startswith("data-"):
            raise DocumentError(f"<{element.tag}> 不允许属性 {name}。")


def classes(element: ET.Element) -> list[str]:
    """The classes of ``element`` in the order written."""
    return element.get("class", "").split()


def role(element: ET.Element) -> str:
    """The role of a block: its first class, otherwise its element name."""
    names = classes(element)
    return names[0] if names else element.tag


def children(element: ET.Element, allowed: frozenset[str]) -> Iterator[ET.Element]:
    """The child elements, each checked; text directly inside ``element`` is an error."""
    refuse_text(element, element.text)
    for child in element:
        if child.tag not in allowed:
            raise DocumentError(f"<{element.tag}> 中不能出现 <{child.tag}>。")
        check_attributes(child)
        refuse_text(element, child.tail)
        yield child


def refuse_text(element: ET.Element, text: str | None) -> None:
    """Raise a DocumentError if ``text`` is more than white space."""
    if text and text.strip(" \t\r\n\f"):
        raise DocumentError(f"<{element.tag}> 中不能直接出现文字“{text.strip()[:20]}”。")


def collapse(text: str) -> str:
    """Collapse white space as browsers should: a line broken between two Chinese characters leaves no space."""
    if text.isspace():
        return " " if text.strip(" \t\r\n\f") == "" else text
    return _SPACE.sub(" ", _BROKEN_LINE.sub("", text))
