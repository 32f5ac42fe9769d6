"""The order of the document: do its forms and sections exist, and is every form printed somewhere?"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence

from generator.authoring import findings as codes
from generator.authoring.draft import Draft
from generator.authoring.findings import Code
from generator.authoring.lint.template_tree import forms_in_templates
from generator.domain.suggest import suggestion
from generator.packs.pack import Outline, Owes, Part, SectionItem


def lint_outline(draft: Draft) -> None:
    """Findings for the outline, and for the records it draws on."""
    outline = draft.pack.manifest.outline
    if outline is not None:
        _cover(draft, outline)
        for index, part in enumerate(outline.parts):
            _forms(draft, index, part)
            _sections(draft, index, part)
        _unprinted(draft, outline)
    _records(draft)


def section_file(section: str) -> str:
    """The template of a section."""
    return f"sections/{section}.html.j2"


def _cover(draft: Draft, outline: Outline) -> None:
    if outline.cover and section_file(outline.cover) not in draft.pack.files:
        _missing(draft, outline.cover, ("outline", "cover"))


def _forms(draft: Draft, index: int, part: Part) -> None:
    seen = set()
    for number, form in enumerate(part.forms):
        place = draft.place("pack.yaml", "outline", "parts", index, "forms", number)
        if form not in draft.pack.forms and not draft.broken:
            near = difflib.get_close_matches(form, draft.pack.forms, n=1, cutoff=0.5)
            remedy = f"是不是想写“{near[0]}”？" if near else "请在 forms/ 里定义它，或从 outline 中去掉。"
            draft.report.add(codes.NO_FORM, f"outline 里的表“{form}”没有定义。", place, remedy)
        if form in seen:
            draft.report.add(codes.NO_FORM, f"outline 里的表“{form}”列了两次。", place, "请只保留一处。")
        seen.add(form)


def _sections(draft: Draft, index: int, part: Part) -> None:
    texts = {text.key for text in draft.pack.records.texts}
    for number, section in enumerate(part.sections):
        path = ("outline", "parts", index, "sections", number)
        alone = section.owes is not None and bool(section.owes.tables or section.owes.records)
        if section_file(section.id) not in draft.pack.files and not alone:
            _missing(draft, section.id, path)
        _owes(draft, section, path)
        for item, key in enumerate(section.required_texts):
            if key not in texts:
                near = difflib.get_close_matches(key, texts, n=1, cutoff=0.5)
                remedy = f"是不是想写“{near[0]}”？" if near else "请在 records.yaml 的 texts 中加上它。"
                place = draft.place("pack.yaml", *path, "required_texts", item)
                draft.report.add(codes.UNKNOWN_TEXT, f"没有名为“{key}”的文字栏目。", place, remedy)


def _owes(draft: Draft, section: SectionItem, path: tuple[str | int, ...]) -> None:
    """Names of what a section owes that there is not."""
    owes, pack = section.owes or Owes(), draft.pack
    texts = [text.key for text in pack.records.texts]
    given = [
        *_named(codes.NO_FORM, "表", "tables", owes.tables, () if draft.broken else pack.forms),
        *_named(codes.BAD_FIGURE, "数字", "figures", owes.figures, pack.figures),
        *_named(codes.UNKNOWN_FORM, "记录表", "records", owes.records, pack.records.tables),
        *_named(codes.UNKNOWN_TEXT, "文字栏目", "reasons", [reason.text for reason in owes.reasons], texts),
        *_named(codes.BAD_FIGURE, "数字", "reasons", [reason.about for reason in owes.reasons], pack.figures),
    ]
    for code, what, step, name, known in given:
        words = f"节“{section.id}”应列的{what}“{name}”没有定义。"
        place = draft.place("pack.yaml", *path, "owes", *step)
        draft.report.add(code, words, place, suggestion(name, known) or "请改正名称，或从 owes 中去掉。")


def _named(
    code: Code, what: str, key: str, names: Sequence[str], known: Collection[str]
) -> Iterator[tuple[Code, str, tuple[str | int, ...], str, Collection[str]]]:
    for number, name in enumerate(names):
        if known and name not in known:
            yield code, what, (key, number), name, known


def _missing(draft: Draft, section: str, path: tuple[str | int, ...]) -> None:
    known = [name[len("sections/") : -len(".html.j2")] for name in draft.pack.files if name.startswith("sections/")]
    near = difflib.get_close_matches(section, known, n=1, cutoff=0.5)
    remedy = f"是不是想写“{near[0]}”？" if near else f"请写 {section_file(section)}。"
    draft.report.add(codes.NO_SECTION, f"节“{section}”没有模板文件。", draft.place("pack.yaml", *path), remedy)


def _unprinted(draft: Draft, outline: Outline) -> None:
    owed = {form for part in outline.parts for item in part.sections if item.owes for form in item.owes.tables}
    printed = {form for part in outline.parts for form in part.forms} | set(forms_in_templates(draft)) | owed
    for form, file in draft.forms.items():
        own = draft.own(file.name)
        if form not in printed and own:
            words = f'表“{form}”不在 outline 中，也没有模板用 表("{form}") 印它。'
            draft.report.add(
                codes.UNPRINTED_FORM, words, file.location("id"), "请列入 outline，或在某一节的模板里印出。"
            )


def _records(draft: Draft) -> None:
    for key, table in draft.pack.records.tables.items():
        if table.id != key:
            words = f"记录表“{key}”的 id 写成了“{table.id}”。"
            draft.report.add(codes.BAD_VALUE, words, draft.place("records.yaml", "tables", key, "id"), "请让两者相同。")
