"""What becomes of findings in the end: the pack's severities, then the reasons given in the input.

Errors of reading keep their severity whatever a pack says: what could not be read cannot be published. A reason lifts
warnings and hints; errors only where the rule declares itself ``waivable``, or a named person decides (保密审查).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from generator.domain.findings import CHECK_BROKEN, Finding, Severity, Waiver
from generator.domain.submission import Submission
from generator.packs.pack import Pack
from generator.reconcile.codes import CATALOGUE, WAIVER_DATE, WAIVER_IDLE, WAIVER_REFUSED
from generator.reconcile.narrative.codes import CODES
from generator.reconcile.narrative.plain import plain

TABLE = "waivers"
"""The record table of reasons."""
LATE = ("DOC-", "PUB-")
"""Beginnings of the codes found in the composed document, when this stage is over."""
LOCKED = ("READ-", "META-", "WAIVE-", "RULE-ERR", "PUB-")
"""Beginnings of codes whose errors a pack cannot lower."""


def settled(pack: Pack, submission: Submission, findings: Iterable[Finding]) -> list[Finding]:
    """The findings with their final severity; those explained are INFO and carry the reason."""
    waivers = list(_waivers(submission))
    given = [waiver for waiver in waivers if isinstance(waiver, Waiver) and not waiver.rule.startswith(LATE)]
    return [*_settled(pack, given, findings), *(f for f in waivers if isinstance(f, Finding))]


def settled_late(pack: Pack, submission: Submission, findings: Iterable[Finding]) -> list[Finding]:
    """The same for findings on the composed document."""
    waivers = _waivers(submission)
    given = [waiver for waiver in waivers if isinstance(waiver, Waiver) and waiver.rule.startswith(LATE)]
    return _settled(pack, given, findings)


def _settled(pack: Pack, waivers: Sequence[Waiver], findings: Iterable[Finding]) -> list[Finding]:
    switched = [found for finding in findings if (found := _switched(pack, finding)) is not None]
    settling = _Settling(pack, waivers)
    return [*(settling.settle(finding) for finding in switched), *settling.idle()]


def _switched(pack: Pack, finding: Finding) -> Finding | None:
    switch = pack.rules.severities.get(finding.code)
    if switch is None or (finding.severity is Severity.ERROR and finding.code.startswith(LOCKED)):
        return finding
    return None if switch == "off" else replace(finding, severity=Severity[switch.upper()])


def _waivers(submission: Submission) -> Iterator[Waiver | Finding]:
    """The reasons given. One that lacks something required has been reported by reading, and lifts nothing."""
    for entry in submission.records.tables.get(TABLE, ()):
        rule, about, reason, person, day = (
            entry.fields.get(key, "").strip() for key in ("rule", "about", "reason", "person", "date")
        )
        if not (rule and reason and person and day):
            continue
        when = _day(day)
        if when is None:
            severity, title = CATALOGUE[WAIVER_DATE]
            remedy = "请写成 2024-02-06 的形式。"
            yield Finding(WAIVER_DATE, severity, f"{title}：“{day}”。", (entry.location,), remedy=remedy)
            continue
        yield Waiver(rule.upper(), reason, person, when, about, entry.location)


def _day(text: str) -> str | None:
    for mark in "年月/.":
        text = text.replace(mark, "-")
    try:
        return date(*map(int, text.removesuffix("日").split(" ")[0].split("-"))).isoformat()
    except (ValueError, TypeError):
        return None


class _Settling:
    """Puts reasons to findings, and keeps track of those that met none."""

    def __init__(self, pack: Pack, waivers: Sequence[Waiver]) -> None:
        self.waivers = waivers
        own = (code for code, entry in CODES.items() if entry.waivable)
        self.waivable = {*own, *(rule.code for rule in pack.rules.declared if rule.waivable)}
        self.used: set[int] = set()
        self.refused: dict[int, Finding] = {}

    def settle(self, finding: Finding) -> Finding:
        """The finding, explained where a reason is given for it."""
        for waiver in self.waivers if finding.severity > Severity.INFO else ():
            if waiver.rule != finding.code or not _concerns(waiver, finding):
                continue
            if finding.severity is Severity.ERROR and not self._may_be_explained(finding):
                self.refused.setdefault(id(waiver), finding)
                continue
            self.used.add(id(waiver))
            words = f"{finding.message}（已说明：{waiver.reason}；{waiver.person}，{waiver.date}）"
            return replace(finding, severity=Severity.INFO, message=words, waiver=waiver)
        return finding

    def _may_be_explained(self, finding: Finding) -> bool:
        """Whether a reason may stand for an error; for what was not checked none may, whatever a pack says."""
        return finding.code in self.waivable and finding.code != CHECK_BROKEN

    def idle(self) -> Iterator[Finding]:
        """Reasons for errors that must be mended, and reasons that meet nothing."""
        for waiver in self.waivers:
            if id(waiver) in self.used:
                continue
            refused = self.refused.get(id(waiver))
            code = WAIVER_REFUSED if refused else WAIVER_IDLE
            severity, title = CATALOGUE[code]
            about = f"（{waiver.about}）" if waiver.about else ""
            places = (waiver.location, *(refused.locations if refused else ()))
            yield Finding(code, severity, f"{title}：{waiver.rule}{about}。", places, remedy=_REMEDIES[code])


def _concerns(waiver: Waiver, finding: Finding) -> bool:
    if not waiver.about:
        return True
    words = [finding.message, *map(str, finding.locations), *(figure.label for figure in finding.figures)]
    wanted = _squeezed(waiver.about)
    return any(wanted in _squeezed(word) for word in words)


def _squeezed(text: str) -> str:
    return "".join(plain(text).split())


_REMEDIES = {
    WAIVER_IDLE: "请核对规则编号和对象；问题已经改正的，请删去这条说明。",
    WAIVER_REFUSED: "请更正数字，并删去这条说明。只有警告、提示和规则声明可以说明的错误才能说明。",
}
