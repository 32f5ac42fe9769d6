"""Where packs live: the user's own folders first, then those shipped with the tool."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.domain.errors import PackError

ENVIRONMENT = "BUDGET_DISCLOSURE_PACKS"


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
        if not folder.is_dir():
            raise PackError(
                f"找不到模板包文件夹 {folder}。", remedy="请检查 --packs 或 BUDGET_DISCLOSURE_PACKS 的路径。"
            )
    return folders


def find_pack(pack_id: str, folders: Sequence[Path]) -> Path:
    """The folder of a pack. Raises :class:`PackError` naming the packs there are."""
    for folder in folders:
        if pack_id and Path(pack_id).name == pack_id and (folder / pack_id / "pack.yaml").is_file():
            return folder / pack_id
    known = "、".join(sorted({path.name for path in pack_paths(folders)}))
    raise PackError(f"没有名为“{pack_id}”的模板包。", remedy=f"现有模板包：{known}。")


def pack_paths(folders: Sequence[Path]) -> Iterator[Path]:
    """All pack folders, in order of preference."""
    for folder in folders:
        for path in sorted(folder.iterdir()):
            if (path / "pack.yaml").is_file():
                yield path
