"""Completeness: what a disclosure must have besides its forms."""

from __future__ import annotations

from collections.abc import Iterator

from generator.domain.coordinates import Coordinate
from generator.domain.findings import Finding
from generator.domain.submission import Submission
from generator.packs.pack import Pack
from generator.reconcile.codes import CATALOGUE, PACK_MISMATCH, PROJECTS_MISSING, TEXT_MISSING
from generator.reconcile.knowledge import Knowledge

_PROJECTS = Coordinate.of({"flow": "expenditure", "kind": "project"})


def check_parts(pack: Pack, submission: Submission, knowledge: Knowledge) -> Iterator[Finding]:
    """Findings for a pack of another year or level, missing texts, and project money without projects."""
    yield from _pack(pack, submission)
    yield from _texts(pack, submission)
    amount = knowledge.amount(_PROJECTS)
    if amount is not None and not amount.is_zero and not submission.records.projects:
        yield _finding(PROJECTS_MISSING, submission, "有项目支出，但没有列出任何项目。", "请在“项目”中逐个填写。")


def _pack(pack: Pack, submission: Submission) -> Iterator[Finding]:
    manifest = pack.manifest
    if manifest.years and submission.year not in manifest.years:
        years = "、".join(map(str, manifest.years))
        words = f"模板包“{pack.id}”适用于 {years} 年，输入是 {submission.year} 年。"
        yield _finding(PACK_MISMATCH, submission, words, "请改用相应年度的模板包，或更正预算年度。")
    if submission.entity.level not in manifest.levels:
        levels = "、".join(manifest.levels)
        words = f"模板包“{pack.id}”适用于{levels}，输入的级别是“{submission.entity.level}”。"
        yield _finding(PACK_MISMATCH, submission, words, "请更正级别。")


def _texts(pack: Pack, submission: Submission) -> Iterator[Finding]:
    """Texts a section cannot do without; a section in the input's own words has them in its words."""
    titles = {text.key: text.title for text in pack.text_keys}
    for part in pack.outline.parts:
        for section in part.sections:
            whole = submission.records.texts.get(pack.whole_texts[section.id])
            for key in section.required_texts if not whole else ():
                if not submission.records.texts.get(key):
                    words = f"缺少“{titles.get(key, key)}”的文字。"
                    yield _finding(TEXT_MISSING, submission, words, "请在“文字”中填写。")


def _finding(code: str, submission: Submission, message: str, remedy: str) -> Finding:
    return Finding(code, CATALOGUE[code][0], message, (submission.location,), remedy=remedy)
