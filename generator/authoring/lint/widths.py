"""Column widths: has an amount room in its column, at the size and on the page it will be printed?"""

from __future__ import annotations

from generator.authoring import findings as codes
from generator.authoring.draft import Draft, FormFile
from generator.authoring.lint.walk import form_files, leaves
from generator.domain.amounts import Unit
from generator.packs.form import Form
from generator.packs.style import size_of
from generator.writers.fitting import text_width
from generator.writers.geometry import cell_role, sheet

_USUAL = {Unit.WAN.label: ("123.45", "123456.78"), Unit.YUAN.label: ("123456.78", "123456789.00")}
"""By unit: an amount that must fit, and one a large department has."""


def lint_widths(draft: Draft) -> None:
    """Findings for amount columns that are too narrow."""
    for form, file in form_files(draft):
        if any(leaf.column.width for _, leaf in leaves(form)):
            _form(draft, form, file)


def _form(draft: Draft, form: Form, file: FormFile) -> None:
    style = draft.pack.style
    width = sheet(style.page, form.orientation).text_width
    size, padding = size_of(cell_role(style, form.style)), 2 * style.table(form.style).padding
    whole = sum(leaf.column.width for _, leaf in leaves(form) if not leaf.column.optional)
    tight = []
    for path, leaf in leaves(form):
        unit = form.unit if leaf.column.unit is None else leaf.column.unit
        if leaf.role != "amount" or unit not in _USUAL:
            continue
        # An optional column takes its share of the width only where it is printed.
        share = leaf.column.width / (whole + (leaf.column.width if leaf.column.optional else 0))
        usual, large = _USUAL[unit]
        room = width * share - padding
        if room < text_width(usual, size):
            words = f"列“{leaf.key}”宽 {_mm(width * share)} 毫米，连“{usual}”都放不下。"
            draft.report.add(
                codes.NARROW,
                words,
                file.location(*path),
                "请加大 width，减小其他列，或改为横向（orientation: landscape）。",
            )
        elif room < text_width(large, size):
            tight.append(leaf.key)
    if tight:
        words = (
            f"表“{form.id}”的{'、'.join(f'“{name}”' for name in tight)}放不下“{_USUAL[form.unit][1]}”这样大的金额。"
            if form.unit in _USUAL
            else ""
        )
        if words:
            draft.report.add(codes.TIGHT, words, file.location("columns"), "金额不大时不要紧。")


def _mm(points: float) -> str:
    return f"{points / 72 * 25.4:.1f}"
