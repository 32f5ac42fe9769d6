"""The file ``style.css`` of a pack."""

from __future__ import annotations

from generator.packs.pack import PackFile
from generator.packs.sheet.outcome import Problem, StyleSheet
from generator.packs.style import Style

STYLE_SHEET = "style.css"


def file_sheet(file: PackFile, style: Style) -> StyleSheet:
    """What ``file`` says, in a pack with ``style``."""
    from generator.packs.sheet.rules import read_sheet  # few packs have such a file, and it takes a parser

    try:
        text = file.path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return StyleSheet(problems=(Problem(1, "样式表读不出来，或不是 UTF-8 编码的文本。", "请用 UTF-8 编码另存。"),))
    return read_sheet(text, style)
