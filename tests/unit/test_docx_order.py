"""Children in the order ECMA-376 demands: Word refuses a file where they are not."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

import pytest
from lxml import etree

from composed import sample, style
from generator.writers.docx import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tc": "tcPr p",
    "settings": "writeProtection view zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat "
    "themeFontLang",
    "font": "altName panose1 charset family notTrueType pitch sig",
}
PAGES = {"one": "1", "two": "3", "three": "4"}


def elements(*, outer: bool, draft: bool) -> Iterator[tuple[str, etree._Element]]:
    page = {"number": "— {page} —", "number_align": "outer"} if outer else {}
    data = write_docx(sample(draft=draft), style(**page), page_of=PAGES)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            root = etree.fromstring(archive.read(name))
            yield from ((name, each) for each in root.iter(f"{W}*"))


@pytest.mark.parametrize(("outer", "draft"), [(False, False), (True, True)])
def test_children_are_in_order(*, outer: bool, draft: bool) -> None:
    for part, element in elements(outer=outer, draft=draft):
        order = ORDER.get(etree.QName(element).localname, "").split()
        if order:
            found = [etree.QName(each).localname for each in element]
            ranks = [order.index(name) for name in found]
            assert ranks == sorted(ranks), (part, element.tag, found)


def test_nothing_is_said_twice_in_properties() -> None:
    for part, element in elements(outer=True, draft=True):
        if etree.QName(element).localname in {"pPr", "rPr", "tblPr", "tcPr"}:
            found = [each.tag for each in element]
            assert len(found) == len(set(found)), (part, found)


def test_every_part_is_declared_and_every_style_exists() -> None:
    data = write_docx(sample(draft=True), style(), page_of=PAGES)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml").decode()
        parts = [name for name in archive.namelist() if not name.endswith(".rels") and "Content_Types" not in name]
        assert all(f'PartName="/{name}"' in types for name in parts)
        styles = etree.fromstring(archive.read("word/styles.xml"))
        known = {each.get(f"{W}styleId") for each in styles.iter(f"{W}style")}
        text = etree.fromstring(archive.read("word/document.xml"))
    used = {each.get(f"{W}val") for name in ("pStyle", "rStyle", "tblStyle") for each in text.iter(f"{W}{name}")}
    assert used <= known
