"""Typography: the roles templates and forms use, and what the roles of ``style.yaml`` refer to."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from generator.authoring import findings as codes
from generator.authoring.draft import Draft
from generator.authoring.lint.template_tree import Source, linted
from generator.authoring.lint.walk import form_files
from generator.domain.location import Location
from generator.packs.sheet import STYLE_SHEET, file_sheet
from generator.packs.style_problems import style_problems

_TAG = re.compile(r'<(section|nav|table|tr|td|th|p|h[1-6]|span|strong|em|a)\b[^<>]*?\sclass="([^"{}]+)"')
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_CELLS = frozenset(
    {"amount", "code", "text", "center", "indent-1", "indent-2", "indent-3", "total", "head", "derived", "may-break"}
)
_SIDES = frozenset({"left", "center", "right"})
_FILE = "style.yaml"


def lint_styles(draft: Draft) -> None:
    """Findings for roles, fonts and table styles."""
    for source in linted(draft):
        _template(draft, source)
    for form, file in form_files(draft):
        if form.style not in draft.pack.style.tables:
            known = "、".join(draft.pack.style.tables)
            words = f"表“{form.id}”的样式“{form.style}”没有在 style.yaml 的 tables 中声明。"
            draft.report.add(codes.UNKNOWN_ROLE, words, file.location("style"), f"现有：{known}。")
    for path, words in style_problems(draft.pack.style):
        draft.report.add(codes.HIDING, f"{words}。", draft.place(_FILE, *path), "公开文件中的文字都要看得清。")
    _sheet(draft)
    _fonts(draft)
    _bases(draft)
    _tables(draft)


def _template(draft: Draft, source: Source) -> None:
    text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), source.text)
    style = draft.pack.style
    for match in _TAG.finditer(text):
        tag, classes = match[1], match[2].split()
        known: Iterable[str] = style.tables if tag == "table" else style.roles
        if tag in ("section", "nav") or not classes:
            continue
        accepted = _CELLS if tag in ("tr", "td", "th") else _SIDES if tag == "span" else frozenset[str]()
        wrong = [
            name for name in (classes if tag in ("tr", "td", "th") else classes[:1]) if name not in {*accepted, *known}
        ]
        for name in wrong:
            near = difflib.get_close_matches(name, [*known, *accepted], n=1, cutoff=0.6)
            line = text.count("\n", 0, match.start()) + 1
            remedy = f"是不是想写“{near[0]}”？" if near else "请在 style.yaml 中声明它；没有声明的按正文排。"
            words = f"样式“{name}”没有在 style.yaml 的 {'tables' if tag == 'table' else 'roles'} 中声明。"
            draft.report.add(codes.UNKNOWN_ROLE, words, Location(source.shown, line=line), remedy)


def _sheet(draft: Draft) -> None:
    file = draft.pack.files.get(STYLE_SHEET)
    if file is None:
        return
    for problem in file_sheet(file, draft.pack.style).problems:
        place = Location(f"{file.pack}/{file.name}", line=problem.line)
        draft.report.add(codes.BAD_SHEET, problem.message, place, problem.remedy)


def _fonts(draft: Draft) -> None:
    style = draft.pack.style
    used = [((name, "font"), role.font) for name, role in style.roles.items() if role.font]
    for (name, key), font in used:
        if font not in style.fonts:
            _unknown(draft, f"字体“{font}”没有在 fonts 中声明。", ("roles", name, key), style.fonts)
    if style.page.number and style.page.number_font not in style.fonts:
        _unknown(
            draft, f"页码的字体“{style.page.number_font}”没有在 fonts 中声明。", ("page", "number_font"), style.fonts
        )


def _bases(draft: Draft) -> None:
    roles = draft.pack.style.roles
    for name, role in roles.items():
        if role.based_on is None:
            continue
        path = ("roles", name, "based_on")
        if role.based_on not in roles:
            _unknown(draft, f"样式“{name}”所依据的“{role.based_on}”没有声明。", path, roles)
        elif name in _above(draft, name):
            words = f"样式“{name}”的 based_on 绕成了一圈。"
            draft.report.add(codes.BAD_STYLE, words, draft.place(_FILE, *path), "请改为依据另一个样式。")


def _above(draft: Draft, name: str) -> Iterator[str]:
    """The roles above ``name``, until they repeat."""
    roles, seen, current = draft.pack.style.roles, set[str](), roles_base(draft, name)
    while current is not None and current in roles and current not in seen:
        seen.add(current)
        yield current
        current = roles_base(draft, current)


def roles_base(draft: Draft, name: str) -> str | None:
    """The role that ``name`` is based on."""
    return draft.pack.style.roles[name].based_on


def _tables(draft: Draft) -> None:
    style = draft.pack.style
    for name, table in style.tables.items():
        for key, role in (("head", table.head), ("cell", table.cell)):
            if role not in style.roles:
                _unknown(draft, f"表格样式“{name}”的文字样式“{role}”没有声明。", ("tables", name, key), style.roles)


def _unknown(draft: Draft, words: str, path: tuple[str, ...], known: Iterable[str]) -> None:
    draft.report.add(codes.BAD_STYLE, words, draft.place(_FILE, *path), f"现有：{'、'.join(known)}。")
