"""``budget-disclosure new``: a first blank workbook or YAML, or the same input in the other form."""

from __future__ import annotations

