"""From the body's XHTML to blocks."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import cast
from xml.etree import ElementTree as ET

from generator.writers.vocabulary.blocks import (
    Block,
    Body,
    Cell,
    Contents,
    Entry,
    Heading,
    Line,
    Numbering,
    Orientation,
    Paragraph,
    Runs,
    Section,
    Table,
)
from generator.writers.vocabulary.errors import DocumentError
from generator.writers.vocabulary.grid import table_of
from generator.writers.vocabulary.inline import runs_of, target_of
from generator.writers.vocabulary.xml import BLOCKS, children, classes, parse_xml, role

_LINE_PARTS = ("left", "center", "right")


@lru_cache(maxsize=4)
def parse_body(body: str) -> Body:
    """Parse the body of a composed document; the last few are kept, so several writers share one tree.

    Raises:
        DocumentError: an element, attribute or structure outside the vocabulary, named in the message.
    """
    root = parse_xml(body)
    sections = tuple(_section(each) for each in children(root, frozenset({"section"})))
    if not any(section.blocks for section in sections):
        raise DocumentError("文档正文为空，没有可以输出的内容。")
    parsed = Body(sections, _ids(sections))
    _check_targets(parsed)
    return parsed


def _section(element: ET.Element) -> Section:
    orientation = _choice(element, "data-orientation", ("portrait", "landscape"), "portrait")
    numbering = _choice(element, "data-numbering", ("none", "restart", "continue"), "continue")
    return Section(
        role(element),
        element.get("id"),
        cast("Orientation", orientation),
        cast("Numbering", numbering),
        tuple(_block(each) for each in children(element, BLOCKS)),
    )


def _choice(element: ET.Element, name: str, allowed: tuple[str, ...], default: str) -> str:
    value = element.get(name, default)
    if value not in allowed:
        raise DocumentError(f"<{element.tag}> 的 {name} 只能是 {'、'.join(allowed)}，实际是“{value}”。")
    return value


def _block(element: ET.Element) -> Block:
    match element.tag:
        case "table":
            return table_of(element)
        case "nav":
            return _contents(element)
        case "p":
            return _line(element) if _is_line(element) else _paragraph(element)
        case _:
            level = int(element.tag[1])
            return Heading(level, role(element), element.get("id"), runs_of(element))


def _paragraph(element: ET.Element) -> Paragraph:
    return Paragraph(role(element), element.get("id"), runs_of(element))


def _is_line(element: ET.Element) -> bool:
    return any(child.tag == "span" and set(classes(child)) & set(_LINE_PARTS) for child in element)


def _line(element: ET.Element) -> Line:
    parts: dict[str, Runs] = dict.fromkeys(_LINE_PARTS, ())
    for child in children(element, frozenset({"span"})):
        name = next((each for each in classes(child) if each in _LINE_PARTS), None)
        if name is None or parts[name]:
            raise DocumentError("分左、中、右的一行只能含有 left、center、right 各至多一个 <span>。")
        parts[name] = runs_of(child)
    return Line(role(element), element.get("id"), parts["left"], parts["center"], parts["right"])


def _contents(element: ET.Element) -> Contents:
    if classes(element)[:1] != ["contents"]:
        raise DocumentError('<nav> 只用于目录，应写作 <nav class="contents">。')
    return Contents(tuple(_entry(each) for each in children(element, frozenset({"p"}))))


def _entry(element: ET.Element) -> Entry:
    links = list(children(element, frozenset({"a"})))
    if role(element) not in {"toc-1", "toc-2"} or len(links) != 1:
        raise DocumentError('目录的每一行应写作 <p class="toc-1"><a href="#…">…</a></p>（或 toc-2）。')
    return Entry(role(element), target_of(links[0]), runs_of(links[0]))


def _ids(sections: Iterable[Section]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, section in enumerate(sections):
        for name in _ids_in(section):
            if name in found:
                raise DocumentError(f'编号 id="{name}" 重复出现。')
            found[name] = index
    return found


def _ids_in(section: Section) -> Iterable[str]:
    if section.id:
        yield section.id
    for block in section.blocks:
        if not isinstance(block, Contents) and block.id:
            yield block.id
        if isinstance(block, Table):
            yield from (each.id for cell in _cells(block) for each in cell.paragraphs if each.id)


def _cells(table: Table) -> Iterable[Cell]:
    return (cell for row in table.rows for cell in row.cells)


def _check_targets(body: Body) -> None:
    for block in body.blocks():
        for target in _targets(block):
            if target not in body.section_of:
                raise DocumentError(f'链接指向的 id="{target}" 在文档中不存在。')


def _targets(block: Block) -> Iterable[str]:
    if isinstance(block, Contents):
        return (entry.target for entry in block.entries)
    if isinstance(block, Table):
        groups: Iterable[Runs] = (each.runs for cell in _cells(block) for each in cell.paragraphs)
    elif isinstance(block, Line):
        groups = (block.left, block.center, block.right)
    else:
        groups = (block.runs,)
    return (run.target for runs in groups for run in runs if run.target)
