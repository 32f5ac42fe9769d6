"""Letters on their ground, where a style has light letters or dark grounds: each must be seen where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from generator.packs.colours import LEGIBLE, ON_PAPER, WHITE, contrast
from generator.packs.style import Style
from generator.packs.style_problems import BLACK, unusual_colours
from generator.writers.geometry import cell_role, head_role
from generator.writers.vocabulary import Body, Contents, DocumentError, Heading, Line, Paragraph, Run, Table


def refuse_illegible(body: Body, style: Style) -> None:
    """Refuse a document with letters that cannot be seen on what is behind them.

    Raises:
        DocumentError: names the text and both colours.
    """
    if not unusual_colours(style):
        return
    for text, letters, ground in _texts(body, style):
        if text.strip() and contrast(letters, ground) < (ON_PAPER if ground == WHITE else LEGIBLE):
            raise DocumentError(
                f"“{text.strip()[:20]}”的颜色 {letters} 在底色 {ground} 上看不清。",
                remedy="浅色的字只能用在 head_fill 为深色的表头里，请改 style.yaml 或模板中的样式名。",
            )


def _texts(body: Body, style: Style) -> Iterator[tuple[str, str, str]]:
    """Every text with its colour and the colour behind it."""
    for block in body.blocks():
        if isinstance(block, Table):
            yield from _table(block, style)
        elif isinstance(block, Contents):
            for entry in block.entries:
                yield from _runs(entry.runs, style, _colour(style, entry.role), WHITE)
        else:
            yield from _runs(_block_runs(block), style, _colour(style, block.role), WHITE)


def _table(table: Table, style: Style) -> Iterator[tuple[str, str, str]]:
    fill = style.table(table.role).head_fill or WHITE
    head, cell = head_role(style, table.role).color or BLACK, cell_role(style, table.role).color or BLACK
    total = style.inline("total")
    for each in (each for row in table.rows for each in row.cells):
        own = head if each.header else cell
        if "total" in each.classes and not each.header and total and total.color:
            own = total.color
        for paragraph in each.paragraphs:
            letters = _colour(style, paragraph.role) if paragraph.role else own
            yield from _runs(paragraph.runs, style, letters, fill if each.header else WHITE)


def _runs(runs: tuple[Run, ...], style: Style, letters: str, ground: str) -> Iterator[tuple[str, str, str]]:
    for run in runs:
        colours = [role.color for name in run.roles if (role := style.inline(name)) and role.color]
        for colour in colours or [letters]:
            yield run.text, colour, ground


def _block_runs(block: Heading | Paragraph | Line) -> tuple[Run, ...]:
    return (*block.left, *block.center, *block.right) if isinstance(block, Line) else block.runs


def _colour(style: Style, role: str) -> str:
    return style.resolved(role).color or BLACK
