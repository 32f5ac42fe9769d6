"""Page set-up for printing: A4, fitted to the width, header rows repeated."""

from __future__ import annotations

from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from generator.packs.pack import Orientation

A4 = 9
_MARGIN = 0.6
_CHARACTERS: dict[Orientation, float] = {"portrait": 94.0, "landscape": 140.0}


def width_in_characters(orientation: Orientation) -> float:
    """How many characters of half width fit on a page at the size of body text."""
    return _CHARACTERS[orientation]


def set_page(sheet: Worksheet, orientation: Orientation, head_rows: int, *, one_page: bool = False) -> None:
    """Set up ``sheet`` for printing; its first ``head_rows`` rows stand on every page."""
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = orientation
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = int(one_page)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = _MARGIN
    margins.top = margins.bottom = _MARGIN + 0.15
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    if head_rows:
        sheet.print_title_rows = f"1:{head_rows}"


def protect(sheet: Worksheet) -> None:
    """Guard the labels against slips, without a password; rows may still be added and sized."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = False
    protection.insertRows = protection.deleteRows = protection.sort = False
