"""The body of a composed document as an immutable tree of blocks (``docs/document.md``)."""

from generator.writers.vocabulary.blocks import (
    Block,
    Body,
    Cell,
    Contents,
    Entry,
    Heading,
    Line,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
)
from generator.writers.vocabulary.errors import DocumentError
from generator.writers.vocabulary.parse import parse_body

__all__ = [
    "Block",
    "Body",
    "Cell",
    "Contents",
    "DocumentError",
    "Entry",
    "Heading",
    "Line",
    "Paragraph",
    "Row",
    "Run",
    "Section",
    "Table",
    "parse_body",
]
