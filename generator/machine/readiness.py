"""Whether this machine can lay out Chinese pages: asked by ``doctor``, and before a document is drawn.

Pango ends the whole process where there is no font at all, and draws boxes where there is none for Chinese; so this is
asked first. It takes some milliseconds, once a process.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from generator.domain.errors import MachineError
from generator.machine import fontconfig

CHINESE_FONTS = "fonts-noto-cjk"
"""The Debian package of open Chinese fonts."""
NO_CHINESE = "没有可用的中文字体，汉字会变成方框"
_DOCTOR = "用 budget-disclosure doctor 可查看本机缺什么。"


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library: names it goes by on Linux, macOS and Windows; its Debian package; what it is for."""

    name: str
    files: tuple[str, ...]
    package: str
    needed: bool = True
    purpose: str = ""
    version: str = ""
    """The function that tells its version as text."""


LIBRARIES = (
    Library(
        "Pango",
        ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
        "libpango-1.0-0",
        version="pango_version_string",
    ),
    Library(
        "PangoFT2",
        ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
        "libpangoft2-1.0-0",
    ),
    Library(
        "HarfBuzz",
        ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
        "libharfbuzz0b",
        version="hb_version_string",
    ),
    Library("Fontconfig", fontconfig.NAMES, "libfontconfig1"),
    Library(
        "HarfBuzz-subset",
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
        "libharfbuzz-subset0",
        needed=False,
        purpose="没有它仍可生成 PDF，但慢数倍",
    ),
)


def apt_install(package: str) -> str:
    """How to get a Debian package."""
    return f"请执行：sudo apt-get install {package}"


def chinese_families() -> frozenset[str]:
    """The names of the installed families that hold Chinese.

    Raises:
        OSError: there is no fontconfig.
    """
    return frozenset(name for face in fontconfig.installed() if face.chinese for name in face.families)


@lru_cache(maxsize=1)
def require_layout() -> None:
    """See that pages can be laid out.

    Raises:
        MachineError: a library or every Chinese font is missing; says which, and how to get it.
    """
    for library in LIBRARIES:
        if library.needed and fontconfig.load(library.files) is None:
            raise _cannot(f"缺少系统库 {library.name}", library.package)
    try:
        families = chinese_families()
    except OSError as error:
        raise _cannot("fontconfig 无法列出字体", "fontconfig") from error
    if not families:
        raise _cannot(NO_CHINESE, CHINESE_FONTS)


def native_versions() -> dict[str, str]:
    """The versions of the libraries that pages are laid out with, by name; what cannot be asked is left out."""
    found = {library.name: _version(library) for library in LIBRARIES if library.version}
    with suppress(OSError):
        found["Fontconfig"] = fontconfig.version()
    return {name: version for name, version in sorted(found.items()) if version}


def _version(library: Library) -> str:
    opened = fontconfig.load(library.files)
    if opened is None:
        return ""
    asked = getattr(opened, library.version)
    asked.restype = ctypes.c_char_p
    return bytes(asked() or b"").decode()


def _cannot(reason: str, package: str) -> MachineError:
    return MachineError(f"本机不能排版，没有生成文件：{reason}。", remedy=f"{apt_install(package)}；{_DOCTOR}")
