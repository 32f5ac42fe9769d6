"""Samples with sections in words of their own, composed and held against what the sections owe."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from generator.domain.document import ComposedDocument, ComposedSection
from generator.domain.findings import Finding
from generator.domain.location import Location
from generator.domain.records import Paragraph
from generator.domain.submission import Disclosure, Submission
from generator.packs.pack import Pack
from generator.publish.pipeline import composed
from generator.readers import read
from generator.reconcile import reconcile
from samples import INPUTS, ROOT

HAIGANG = "hebei-haigang-party-office-2024"
SHANHAIGUAN = "hebei-shanhaiguan-gov-office-2023"
PARTY_2021 = "hebei-etdz-party-building-2021"
MUYE = "henan-muye-party-office-2024"
YUNLING = "yunling"
PACKS = ROOT / "tests/packs"
FILE = "文字.yaml"


@dataclasses.dataclass(frozen=True)
class Judged:
    """A composed document and everything found about it."""

    disclosure: Disclosure
    document: ComposedDocument
    pack: Pack

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, those on the composed text too."""
        return self.disclosure.findings

    def codes(self, *families: str) -> list[str]:
        """The codes of the findings of these families."""
        return [found.code for found in self.findings if found.code.startswith(families)]

    def told(self, code: str) -> list[str]:
        """The messages of one code."""
        return [found.message for found in self.findings if found.code == code]

    def section(self, name: str) -> ComposedSection:
        """A section as composed."""
        return next(section for section in self.document.sections if section.id == name)

    def blocks(self, name: str) -> list[str]:
        """The blocks of a section in order: ``h3 …``, ``p …``, and ``table`` for a table."""
        return blocks(self.section(name).markup)


def blocks(markup: str) -> list[str]:
    """The blocks of some markup, without the insides of tables."""
    bare = re.sub(r"<table.*?</table>", "<table>", markup, flags=re.DOTALL)
    found = re.finditer(r"<(h[1-4]|p)(?: [^>]*)?>(.*?)</\1>|<(table)>|<(new-page)/>", bare, re.DOTALL)
    return [f"{m[1]} {re.sub('<[^>]+>', '', m[2]).strip()}" if m[1] else m[3] or m[4] for m in found]


@cache
def given(name: str) -> tuple[Submission, Pack]:
    """A sample, or the stranger's input, as read."""
    path = PACKS / "yunling.yaml" if name == YUNLING else INPUTS / f"{name}.yaml"
    return read(path, (PACKS,))


def with_texts(submission: Submission, texts: Mapping[str, Sequence[str]], without: tuple[str, ...] = ()) -> Submission:
    """The submission with these texts, each on a line of its own, and none that begin like ``without``."""
    kept = {key: text for key, text in submission.records.texts.items() if not key.startswith(without or "\0")}
    own = {
        key: tuple(Paragraph(text, Location(FILE, line=line, path=key)) for line, text in enumerate(lines, 1))
        for key, lines in texts.items()
    }
    return dataclasses.replace(submission, records=dataclasses.replace(submission.records, texts={**kept, **own}))


def judged(name: str, texts: Mapping[str, Sequence[str]], without: tuple[str, ...] = ()) -> Judged:
    """A sample with sections in words of its own."""
    submission, pack = given(name)
    return judge(with_texts(submission, texts, without), pack)


def judge(submission: Submission, pack: Pack) -> Judged:
    """A submission reconciled, composed and looked over."""
    disclosure, document = composed(reconcile(submission, pack), pack)
    return Judged(disclosure, document, pack)


def written(folder: Path, parent: str, files: Mapping[str, str]) -> Path:
    """A pack ``own`` in ``folder`` that extends ``parent`` and has these files."""
    home = folder / "own"
    for file, text in {"pack.yaml": f"id: own\ntitle: 试验\nextends: {parent}\n", **files}.items():
        (home / file).parent.mkdir(parents=True, exist_ok=True)
        (home / file).write_text(text, encoding="utf-8")
    return folder
