"""The running parts of pages: the number at the foot of each, and the watermark of a draft."""

from __future__ import annotations

from collections.abc import Sequence

from generator.audit.body import Part
from generator.audit.files.difference import Ledger
from generator.audit.files.pdf.letters import told
from generator.audit.files.pdf.page import OPAQUE, Page, Text

_WATERMARK = "草稿"
_LEAST_MARK = 20.0


class Sheets:
    """The pages of a PDF as the sections have them, without their running parts.

    ``shown``: the number displayed on each sheet (from 0) opened so far, on pages that show one.
    """

    def __init__(self, pages: Sequence[Page], parts: Sequence[Part], number: str, ledger: Ledger) -> None:
        self.shown: dict[int, str] = {}
        self._parts, self._number, self._ledger = parts, number, ledger
        self._texts = [page.texts for page in pages]
        self._origin = 0
        self._section = -1

    def take_watermark(self) -> None:
        """Take the watermark off every page; each page of a draft has one, over its text."""
        for sheet, texts in enumerate(self._texts):
            if texts and _is_watermark(texts[-1]):
                self._texts[sheet] = texts[:-1]
            else:
                self._ledger.tell(f"第 {sheet + 1} 页", "草稿缺少“草稿”水印。", _WATERMARK, "")

    def texts(self, sheet: int) -> Sequence[Text]:
        """The texts of a sheet with its number."""
        return self._texts[sheet]

    def open(self, section: int, sheet: int) -> Sequence[Text]:
        """The texts of a sheet, which belongs to ``section``, without its number."""
        part, texts = self._parts[section], self._texts[sheet]
        if section != self._section:
            self._section = section
            self._origin = sheet if part.numbering == "restart" else self._origin
        if part.numbering == "none":
            return texts
        self.shown[sheet] = str(sheet - self._origin + 1)
        if not self._number:
            return texts
        return self._without_number(sheet, told(self._number.replace("{page}", self.shown[sheet])))

    def _without_number(self, sheet: int, expected: str) -> Sequence[Text]:
        texts = self._texts[sheet]
        foot, kept = "", len(texts)
        while kept and len(foot) < len(expected):
            kept -= 1
            foot = told(texts[kept].text) + foot
        if foot == expected:
            return texts[:kept]
        self._ledger.differs(f"第 {sheet + 1} 页页码", expected, foot[-len(expected) :])
        return texts


def _is_watermark(text: Text) -> bool:
    return told(text.text) == _WATERMARK and text.size > _LEAST_MARK and 0 < text.alpha < OPAQUE
