"""First inputs drawn from the pack's own forms: workbooks blank or filled, and a blank YAML file."""

from __future__ import annotations

from generator.forms.blank_yaml import input_yaml
from generator.forms.workbook.build import input_workbook

__all__ = ["input_workbook", "input_yaml"]
