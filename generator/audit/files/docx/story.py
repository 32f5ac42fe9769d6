"""The main text of a DOCX as blocks, in order, with the page numbers of its contents."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from generator.audit.body import letters
from generator.audit.files.blocks import CellText, Rows, Seen
from generator.audit.files.color import WHITE, Color, parsed
from generator.audit.files.difference import Ledger, excerpt
from generator.audit.files.docx.looks import Styles, changed, with_paragraph
from generator.audit.files.docx.names import W, child, value

_FIELDS = ("TOC", "PAGEREF", "PAGE")
_P, _R, _T, _TBL, _SDT = (f"{W}{name}" for name in ("p", "r", "t", "tbl", "sdt"))
_HYPERLINK, _FIELD, _CODE = (f"{W}{name}" for name in ("hyperlink", "fldChar", "instrText"))
_SKIPPED = frozenset(f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "sectPr"))


class Story:
    """Reads paragraphs and tables. ``numbers``: what each line of the contents gives as its page, by block."""

    def __init__(self, styles: Styles, ledger: Ledger) -> None:
        self.seen: list[Seen] = []
        self.numbers: dict[int, str] = {}
        self._styles, self._ledger = styles, ledger
        self._fields: list[str] = []
        self._number = ""

    def read(self, parent: ET.Element) -> None:
        """All blocks below ``parent``."""
        for element in parent:
            if element.tag == _P:
                self._paragraph(element)
            elif element.tag == _TBL:
                place = f"第 {len(self.seen) + 1} 段（表）"
                self.seen.append(Seen(place, "", self._rows(element, place)))
            elif element.tag == _SDT:
                self.read(child(element, "sdtContent") or ET.Element("none"))
            elif element.tag not in _SKIPPED:
                self._ledger.tell("正文", "有不明内容。", "", element.tag)

    def _paragraph(self, element: ET.Element) -> None:
        place = f"第 {len(self.seen) + 1} 段"
        self._number = ""
        text = letters(self._text(element, WHITE, place))
        if text:
            if self._number:
                self.numbers[len(self.seen)] = letters(self._number)
            self.seen.append(Seen(place, text))

    def _text(self, paragraph: ET.Element, behind: Color, place: str) -> str:
        """The text of a paragraph without the numbers fields show; what cannot be seen is told."""
        properties = child(paragraph, "pPr")
        style = value(properties, "pStyle")
        parts: list[str] = []
        for run in _runs(paragraph):
            text = "".join(self._shown(run))
            if text.strip():
                self._check_look(run, style, properties, behind, place, text)
            parts.append(text if not self._in_number() else "")
        return "".join(parts)

    def _shown(self, run: ET.Element) -> Iterator[str]:
        """The text of a run; follows fields as they open and close."""
        for element in run:
            if element.tag == _T:
                if self._in_number():
                    self._number += element.text or ""
                yield element.text or ""
            elif element.tag == _FIELD:
                self._field(element.get(f"{W}fldCharType", ""))
            elif element.tag == _CODE:
                self._code(element.text or "")

    def _in_number(self) -> bool:
        return bool(self._fields) and self._fields[-1] == "PAGEREF"

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append("")
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _code(self, code: str) -> None:
        name = code.strip().partition(" ")[0]
        if name not in _FIELDS or not self._fields:
            self._ledger.tell("正文", f"有不该有的域：{excerpt(code, 0)}。", "", code)
        else:
            self._fields[-1] = name

    def _check_look(  # noqa: PLR0913, PLR0917 - all that a look depends on
        self,
        run: ET.Element,
        style: str | None,
        properties: ET.Element | None,
        behind: Color,
        place: str,
        text: str,
    ) -> None:
        own = child(run, "rPr")
        look = self._styles.look(style, value(own, "rStyle"))
        fault = with_paragraph(changed(look, own), properties).fault(behind)
        if fault:
            self._ledger.tell(place, f"“{excerpt(text, 0)}”{fault}。", text, "")

    def _rows(self, table: ET.Element, place: str) -> Rows:
        """The rows of a table, merged cells as one."""
        rows: list[list[CellText]] = []
        reaching: dict[int, tuple[int, int]] = {}
        for number, row in enumerate(table.iterfind(f"{W}tr")):
            rows.append([])
            if value(row, "trPr/hidden") is not None or _is_cut(row):
                self._ledger.tell(f"{place}第 {number + 1} 行", "行被隐藏，或行高固定会裁掉文字。")
            column = 0
            for cell in row.iterfind(f"{W}tc"):
                column = self._cell(cell, column, rows, reaching, place)
        return tuple(map(tuple, rows))

    def _cell(
        self,
        cell: ET.Element,
        column: int,
        rows: list[list[CellText]],
        reaching: dict[int, tuple[int, int]],
        place: str,
    ) -> int:
        """Add a cell to the last row, or a row to the cell above it; returns the column after it."""
        properties = child(cell, "tcPr")
        span = int(value(properties, "gridSpan") or 1)
        behind = _fill(properties)
        text = letters("".join(self._text(each, behind, place) for each in cell.iterfind(_P)))
        merge = value(properties, "vMerge")
        if merge is not None and merge != "restart" and column in reaching:
            row, at = reaching[column]
            above, colspan, rowspan = rows[row][at]
            rows[row][at] = (above + text, colspan, rowspan + 1)
            return column + span
        if merge == "restart":
            reaching[column] = (len(rows) - 1, len(rows[-1]))
        else:
            reaching.pop(column, None)
        rows[-1].append((text, span, 1))
        return column + span


def _runs(paragraph: ET.Element) -> Iterator[ET.Element]:
    for element in paragraph:
        if element.tag == _R:
            yield element
        elif element.tag == _HYPERLINK:
            yield from element.iterfind(_R)


def _fill(properties: ET.Element | None) -> Color:
    shade = child(properties, "shd")
    return WHITE if shade is None else parsed(shade.get(f"{W}fill", "")) or WHITE


def _is_cut(row: ET.Element) -> bool:
    height = child(row, "trPr/trHeight")
    return height is not None and height.get(f"{W}hRule") == "exact"
