"""``word/document.xml``: the blocks of every section, one after another."""

from __future__ import annotations

from itertools import pairwise

from generator.writers.docx.contents import contents
from generator.writers.docx.context import Context
from generator.writers.docx.names import SECTION_END
from generator.writers.docx.paragraphs import body_paragraph, bookmarked, heading, line, paragraph
from generator.writers.docx.sections import section_properties
from generator.writers.docx.tables import table
from generator.writers.docx.xmltext import DECLARATION, NAMESPACES, value
from generator.writers.geometry import sheet
from generator.writers.vocabulary import Block, Contents, Heading, Line, Paragraph, Section, Table

_THIN = paragraph(value("pStyle", SECTION_END), "")


def document_xml(of: Context) -> str:
    """The whole part as text."""
    sections = of.body.sections
    parts = [_section(of, each, last=index == len(sections) - 1) for index, each in enumerate(sections)]
    return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{''.join(parts)}</w:body></w:document>"


def _section(of: Context, section: Section, *, last: bool) -> str:
    """Blocks and section properties: inside the last paragraph, or after it for the last section."""
    width = sheet(of.style.page, section.orientation).text_width
    properties = section_properties(of.style, section, draft=of.draft)
    inside = "" if last else properties
    blocks = [bookmarked(of, section.id, "")]
    for block, following in pairwise(section.blocks):
        blocks.append(_block(of, block, width))
        if isinstance(block, Table) and isinstance(following, Table):
            blocks.append(_THIN)  # Word joins tables that touch into one, and the second loses its header
    blocks.extend(_closing(of, section, width, inside))
    return "".join(blocks) + (properties if last else "")


def _closing(of: Context, section: Section, width: float, inside: str) -> list[str]:
    """The last block with the section's end in it; after a table or the contents a paragraph of its own."""
    match section.blocks[-1:]:
        case (Paragraph() as block,):
            return [body_paragraph(of, block, inside)]
        case (Line() as block,):
            return [line(of, block, width, inside)]
        case blocks:
            return [*(_block(of, each, width) for each in blocks), paragraph(value("pStyle", SECTION_END) + inside, "")]


def _block(of: Context, block: Block, width: float) -> str:
    match block:
        case Heading():
            return heading(of, block)
        case Paragraph():
            return body_paragraph(of, block)
        case Line():
            return line(of, block, width)
        case Contents():
            return contents(of, block, width)
        case Table():
            return table(of, block, width)
