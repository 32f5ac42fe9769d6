"""The sheet 示例: a few rows filled in, so that one sees what is meant. It is never read."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from generator.domain.coordinates import Dimension
from generator.forms.header import header
from generator.forms.workbook import styles
from generator.forms.workbook.cells import Span, cell_at, dress, put_line, put_number, put_text
from generator.forms.workbook.page import set_page
from generator.forms.workbook.record_sheets import text_lines
from generator.packs.form import Form
from generator.packs.pack import Pack

SHEET = "示例"
_AMOUNTS = (("120.50", "80.50", "40.00"), ("80.50", "80.50", ""), ("40.00", "", "40.00"))
"""Whole, first part, second part: of everything, of the first item, of the second."""
_WIDTHS = (24, 22, 14, 18, 24, 12, 24, 8, 8, 8, 8, 30)
_RECORDS: Mapping[str, tuple[dict[str, str], ...]] = {
    "projects": (
        {
            "code": "13000024P000000000001",
            "name": "信息系统运行维护费",
            "budget": "40.00",
            "fiscal_funds": "40.00",
            "purpose": "用于办公网络和业务系统的日常运行维护。",
            "plan_3": "25%",
            "plan_6": "50%",
            "plan_10": "75%",
            "plan_12": "100%",
            "goals": "保障办公网络和业务系统稳定运行。\n及时处理故障，提高使用人员满意度。",
        },
    ),
    "indicators": (
        {
            "project": "13000024P000000000001",
            "level1": "产出指标",
            "level2": "质量指标",
            "level3": "系统正常运行率",
            "description": "系统正常运行时间占全部时间的比例",
            "value": "≥98%",
            "basis": "年度工作计划",
        },
    ),
}


def draw_example(sheet: Worksheet, pack: Pack, forms: tuple[Form, ...], trees: Mapping[str, Dimension]) -> None:
    """Draw the examples on an empty sheet: one form with 科目 rows, and some record rows."""
    put_line(sheet, Span(1, 1, 12), f"{SHEET}（仅供参考，填写时不读取本页）", styles.TITLE, "center")
    sheet.row_dimensions[1].height = 32
    row = 3
    form = next((form for form in forms if _listed(form, pack)), None)
    if form is not None:
        row = _form_rows(sheet, row, form, trees[_listed(form, pack)]) + 2
    for key, lines in _RECORDS.items():
        if key in pack.records.tables:
            table = pack.records.tables[key]
            titles = [column.title for column in table.columns]
            texts = [[line.get(column.key, "") for column in table.columns] for line in lines]
            row = _grid(sheet, row, table.sheet, [titles, *texts]) + 2
    for number, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    set_page(sheet, "landscape", 0, one_page=True)
    sheet.protection.sheet = True


def _listed(form: Form, pack: Pack) -> str:
    """The catalogued dimension whose members a form lists next to three amounts or more."""
    each = next((row.each for row in form.rows if row.each and not row.beside), "")
    amounts = [leaf for leaf in header(form).leaves if leaf.role == "amount"]
    three = len(amounts) >= len(_AMOUNTS) and not dict(amounts[0].at) and dict(amounts[1].at).keys() == {"kind"}
    return each if each and three and pack.dimensions[each].catalog is not None else ""


def _form_rows(sheet: Worksheet, row: int, form: Form, tree: Dimension) -> int:
    codes = _branch(tree)
    titles = [leaf.title for leaf in header(form).leaves if leaf.role in ("code", "name", "amount")][:5]
    whole, first, second = _AMOUNTS
    lines = [["", "合计", *whole]]
    lines += [[code, tree.name_of(code), *whole] for code in codes[:-2]]
    lines += [[code, tree.name_of(code), *amounts] for code, amounts in zip(codes[-2:], (first, second), strict=True)]
    return _grid(sheet, row, form.sheet, [titles, *lines], numbers_from=2)


def _branch(tree: Dimension) -> list[str]:
    """The first branch that ends in two leaves: 类, 款, 项, 项."""
    path: list[str] = []
    children = tree.children(None)
    while children:
        below = next((code for code in children if len(tree.children(code)) > 1), None)
        if below is None:
            return [*path, *children[:2]]
        path.append(below)
        children = tree.children(below)
    return path


def _grid(sheet: Worksheet, row: int, title: str, lines: list[list[str]], numbers_from: int = 99) -> int:
    """Draw a small table; returns its last row."""
    put_line(sheet, Span(row, 1, 1), title, styles.HEAD, "left")
    for offset, texts in enumerate(lines, 1):
        for column, text in enumerate(texts):
            cell = cell_at(sheet, row + offset, column + 1)
            number = offset > 1 and column >= numbers_from
            if number and text:
                put_number(cell, text)
            else:
                put_text(cell, text)
            font, fill = (styles.HEAD, styles.HEAD_FILL) if offset == 1 else (styles.HINT, None)
            dress(cell, font, styles.aligned("right" if number else "left"), fill)
        lines_needed = max(map(text_lines, texts, _WIDTHS))
        sheet.row_dimensions[row + offset].height = 14 * lines_needed + 4
    return row + len(lines)
