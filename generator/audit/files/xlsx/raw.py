"""What values do not tell of a workbook: hidden rows and sheets, formulas, number formats, margins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from generator.audit.body import letters
from generator.audit.files.color import LEAST_CONTRAST, WHITE, contrast, parsed
from generator.audit.files.difference import Ledger

PARTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\[Content_Types\]\.xml",
        r"_rels/\.rels",
        r"docProps/(?:core|app)\.xml",
        r"xl/(?:workbook|styles|sharedStrings)\.xml",
        r"xl/theme/theme\d+\.xml",
        r"xl/_rels/workbook\.xml\.rels",
        r"xl/worksheets/sheet\d+\.xml",
    )
)
LEAST_SIZE = 4.0
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_HIDDEN = re.compile(rb"<(?:row|col)\b[^>]*?\shidden=\"(?!0|false)")
_ROOM = re.compile(rb"<(?:row|col)\b[^>]*?\s(?:ht|width)=\"([\d.]+)\"")
_LEAST_ROOM = 1.0
_VERY_HIDDEN = re.compile(rb"<sheet\b[^>]*\sstate=\"(?!visible)")
_FORMULA = re.compile(rb"<f\b[^>]*?(?:/>|>(.*?)</f>)", re.DOTALL)
_NOT_STATED = b"NA()"
"""An amount nobody states: a formula without a result."""
_FORMAT = re.compile(r"formatCode=\"([^\"]*)\"")
_PLAIN_FORMAT = re.compile(r"(?:#,##)?0(?:\.0+)?(?:_ |_\))?|General|@")
_FONT = re.compile(r"<font>.*?</font>", re.DOTALL)
_FONT_SIZE, _FONT_COLOR = (
    re.compile(r"<sz val=\"([\d.]+)\""),
    re.compile(r"<color rgb=\"[0-9A-Fa-f]{2}([0-9A-Fa-f]{6})\""),
)
_PALE_THEME = re.compile(r"<color theme=\"0\"")
_MARGIN = re.compile(r"<(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
_CODE = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z])")
_PAGE_NUMBERS = frozenset({"", "第页，共页"})
_NAME = re.compile(r"<definedName\b[^>]*\sname=\"([^\"]*)\"")
_OWN_NAMES = frozenset({"_xlnm.Print_Titles", "_xlnm.Print_Area"})
_CONDITIONS = re.compile(rb"<(conditionalFormatting|dataValidation|hyperlink|oleObject|drawing|picture|control)\b")


def check_raw(parts: Mapping[str, bytes], ledger: Ledger) -> None:
    """Tell of what hides, replaces or adds to the values of a workbook."""
    workbook = parts.get("xl/workbook.xml", b"")
    if _VERY_HIDDEN.search(workbook):
        ledger.tell("工作簿", "有隐藏的工作表。")
    for name in {*_NAME.findall(workbook.decode())} - _OWN_NAMES:
        ledger.tell("工作簿", f"有不该有的名称 {name}。", "", name)
    _check_styles(parts.get("xl/styles.xml", b"").decode(), ledger)
    for name, content in parts.items():
        sheet = _SHEET.fullmatch(name)
        if sheet:
            _check_sheet(f"第 {sheet[1]} 张工作表", content, ledger)


def _check_sheet(place: str, content: bytes, ledger: Ledger) -> None:
    if _HIDDEN.search(content) or any(float(room) < _LEAST_ROOM for room in _ROOM.findall(content)):
        ledger.tell(place, "有隐藏的行或列。")
    for formula in {match for match in _FORMULA.findall(content) if match != _NOT_STATED}:
        ledger.tell(place, f"有不该有的公式 {formula.decode()[:60]}。", "", formula.decode())
    for found in set(_CONDITIONS.findall(content)):
        ledger.tell(place, f"有不该有的内容 {found.decode()}。", "", found.decode())
    for text in _MARGIN.findall(content.decode()):
        if letters(_CODE.sub("", unescape(text))) not in _PAGE_NUMBERS:
            ledger.tell(place, f"页眉页脚有文字“{unescape(text)}”。", "", text)


def _check_styles(styles: str, ledger: Ledger) -> None:
    for code in _FORMAT.findall(styles):
        if not _PLAIN_FORMAT.fullmatch(unescape(code)):
            ledger.tell("样式", f"数字格式“{unescape(code)}”可能隐藏或改写数字。", "", code)
    for font in _FONT.findall(styles):
        size, color = _FONT_SIZE.search(font), _FONT_COLOR.search(font)
        rgb = parsed(color[1]) if color else None
        if size and float(size[1]) < LEAST_SIZE:
            ledger.tell("样式", f"有字号只有 {size[1]} 磅的字体。", "", size[1])
        if _PALE_THEME.search(font) or (rgb is not None and contrast(rgb, WHITE) < LEAST_CONTRAST):
            ledger.tell("样式", "有与底色分不开的文字颜色。", "", font)
