"""The composed body as text: headings, paragraphs and tables in reading order, without looks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from xml.etree import ElementTree as ET

from generator.domain.document import ComposedDocument

Kind = Literal["heading", "paragraph", "line", "contents", "table"]
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text, how far it reaches, and its classes (``amount``, ``head`` …)."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Block:
    """One block of a section. ``text`` is its whole text (of a table: cell after cell), as composed.

    ``section`` counts sections from 0; ``id`` and ``role`` are those of the markup; ``target`` is the id a line of the
    contents leads to. A table has ``head`` rows, repeated on every page it runs over, and ``rows``.
    """

    kind: Kind
    text: str
    section: int
    role: str
    id: str = ""
    level: int = 0
    target: str = ""
    head: tuple[tuple[Cell, ...], ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()

    @cached_property
    def letters(self) -> str:
        """The text without any white space: what must be found again in every file."""
        return letters(self.text)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the body: its id, and how its pages are numbered (``none``, ``restart`` or ``continue``)."""

    id: str
    numbering: str


def letters(text: str) -> str:
    """``text`` in composed form (NFC) without white space and soft breaks."""
    return "".join(unicodedata.normalize("NFC", text).split()).replace("\u200b", "").replace("\u00ad", "")


def read_body(document: ComposedDocument) -> tuple[Block, ...]:
    """The blocks of a composed document, in reading order."""
    root = ET.fromstring(document.body)  # noqa: S314 - compose has checked it: no document type, hence no entities
    return tuple(block for number, section in enumerate(root) for block in blocks_of(section, number))


def read_parts(document: ComposedDocument) -> tuple[Part, ...]:
    """The sections of a composed document, in reading order."""
    root = ET.fromstring(document.body)  # noqa: S314 - as above
    return tuple(Part(section.get("id", ""), section.get("data-numbering", "continue")) for section in root)


def blocks_of(section: ET.Element, number: int) -> Iterator[Block]:
    """The blocks of one section, which is the ``number``-th."""
    for element in section:
        role = (element.get("class") or element.tag).split()[0]
        name = element.get("id", "")
        if element.tag == "table":
            head, rows = _rows(element.find("thead")), _rows(element.find("tbody"))
            text = "\n".join(cell.text for row in (*head, *rows) for cell in row)
            yield Block("table", text, number, role, name, head=head, rows=rows)
        elif element.tag == "nav":
            yield from (_entry(line, number) for line in element)
        elif element.tag in _HEADINGS:
            yield Block("heading", _text(element), number, role, name, level=int(element.tag[1]))
        else:
            parted = any(child.tag == "span" and child.get("class") in {"left", "center", "right"} for child in element)
            yield Block("line" if parted else "paragraph", _text(element), number, role, name)


def _entry(line: ET.Element, number: int) -> Block:
    link = line.find("a")
    target = link.get("href", "").removeprefix("#") if link is not None else ""
    return Block("contents", _text(line), number, line.get("class", "p"), target=target)


def _rows(group: ET.Element | None) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(_cell(cell) for cell in row) for row in (group if group is not None else ()))


def _cell(cell: ET.Element) -> Cell:
    colspan, rowspan = int(cell.get("colspan", "1")), int(cell.get("rowspan", "1"))
    return Cell(_text(cell), colspan, rowspan, frozenset(cell.get("class", "").split()))


def _text(element: ET.Element) -> str:
    """All text of an element; a break and the end of a paragraph inside a cell are line breaks."""
    return "".join(_walk(element)).strip()


def _walk(element: ET.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield "\n" if child.tag == "br" else ""
        yield from _walk(child)
        yield "\n" if child.tag == "p" else ""
        yield child.tail or ""
