"""Files of the pack that nothing uses: they override nothing and nothing refers to them."""

from __future__ import annotations

import difflib

from generator.authoring import findings as codes
from generator.authoring.draft import Draft
from generator.authoring.lint.template_tree import used_templates
from generator.authoring.lint.walk import row_paths
from generator.domain.location import Location
from generator.packs.merge import RULES
from generator.packs.sheet import STYLE_SHEET

_NOTES = (".md", ".txt")


def lint_files(draft: Draft) -> None:
    """Findings for the pack's own files that have no effect."""
    inherited = set(_inherited(draft))
    used = used_templates(draft)
    for name, file in draft.pack.files.items():
        if file.pack != draft.pack.chain[0] or name in inherited or _has_effect(draft, name, used):
            continue
        remedy = "请删去它，或检查文件名。"
        near = difflib.get_close_matches(name, sorted(inherited | used | set(RULES)), n=1, cutoff=0.75)
        if near:
            remedy = f"是不是想覆盖“{near[0]}”？文件名要完全相同。"
        words = f"文件 {name} 没有用处：没有覆盖继承来的文件，也没有地方引用它。"
        draft.report.add(codes.UNUSED_FILE, words, Location(f"{file.pack}/{name}", line=1), remedy)
    _unused_lists(draft)


def _inherited(draft: Draft) -> list[str]:
    return [name for folder in draft.chain[1:] for name in folder.files]


def _has_effect(draft: Draft, name: str, used: frozenset[str]) -> bool:
    if name in RULES or name == STYLE_SHEET or name.endswith(_NOTES):
        return True
    if name.startswith("forms/") and name.endswith(".yaml"):
        return True
    # An abstract pack is there to be extended: others use its templates.
    return name in used or (draft.pack.manifest.abstract and name.endswith(".j2"))


def _unused_lists(draft: Draft) -> None:
    used = {row.rows for form in draft.pack.forms.values() for _, _, row in row_paths(form)}
    for name in draft.pack.row_lists:
        place = draft.place("rows.yaml", "lists", name)
        if name not in used and place.file.startswith(f"{draft.pack.chain[0]}/") and not draft.pack.manifest.abstract:
            draft.report.add(codes.UNUSED_NAME, f"行列表“{name}”没有一张表用到。", place, "不用就请删去。")
