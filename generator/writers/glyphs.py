"""Fonts as they were really used: missing characters, faces the style never named, the files themselves."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.domain.errors import MachineError
from generator.machine.fontconfig import BOLD, REGULAR, Face, installed
from generator.packs.style import Style
from generator.writers.css import LATIN_SUFFIX
from generator.writers.vocabulary import Body, Heading, Line, Paragraph, Table

_MISSING = re.compile(r"\.notdef glyph rendered .*\(U\+([0-9A-F]+)\)")
_SUBSETTER = "Using fontTools instead of HarfBuzz-Subset"
_SHOWN = 20
_PLACES = 5
_BOLD = 600


@dataclass(frozen=True, slots=True, order=True)
class FontFile:
    """A font a document was drawn with: the name of its file, its family, the version it states, the file's SHA-256.

    All but the family are empty for a face that is not among the installed ones.
    """

    name: str
    family: str
    version: str
    sha256: str


def font_files(fonts: Mapping[object, Any]) -> tuple[FontFile, ...]:
    """The fonts WeasyPrint drew with, sorted."""
    found = [(_family(font), _face(font)) for font in fonts.values()]
    paths = sorted({face.file for _, face in found if face})
    with ThreadPoolExecutor() as pool:  # files of 20 MB and more, and hashing leaves the interpreter free
        digests = dict(zip(paths, pool.map(_digest, paths), strict=True))
    return tuple(sorted({_file(family, face, digests) for family, face in found}))


def used_families(fonts: Mapping[object, Any]) -> tuple[str, ...]:
    """The families WeasyPrint drew with, sorted."""
    return tuple(sorted({_family(font) for font in fonts.values()}))


def refuse_missing(log: Iterable[str], body: Body) -> None:
    """Refuse a document with characters that no installed font has.

    Raises:
        MachineError: names the characters and where they stand.
    """
    missing = {chr(int(match[1], 16)) for message in log if (match := _MISSING.search(message))}
    if missing:
        places = "；".join(_places(body, missing))
        raise MachineError(
            f"缺字：已安装的字体中没有 {_shown(missing, codes=True)}，印出来会是方框，没有生成文件。"
            + (f"位置：{places}。" if places else ""),
            remedy="请改用通行的字，或安装含有这些字的字体（生僻字可用 Noto Serif CJK、花园明朝、全宋体）。",
        )


def font_warnings(fonts: Mapping[object, Any], style: Style) -> Iterator[str]:
    """A warning for every face that the style does not name, with the characters drawn in it."""
    named = {name.casefold() for font in style.fonts.values() for name in (*font.faces, *font.latin)}
    strangers: dict[str, set[str]] = {}
    for font in fonts.values():
        family = _family(font)
        if named.isdisjoint(_names(family)):
            strangers.setdefault(family, set()).update("".join(font.to_unicode.values()))
    for family, characters in sorted(strangers.items()):
        yield f"字体被替换：{_shown(characters)} 用了样式未列出的字体“{family}”，请安装样式所列字体。"


def log_warnings(log: Iterable[str]) -> Iterator[str]:
    """WeasyPrint's warnings in Chinese."""
    for message in log:
        if message.startswith(_SUBSETTER):
            yield "未安装 libharfbuzz-subset，生成 PDF 会慢数倍，请安装该系统库。"
        else:
            yield f"排版引擎提示：{message}"


def _places(body: Body, characters: set[str]) -> Iterator[str]:
    """Where characters stand: the heading above them, and whether in a table; a few places at most."""
    heading, found = "", dict[str, None]()
    for block in body.blocks():
        if isinstance(block, Heading):
            heading = "".join(run.text for run in block.runs).replace("\n", "")
        if characters.isdisjoint(_text(block)):
            continue
        where = f"“{heading}”" if heading else "第一个标题之前"
        found.setdefault(where + ("的表中" if isinstance(block, Table) else ""))
    yield from list(found)[:_PLACES]
    if len(found) > _PLACES:
        yield f"等 {len(found)} 处"


def _text(block: object) -> str:
    match block:
        case Heading() | Paragraph():
            return "".join(run.text for run in block.runs)
        case Line():
            return "".join(run.text for run in (*block.left, *block.center, *block.right))
        case Table():
            return "".join(cell.text for row in block.rows for cell in row.cells)
        case _:
            return ""


def _names(family: str) -> set[str]:
    """Every name of a family: style sheets name faces in Chinese that call themselves by an English name."""
    faces = [face for face in installed() if face.named(family)]
    return {name.casefold() for face in faces for name in face.families} | {family.casefold()}


def _face(font: Any) -> Face | None:
    """The installed face WeasyPrint drew with: of its family, the one at that place of a file and nearest in weight."""
    weight = BOLD if font.weight >= _BOLD else REGULAR
    faces = [face for face in installed() if face.named(_family(font))]
    return min(faces, key=lambda face: (face.index != font.index, abs(face.weight - weight), face.slant), default=None)


def _file(family: str, face: Face | None, digests: Mapping[str, str]) -> FontFile:
    if face is None:
        return FontFile("", family, "", "")
    return FontFile(face.file.rpartition("/")[2], family, face.version, digests[face.file])


@lru_cache
def _digest(path: str) -> str:
    """The SHA-256 of a file, empty where it is gone; read once a process, as the fonts themselves are."""
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _family(font: Any) -> str:
    return str(font.family).removesuffix(LATIN_SUFFIX)


def _shown(characters: Iterable[str], *, codes: bool = False) -> str:
    ordered = sorted(each for each in characters if not each.isspace())
    texts = [f"“{each}”（U+{ord(each[0]):04X}）" if codes else each for each in ordered[:_SHOWN]]
    rest = f" 等 {len(ordered)} 个字符" if len(ordered) > _SHOWN else ""
    return ("、".join(texts) if codes else f"“{''.join(texts)}”") + rest
