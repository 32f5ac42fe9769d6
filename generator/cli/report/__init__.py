"""Findings and outcomes for people and for programs."""

from generator.cli.report.colour import Look
from generator.cli.report.data import as_json
from generator.cli.report.text import as_text, table, verdict
from generator.cli.report.width import columns, pad

__all__ = ["Look", "as_json", "as_text", "columns", "pad", "table", "verdict"]
