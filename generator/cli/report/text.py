"""Findings on a terminal: what to mend first, what follows from it, the rest, and a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.cli.report.colour import Look
from generator.cli.report.width import columns, pad, wrapped
from generator.domain.errors import OutputError
from generator.domain.findings import Finding, Severity
from generator.domain.location import Location
from generator.domain.shown import shown
from generator.publish.pipeline import Outcome
from generator.publish.report.groups import Group, Report, faulty, report_on
from generator.publish.report.words import accusation, heading, mending, places_of, places_words, short

_SHOWN_PLACES = 6
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def as_text(outcomes: Sequence[Outcome], *, all_findings: bool = False, look: Look | None = None) -> str:
    """The findings of every document, each with a verdict line; several documents end in one table."""
    look = look or Look()
    parts = [_Text(report_on(outcome), look, all_findings=all_findings) for outcome in outcomes]
    lines = [line for part in parts for line in (*part.lines(), "")]
    return "\n".join([*lines, verdicts(outcomes), ""] if len(outcomes) > 1 else lines)


@dataclass(frozen=True, slots=True)
class _Text:
    """One document."""

    report: Report
    look: Look
    all_findings: bool

    def lines(self) -> Iterator[str]:
        outcome = self.report.outcome
        title = f"■ {shown(outcome.title or outcome.input.name)}（{shown(outcome.input.as_posix())}）"
        yield from map(self.look.strong, wrapped(title, self.look.width, later="  "))
        for number, group in enumerate(self.report.causes, 1):
            yield from self._cause(number, group)
        others = [group for group in self.report.others if self.all_findings or group.severity > Severity.INFO]
        if others and self.report.causes:
            yield "  其他结果："
        for group in others:
            if group.severity >= Severity.WARNING:
                yield from self._other(group)
        yield from self._notes(others)
        hidden = sum(len(group.items) for group in self.report.others if group not in others)
        if hidden:
            yield f"  另有 {hidden} 条说明，用 --all 查看。"
        yield from self._verdict()

    def _cause(self, number: int, group: Group) -> Iterator[str]:
        cause = group.cause
        assert cause is not None  # noqa: S101 - only groups with a cause come here
        mark = _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"{number}."
        words = f"{accusation(cause)}，{mending(cause)}"
        yield from self._dyed(wrapped(words, self.look.width, f"  {mark} "), group.severity)
        yield from self._places(group.places, "     位置：")
        yield f"     由此引起 {len(group.items)} 项："
        for item in group.items:
            finding = item.finding
            yield from self._tagged(finding, f"{finding.code}  {short(finding)}", "     - ")
            rest = tuple(place for place in finding.locations if place not in group.places)
            yield from self._places(rest, "       另见：")

    def _other(self, group: Group) -> Iterator[str]:
        for number, item in enumerate(group.items):
            finding = item.finding
            yield from self._tagged(finding, f"{finding.code}  {finding.message}", "       - " if number else "  ")
            if not number:
                yield from self._places(finding.locations, "         位置：")
            if finding.remedy:
                yield from wrapped(finding.remedy, self.look.width, "         处理：")

    def _notes(self, groups: Sequence[Group]) -> Iterator[str]:
        """Hints and infos: those of one kind together, one line each."""
        kinds: dict[tuple[str, str], list[Finding]] = {}
        for finding in (item.finding for group in groups for item in group.items if group.severity < Severity.WARNING):
            kinds.setdefault((finding.code, finding.remedy), []).append(finding)
        for (code, remedy), found in kinds.items():
            head = heading(found[0])
            words = f"{head}（{len(found)} 项）。" if head else f"{len(found)} 项。"
            yield from self._tagged(found[0], f"{code}  {words}{remedy}", "  ")
            for line in dict.fromkeys(self._note(finding, head) for finding in found):
                yield from wrapped(line, self.look.width, "     - ")

    def _note(self, finding: Finding, head: str) -> str:
        told = short(finding).removeprefix(f"{head}：")
        place = next((replace(place, path=None) for place in places_of(finding)), None)
        return f"{told}（{self._where((place,))}）" if place else told

    def _where(self, places: Sequence[Location]) -> str:
        disclosure = self.report.outcome.disclosure
        single = disclosure is not None and len(disclosure.submission.inputs) == 1
        return places_words(places, named_files=not single)

    def _tagged(self, finding: Finding, words: str, indent: str) -> Iterator[str]:
        plain = f"[{finding.severity.label}] "
        first, *later = wrapped(words, self.look.width, indent + plain, " " * (columns(indent) + 7))
        yield f"{indent}{self.look.tag(finding.severity)} {first[len(indent + plain) :]}"
        yield from later

    def _places(self, places: Sequence[Location], head: str) -> Iterator[str]:
        """The first places."""
        if places:
            more = f" …… 共 {len(places)} 处" if len(places) > _SHOWN_PLACES else ""
            yield from wrapped(self._where(places[:_SHOWN_PLACES]) + more, self.look.width, head)

    def _verdict(self) -> Iterator[str]:
        outcome = self.report.outcome
        lines = wrapped(verdict(outcome, self.report), self.look.width, "  结论：")
        bad = bool(self.report.errors) and outcome.folder is None
        yield from self._dyed(lines, Severity.ERROR) if bad else map(self.look.good, lines)

    def _dyed(self, lines: Iterable[str], severity: Severity) -> Iterator[str]:
        return (self.look.dye(line, severity) for line in lines)


def verdict(outcome: Outcome, report: Report | None = None) -> str:
    """One line that says how it stands."""
    errors, warnings = outcome.count(Severity.ERROR), outcome.count(Severity.WARNING)
    if outcome.error is not None:
        if faulty(outcome.error):
            return "没有做完，什么都没有写。"
        cause = "没有生成" if isinstance(outcome.error, OutputError) else "输入无法使用"
        return f"{cause}，什么都没有写。"
    if outcome.folder is not None:
        kind = f"有 {errors} 个错误，已生成草稿" if errors else "已生成"
        pages = f"，共 {outcome.pages} 页" if outcome.pages else ""
        figures = sum(audit.figures for audit in outcome.audits)
        read = f"，读回 {len(outcome.audits)} 个文件核对 {figures} 个数字无误" if outcome.audits else ""
        return f"{kind}{pages}{read}：{shown(outcome.folder.as_posix())}"
    if errors:
        first = f"先改 {'、'.join(_CIRCLED[: len(report.causes)])}。" if report and report.causes else ""
        return f"有 {errors} 个错误、{warnings} 个警告，不能公开。{first}"
    compared = sum(outcome.disclosure.compared.values()) if outcome.disclosure else 0
    unchecked = sum(account.unchecked for account in outcome.disclosure.texts) if outcome.disclosure else 0
    by_hand = f"；文字中还有 {unchecked} 个数字需要人工核对，用 --all 查看" if unchecked else ""
    return f"没有错误，{warnings} 个警告（共核对 {compared} 处{by_hand}）。"


def verdicts(outcomes: Sequence[Outcome]) -> str:
    """One line a document: how many findings, how it stands."""
    rows = []
    for outcome in outcomes:
        report = report_on(outcome)
        stands = _standing(outcome, report)
        counts = (report.errors, report.count(Severity.WARNING), len(report.causes))
        rows.append((stands, *map(str, counts), outcome.title or outcome.input.name, outcome.input.as_posix()))
    return grid(("结论", "错误", "警告", "先改几处", "文件", "输入"), rows)


def _standing(outcome: Outcome, report: Report) -> str:
    if outcome.error is not None:
        return "没有做完" if faulty(outcome.error) else "无法使用"
    return "不能公开" if report.errors else "没有错误"


def table(outcomes: Iterable[Outcome]) -> str:
    """What was built: document, findings, pages, path."""
    rows = [
        (
            (outcome.title or outcome.input.name) + _draft_mark(outcome),
            str(outcome.count(Severity.ERROR) + (outcome.error is not None)),
            str(outcome.count(Severity.WARNING)),
            str(outcome.pages or "-"),
            outcome.folder.as_posix() if outcome.folder else "未生成",
        )
        for outcome in outcomes
    ]
    return grid(("文件", "错误", "警告", "页数", "位置"), rows)


def _draft_mark(outcome: Outcome) -> str:
    """What was built in spite of errors is a draft."""
    return "（草稿）" if outcome.folder is not None and outcome.count(Severity.ERROR) else ""


def grid(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table in columns; its cells may quote the input."""
    rows = [tuple(map(shown, row)) for row in rows]
    widths = [max(columns(row[i]) for row in (head, *rows)) for i in range(len(head))]
    return "\n".join(
        "  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in (head, *rows)
    )
