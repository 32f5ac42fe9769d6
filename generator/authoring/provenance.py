"""Where each file of a pack comes from: which pack of the chain has it, and whose it replaces or is merged with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.packs.finder import find_pack, pack_folders
from generator.packs.merge import RULES
from generator.packs.pack import Pack


@dataclass(frozen=True, slots=True)
class Origin:
    """One file: the pack it is taken from, and further packs of the chain that have it, the nearest first."""

    name: str
    pack: str
    others: tuple[str, ...]
    merged: bool

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        key = "merged_with" if self.merged else "overrides"
        return {"file": self.name, "pack": self.pack, key: list(self.others)}

    @property
    def words(self) -> str:
        """Whose file it is, in words."""
        if not self.others:
            return self.pack
        names = "、".join(self.others)
        return f"{self.pack}（逐项合并 {names}）" if self.merged else f"{self.pack}（取代 {names}）"


def origins(pack: Pack, folders: Sequence[Path] = ()) -> tuple[Origin, ...]:
    """Every file of a pack with its origin, by name."""
    places = pack_folders(tuple(folders))
    chain = [(pack_id, find_pack(pack_id, places)) for pack_id in pack.chain]
    found = []
    for name, file in pack.files.items():
        having = [pack_id for pack_id, folder in chain if (folder / name).is_file()]
        others = tuple(pack_id for pack_id in having if pack_id != file.pack)
        found.append(Origin(name, file.pack, others, name in RULES))
    return tuple(found)
