"""From a composed body to the HTML element tree that PDF and HTML share."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from generator.domain.document import ComposedDocument
from generator.writers.css import page_name
from generator.writers.vocabulary import Body, Contents, Line, Section, Table, parse_body
from generator.writers.vocabulary.xml import collapse, parse_xml

_SECTION_ID = "section-{}"


def page_tree(document: ComposedDocument) -> ET.Element:
    """The ``<html>`` element: head with metadata, and the body with the classes the style sheet expects.

    Raises:
        DocumentError: the body breaks the vocabulary.
    """
    parsed = parse_body(document.body)
    body = parse_xml(document.body)
    _normalise(body)
    names = page_names(parsed)
    for index, (element, section) in enumerate(zip(body, parsed.sections, strict=True)):
        element.set("id", section_anchor(section, index))
        _add_class(element, names[index])
        _decorate(element, section, parsed)
    html = ET.Element("html", {"lang": document.language})
    html.append(_head(document))
    html.append(body)
    return html


def section_anchor(section: Section, index: int) -> str:
    """The id by which the first page of a section is found."""
    return section.id or _SECTION_ID.format(index)


def page_names(parsed: Body) -> list[str]:
    """The page name of every section."""
    names, restarts = [], 0
    for section in parsed.sections:
        numbering: str = section.numbering
        if numbering == "restart":
            numbering = f"restart-{'ab'[restarts % 2]}"
            restarts += 1
        names.append(page_name(section.orientation, numbering))
    return names


def _head(document: ComposedDocument) -> ET.Element:
    head = ET.Element("head")
    ET.SubElement(head, "meta", {"charset": "utf-8"})
    ET.SubElement(head, "title").text = document.title
    described = [("author", document.author), ("description", document.subject)]
    if document.date:
        described += [("dcterms.created", document.date), ("dcterms.modified", document.date)]
    for name, content in described:
        ET.SubElement(head, "meta", {"name": name, "content": content})
    return head


def _normalise(root: ET.Element) -> None:
    """Collapse white space; browsers and WeasyPrint keep a space where a line is broken between two characters."""
    for element in root.iter():
        if element.text:
            element.text = collapse(element.text)
        if element.tail:
            element.tail = collapse(element.tail)


def _decorate(section: ET.Element, blocks: Section, parsed: Body) -> None:
    for element, block in zip(section, blocks.blocks, strict=True):
        if isinstance(block, Line):
            _add_class(element, "line")
        elif isinstance(block, Table):
            _decorate_table(element)
        elif isinstance(block, Contents):
            _decorate_contents(element, parsed)


def _decorate_table(table: ET.Element) -> None:
    for cell in table.iter("td"):
        if "head" in cell.get("class", "").split():
            cell.tag = "th"  # read aloud as a header too, not only drawn like one
            cell.set("scope", "row")
    for cell in table.iter("th"):
        cell.attrib.setdefault("scope", "colgroup" if cell.get("colspan", "1") != "1" else "col")
    for part in ("td", "th"):
        for cell in table.iter(part):
            for paragraph in cell.iterfind("p"):
                if not paragraph.get("class"):
                    paragraph.set("class", "in-cell")


def _decorate_contents(nav: ET.Element, parsed: Body) -> None:
    nav.set("aria-label", "目录")
    for link in nav.iter("a"):
        section = parsed.sections[parsed.section_of[link.get("href", "")[1:]]]
        _add_class(link, "to")
        if section.numbering == "none":
            _add_class(link, "to-none")


def _add_class(element: ET.Element, name: str) -> None:
    """Add ``name`` behind the classes there are, since the first one is the role."""
    element.set("class", f"{element.get('class', '')} {name}".strip())
