"""Disclosure and pack to one HTML document, through Jinja."""

from generator.compose.document import compose
from generator.compose.errors import IncompleteError

__all__ = ["IncompleteError", "compose"]
