"""Bold in faces that have none: 仿宋, 楷体 and 宋体 come in one weight, and WeasyPrint draws them unchanged.

As Word does, such letters are thickened: filled and outlined. The operators go into the finished page streams.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import Any

_BOLD = 600
# Outline width as a share of the font size; about what Word's own thickening looks like.
_OUTLINE = 0.03
_SET_FONT = b" Tf"
# Sizes in bytes of an OpenType file's header and of an entry of its table directory.
_HEADER, _ENTRY = 12, 16


def embolden(pdf: Any, fonts: Iterable[Any]) -> None:
    """Thicken text set in bold whose face is not bold. ``pdf`` is a ``pydyf.PDF`` not written yet."""
    thin = {font.hash.encode() for font in fonts if font.weight >= _BOLD and _weight(font.file_content) < _BOLD}
    if not thin:
        return
    for each in pdf.objects:
        commands = getattr(each, "stream", None)
        if commands and any(name in command for command in commands if _sets_font(command) for name in thin):
            each.stream = [part for command in commands for part in _thickened(command, thin)]


def _sets_font(command: object) -> bool:
    return isinstance(command, bytes) and command.endswith(_SET_FONT)


def _thickened(command: Any, thin: set[bytes]) -> tuple[Any, ...]:
    """The command, followed by the text rendering mode where it chooses a font."""
    if not _sets_font(command):
        return (command,)
    name, size, _ = command.split()
    if name[1:] not in thin:
        return command, b"0 Tr"
    return command, b"2 Tr", b"%.3f w" % (float(size) * _OUTLINE)


def _weight(data: bytes) -> int:
    """The weight a font file states of itself (OS/2 table); an unreadable one counts as bold and is left alone."""
    count = struct.unpack_from(">H", data, 4)[0] if len(data) > _HEADER else 0
    for index in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, _HEADER + _ENTRY * index)
        if tag == b"OS/2":
            return int(struct.unpack_from(">H", data, offset + 4)[0])
    return _BOLD
