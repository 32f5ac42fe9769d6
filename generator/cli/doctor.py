"""``budget-disclosure doctor``: says whether this machine can make the documents."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable

import click

from generator.publish.doctor import Check, examine, ready


@click.command("doctor")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="输出格式：text 供人看，json 供程序读。",
)
def doctor_command(form: str) -> None:
    """检查本机能否生成文件：系统库、中文字体、各组件版本；缺什么，怎么装。

    能生成中文 PDF 时退出码为 0，否则为 1。
    """
    checks = examine()
    click.echo(as_json(checks) if form == "json" else as_text(checks))
    sys.exit(0 if ready(checks) else 1)


def as_json(checks: tuple[Check, ...]) -> str:
    """The checks for a program: ``{"ready": bool, "checks": [{name, status, detail, remedy}]}``."""
    content = {"ready": ready(checks), "checks": [check.as_dict() for check in checks]}
    return json.dumps(content, ensure_ascii=False, indent=2)


def as_text(checks: tuple[Check, ...]) -> str:
    """The checks for a person: one line each, what to do below it, a verdict last."""
    return "\n".join([*_lines(checks), "", _verdict(checks)])


def _lines(checks: tuple[Check, ...]) -> Iterable[str]:
    width = max(_columns(check.name) for check in checks)
    for check in checks:
        padding = " " * (width - _columns(check.name))
        yield f"{check.status.label}  {check.name}{padding}  {check.detail}"
        if check.remedy:
            yield f"      → {check.remedy}"


def _columns(text: str) -> int:
    """Width in terminal columns: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _verdict(checks: tuple[Check, ...]) -> str:
    return "可以生成中文 PDF。" if ready(checks) else "还不能生成中文 PDF，请先处理标为“缺失”的各项。"
