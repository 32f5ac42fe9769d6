"""The rules a pack declares in ``rules.yaml``, on amounts and on records, and what becomes of findings in the end."""

from __future__ import annotations

from generator.reconcile.rules.checks import check_amounts
from generator.reconcile.rules.records import check_records
from generator.reconcile.rules.settle import settled

__all__ = ["check_amounts", "check_records", "settled"]
