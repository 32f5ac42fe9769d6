"""Words that call for a review before publication. The program does not judge; a named person does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.domain.findings import Figure, Finding
from generator.reconcile.narrative.passages import Passage
from generator.reconcile.narrative.report import finding

_WORDS = re.compile(r"机要|密码|(?<!非)涉密|国家安全|国家秘密|核心秘密|绝密|机密|密级|内部资料|不予公开")
_NAMED = 4


def check_secrecy(texts: Iterable[Passage]) -> Iterator[Finding]:
    """One warning with every place that has such a word."""
    found: list[tuple[Passage, list[str]]] = []
    for passage in texts:
        words = list(dict.fromkeys(_WORDS.findall(passage.plain)))
        if words:
            found.append((passage, words))
    if not found:
        return
    every = "、".join(dict.fromkeys(word for _, own in found for word in own))
    where = list(dict.fromkeys(passage.where for passage, _ in found))
    shown = "、".join(where[:_NAMED]) + (f"等{len(where)}处" if len(where) > _NAMED else "")
    yield finding(
        "HYG-12",
        f"{shown}中有“{every}”。",
        (passage.location for passage, _ in found),
        stated=every,
        figures=[Figure(p.where, "、".join(own), (p.location,) if p.location else ()) for p, own in found],
    )
