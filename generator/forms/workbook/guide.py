"""The sheet 填写说明: how to fill in the workbook, on one page, from the pack's own declarations."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from generator.domain.records import Entity
from generator.forms.workbook import styles
from generator.forms.workbook.cells import Span, cell_at, dress, put_line, put_text
from generator.forms.workbook.page import set_page
from generator.packs.form import Form
from generator.packs.pack import Pack
from generator.packs.titles import fill, title_names

SHEET = "填写说明"
_WIDTHS = (26, 50, 18)
_STEPS = (
    "先填“基本信息”，再填各表。浅黄色单元格可以填写，浅蓝色单元格自动合计，其余单元格请不要改动。",
    "金额单位以各表右上角注明的为准，一律填数字。空着的金额表示没有这项预算。",
    "科目编码逐级填写（类、款、项各占一行）；表中没有列出的科目，视为没有预算。科目名称可以不填。",
    "合计自动计算。批复数因四舍五入与自动合计相差尾数的，直接改填批复数。",
    "确实没有数据的表，在表格下方的下拉框中选择“空表列示”一行；整张表不填，表示由其他表推算。",
    "各表行数不够时，在空行中间插入行；也可以用预算管理一体化系统导出的同名表替换整张工作表。",
    "填好后运行：budget-disclosure check 文件名.xlsx，按提示核对；无误后用 build 生成公开文件。",
)


def draw_guide(sheet: Worksheet, pack: Pack, entity: Entity, year: int, forms: tuple[Form, ...]) -> None:
    """Draw the guide on an empty sheet."""
    for letter, width in zip("ABC", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    put_line(sheet, Span(1, 1, 3), f"{pack.manifest.title}　{SHEET}", styles.TITLE, "center")
    sheet.row_dimensions[1].height = 36
    row = 2
    for number, step in enumerate(_STEPS, 1):
        text = f"{number}. {step}"
        put_line(sheet, Span(row, 1, 3), text, styles.BODY, "left")
        sheet.row_dimensions[row].height = 16 * -(-styles.points(text) // (sum(_WIDTHS) - 2)) + 6
        row += 1
    for offset, cells in enumerate((("工作表", "内容", "是否必填"), *_contents(pack, entity, year, forms))):
        for column, text in enumerate(cells, 1):
            cell = cell_at(sheet, row + 1 + offset, column)
            put_text(cell, text)
            head = offset == 0
            align = styles.aligned("center" if head or column == 3 else "left")  # noqa: PLR2004
            dress(cell, styles.HEAD if head else styles.BODY, align, styles.HEAD_FILL if head else None)
        lines = -(-styles.points(cells[1]) // (_WIDTHS[1] - 1))
        sheet.row_dimensions[row + 1 + offset].height = 14 * max(lines, 1) + 4
    set_page(sheet, "portrait", 0, one_page=True)
    sheet.protection.sheet = True


def _contents(pack: Pack, entity: Entity, year: int, forms: tuple[Form, ...]) -> Iterator[tuple[str, str, str]]:
    names = title_names(entity, year)
    yield "基本信息", "部门（单位）编码、名称、级别、预算年度、批复日期、金额单位", "必填"
    for form in forms:
        need = "必填" if form.required else "有则填"
        yield form.sheet, fill(form.title, names), f"{need}（可空表）" if form.may_be_empty else need
    for table in pack.records.tables.values():
        yield table.sheet, table.hint, "有则填"
    required = "、".join(key.title for key in pack.records.texts if key.required)
    yield "文字", "文字说明，一段一行。" + (f"必填：{required}。" if required else ""), "必填"
    yield "关键数字", "本年的单个数字，各表中已有的不必填写", "有则填"
    yield "上年数", "上年预算数，用于说明增减变化", "有则填"
