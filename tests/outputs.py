"""Small outputs as ``build`` writes them: a few files and the record of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.publish.manifest import NAME, FileRecord, Manifest, PackRecord
from generator.publish.output import write_output
from generator.publish.places import Places


def record_of(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The record of ``files``; it tells them apart."""
    findings = b"[" + b",".join(files.values()) + b"]"
    manifest = Manifest(
        inputs=(),
        pack=PackRecord("p", "1", ()),
        outputs=tuple(FileRecord.of(name, data) for name, data in files.items()),
        record=(FileRecord.of("findings.json", findings),),
    )
    return {"findings.json": findings, NAME: manifest.render()}


def put(places: Places, files: Mapping[str, bytes]) -> None:
    """Write an output."""
    write_output(places, files, record_of(files))


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def traces(root: Path) -> list[str]:
    """What lies in and below ``root`` besides the two folders of every output."""
    trees = {tree for tree in root.iterdir() if not tree.name.startswith(".")}
    return sorted(path.name for path in {*root.rglob(".*"), *root.iterdir()} - trees)


def everything(root: Path) -> dict[str, bytes | str]:
    """Every file and link below ``root`` by path, to see that nothing was touched."""
    return {
        path.relative_to(root).as_posix(): str(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_symlink() or path.is_file()
    }
