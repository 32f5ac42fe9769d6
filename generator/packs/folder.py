"""The files of one pack's folder, read once: what is loaded, rendered and recorded is the same content."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.domain.errors import InputError, PackError
from generator.domain.location import Location
from generator.domain.shown import MESSAGE, shown
from generator.files.reasons import reason
from generator.files.source import MEGABYTE, is_file, read_source
from generator.packs.pack import PackFile

MAX_FILES = 2000
MAX_TOTAL = 50 * MEGABYTE
MAX_DEPTH = 20
"""Most files, bytes and levels of folders a pack may have; the largest one shipped has a twentieth of each."""


@dataclass(frozen=True, slots=True)
class PackFolder:
    """A pack's own files by name; ``outside``: the names of links that lead out of it, which are not read."""

    id: str
    files: dict[str, PackFile]
    outside: tuple[str, ...]


def read_folder(folder: Path) -> PackFolder:
    """Read every file of a pack but hidden ones (``.git``).

    Raises:
        PackError: a file or folder cannot be read, or there is too much of it.
    """
    root, files, outside, total = folder.resolve(), dict[str, PackFile](), list[str](), 0
    for count, name in enumerate(sorted(_names(folder)), 1):
        path, name = folder / name, shown(name, MESSAGE)  # noqa: PLW2901 - from here on it is what to call the file
        place = Location(f"{folder.name}/{name}")
        if root not in path.resolve().parents:
            outside.append(name)
            continue
        if count > MAX_FILES:
            raise _too_much(folder, f"多于 {MAX_FILES} 个文件")
        try:
            source = read_source(path, MAX_TOTAL - total, place.file)
        except InputError as error:
            large = is_file(path) and path.stat().st_size > MAX_TOTAL - total
            raise (
                _too_much(folder, f"多于 {MAX_TOTAL // MEGABYTE} MB")
                if large
                else PackError(error.message, place, error.remedy)
            ) from error
        total += source.size
        files[name] = PackFile(name, folder.name, source.data)
    return PackFolder(folder.name, files, tuple(outside))


def _names(folder: Path, inside: str = "", depth: int = 0) -> Iterator[str]:
    """The names of all regular files, ``/`` between folders; links to folders are not followed."""
    if depth > MAX_DEPTH:
        raise _too_much(folder, f"文件夹多于 {MAX_DEPTH} 层")
    try:
        with os.scandir(folder / inside) as found:
            entries = [entry for entry in found if not entry.name.startswith(".")]
    except OSError as error:
        place = Location(f"{folder.name}/{inside}".rstrip("/"))
        raise PackError(f"打不开文件夹：{reason(error)}。", place, "请检查是否有权限读取。") from error
    for entry in entries:
        name = f"{inside}/{entry.name}" if inside else entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _names(folder, name, depth + 1)
        elif is_file(Path(entry.path)):
            yield name


def _too_much(folder: Path, what: str) -> PackError:
    return PackError(f"模板包过大：{what}。", Location(folder.name), "请移走不属于模板包的文件。")
