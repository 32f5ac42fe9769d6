"""Paragraphs, headings and lines as ``w:p``."""

from __future__ import annotations

import re

from generator.writers.docx.context import Context
from generator.writers.docx.names import block_style, character_style, heading_style
from generator.writers.docx.properties import alignment
from generator.writers.docx.xmltext import empty, on, text, twips, value, wrap
from generator.writers.fitting import text_width
from generator.writers.vocabulary import Heading, Line, Paragraph, Run
from generator.writers.vocabulary.blocks import Runs

# Punctuation Word takes from the Latin face unless told otherwise.
_AMBIGUOUS = re.compile(
    "[\u00b0\u00b1\u00b7\u00d7\u00f7\u2013-\u2026\u2103"
    "\u2160-\u217f\u2190-\u2193\u2200-\u22ff\u2460-\u24ff\u25a0-\u25ff]"
)
_TAB = "<w:r><w:tab/></w:r>"
_SIZE = 10.5
"""Points, where no role says how large text is."""


def paragraph(properties: str, content: str) -> str:
    """A ``w:p`` with the content of its ``w:pPr``."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def heading(of: Context, block: Heading) -> str:
    """A real heading, with a bookmark."""
    return paragraph(value("pStyle", heading_style(of.style, block)), bookmarked(of, block.id, runs(of, block.runs)))


def body_paragraph(of: Context, block: Paragraph, section: str = "") -> str:
    """A paragraph; ``section`` is the ``w:sectPr`` that ends with it."""
    content = bookmarked(of, block.id, runs(of, block.runs))
    return paragraph(value("pStyle", block_style(of.style, block)) + section, content)


def line(of: Context, block: Line, width: float, section: str = "") -> str:
    """Parts set left, centre and right on a line ``width`` points wide, by tab stops."""
    style = value("pStyle", block_style(of.style, block))
    if not (block.left or block.right):
        return paragraph(
            style + _no_indent() + alignment("center") + section, bookmarked(of, block.id, runs(of, block.center))
        )
    stops = (empty("tab", val="center", pos=twips(_middle(of, block, width))) if block.center else "") + (
        empty("tab", val="right", pos=twips(width)) if block.right else ""
    )
    content = (
        runs(of, block.left)
        + (_TAB + runs(of, block.center) if block.center else "")
        + (_TAB + runs(of, block.right) if block.right else "")
    )
    properties = style + wrap("tabs", stops) + _no_indent() + alignment("left") + section
    return paragraph(properties, bookmarked(of, block.id, content))


def _middle(of: Context, block: Line, width: float) -> float:
    """Where the centre part stands: in the middle of the line, or of what a long left part leaves of it.

    A left part that reached past the stop would push the centre part to the next stop and the right part off the line.
    """
    size = of.style.resolved(block.role).size or _SIZE
    left, center, right = (
        text_width("".join(run.text for run in part), size) for part in (block.left, block.center, block.right)
    )
    return width / 2 if left + center / 2 + size < width / 2 else (left + width - right) / 2


def runs(of: Context, found: Runs, extra: str = "") -> str:
    """Inline text; ``extra`` is content of ``w:rPr`` put on every run (see ``run``)."""
    return "".join(_linked(of, each, run(of, each, extra)) for each in found)


def run(of: Context, each: Run, extra: str = "") -> str:
    """One ``w:r``. ``extra`` are switches that follow ``w:rFonts`` in the schema, such as bold."""
    role = next((name for name in reversed(each.roles) if name in of.style.roles), None)
    properties = (
        (value("rStyle", character_style(role)) if role else "")
        + ('<w:rFonts w:hint="eastAsia"/>' if _AMBIGUOUS.search(each.text) else "")
        + (extra or (on("b", state=True) + on("bCs", state=True) if each.bold else ""))
        + (on("i", state=True) + on("iCs", state=True) if each.italic else "")
    )
    return f"<w:r>{wrap('rPr', properties)}{_text(each.text)}</w:r>"


def bookmarked(of: Context, identifier: str | None, content: str) -> str:
    """``content`` as the target of links to ``identifier``."""
    if identifier is None or identifier not in of.bookmarks:
        return content
    name, number = of.bookmarks[identifier]
    start = empty("bookmarkStart", id=number, name=name)
    return f"{start}{content}{empty('bookmarkEnd', id=number)}"


def _text(value_: str) -> str:
    parts = (f'<w:t xml:space="preserve">{text(part)}</w:t>' if part else "" for part in value_.split("\n"))
    return "<w:br/>".join(parts)


def _linked(of: Context, each: Run, content: str) -> str:
    if each.target is None:
        return content
    return wrap("hyperlink", content, anchor=of.bookmarks[each.target][0], history=1)


def _no_indent() -> str:
    return empty("ind", left=0, leftChars=0, firstLine=0, firstLineChars=0)
