"""Drop-downs: codes from a hidden sheet, fixed choices, amounts that must be numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator.domain.coordinates import Dimension
from generator.forms.workbook import styles
from generator.forms.workbook.cells import add_sheet, cell_at, put_text
from generator.packs.pack import Pack

SHEET = "科目"
_LONGEST_INLINE = 250
"""Excel allows 255 characters of choices written into a validation."""


def draw_code_lists(book: Workbook, pack: Pack, trees: Mapping[str, Dimension]) -> dict[str, str]:
    """Draw the sheet of codes and names; returns the range of codes of every catalogued dimension."""
    sheet = add_sheet(book, SHEET)
    ranges = {}
    listed = [name for name, spec in pack.dimensions.items() if spec.catalog is not None]
    for number, name in enumerate(listed):
        column = 1 + 3 * number
        put_text(cell_at(sheet, 1, column), f"{trees[name].name}编码")
        put_text(cell_at(sheet, 1, column + 1), "名称")
        codes = list(_in_tree_order(trees[name], None))
        for row, code in enumerate(codes, 2):
            put_text(cell_at(sheet, row, column), code)
            put_text(cell_at(sheet, row, column + 1), trees[name].name_of(code))
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = 18
        sheet.column_dimensions[get_column_letter(column + 1)].width = 48
        ranges[name] = f"'{SHEET}'!${letter}$2:${letter}${len(codes) + 1}"
    for cell in sheet[1]:
        cell.font = styles.HEAD
    sheet.freeze_panes = "A2"
    return ranges


def _in_tree_order(tree: Dimension, parent: str | None) -> list[str]:
    return [each for code in tree.children(parent) for each in (code, *_in_tree_order(tree, code))]


def offer_codes(sheet: Worksheet, cells: str, source: str, name: str) -> None:
    """A drop-down of codes. Others may be typed too, for no list of codes is complete."""
    check = DataValidation(type="list", formula1=source, allow_blank=True, errorStyle="warning")
    check.errorTitle, check.error = name, "目录中没有这个编码。确认无误可以继续。"
    check.promptTitle, check.prompt = name, f"输入或选择科目编码，类、款、项逐级填写；名称可查“{SHEET}”工作表。"
    _add(sheet, check, cells)


def offer_choices(sheet: Worksheet, cells: str, choices: Sequence[str]) -> None:
    """A drop-down of words; others may be typed too."""
    joined = ",".join(choices)
    if choices and len(joined) <= _LONGEST_INLINE and not any(mark in joined for mark in '"\n'):
        check = DataValidation(type="list", formula1=f'"{joined}"', allow_blank=True, errorStyle="warning")
        check.error = "不在常用选项之内。确认无误可以继续。"
        _add(sheet, check, cells)


def offer_range(sheet: Worksheet, cells: str, source: str, message: str) -> None:
    """A drop-down of what stands in another range."""
    check = DataValidation(type="list", formula1=source, allow_blank=True, errorStyle="warning")
    check.error = message
    _add(sheet, check, cells)


def require_amounts(sheet: Worksheet, cells: Sequence[str], unit: str) -> None:
    """Only numbers from 0 up."""
    if not cells:
        return
    check = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    check.errorTitle, check.error = "金额", f"请填写不小于 0 的数字{f'（{unit}）' if unit else ''}；没有预算的留空。"
    _add(sheet, check, " ".join(cells))


def _add(sheet: Worksheet, check: DataValidation, cells: str) -> None:
    check.showErrorMessage = True
    check.showInputMessage = True
    check.sqref = type(check.sqref)(cells)
    sheet.add_data_validation(check)
