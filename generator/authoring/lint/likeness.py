"""Forms that an input could not tell apart: by title, by sheet name, or by what stands in them."""

from __future__ import annotations

import re

from generator.authoring import findings as codes
from generator.authoring.draft import Draft
from generator.authoring.lint.walk import form_files, printed_forms
from generator.domain.coordinates import Coordinate
from generator.domain.location import Location
from generator.domain.records import Entity
from generator.forms.header import header
from generator.packs.form import Form
from generator.packs.titles import fill, title_names
from generator.readers.form_index import SHEET_NAME_LIMIT, FormIndex

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")


def lint_likeness(draft: Draft) -> None:
    """Findings for forms that are too much alike."""
    for level in draft.pack.manifest.levels:
        for year in draft.pack.manifest.years or (2000,):
            _titles(draft, level, year)
        _contents(draft, list(printed_forms(draft, level)))
    for form, file in form_files(draft):
        if len(form.sheet) > SHEET_NAME_LIMIT or _NOT_IN_SHEET_NAMES.search(form.sheet) or not form.sheet.strip():
            words = f"“{form.sheet}”不能作工作表名：最多 {SHEET_NAME_LIMIT} 个字，不能有 [ ] : * ? / \\。"
            draft.report.add(codes.SAME_SHEET, words, file.location("sheet"), "请改短或换字。")


def _titles(draft: Draft, level: str, year: int) -> None:
    """Every name a form goes by must find that form again, by the very index that reads inputs."""
    entity = Entity("000", "示例单位", level)
    index = FormIndex(draft.pack, entity, year)
    names = title_names(entity, year, draft.pack.manifest.unit)
    sheets: dict[str, Form] = {}
    for form in index.forms:
        file = draft.forms[form.id]
        for number, title in enumerate((form.title, *form.aliases)):
            place = file.location("aliases", number - 1) if number else file.location("title")
            _found(draft, index, form, fill(title, names), place)
        first = sheets.setdefault(form.sheet.strip(), form)
        if first is not form:
            words = f"工作表名“{form.sheet}”与表“{first.id}”相同。"
            draft.report.add(codes.SAME_SHEET, words, file.location("sheet"), "请换一个。")
        elif (other := index.find(form.sheet)) is not None and other is not form:
            words = f"工作表名“{form.sheet}”与表“{other.id}”的名称分不清。"
            draft.report.add(codes.SAME_SHEET, words, file.location("sheet"), "请换一个。")


def _found(draft: Draft, index: FormIndex, form: Form, title: str, place: Location) -> None:
    other = index.find(title)
    if other is not None and other is not form:
        words = f"名称“{title}”与表“{other.id}”的分不清（年度、编号、空格不作区别）。"
        draft.report.add(codes.SAME_TITLE, words, place, "请让两张表的名称有别。")


def _contents(draft: Draft, forms: list[Form]) -> None:
    seen: dict[tuple[object, ...], Form] = {}
    for form in forms:
        leaves = header(form).leaves
        columns = tuple((leaf.path, leaf.at, leaf.panel) for leaf in leaves)
        rows = tuple(
            (panel, row.label, row.each, row.rows, Coordinate.of(form.panel(panel).at).merged(row.at))
            for panel in form.panel_names
            for row in form.panel(panel).rows
        )
        first = seen.setdefault((Coordinate.of(form.at), columns, rows), form)
        if first is not form:
            words = f"表“{form.id}”与表“{first.id}”的表头、行和坐标都相同。"
            draft.report.add(
                codes.SAME_HEADER, words, draft.forms[form.id].location("columns"), "请检查 at，或只留一张。"
            )
