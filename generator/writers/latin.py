"""The faces for Latin letters and digits: chosen by file, so that what else is installed makes no difference."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.machine import fontconfig
from generator.machine.fontconfig import BOLD, REGULAR, Face
from generator.packs.style import Style

WEIGHTS = {"normal": REGULAR, "bold": BOLD}
"""The weights a Latin face is asked for in, as CSS and as fontconfig name them."""
Sources = dict[tuple[str, str], str]
"""Addresses of font files by family and CSS weight."""


def latin_sources(style: Style) -> Sources:
    """For every font of ``style`` the first of its Latin families that is installed under exactly that name.

    Raises:
        OSError: there is no fontconfig.
    """
    return {(family, weight): address(face) for family, weight, face in _chosen(style)}


def address(face: Face) -> str:
    """The address of an installed face; a face of a collection has its number behind it."""
    uri = Path(face.file).as_uri()
    return f"{uri}#{face.index}" if face.index else uri


def _chosen(style: Style) -> Iterator[tuple[str, str, Face]]:
    for font in style.fonts.values():
        family = next((name for name in font.latin if fontconfig.named(name)), None)
        for weight, number in WEIGHTS.items() if family else ():
            face = fontconfig.named(str(family), number)
            if face:
                yield str(family), weight, face
