"""The records a section owes: their texts, by which its template's paragraphs are known, and those nobody showed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from markupsafe import Markup

from generator.compose.context import Stage
from generator.compose.views import Record
from generator.domain.squeezed import squeezed
from generator.forms.record_rows import needed_lines, record_rows
from generator.packs.pack import RecordTable, SectionItem

OWED_RECORDS = "blocks/owed-records.html.j2"
_FUNCTIONS = {"projects": "项目清单(", "indicators": "项目清单(", "goals": "分项目标(", "units": "机构清单("}


class OwedRecords:
    """The record tables of one section: declared, or those its template goes through."""

    def __init__(self, stage: Stage, item: SectionItem, asked: Collection[str]) -> None:
        self._stage = stage
        self._item = item
        declared = item.owes.records if item.owes else tuple(sorted(asked))
        tables = stage.pack.records.tables
        self._tables = [tables[name] for name in declared if name in tables and tables[name].published]

    def texts(self) -> tuple[list[str], list[str]]:
        """The texts of the owed records, and the duties they stand under."""
        told: list[str] = []
        duties: list[str] = []
        for table in self._tables:
            for row in self._rows(table):
                for column in table.columns:
                    into = duties if column.key == "duty" else told
                    if column.kind in {"text", "lines"}:
                        into.extend(line for line in row.get(column.key, "").splitlines() if line.strip())
        return told, [squeezed(duty) for duty in duties]

    def missing(self, section: Markup) -> Markup:
        """The records that the section as printed does not show, as tables."""
        printed = squeezed(section.striptags())
        found = [self._table(table, printed) for table in self._tables if self._own(table)]
        return Markup("").join(found)

    def _own(self, table: RecordTable) -> bool:
        """Whether no other section goes through the table; what is declared is the section's own."""
        if self._item.owes is not None:
            return True
        call = _FUNCTIONS.get(table.id, f'记录("{table.id}")')
        return not any(call in text for text in self._others())

    def _others(self) -> Iterator[str]:
        stage = self._stage
        for part in stage.pack.outline.parts:
            for item in part.sections:
                name = f"sections/{item.id}.html.j2"
                if item.id != self._item.id and name in stage.pack.files:
                    yield stage.source(name)

    def _table(self, table: RecordTable, printed: str) -> Markup:
        rows = [row for row in self._rows(table) if not _shown(table, row, printed)]
        if not rows:
            return Markup("")
        width = sum(column.width for column in table.columns)
        shares = [round(100 * column.width / width, 2) for column in table.columns[:-1]]
        parts = {
            "标题": table.sheet,
            "列": [column.title for column in table.columns],
            "宽": [f"{share:.2f}" for share in (*shares, 100 - sum(shares))],
            "行": [[_cell(column.kind, row.get(column.key, "")) for column in table.columns] for row in rows],
        }
        return self._stage.render(OWED_RECORDS, {"记录表": Record("记录表", parts)})

    def _rows(self, table: RecordTable) -> Sequence[Mapping[str, str]]:
        stage = self._stage
        return record_rows(table, stage.disclosure.submission, lambda at: stage.ledger.figure(table.sheet, at).cell())


def _cell(kind: str, text: str) -> Record:
    role = {"amount": "amount", "step": "center"}.get(kind, "text")
    return Record("格", {"类": role, "段": text.splitlines() or [""]})


def _shown(table: RecordTable, row: Mapping[str, str], printed: str) -> bool:
    """Whether a row is in the section."""
    return all(squeezed(line) in printed for line in needed_lines(table, row))
