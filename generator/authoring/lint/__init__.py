"""The checks of a pack, each a function from a draft to findings."""

from __future__ import annotations

from collections.abc import Callable

from generator.authoring.draft import Draft
from generator.authoring.lint.columns import lint_columns
from generator.authoring.lint.coordinates import lint_coordinates
from generator.authoring.lint.files import lint_files
from generator.authoring.lint.kinds import lint_kinds
from generator.authoring.lint.likeness import lint_likeness
from generator.authoring.lint.names import lint_names
from generator.authoring.lint.outline import lint_outline
from generator.authoring.lint.places import lint_places
from generator.authoring.lint.rules import lint_rules
from generator.authoring.lint.scope import lint_scope
from generator.authoring.lint.styles import lint_styles
from generator.authoring.lint.templates import lint_templates
from generator.authoring.lint.widths import lint_widths

LINTS: tuple[Callable[[Draft], None], ...] = (
    lint_scope,
    lint_coordinates,
    lint_columns,
    lint_rules,
    lint_outline,
    lint_files,
    lint_likeness,
    lint_places,
    lint_names,
    lint_styles,
    lint_widths,
    lint_kinds,
    lint_templates,
)
"""In the order an author mends a pack: what it is, its forms, their order, their words, their looks, the text."""
