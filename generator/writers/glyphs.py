"""Fonts as they were really used: missing characters and faces the style never named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.packs.style import Style
from generator.writers.css import LATIN_SUFFIX

_MISSING = re.compile(r"\.notdef glyph rendered .*\(U\+([0-9A-F]+)\)")
_SUBSETTER = "Using fontTools instead of HarfBuzz-Subset"
_SHOWN = 20
# Faces that call themselves by an English name while style sheets name them in Chinese.
_ALIASES: dict[str, frozenset[str]] = {
    "SimSun": frozenset({"宋体", "NSimSun"}),
    "NSimSun": frozenset({"宋体", "新宋体"}),
    "SimHei": frozenset({"黑体"}),
    "KaiTi": frozenset({"楷体", "楷体_GB2312"}),
    "KaiTi_GB2312": frozenset({"楷体_GB2312"}),
    "FangSong": frozenset({"仿宋", "仿宋_GB2312"}),
    "FangSong_GB2312": frozenset({"仿宋_GB2312"}),
    "FZXiaoBiaoSong-B05": frozenset({"方正小标宋_GBK", "方正小标宋简体"}),
    "FZXiaoBiaoSong-B05S": frozenset({"方正小标宋简体"}),
    "FZXBSK": frozenset({"方正小标宋_GBK"}),
    "FandolFang": frozenset({"FandolFang R"}),
    "FandolFang R": frozenset({"FandolFang"}),
}


def used_families(fonts: Mapping[object, Any]) -> tuple[str, ...]:
    """The families WeasyPrint drew with, sorted."""
    return tuple(sorted({_family(font) for font in fonts.values()}))


def font_warnings(fonts: Mapping[object, Any], style: Style) -> Iterator[str]:
    """A warning for every face that the style does not name, with the characters drawn in it."""
    named = {name for font in style.fonts.values() for name in (*font.faces, *font.latin)}
    strangers: dict[str, set[str]] = {}
    for font in fonts.values():
        family = _family(font)
        if family not in named and not _ALIASES.get(family, frozenset()) & named:
            strangers.setdefault(family, set()).update("".join(font.to_unicode.values()))
    for family, characters in sorted(strangers.items()):
        yield f"字体被替换：{_shown(characters)} 用了样式未列出的字体“{family}”，请安装样式所列字体。"


def log_warnings(log: Iterable[str]) -> Iterator[str]:
    """WeasyPrint's warnings in Chinese; missing characters are gathered into one sentence."""
    missing: set[str] = set()
    for message in log:
        match = _MISSING.search(message)
        if match:
            missing.add(chr(int(match[1], 16)))
        elif message.startswith(_SUBSETTER):
            yield "未安装 libharfbuzz-subset，生成 PDF 会慢数倍，请安装该系统库。"
        else:
            yield f"排版引擎提示：{message}"
    if missing:
        yield f"缺字：已安装的字体中没有 {_shown(missing, codes=True)}，PDF 中显示为方框。"


def _family(font: Any) -> str:
    return str(font.family).removesuffix(LATIN_SUFFIX)


def _shown(characters: Iterable[str], *, codes: bool = False) -> str:
    ordered = sorted(each for each in characters if not each.isspace())
    texts = [f"“{each}”（U+{ord(each[0]):04X}）" if codes else each for each in ordered[:_SHOWN]]
    rest = f" 等 {len(ordered)} 个字符" if len(ordered) > _SHOWN else ""
    return ("、".join(texts) if codes else f"“{''.join(texts)}”") + rest
