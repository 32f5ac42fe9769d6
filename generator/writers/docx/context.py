"""What the parts of ``word/document.xml`` need to know of one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.packs.style import Style
from generator.writers.vocabulary import Body, Contents, Heading


@dataclass(frozen=True, slots=True)
class Context:
    """One document being written.

    ``page_of``: displayed page number by heading id. ``bookmarks``: name and number of the bookmark of each id.
    """

    style: Style
    body: Body
    page_of: Mapping[str, str]
    bookmarks: Mapping[str, tuple[str, int]]
    draft: bool


def context(body: Body, style: Style, page_of: Mapping[str, str], *, draft: bool) -> Context:
    """Number the bookmarks: headings are named as Word names the targets of its contents."""
    headings = {each.id for each in body.headings() if each.id}
    bookmarks = {
        name: (f"_{'Toc' if name in headings else 'Ref'}{number:09d}", number)
        for number, name in enumerate(body.section_of, start=1)
    }
    return Context(style, body, page_of, bookmarks, draft)


def listed(body: Body) -> dict[str, int]:
    """The level in the contents of every id listed there."""
    return {
        entry.target: entry.level for block in body.blocks() if isinstance(block, Contents) for entry in block.entries
    }


def headings_by_id(body: Body) -> dict[str, Heading]:
    """Every heading that can be linked to."""
    return {each.id: each for each in body.headings() if each.id}
