"""Where things go below ``-o``: what may be published in one tree, its internal record in another."""

from __future__ import annotations

import errno
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from generator.publish.explained import explained

PUBLIC, PREVIEW, INTERNAL = "公开", "预览", "内部"
"""The trees: finished documents, samples of packs, and the records of both."""


@dataclass(frozen=True, slots=True)
class Places:
    """The two folders of one disclosure below ``root``. ``tree`` is ``PUBLIC`` or ``PREVIEW``."""

    root: Path
    name: str
    tree: str = PUBLIC

    @property
    def files(self) -> Path:
        """The folder of what may be published."""
        return self.root / self.tree / self.name

    @property
    def record(self) -> Path:
        """The folder of the internal record."""
        return self.root / INTERNAL / self.name

    def beside(self, ending: str) -> Path:
        """A path for the time of writing; outside both trees, so that nobody publishes it."""
        return self.root / f".{self.name}.{self.tree}-{ending}"


def check_root(root: Path, tree: str = PUBLIC) -> None:
    """See, before any work, that folders can be made and files be written below ``root``. Nothing is left there.

    Raises:
        OutputError: they cannot, with the folder at fault.
    """
    for folder in (root, root / tree, root / INTERNAL):
        with explained(folder):
            if _device(folder) != _device(root):  # nothing can be moved in place from one disk to another
                raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(folder))


def _device(folder: Path) -> int:
    """The disk ``folder`` would be on, where it can be made and written to."""
    missing = []
    while not os.path.lexists(folder) and folder != folder.parent:
        missing.append(folder.name)
        folder = folder.parent
    if not folder.is_dir():  # a file, or a link that leads nowhere
        number = errno.ENOENT if not os.path.lexists(folder) else errno.ELOOP if folder.is_symlink() else errno.ENOTDIR
        raise OSError(number, os.strerror(number), str(folder))
    for name in missing:
        _accepts(folder, name)
    with tempfile.TemporaryFile(dir=folder) as file:
        return os.fstat(file.fileno()).st_dev


def _accepts(folder: Path, name: str) -> None:
    """Raise what the file system has against ``name``."""
    try:
        (folder / name).lstat()
    except FileNotFoundError:
        return
