"""The manifest: what a disclosure was made from, with what, and what came out. It stands in the internal record.

It holds no time and no absolute path: the same inputs give the same bytes, on any day and in any folder.
"""

from __future__ import annotations

import hashlib
import json
import platform
import unicodedata
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from xml.parsers import expat

from generator import __version__

NAME = "manifest.json"
TOOL = "budget-disclosure"
SCHEMA = 2
"""Version of the manifest's own layout; raised when a field changes its meaning."""

LIBRARIES = (
    "brotli",
    "cffi",
    "cssselect2",
    "et-xmlfile",
    "fonttools",
    "jinja2",
    "lxml",
    "markupsafe",
    "openpyxl",
    "pillow",
    "pydantic",
    "pydyf",
    "pypdfium2",
    "pyphen",
    "python-calamine",
    "python-docx",
    "pyyaml",
    "tinycss2",
    "tinyhtml5",
    "weasyprint",
    "zopfli",
)
"""Libraries that read, make or judge an output: a version may show in its bytes, or in whether it is published."""


def library_versions(names: Iterable[str] = LIBRARIES) -> dict[str, str]:
    """The installed versions of ``names``; what is not installed is left out."""
    versions: dict[str, str] = {}
    for name in names:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return versions


def python_versions() -> dict[str, str]:
    """The interpreter, and the parts it brings that show in bytes: compression, XML, the tables of Unicode."""
    return {
        "implementation": platform.python_implementation(),
        "version": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "expat": expat.EXPAT_VERSION.removeprefix("expat_"),
        "unicode": unicodedata.unidata_version,
    }


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file: its name (relative, ``/`` between folders), size in bytes, SHA-256, pages if it has any."""

    name: str
    size: int
    sha256: str
    pages: int | None = None

    @classmethod
    def of(cls, name: str, content: bytes, pages: int | None = None) -> FileRecord:
        """The record of ``content`` under ``name``."""
        return cls(name, len(content), hashlib.sha256(content).hexdigest(), pages)

    def as_dict(self) -> dict[str, object]:
        """The record for JSON."""
        parts: dict[str, object] = {"name": self.name, "size": self.size, "sha256": self.sha256}
        return parts if self.pages is None else {**parts, "pages": self.pages}


@dataclass(frozen=True, slots=True)
class PackRecord:
    """The jurisdiction pack used: id, its own version, and every file that took part, inherited or not."""

    id: str
    version: str
    files: tuple[FileRecord, ...]

    @property
    def sha256(self) -> str:
        """One hash for the pack as a whole, independent of the order of its files."""
        lines = sorted(f"{file.sha256}  {file.name}\n" for file in self.files)
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def as_dict(self) -> dict[str, object]:
        """The record for JSON."""
        return {"id": self.id, "version": self.version, "sha256": self.sha256, "files": _by_name(self.files)}


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything ``manifest.json`` states about one disclosure.

    ``outputs``: the files that may be published; ``record``: those of the internal record beside the manifest itself.
    ``draft``: errors were let pass. ``native``: versions of the system's libraries pages were laid out with; ``fonts``:
    the files of the fonts they were set in (name, family, version, SHA-256).
    """

    inputs: tuple[FileRecord, ...]
    pack: PackRecord
    outputs: tuple[FileRecord, ...]
    record: tuple[FileRecord, ...] = ()
    draft: bool = False
    tool_version: str = __version__
    python: Mapping[str, str] = field(default_factory=python_versions)
    libraries: Mapping[str, str] = field(default_factory=library_versions)
    native: Mapping[str, str] = field(default_factory=dict)
    fonts: tuple[Mapping[str, str], ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The manifest for JSON."""
        return {
            "schema": SCHEMA,
            "tool": {"name": TOOL, "version": self.tool_version},
            "python": dict(self.python),
            "libraries": dict(self.libraries),
            "native": dict(self.native),
            "fonts": [dict(font) for font in self.fonts],
            "inputs": _by_name(self.inputs),
            "pack": self.pack.as_dict(),
            "outputs": _by_name(self.outputs),
            "record": _by_name(self.record),
            "draft": self.draft,
        }

    def render(self) -> bytes:
        """The bytes of ``manifest.json``: UTF-8, sorted keys, a final line break."""
        return (json.dumps(self.as_dict(), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _by_name(files: Iterable[FileRecord]) -> list[dict[str, object]]:
    return [file.as_dict() for file in sorted(files, key=lambda file: file.name)]
