"""Style ids and names: which Word style a role becomes."""

from __future__ import annotations

from dataclasses import dataclass

from generator.packs.style import Style
from generator.writers.vocabulary import Body, Cell, Heading, Line, Paragraph, Run, Table

HEADING_LEVELS = (1, 2, 3, 4)
SECTION_END = "bd-break"
_PREFIX = "bd-"
_BUILT_IN = {
    "p": "BodyText",
    "h1": "Heading1",
    "h2": "Heading2",
    "h3": "Heading3",
    "h4": "Heading4",
    "toc-1": "TOC1",
    "toc-2": "TOC2",
}
_READABLE = {
    "form": "预算表",
    "form-title": "表题",
    "form-meta": "表头信息",
    "form-number": "表号",
    "form-note": "表注",
    "head": "表格标题",
    "cell": "表格文字",
    "note": "注释",
    "plain": "无边框表",
    "table": "普通表",
    "toc-title": "目录标题",
    "total": "合计",
    "cover": "封面",
    "cover-title": "封面标题",
    "cover-date": "封面日期",
    "cover-entity": "封面单位",
    "break": "换行",
}


@dataclass(frozen=True, slots=True)
class Naming:
    """What a document uses beyond the roles: headings that look like another role, spans, tables."""

    role_headings: tuple[tuple[str, int], ...]
    spans: tuple[str, ...]
    tables: tuple[str, ...]


def naming(body: Body, style: Style) -> Naming:
    """Collect it, sorted, so that the same document always gives the same styles."""
    headings = {
        (each.role, each.level)
        for each in body.headings()
        if each.role in style.roles and each.role != f"h{each.level}"
    }
    spans = {role for run in _runs(body) for role in run.roles if role in style.roles}
    tables = {table.role for _, table in body.tables()}
    return Naming(tuple(sorted(headings)), tuple(sorted(spans)), tuple(sorted(tables)))


def paragraph_style(role: str, level: int = 0) -> str:
    """The id of the paragraph style of ``role``, as a heading of ``level`` if that is not 0."""
    if level:
        return f"{_PREFIX}{role}-h{level}"
    return _BUILT_IN.get(role) or f"{_PREFIX}{role}"


def block_style(style: Style, block: Paragraph | Line) -> str:
    """The paragraph style of a block; an undeclared role is ``p``."""
    return paragraph_style(block.role if block.role in style.roles else "p")


def heading_style(style: Style, heading: Heading) -> str:
    """The paragraph style of a heading, always a heading style in Word too."""
    if heading.role in style.roles and heading.role != f"h{heading.level}":
        return paragraph_style(heading.role, heading.level)
    return heading_id(heading.level)


def heading_id(level: int) -> str:
    """The id of Word's own heading style."""
    return f"Heading{level}"


def character_style(role: str) -> str:
    """The id of the character style of a span."""
    return f"{_PREFIX}text-{role}"


def table_style(role: str) -> str:
    """The id of the table style of a table role."""
    return f"{_PREFIX}table-{role}"


def readable(role: str, kind: str = "") -> str:
    """The name people see in Word."""
    return _READABLE.get(role) or f"{kind}{role}"


def _runs(body: Body) -> list[Run]:
    return [run for block in body.blocks() for run in _block_runs(block)]


def _block_runs(block: object) -> tuple[Run, ...]:
    match block:
        case Heading() | Paragraph():
            return block.runs
        case Line():
            return (*block.left, *block.center, *block.right)
        case Table():
            return tuple(run for row in block.rows for cell in row.cells for run in _cell_runs(cell))
        case _:
            return ()


def _cell_runs(cell: Cell) -> tuple[Run, ...]:
    return tuple(run for paragraph in cell.paragraphs for run in paragraph.runs)
