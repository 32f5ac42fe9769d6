"""The installed fonts as fontconfig lists them, and a configuration of fontconfig that knows no rules of others.

Fontconfig answers for names that nobody installed: rules that come with font packages let one family stand in for
another, so that an unrelated package would change how a document looks. Hence families are matched here by name
alone, and documents are drawn with a configuration of our own: the folders of the system, and no rules but ours.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape

NAMES = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")
SAMPLE = "预算公开表〇"
"""Characters a font must hold to count as a Chinese one."""
REGULAR, BOLD, ROMAN = 80, 200, 0
"""Weights and the slant as fontconfig counts them."""

_FIELDS = (b"family", b"file", b"index", b"weight", b"slant", b"fontversion", b"symbol", b"outline", b"charset")
_MATCHED = 0
# Fonts of bitmaps or symbols hold no letters. A font that has names in several languages goes by its English one,
# whatever language the system speaks. What is asked for in italics is slanted; what is asked for in bold and comes in
# one weight is told to be bold, so that our own thickening finds it. The last two every fontconfig has.
_RULES = """\
<selectfont><rejectfont><pattern><patelt name="outline"><bool>false</bool></patelt></pattern></rejectfont>
<rejectfont><pattern><patelt name="symbol"><bool>true</bool></patelt></pattern></rejectfont></selectfont>
<match target="pattern"><edit name="namelang" mode="assign"><string>en</string></edit></match>
<match target="font"><test name="slant"><const>roman</const></test>
<test target="pattern" name="slant" compare="not_eq"><const>roman</const></test>
<edit name="matrix" mode="assign"><times><name>matrix</name><matrix><double>1</double><double>0.2</double>
<double>0</double><double>1</double></matrix></times></edit>
<edit name="slant" mode="assign"><const>oblique</const></edit>
<edit name="embeddedbitmap" mode="assign"><bool>false</bool></edit></match>
<match target="font"><test name="weight" compare="less_eq"><const>medium</const></test>
<test target="pattern" name="weight" compare="more_eq"><const>bold</const></test>
<edit name="embolden" mode="assign"><bool>true</bool></edit>
<edit name="weight" mode="assign"><const>bold</const></edit></match>
"""


@dataclass(frozen=True, slots=True, order=True)
class Face:
    """One installed face. ``file`` is a path, ``index`` its number in a collection; ``version`` is the font's own.

    ``chinese``: whether it holds every character of ``SAMPLE``.
    """

    file: str
    index: int
    families: tuple[str, ...]
    weight: int
    slant: int
    version: str
    chinese: bool

    def named(self, family: str) -> bool:
        """Whether ``family`` is one of its names; fontconfig does not mind case either."""
        return family.casefold() in (name.casefold() for name in self.families)


class _Faces(ctypes.Structure):
    """``FcFontSet``."""

    _fields_ = (("count", ctypes.c_int), ("room", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p)))


@lru_cache(maxsize=1)
def installed() -> tuple[Face, ...]:
    """Every installed face that is drawn with outlines and letters, by file name.

    Raises:
        OSError: there is no fontconfig.
    """
    library = _library()
    pattern, fields = library.FcPatternCreate(), library.FcObjectSetCreate()
    for field in _FIELDS:
        library.FcObjectSetAdd(fields, field)
    found = library.FcFontList(_system(), pattern, fields)
    faces = [_face(library, found.contents.fonts[index]) for index in range(found.contents.count)]
    library.FcFontSetDestroy(found)
    library.FcObjectSetDestroy(fields)
    library.FcPatternDestroy(pattern)
    return tuple(sorted((face for face in faces if face is not None), key=_by_name))


@lru_cache(maxsize=256)
def named(family: str, weight: int = REGULAR) -> Face | None:
    """The upright face of exactly this family and weight; of several the first by file name, so always the same one."""
    found = (each for each in installed() if each.slant == ROMAN and each.weight == weight and each.named(family))
    return next(found, None)


def version() -> str:
    """The version of fontconfig: ``2.14.1``.

    Raises:
        OSError: there is no fontconfig.
    """
    number = _library().FcGetVersion()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def use_plain_configuration() -> int:
    """Make a configuration with the installed fonts and no rules but ours the one of this process; its address.

    It must be the current one, since Pango asks the current one for rules, whatever configuration it was given.

    Raises:
        OSError: there is no fontconfig, or it cannot read its own fonts.
    """
    library = _library()
    parts = [
        *(f"<dir>{escape(folder)}</dir>" for folder in _texts(library.FcConfigGetFontDirs(_system()))),
        *(f"<cachedir>{escape(folder)}</cachedir>" for folder in _texts(library.FcConfigGetCacheDirs(_system()))),
        _RULES,
    ]
    text = f'<?xml version="1.0"?><fontconfig>{"".join(parts)}</fontconfig>'
    config: int = library.FcConfigCreate()
    read = library.FcConfigParseAndLoadFromMemory(config, text.encode("utf-8", "surrogateescape"), 1)
    if not read or not library.FcConfigBuildFonts(config) or not library.FcConfigSetCurrent(config):
        raise OSError("fontconfig cannot read the fonts")
    return config


def load(names: tuple[str, ...]) -> ctypes.CDLL | None:
    """The first shared library of these file names that can be opened."""
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


@lru_cache(maxsize=1)
def _library() -> ctypes.CDLL:
    library = load(NAMES)
    if library is None:
        raise OSError("fontconfig is missing")
    pointer, number = ctypes.c_void_p, ctypes.c_int
    signatures: dict[str, tuple[object, tuple[object, ...]]] = {
        "FcInitLoadConfigAndFonts": (pointer, ()),
        "FcConfigCreate": (pointer, ()),
        "FcConfigParseAndLoadFromMemory": (number, (pointer, ctypes.c_char_p, number)),
        "FcConfigBuildFonts": (number, (pointer,)),
        "FcConfigSetCurrent": (number, (pointer,)),
        "FcConfigGetFontDirs": (pointer, (pointer,)),
        "FcConfigGetCacheDirs": (pointer, (pointer,)),
        "FcStrListNext": (ctypes.c_char_p, (pointer,)),
        "FcStrListDone": (None, (pointer,)),
        "FcPatternCreate": (pointer, ()),
        "FcPatternDestroy": (None, (pointer,)),
        "FcObjectSetCreate": (pointer, ()),
        "FcObjectSetAdd": (number, (pointer, ctypes.c_char_p)),
        "FcObjectSetDestroy": (None, (pointer,)),
        "FcFontList": (ctypes.POINTER(_Faces), (pointer, pointer, pointer)),
        "FcFontSetDestroy": (None, (ctypes.POINTER(_Faces),)),
        "FcPatternGetString": (number, (pointer, ctypes.c_char_p, number, ctypes.POINTER(ctypes.c_char_p))),
        "FcPatternGetInteger": (number, (pointer, ctypes.c_char_p, number, ctypes.POINTER(number))),
        "FcPatternGetBool": (number, (pointer, ctypes.c_char_p, number, ctypes.POINTER(number))),
        "FcPatternGetCharSet": (number, (pointer, ctypes.c_char_p, number, ctypes.POINTER(pointer))),
        "FcCharSetHasChar": (number, (pointer, ctypes.c_uint32)),
        "FcGetVersion": (number, ()),
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


@lru_cache(maxsize=1)
def _system() -> int:
    """The system's own configuration, kept for the process."""
    config: int | None = _library().FcInitLoadConfigAndFonts()
    if not config:
        raise OSError("fontconfig cannot read its configuration")
    return config


