"""The file ``style.css`` of a pack."""

from __future__ import annotations

from generator.packs.pack import PackFile
from generator.packs.sheet.outcome import StyleSheet
from generator.packs.style import Style

STYLE_SHEET = "style.css"


def file_sheet(file: PackFile, style: Style) -> StyleSheet:
    """What ``file`` says, in a pack with ``style``.

    Raises:
        PackError: it is no text in UTF-8.
    """
    from generator.packs.sheet.rules import read_sheet  # few packs have such a file, and it takes a parser

    return read_sheet(file.text, style)
