"""The catalogue of findings: every code of every stage and every rule of every pack, with what it means.

Severity and title stand beside the code that gives the finding; explanations of the stages' own codes in the
catalogue; declared rules explain themselves in ``rules.yaml``. Here they meet, for ``docs/rules.md`` and the command.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.catalog.findings import meanings
from generator.domain.findings import Severity
from generator.packs.loader import list_manifests, load_pack
from generator.packs.pack import Pack

FAMILIES = ("计算", "同一事实", "分类", "完整性", "文字", "绩效", "采购资产", "规范")
_PAGE, _DOC, _INPUT, _OUTPUT, _FAULT, _GATE = "PAGE-01", "DOC-01", "INPUT-01", "OUT-01", "FAULT-01", "GATE-01"
_OTHERS = {
    _DOC: (Severity.ERROR, "公开文件缺少内容"),
    _PAGE: (Severity.WARNING, "版面有问题"),
    _INPUT: (Severity.ERROR, "输入无法使用"),
    _FAULT: (Severity.ERROR, "程序没有做完"),
    _GATE: (Severity.ERROR, "成品与核定内容不一致"),
    _OUTPUT: (Severity.ERROR, "不能写到输出位置"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One code. ``packs``: those that declare it, all for a code of ours; ``waivable``: a reason lifts the error."""

    code: str
    family: str
    severity: Severity
    title: str
    explanation: str
    remedy: str
    basis: str
    packs: tuple[str, ...] = ()
    waivable: bool = False

    def as_dict(self) -> dict[str, object]:
        """The entry for JSON."""
        return {
            "code": self.code,
            "family": self.family,
            "severity": self.severity.name.lower(),
            "title": self.title,
            "explanation": self.explanation,
            "remedy": self.remedy,
            "basis": self.basis,
            "packs": list(self.packs),
            "waivable": self.waivable,
        }


def own_entries() -> dict[str, Entry]:
    """The codes of the stages themselves."""
    from generator.reconcile.narrative.codes import CODES

    found = {}
    for code, (severity, title) in _titles().items():
        meaning = meanings()[code]
        found[code] = Entry(code, meaning.family, severity, title, meaning.explanation, meaning.remedy, meaning.basis)
    for code, text in CODES.items():
        words = (text.title, text.explanation, text.remedy, text.basis)
        found[code] = Entry(code, "文字", text.severity, *words, waivable=text.waivable)
    return found


def _titles() -> dict[str, tuple[Severity, str]]:
    from generator.audit.codes import CATALOGUE as AUDITED
    from generator.readers.codes import ALL
    from generator.reconcile.codes import CATALOGUE

    return {**{code.code: (code.severity, code.title) for code in ALL}, **CATALOGUE, **AUDITED, **_OTHERS}


def pack_entries(pack: Pack) -> dict[str, Entry]:
    """The rules a pack declares, with the severities it gives them; those switched off are left out."""
    found = {}
    for balance in pack.rules.balances:
        found[balance.code] = Entry(
            balance.code, "计算", Severity.ERROR, balance.title, balance.because, balance.remedy, balance.basis
        )
    for rule in pack.rules.declared:
        severity = Severity[rule.severity.upper()]
        found[rule.code] = Entry(
            rule.code, rule.family, severity, rule.title, rule.because, rule.remedy, rule.basis, (), rule.waivable
        )
    return {code: _switched(entry, pack) for code, entry in found.items() if pack.rules.on(code)}


def _switched(entry: Entry, pack: Pack) -> Entry:
    switch = pack.rules.severities.get(entry.code)
    return replace(entry, severity=Severity[switch.upper()]) if switch and switch != "off" else entry


def rulebook(folders: Sequence[Path] = ()) -> dict[str, Entry]:
    """Every code of the stages and of all packs, by family and code. Codes are the same in every pack."""
    found = own_entries()
    for manifest, _ in list_manifests(folders):
        if not manifest.abstract:
            for code, entry in pack_entries(load_pack(manifest.id, folders)).items():
                known = found.setdefault(code, entry)
                found[code] = replace(known, packs=(*known.packs, manifest.id))
    return dict(sorted(found.items(), key=lambda item: (FAMILIES.index(item[1].family), item[0])))


_HEAD = """\
# 核对规则

本页由 `budget-disclosure rules --format markdown` 生成，请勿手改。

“错误”阻止公开；“警告”须改正，或在输入的“核对说明”中写明原因、责任人和日期；“提示”和“说明”只列出。金额一律按列示小数位的
四舍五入区间比较，没有固定的容差；没有的数不当作零；所需数字不全的规则报告为“未核对”（RULE-NC），未核对不等于通过。

逐级相加（SUM）、同一数字前后一致（FACT）对每张表、每个维度自动生成，不必逐条声明；模板包在 `rules.yaml` 中声明的规则在
“模板包”一栏列出适用的包，模板包也可以用 `severities` 改变轻重或关闭。
"""


def as_markdown(entries: Iterable[Entry]) -> str:
    """``docs/rules.md``."""
    every = list(entries)
    return "\n".join([_HEAD, *(line for family in FAMILIES for line in _section(family, every))]).rstrip() + "\n"


def _section(family: str, entries: Sequence[Entry]) -> Iterator[str]:
    own = [entry for entry in entries if entry.family == family]
    if not own:
        return
    yield f"## {family}\n"
    yield "| 编号 | 轻重 | 规则 | 说明 | 处理 | 依据 | 模板包 |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for entry in own:
        level = entry.severity.label + ("（可说明）" if entry.waivable and entry.severity is Severity.ERROR else "")
        packs = "、".join(entry.packs) or "全部"
        cells = (entry.code, level, entry.title, entry.explanation, entry.remedy, entry.basis, packs)
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""
