"""Findings and outcomes for people and for programs."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from generator.domain.findings import Finding, Severity
from generator.publish.pipeline import Outcome

_SHOWN_PLACES = 4


def as_json(outcomes: Sequence[Outcome]) -> str:
    """One object a document: input, title, exit code, findings, what was written."""
    return json.dumps([_outcome(outcome) for outcome in outcomes], ensure_ascii=False, indent=2)


def _outcome(outcome: Outcome) -> dict[str, object]:
    findings = [finding.as_dict() for finding in outcome.findings]
    if outcome.error is not None:
        findings.insert(0, _unusable(outcome).as_dict())
    return {
        "input": outcome.input.as_posix(),
        "title": outcome.title,
        "exit_code": outcome.exit_code,
        "findings": findings,
        "folder": outcome.folder.as_posix() if outcome.folder else None,
        "files": list(outcome.files),
        "pages": outcome.pages,
    }


def _unusable(outcome: Outcome) -> Finding:
    error = outcome.error
    assert error is not None  # noqa: S101 - the caller has looked
    places = (error.location,) if error.location else ()
    return Finding("INPUT-01", Severity.ERROR, error.message, places, remedy=error.remedy)


def as_text(outcomes: Sequence[Outcome], *, all_findings: bool = False) -> str:
    """The findings of every document, most severe first, each with a verdict line."""
    return "\n".join(line for outcome in outcomes for line in (*_lines(outcome, all_findings=all_findings), ""))


def _lines(outcome: Outcome, *, all_findings: bool) -> Iterator[str]:
    yield f"■ {outcome.title or outcome.input.name}（{outcome.input.as_posix()}）"
    if outcome.error is not None:
        yield from _finding(_unusable(outcome))
    least = Severity.INFO if all_findings else Severity.HINT
    shown = [finding for finding in outcome.findings if finding.severity >= least]
    for finding in shown:
        yield from _finding(finding)
    hidden = len(outcome.findings) - len(shown)
    if hidden:
        yield f"  另有 {hidden} 条说明，用 --all 查看。"
    yield f"  结论：{verdict(outcome)}"


def _finding(finding: Finding) -> Iterator[str]:
    yield f"  [{finding.severity.label}] {finding.code}  {finding.message}"
    for place in finding.locations[:_SHOWN_PLACES]:
        yield f"         位置：{place}"
    if len(finding.locations) > _SHOWN_PLACES:
        yield f"         …… 共 {len(finding.locations)} 处"
    if finding.remedy:
        yield f"         处理：{finding.remedy}"


def verdict(outcome: Outcome) -> str:
    """One line that says how it stands."""
    errors, warnings = outcome.count(Severity.ERROR), outcome.count(Severity.WARNING)
    if outcome.error is not None:
        return "输入无法使用，什么都没有写。"
    if outcome.folder is not None:
        kind = f"有 {errors} 个错误，已生成草稿" if errors else "已生成"
        return f"{kind}，共 {outcome.pages} 页：{outcome.folder.as_posix()}"
    if errors:
        return f"有 {errors} 个错误、{warnings} 个警告，不能公开。"
    return f"没有错误，{warnings} 个警告。"


def table(outcomes: Iterable[Outcome]) -> str:
    """What was built: document, findings, pages, path."""
    head = ("文件", "错误", "警告", "页数", "位置")
    rows = [
        (
            outcome.title or outcome.input.name,
            str(outcome.count(Severity.ERROR) + (outcome.error is not None)),
            str(outcome.count(Severity.WARNING)),
            str(outcome.pages or "-"),
            outcome.folder.as_posix() if outcome.folder else "未生成",
        )
        for outcome in outcomes
    ]
    widths = [max(columns(row[i]) for row in (head, *rows)) for i in range(len(head))]
    return "\n".join(
        "  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in (head, *rows)
    )


def columns(text: str) -> int:
    """Width in terminal columns: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def pad(text: str, width: int) -> str:
    """``text`` filled up to ``width`` terminal columns."""
    return text + " " * (width - columns(text))
