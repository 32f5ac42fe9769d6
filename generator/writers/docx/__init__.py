"""DOCX written as XML text: named styles, real headings, tables, sections and fields; no template underneath."""

from generator.writers.docx.package import write_docx

__all__ = ["write_docx"]
