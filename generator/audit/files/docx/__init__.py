"""Reading a finished DOCX back, from its XML."""

from generator.audit.files.docx.check import check_docx

__all__ = ["check_docx"]
