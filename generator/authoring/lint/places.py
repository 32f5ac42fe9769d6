"""``{name}`` in titles: is there something to fill it with?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from generator.authoring import findings as codes
from generator.authoring.draft import Draft
from generator.authoring.lint.walk import Written, columns, form_files, row_paths
from generator.authoring.stand_in import entity_of, level_of
from generator.packs.form import Form
from generator.packs.merge import Path
from generator.packs.titles import title_names

_PLACE = re.compile(r"\{(\w*)\}")
_NUMBERS = ("cn", "n")


def lint_places(draft: Draft) -> None:
    """Findings for places that would be printed as they are."""
    level = level_of(draft.pack)
    names = frozenset({*title_names(entity_of(level), 0), *draft.pack.terms(level)})
    for form, file in form_files(draft):
        for path, text in _texts(form):
            _check(draft, text, names, file, path)
        for path, column in columns(form):
            _check(draft, column.title, names, file, (*path, "title"))
        for _, path, row in row_paths(form):
            _check(draft, row.label, (), file, (*path, "label"))
            _check(draft, row.group_label or "", ("name",), file, (*path, "group_label"))
            _check(draft, row.numbering or "", _NUMBERS, file, (*path, "numbering"))
    _manifest(draft)
    _check(draft, draft.pack.style.page.number, ("page",), draft.merged["style.yaml"], ("page", "number"))


def _texts(form: Form) -> Iterator[tuple[Path, str]]:
    for key in ("title", "number", "note", "empty_note"):
        yield (key,), getattr(form, key)
    for key in ("left", "center", "right"):
        yield ("meta", key), getattr(form.meta, key)
    for number, alias in enumerate(form.aliases):
        yield ("aliases", number), alias


def _manifest(draft: Draft) -> None:
    names = frozenset(title_names(entity_of(level_of(draft.pack)), 0))
    manifest, file = draft.pack.manifest, draft.merged["pack.yaml"]
    # File names are made of the document's title without the words of the pack.
    _check(draft, manifest.document_title, names, file, ("document_title",))
    if manifest.outline is None:
        return
    for level in manifest.levels:
        known = {*names, *draft.pack.terms(level)}
        _check(draft, manifest.outline.contents, known, file, ("outline", "contents"))
        for index, part in enumerate(manifest.outline.parts):
            path: Path = ("outline", "parts", index)
            _check(draft, part.title, known, file, (*path, "title"))
            _check(draft, part.numbering, _NUMBERS, file, (*path, "numbering"))
            for number, section in enumerate(part.sections):
                _check(draft, section.title, known, file, (*path, "sections", number, "title"))


def _check(draft: Draft, text: str, known: Collection[str], file: Written, path: Path) -> None:
    for match in _PLACE.finditer(text):
        if match[1] not in known:
            hint = "、".join(f"{{{name}}}" for name in sorted(known))
            words = f"“{text}”中的 {match[0]} 没有内容可填，会照原样印出。"
            draft.report.add(codes.UNFILLED_PLACE, words, file.location(*path), f"这里可用：{hint or '没有'}。")
