"""Reading a finished PDF back, with PDFium."""

from generator.audit.files.pdf.check import check_pdf

__all__ = ["check_pdf"]
