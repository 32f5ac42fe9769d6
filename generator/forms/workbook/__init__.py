"""Workbooks drawn from the pack's own forms: blank ones to fill in, and filled ones."""

from __future__ import annotations

from generator.forms.workbook.build import input_workbook

__all__ = ["input_workbook"]
