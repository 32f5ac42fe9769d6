"""The findings on free text: stable code → severity, Chinese title, explanation, remedy and basis."""

from __future__ import annotations

from collections.abc import Mapping

from generator.reconcile.narrative.codes_figures import FIGURE_CODES
from generator.reconcile.narrative.codes_wording import WORDING_CODES
from generator.reconcile.narrative.entry import Entry

CODES: Mapping[str, Entry] = {**FIGURE_CODES, **WORDING_CODES}
