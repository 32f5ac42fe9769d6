"""Finished files, read back by libraries that had no part in writing them, and held against what was approved."""

from generator.audit.files.difference import Difference, FileAudit
from generator.audit.files.gate import read_back

__all__ = ["Difference", "FileAudit", "read_back"]
