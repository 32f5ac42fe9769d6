"""A finished DOCX: the composed text and no other, page numbers included, nothing hidden and nothing active."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from generator.audit.body import Part, letters
from generator.audit.files.archive import check_parts, check_properties, read_parts, tree
from generator.audit.files.blocks import compare_blocks
from generator.audit.files.composed import Composed
from generator.audit.files.difference import Ledger
from generator.audit.files.docx.looks import Styles
from generator.audit.files.docx.names import R, W, child
from generator.audit.files.docx.story import Story

_PARTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\[Content_Types\]\.xml",
        r"_rels/\.rels",
        r"docProps/(?:core|app)\.xml",
        r"word/(?:document|styles|settings|fontTable|(?:header|footer)\d+)\.xml",
        r"word/_rels/document\.xml\.rels",
    )
)
# All that a document consists of; anything else (changes, comments, fields, drawings, hidden text) has no place in it.
_NAMES = """
document body p pPr pStyle r rPr rStyle rFonts t br tab tabs b bCs i iCs color sz szCs spacing lang ind jc hyperlink
bookmarkStart bookmarkEnd fldChar instrText sdt sdtPr sdtContent docPartObj docPartGallery docPartUnique keepNext
keepLines widowControl tbl tblPr tblStyle tblW tblInd tblLayout tblLook tblGrid gridCol tr trPr cantSplit trHeight
tblHeader tc tcPr tcW gridSpan vMerge shd noWrap vAlign sectPr headerReference footerReference type pgSz pgMar pgNumType
cols docGrid
"""
_ELEMENTS = frozenset(f"{W}{name}" for name in _NAMES.split())
_WATERMARK = "草稿"


def check_docx(data: bytes, composed: Composed, numbers: Mapping[str, str] | None, ledger: Ledger) -> None:
    """Compare a DOCX with the composed document. ``numbers``: the page each id stands on, where the PDF told.

    Raises:
        zipfile.BadZipFile, KeyError, xml.etree.ElementTree.ParseError: it is no DOCX.
    """
    parts = read_parts(data)
    check_parts(parts, _PARTS, ledger)
    check_properties(parts, composed.document, ledger)
    main = tree(parts, "word/document.xml")
    for name in sorted({element.tag for element in main.iter()} - _ELEMENTS):
        ledger.tell("正文", f"含有不该有的内容 {name.rpartition('}')[2]}。", "", name)
    styles = Styles(tree(parts, "word/styles.xml"))
    story = Story(styles, ledger)
    body = main.find(f"{W}body")
    story.read(body if body is not None else main)
    compare_blocks(composed.blocks, story.seen, ledger)
    _check_contents(story, composed, numbers, ledger)
    _check_sections(parts, main, composed, ledger)


def _check_contents(story: Story, composed: Composed, numbers: Mapping[str, str] | None, ledger: Ledger) -> None:
    """The page numbers of the contents are those of the PDF; without one, that there are any where there should."""
    wanted = [block for block in composed.blocks if block.letters]
    for index, (block, seen) in enumerate(zip(wanted, story.seen, strict=False)):
        found = story.numbers.get(index, "")
        expected = ""
        if block.kind == "contents" and block.target in composed.headed - composed.unnumbered:
            expected = _number(block.target, found, numbers)
        if found != expected:
            ledger.tell(seen.place, f"目录页码应为“{expected}”，实为“{found}”。", expected, found)


def _number(target: str, found: str, numbers: Mapping[str, str] | None) -> str:
    """The number a line of the contents should give; any, where no PDF told it."""
    if numbers is None:
        return found if found.isdecimal() else "（页码）"
    return numbers.get(target, found)


def _check_sections(parts: Mapping[str, bytes], main: ET.Element, composed: Composed, ledger: Ledger) -> None:
    """Sections are numbered as composed, with the page number at the foot of those that show one."""
    sections = list(main.iter(f"{W}sectPr"))
    if len(sections) != len(composed.parts):
        ledger.tell("分节", f"应有 {len(composed.parts)} 节，实有 {len(sections)} 节。")
        return
    margins = _margins(dict(parts), ledger)
    for number, (section, part) in enumerate(zip(sections, composed.parts, strict=True), 1):
        place = f"第 {number} 节"
        start = child(section, "pgNumType")
        restarts = start is not None and start.get(f"{W}start") == "1"
        if restarts != (part.numbering == "restart"):
            ledger.tell(place, "页码起始与正文不符。", part.numbering, "")
        _check_margins(section, part, margins, composed, place, ledger)


def _check_margins(  # noqa: PLR0913, PLR0917 - a section, and what its margins should say
    section: ET.Element, part: Part, margins: Mapping[str, str], composed: Composed, place: str, ledger: Ledger
) -> None:
    foot = letters(composed.number) if part.numbering != "none" else ""
    wanted = {"footer": foot, "header": _WATERMARK if composed.document.draft else ""}
    found: dict[str, set[str]] = {"footer": set(), "header": set()}
    for reference in section:
        kind = reference.tag.removeprefix(W).removesuffix("Reference")
        if kind in found:
            found[kind].add(margins.get(reference.get(f"{R}id", ""), "?"))
    for kind, expected in wanted.items():
        if (found[kind] or {""}) != {expected}:
            ledger.differs(f"{place}{'页脚' if kind == 'footer' else '页眉'}", expected, "".join(sorted(found[kind])))


def _margins(parts: dict[str, bytes], ledger: Ledger) -> dict[str, str]:
    """What each header and footer says, by the id of its relation: ``{page}`` stands for the page number."""
    found = {}
    for relation in tree(parts, "word/_rels/document.xml.rels"):
        target = relation.get("Target", "")
        if target.startswith(("header", "footer")):
            found[relation.get("Id", "")] = letters(_margin(tree(parts, f"word/{target}"), ledger))
    return found


def _margin(root: ET.Element, ledger: Ledger) -> str:
    """The text of a header or footer, the result of its page field as ``{page}``; of a drawing, its text."""
    shown: list[str] = []
    field = False
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name == "fldChar":
            field = element.get(f"{W}fldCharType") != "end"
        elif name == "instrText":
            if (element.text or "").strip() != "PAGE":
                ledger.tell("页脚", "有不该有的域。", "PAGE", element.text or "")
            shown.append("{page}")
        elif name == "t" and not field:
            shown.append(element.text or "")
        elif name == "textpath" and element.get("string"):
            shown.append(element.get("string", ""))
        elif name in {"vanish", "webHidden"}:
            ledger.tell("页脚", "有隐藏文字。")
    return "".join(shown)
