"""What is left of a model text or of another program: placeholders, instructions, markup, invisible characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.domain.findings import Finding
from generator.reconcile.narrative.passages import Passage
from generator.reconcile.narrative.plain import BOUND
from generator.reconcile.narrative.report import around, finding

_PLACEHOLDER = re.compile(
    r"[Xx×]{2,}(?![A-Za-z])|(?<!等)待(?:填写|填报|补充|填|核定后|定(?![期额位点向岗]))|此处(?:填写|填报|插入|填)|请(?:在此)?(?:填写|填报|输入)|"
    r"_{3,}|\?{2,}|TODO|TBD|\[待补\]|某某"
)
_INSTRUCTION = re.compile(
    r"应至少包括|明细相加\s*=|填表说明|填报说明|请根据实际|根据实际情况(?:填写|填报|删减|修改)|没有(?:的)?(?:则)?(?:可)?不填|"
    r"\(?此段|参考(?:样式|模板|范本)|按(?:以下|下列)格式|如无[^,。;]{0,10}请"
)
_FONT = re.compile(r"(?:方正)?小标宋|仿宋|宋体|楷体|黑体|GB2312|行距|[一二三四五]号字|字号")
_MARKUP = re.compile(
    r"</?[a-zA-Z][^<>]{0,200}>|<!--|&(?:nbsp|lt|gt|amp|quot|emsp|ensp|ldquo|rdquo|#x?[0-9a-fA-F]+);|\*\*|```|\\[nt]\b|\$\\"
)
_INVISIBLE = re.compile("[\t\xad\u200b-\u200d\u2060-\u2065\ufeff\ufffd]")
_ANY = re.compile("|".join(p.pattern for p in (_PLACEHOLDER, _INSTRUCTION, _FONT, _MARKUP, _INVISIBLE)))


def check_residue(passage: Passage) -> Iterator[Finding]:
    """Findings for what does not belong into a published text."""
    if not _ANY.search(passage.plain) and not _ANY.search(passage.text):
        return
    for code, pattern, text in (
        ("HYG-01", _PLACEHOLDER, passage.plain),
        ("HYG-02", _INSTRUCTION, passage.plain),
        ("HYG-03", _FONT, passage.plain),
        ("HYG-04", _MARKUP, _unbound(passage)),
        ("HYG-05", _INVISIBLE, _unbound(passage)),
    ):
        match = pattern.search(text)
        if match is not None:
            yield _found(code, passage, match)


def _unbound(passage: Passage) -> str:
    """The text as typed, without bound figures."""
    if BOUND not in passage.plain:
        return passage.text
    return "".join(" " if new == BOUND else old for old, new in zip(passage.text, passage.plain, strict=True))


def _found(code: str, passage: Passage, match: re.Match[str]) -> Finding:
    if code == "HYG-05":
        what = "制表符" if match[0] == "\t" else f"字符 U+{ord(match[0]):04X}"
        return finding(code, f"{passage.where}第{match.start() + 1}个字是{what}。", (passage.location,), stated=what)
    place = around(passage.text, match.start(), match.end())
    typed = passage.text[match.start() : match.end()]
    return finding(code, f"{passage.where}中有{place}。", (passage.location,), stated=typed)
