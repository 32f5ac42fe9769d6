"""What of a section's template stays when the input writes its words: tables, and paragraphs that hold its records.

Any pack can be read so, whatever its templates look like: a table stays with the title and the lines right above it
and the notes right below; a paragraph stays where it holds a record of the input word for word. The rest is prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.parsers import expat

from markupsafe import Markup, escape

from generator.domain.squeezed import squeezed

FORM_MARK = "owed-form"
NEW_PAGE_TAG = "new-page"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_LEADING = frozenset({"h1", "h2"})
_FURNITURE = 30
"""A line above a table that is its title or unit is no longer than this."""
_SENTENCE = re.compile(r"[。；！？]")
_MARKS = re.compile(f"<(?:{FORM_MARK}|{NEW_PAGE_TAG})[^>]*/>")
_LONG = 6
"""A text of a record this long is not found elsewhere by chance."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of what a template printed: its markup, its element, and the form it stands for, if it is one."""

    markup: str
    element: ET.Element

    @property
    def tag(self) -> str:
        """The name of its element."""
        return self.element.tag

    @property
    def letters(self) -> str:
        """Its text without blanks."""
        return squeezed("".join(self.element.itertext()))

    @property
    def role(self) -> str:
        """Its class."""
        return self.element.get("class", "")

    @property
    def form(self) -> tuple[str, int] | None:
        """Id and heading level of the form it stands for."""
        if self.tag != FORM_MARK:
            return None
        return self.element.get("data-form", ""), int(self.element.get("data-level", "3"))

    @property
    def holds(self) -> bool:
        """Whether it is a table, or stands for a form."""
        return self.tag in {"table", FORM_MARK}


def form_mark(form_id: str, level: int = 3) -> Markup:
    """What stands for ``表(…)`` while a template is looked through."""
    return Markup(f'<{FORM_MARK} data-form="{escape(form_id)}" data-level="{level}"/>')  # noqa: S704 - escaped


def without_marks(markup: str) -> str:
    """The markup as it would be without forms and page breaks."""
    return _MARKS.sub("", markup)


def split(markup: str) -> tuple[Piece, ...]:
    """The blocks of a well-formed fragment, each with its markup as it was written."""
    whole = f"<section>{markup}</section>".encode()
    starts: list[int] = []
    depth = 0
    parser = expat.ParserCreate("utf-8")

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        del name, attributes
        if depth == 1:
            starts.append(parser.CurrentByteIndex)
        depth += 1

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        if depth == 0:
            starts.append(parser.CurrentByteIndex)
        del name

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(whole, True)  # noqa: FBT003 - the signature of expat
    root = ET.fromstring(whole)  # noqa: S314 - our own templates, checked to have no document type
    ends = starts[1:]
    return tuple(
        Piece(whole[one:two].decode().strip(), element) for one, two, element in zip(starts, ends, root, strict=False)
    )


def leading(pieces: Sequence[Piece]) -> int:
    """How many blocks at the front are the section's own title: headings, and lines dressed up that stand above one."""
    found = 0
    for index, piece in enumerate(pieces):
        if piece.tag in _LEADING:
            found = index + 1
        elif not (piece.tag == "p" and piece.role):
            break
    return found


def kept(pieces: Sequence[Piece], told: Sequence[str], duties: Sequence[str] = ()) -> tuple[Piece, ...]:
    """The blocks that stay: tables and forms with what belongs to them, and paragraphs with a text of ``told``.

    ``duties`` head records: a short line with one of them stays where a record follows. A page break stays where a
    block that stays comes after it.
    """
    wanted = {index for index, piece in enumerate(pieces) if piece.holds or _tells(piece, told)}
    for index in sorted(wanted, reverse=True):
        wanted.update(_above(pieces, index, duties))
        wanted.update(_below(pieces, index))
    return tuple(_with_breaks(pieces, wanted))


def _tells(piece: Piece, told: Sequence[str]) -> bool:
    if piece.tag not in {"p", *_HEADINGS}:
        return False
    text = piece.letters
    return any(each in text for each in told)


def _above(pieces: Sequence[Piece], index: int, duties: Sequence[str]) -> Iterator[int]:
    """Title, number and unit line of a table; the heading of a record, and a heading right above that one."""
    heading = ""
    table = pieces[index].tag == "table"
    for above in range(index - 1, -1, -1):
        piece = pieces[above]
        if piece.tag in _HEADINGS:
            if heading and not (piece.tag < heading and pieces[above + 1].tag in _HEADINGS):
                return
            heading = piece.tag
        elif piece.tag != "p" or not (_dressed(piece, plain=table and not heading) or _duty(piece, duties)):
            return
        yield above


def _dressed(piece: Piece, *, plain: bool) -> bool:
    if piece.role:
        return piece.role.split()[0] != "note"
    return plain and len(piece.letters) <= _FURNITURE and not _SENTENCE.search(piece.letters)


def _duty(piece: Piece, duties: Sequence[str]) -> bool:
    text = piece.letters
    return any(each in text and len(text) <= len(each) + 2 * _LONG for each in duties)


def _below(pieces: Sequence[Piece], index: int) -> Iterator[int]:
    """The notes of a table."""
    for below in range(index + 1, len(pieces)):
        if not pieces[index].holds or pieces[below].role.split()[:1] != ["note"]:
            return
        yield below


def _with_breaks(pieces: Sequence[Piece], wanted: set[int]) -> Iterator[Piece]:
    page: Piece | None = None
    for index, piece in enumerate(pieces):
        if piece.tag == NEW_PAGE_TAG:
            page = piece
        elif index in wanted:
            if page is not None:
                yield page
            page = None
            yield piece


def long_enough(texts: Sequence[str]) -> list[str]:
    """Those texts that can be told again, without blanks."""
    found = (squeezed(text).rstrip("。；，,;.") for text in texts)
    return [text for text in found if len(text) >= _LONG]
