"""Named figures and words: names that contradict each other, and names nothing uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.authoring import findings as codes
from generator.authoring.draft import Draft
from generator.authoring.lint.template_tree import sources, used_templates

_PART = re.compile(r"[^\W\d]\w*")


def lint_names(draft: Draft) -> None:
    """Findings for ``figures.yaml`` and the terms of ``pack.yaml``."""
    names = set(draft.pack.figures)
    for name, figure in draft.pack.figures.items():
        place = draft.place("figures.yaml", name)
        parts = name.split(".")
        heads = {".".join(parts[:end]) for end in range(1, len(parts))}
        for head in sorted(heads & names):
            words = f"数字“{name}”的开头与数字“{head}”相同，“{head}”不能又是数字又是一组数字。"
            draft.report.add(codes.BAD_FIGURE, words, place, f"可以把“{head}”改名为“{head}.合计”。")
        if not all(_PART.fullmatch(part) for part in parts):
            words = f"数字名称“{name}”不能在模板里使用。"
            draft.report.add(
                codes.BAD_FIGURE, words, place, "名称由汉字、字母、数字、下划线组成，不以数字开头，用“.”分级。"
            )
        if figure.form and figure.form not in draft.pack.forms and not draft.broken:
            words = f"数字“{name}”所指的表“{figure.form}”没有定义。"
            draft.report.add(codes.NO_FORM, words, draft.place("figures.yaml", name, "form"), "请改正或删去 form。")
    _terms(draft)


def _terms(draft: Draft) -> None:
    if draft.pack.manifest.abstract:
        return
    text = "".join([*_template_texts(draft), *_outline_texts(draft)])
    for path, word in _declared(draft):
        place = draft.place("pack.yaml", *path)
        if word not in text and word != "待补" and place.file.startswith(f"{draft.pack.chain[0]}/"):
            draft.report.add(codes.UNUSED_NAME, f"词语“{word}”没有地方用到。", place, "不用就请删去。")


def _declared(draft: Draft) -> Iterator[tuple[tuple[str, ...], str]]:
    manifest = draft.pack.manifest
    for word in manifest.terms:
        yield ("terms", word), word
    for level, words in manifest.level_terms.items():
        for word in words:
            yield ("level_terms", level, word), word


def _template_texts(draft: Draft) -> Iterator[str]:
    known = sources(draft)
    return (known[name].text for name in used_templates(draft))


def _outline_texts(draft: Draft) -> Iterator[str]:
    outline = draft.pack.manifest.outline
    if outline is not None:
        yield outline.contents
        for part in outline.parts:
            yield part.title
            yield from (section.title for section in part.sections)
