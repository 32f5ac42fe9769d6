"""Names of output files and folders that every file system accepts, whatever an input calls things."""

from __future__ import annotations

import re
import unicodedata

MAX_BYTES = 200
"""Longest name in UTF-8 bytes. File systems allow 255; the rest is left for endings such as ``.lock``."""

UNNAMED = "未命名"

_FORBIDDEN = re.compile(r'[/\\<>:"|?*]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})  # controls, direction marks and joiners, lone surrogates


def folder_name(code: str, year: int, name: str) -> str:
    """The folder of a disclosure: ``<entity code>-<year>-<entity name>``."""
    return safe_name("-".join(part for part in (code.strip(), str(year), name.strip()) if part))


def file_name(title: str, extension: str) -> str:
    """A file of a disclosure: ``<title>.<extension>``; a long title is cut, the extension never."""
    ending = f".{extension.lstrip('.')}"
    return safe_name(title, limit=MAX_BYTES - len(ending.encode())) + ending


def safe_name(text: str, limit: int = MAX_BYTES) -> str:
    """One path component for ``text``: never empty, at most ``limit`` UTF-8 bytes, NFC, idempotent.

    Separators and characters Windows forbids become ``_``; invisible characters go; leading dots and trailing
    dots and blanks go; names Windows reserves for devices get ``_`` in front.
    """
    name = _tidy(_visible(unicodedata.normalize("NFC", text)))
    if _RESERVED.match(name):
        name = f"_{name}"
    return _tidy(_cut(name, limit)) or UNNAMED


def _visible(text: str) -> str:
    kept = "".join(c if c.isspace() or unicodedata.category(c) not in _INVISIBLE else "" for c in text)
    return unicodedata.normalize("NFC", kept)  # what was parted by an invisible character may now compose


def _tidy(text: str) -> str:
    return " ".join(_FORBIDDEN.sub("_", text).split()).lstrip(". ").rstrip(". ")


def _cut(text: str, limit: int) -> str:
    return text.encode()[:limit].decode(errors="ignore")
