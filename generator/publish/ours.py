"""Whether what stands in an output's place is an earlier output of ours, untouched since: nothing else is replaced."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.domain.errors import OutputError
from generator.domain.location import Location
from generator.publish.manifest import NAME, SCHEMA, TOOL
from generator.publish.places import Places

_LARGEST = 64 * 1024 * 1024
"""Bytes of a manifest; a larger one is not ours."""
_SHOWN = 5
_MOVE = "请先移走或改名保存，或用 -o 另选位置。"


@dataclass(frozen=True, slots=True)
class Listing:
    """What a manifest says stands in its two folders: SHA-256 by name. ``record`` has the manifest itself too."""

    files: Mapping[str, str]
    record: Mapping[str, str]


def listing(manifest: Path) -> Listing | None:
    """What the manifest at ``manifest`` lists; none where there is none of ours.

    Raises:
        OSError: it cannot be read.
    """
    if manifest.is_symlink() or not manifest.is_file() or manifest.stat().st_size > _LARGEST:
        return None
    content = manifest.read_bytes()
    try:
        data = json.loads(content)
        if data["schema"] != SCHEMA or data["tool"]["name"] != TOOL:
            return None
        own = hashlib.sha256(content).hexdigest()
        return Listing(_hashes(data["outputs"]), {**_hashes(data["record"]), NAME: own})
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _hashes(files: Iterable[Mapping[str, object]]) -> dict[str, str]:
    return {str(file["name"]): str(file["sha256"]) for file in files}


def holds(folder: Path, listed: Mapping[str, str]) -> bool:
    """Whether ``folder`` has exactly the files listed, unchanged.

    Raises:
        OSError: it cannot be read.
    """
    if folder.is_symlink() or not folder.is_dir():
        return False
    return {path.name for path in folder.iterdir()} == listed.keys() and all(
        _unchanged(folder / name, sha256) for name, sha256 in listed.items()
    )


def check_ours(places: Places) -> None:
    """See that both folders may be replaced: they are not there, or ours. A file that has gone since does not matter.

    Raises:
        OutputError: something there is not ours or has been changed; it names what, and what to do.
        OSError: something cannot be read.
    """
    for folder in (places.files, places.record):
        _check_kind(folder)
    if not places.record.is_dir():
        if places.files.is_dir():
            message = f"这个文件夹没有内部记录（{places.record.as_posix()}），看不出是不是本工具生成的，没有覆盖。"
            raise OutputError(message, _at(places.files), _MOVE)
        return
    found = listing(places.record / NAME)
    if found is None:
        raise OutputError(f"这个文件夹里没有本工具写的 {NAME}，没有覆盖。", _at(places.record), _MOVE)
    for folder, listed in ((places.files, found.files), (places.record, found.record)):
        if folder.is_dir():
            _check_files(folder, listed)


def _check_kind(folder: Path) -> None:
    if folder.is_symlink():
        raise OutputError("这里是一个链接，不是本工具生成的文件夹，没有覆盖。", _at(folder), _MOVE)
    if os.path.lexists(folder) and not folder.is_dir():
        raise OutputError("这里已有同名的文件，不是文件夹，没有覆盖。", _at(folder), _MOVE)


def _check_files(folder: Path, listed: Mapping[str, str]) -> None:
    strange, changed = [], []
    for path in sorted(folder.iterdir()):
        if path.name not in listed or path.is_symlink() or not path.is_file():
            strange.append(path.name)
        elif not _unchanged(path, listed[path.name]):
            changed.append(path.name)
    if strange:
        raise OutputError(f"文件夹里有不是本工具生成的内容：{_named(strange)}，没有覆盖。", _at(folder), _MOVE)
    if changed:
        remedy = "要保留改动，请把改过的文件移到别处；不要的请删除。然后再生成。"
        raise OutputError(f"生成以后有文件被改动过：{_named(changed)}，没有覆盖。", _at(folder), remedy)


def _unchanged(path: Path, sha256: str) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def _named(names: list[str]) -> str:
    more = f"等 {len(names)} 项" if len(names) > _SHOWN else ""
    return "、".join(f"“{os.fsencode(name).decode(errors='replace')}”" for name in names[:_SHOWN]) + more


def _at(folder: Path) -> Location:
    return Location(folder.as_posix())
