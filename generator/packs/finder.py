"""Where packs live: the user's own folders first, then those shipped with the tool."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.domain.errors import PackError
from generator.domain.location import Location
from generator.domain.shown import shown
from generator.files.reasons import reason
from generator.files.source import is_file, is_folder, name_of

ENVIRONMENT = "BUDGET_DISCLOSURE_PACKS"
_LONGEST = 100
"""No pack has a longer name; so much of a name is compared with those there are."""


def shipped_folder() -> Path:
    """The packs that come with the tool: inside the wheel, or ``templates/`` of a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_templates"
    return inside if inside.is_dir() else package.parent / "templates"


def pack_folders(extra: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Folders that hold packs, in order of preference: ``--packs``, the environment, the shipped ones."""
    named = [Path(part) for part in os.environ.get(ENVIRONMENT, "").split(os.pathsep) if part]
    folders = (*extra, *named, shipped_folder())
    for folder in folders:
        if not is_folder(folder):
            remedy = "请检查 --packs 或 BUDGET_DISCLOSURE_PACKS 的路径。"
            raise PackError(f"找不到模板包文件夹 {shown(str(folder))}。", remedy=remedy)
    return folders


def find_pack(pack_id: str, folders: Sequence[Path]) -> Path:
    """The folder of a pack. Raises :class:`PackError` naming the packs there are."""
    known: list[str] = []
    for path in pack_paths(folders):
        if path.name == pack_id:
            return path
        known.append(path.name)
    near = difflib.get_close_matches(pack_id[:_LONGEST], known, n=1)
    hint = f"是不是想写“{near[0]}”？" if near else ""
    raise PackError(
        f"没有名为“{shown(pack_id)}”的模板包。", remedy=f"{hint}现有模板包：{'、'.join(sorted(set(known)))}。"
    )


def pack_paths(folders: Sequence[Path]) -> Iterator[Path]:
    """All pack folders, in order of preference; names that cannot be printed are no names of packs.

    Raises:
        PackError: a folder cannot be looked into.
    """
    for folder in folders:
        try:
            paths = sorted(folder.iterdir())
        except OSError as error:
            place = Location(name_of(folder))
            raise PackError(f"打不开模板包文件夹：{reason(error)}。", place, "请检查是否有权限读取。") from error
        yield from (path for path in paths if path.name == shown(path.name) and is_file(path / "pack.yaml"))
