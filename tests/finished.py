"""Finished files of the samples, and ways to change what stands in them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from composed import style
from generator.audit.files import Difference, FileAudit, read_back
from generator.audit.files.approved import Approved
from generator.audit.files.composed import Composed
from generator.audit.files.difference import Ledger
from generator.audit.files.pdf import check_pdf
from generator.domain.document import ComposedDocument
from generator.domain.submission import Disclosure
from generator.packs.pack import Pack
from generator.packs.style import Style
from generator.publish.pipeline import composed, examine
from generator.publish.rendering import render
from generator.writers.pdf import write_pdf
from samples import INPUTS, ROOT

PACKS = ROOT / "tests/packs"
STRANGER = "yunling"
"""The sample of a pack that nobody of ours wrote."""


@dataclass(frozen=True)
class Finished:
    """One document with its finished files by format, and what it was made from."""

    files: Mapping[str, bytes]
    document: ComposedDocument
    disclosure: Disclosure
    pack: Pack

    @property
    def approved(self) -> Approved:
        """What the files are held against."""
        return Approved(self.document, self.disclosure, self.pack)

    def audit(self, **changed: bytes) -> dict[str, FileAudit]:
        """Read the files back, some of them changed, by format. With changes, only those are read."""
        chosen = changed or self.files
        files = {f"文件.{kind}": data for kind, data in chosen.items()}
        return {each.kind: each for each in read_back(files, self.document, self.disclosure, self.pack)}

    def differences(self, kind: str, data: bytes) -> tuple[Difference, ...]:
        """What is told of ``data`` as the file of a format."""
        return self.audit(**{kind: data})[kind].differences


@cache
def finished(name: str) -> Finished:
    """A sample, built; one that is not whole as a draft."""
    stranger = name == STRANGER
    path = PACKS / f"{name}.yaml" if stranger else INPUTS / f"{name}.yaml"
    disclosure, pack = examine(path, (PACKS,) if stranger else ())
    disclosure, document = composed(disclosure, pack)
    rendered = render(disclosure, pack, document)
    files = {Path(file).suffix[1:]: data for file, data in rendered.files.items()}
    return Finished(files, document, disclosure, pack)


def repacked(data: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """A zipped file with parts changed; a part that is not there is added."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, bytes)(old.read(name)))
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name](b""))
    return target.getvalue()


def replaced(old: str, new: str, count: int = 1) -> Callable[[bytes], bytes]:
    """A change of text, which must find something to change."""

    def change(data: bytes) -> bytes:
        text = data.decode()
        assert old in text
        return text.replace(old, new, count).encode()

    return change


def audit_pdf(
    document: ComposedDocument, *, extra_css: str = "", drawn: ComposedDocument | None = None, of: Style | None = None
) -> Ledger:
    """Draw ``drawn`` (or the document itself) with a pack's style sheet, and hold the PDF against ``document``."""
    used = of or style()
    ledger = Ledger()
    data = write_pdf(drawn or document, used, extra_css=extra_css).data
    check_pdf(data, Composed.of(document, used.page.number), ledger)
    return ledger
