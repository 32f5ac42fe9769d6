"""The report on one or several checks: findings grouped by what caused them, and one HTML page that shows them."""

from generator.publish.report.groups import Group, Item, Report, report_on

__all__ = ["Group", "Item", "Report", "report_on"]
