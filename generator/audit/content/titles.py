"""The titles of a document: each titled section of the outline stands in the body."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.codes import CONTENT_LOST, finding
from generator.audit.content.reading import Body
from generator.domain.findings import Finding
from generator.domain.squeezed import squeezed
from generator.domain.submission import Disclosure
from generator.packs.pack import Pack
from generator.packs.titles import fill, title_names

_REMEDY = "请改正 document.html.j2，把大纲中的每一节都印出来。"


def audit_titles(body: Body, disclosure: Disclosure, pack: Pack) -> Iterator[Finding]:
    """Findings for sections whose title stands nowhere but in the contents."""
    entity, year = disclosure.submission.entity, disclosure.submission.year
    words = {**pack.terms(entity.level), **title_names(entity, year, pack.manifest.unit)}
    printed = [squeezed(block.text) for block in body.blocks if block.kind not in {"contents", "table"}]
    for section in (section for part in pack.outline.parts for section in part.sections if section.title):
        title = fill(section.title, words)
        if not any(squeezed(title) in text for text in printed):
            yield finding(CONTENT_LOST, f"“{title}”一节应当公开，文件里没有。", _REMEDY, expected=title)