def _face(library: ctypes.CDLL, pattern: int) -> Face | None:
    files = list(_strings(library, pattern, b"file"))
    if not files or _flag(library, pattern, b"symbol") or not _flag(library, pattern, b"outline"):
        return None
    number = _integer(library, pattern, b"fontversion", 0)
    return Face(
        file=files[0],
        index=_integer(library, pattern, b"index", 0) & 0xFFFF,  # above that, the instance of a variable font
        families=tuple(dict.fromkeys(_strings(library, pattern, b"family"))),
        weight=_integer(library, pattern, b"weight", REGULAR),
        slant=_integer(library, pattern, b"slant", ROMAN),
        version=f"{number / 65536:.3f}",
        chinese=_holds(library, pattern, SAMPLE),
    )


def _strings(library: ctypes.CDLL, pattern: int, field: bytes) -> Iterator[str]:
    text, index = ctypes.c_char_p(), 0
    while library.FcPatternGetString(pattern, field, index, ctypes.byref(text)) == _MATCHED:
        yield (text.value or b"").decode("utf-8", "surrogateescape")
        index += 1


def _integer(library: ctypes.CDLL, pattern: int, field: bytes, default: int) -> int:
    number = ctypes.c_int()
    matched = library.FcPatternGetInteger(pattern, field, 0, ctypes.byref(number)) == _MATCHED
    return number.value if matched else default


def _flag(library: ctypes.CDLL, pattern: int, field: bytes) -> bool:
    state = ctypes.c_int()
    return library.FcPatternGetBool(pattern, field, 0, ctypes.byref(state)) == _MATCHED and bool(state.value)


def _holds(library: ctypes.CDLL, pattern: int, characters: str) -> bool:
    held = ctypes.c_void_p()
    if library.FcPatternGetCharSet(pattern, b"charset", 0, ctypes.byref(held)) != _MATCHED:
        return False
    return all(library.FcCharSetHasChar(held, ord(each)) for each in characters)


def _texts(listing: int) -> Iterator[str]:
    library = _library()
    while (text := library.FcStrListNext(listing)) is not None:
        yield text.decode("utf-8", "surrogateescape")
    library.FcStrListDone(listing)


def _by_name(face: Face) -> tuple[str, str, int]:
    return (face.file.rpartition("/")[2], face.file, face.index)
