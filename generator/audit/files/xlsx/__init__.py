"""Reading a finished XLSX back, with calamine and from its XML."""

from generator.audit.files.xlsx.check import check_xlsx

__all__ = ["check_xlsx"]
