"""The records that sections owe by declaration: every one is printed, whatever a section's template asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.audit.body import letters
from generator.audit.codes import RECORD_LOST, finding
from generator.audit.content.reading import quoted
from generator.domain.findings import Finding
from generator.domain.submission import Disclosure
from generator.forms.record_rows import needed_lines, record_rows
from generator.packs.pack import Owes, Pack, RecordTable, section_names

_REMEDY = "请改正这一节的模板，逐条印出；不该由它印的，改 pack.yaml 里这一节的 owes。"


@dataclass(frozen=True, slots=True)
class Owing:
    """A section that declares what it owes. ``name`` is what messages call it."""

    id: str
    name: str
    owes: Owes


def owing(pack: Pack) -> Iterator[Owing]:
    """The sections of the outline that declare what they owe."""
    names = section_names(pack.outline)
    for section in (section for part in pack.outline.parts for section in part.sections):
        if section.owes is not None:
            yield Owing(section.id, names.get(section.id) or section.id, section.owes)


def audit_owed(printed: str, disclosure: Disclosure, pack: Pack) -> Iterator[Finding]:
    """Findings for owed records that are not in ``printed``, the letters of the whole document."""
    for section in owing(pack):
        for table in (pack.records.tables.get(name) for name in section.owes.records):
            rows = record_rows(table, disclosure.submission, lambda _: "") if table and table.published else []
            lost = [row for row in rows if table and not _shown(table, row, printed)]
            if table and lost:
                first = next(iter(needed_lines(table, lost[0])), "")
                shown = f"{len(rows) - len(lost)}条"
                words = f"“{section.name}”应当印出“{table.sheet}”，有{len(lost)}条没有印，如“{quoted(first)}”。"
                yield finding(RECORD_LOST, words, _REMEDY, stated=shown, expected=f"{len(rows)}条")


def _shown(table: RecordTable, row: Mapping[str, str], printed: str) -> bool:
    return all(letters(line) in printed for line in needed_lines(table, row))
