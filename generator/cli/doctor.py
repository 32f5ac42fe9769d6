"""``budget-disclosure doctor``: says whether this machine can make the documents."""

from __future__ import annotations

from collections.abc import Iterable

import click

from generator.cli.chinese import ChineseCommand
from generator.cli.options import format_option
from generator.cli.report.width import columns, pad
from generator.cli.terminal import json_text, say, say_json
from generator.publish.doctor import Check, examine, ready


@click.command("doctor", cls=ChineseCommand)
@format_option
def doctor_command(form: str) -> None:
    """检查本机能否生成文件：系统库、中文字体、各组件版本；缺什么，怎么装。

    能生成中文 PDF 时退出码为 0，否则为 1。
    """
    checks = examine()
    if form == "json":
        say_json(as_json(checks))
    else:
        say(as_text(checks))
    click.get_current_context().exit(0 if ready(checks) else 1)


def as_json(checks: tuple[Check, ...]) -> str:
    """The checks for a program: ``{"ready": bool, "checks": [{name, status, detail, remedy}]}``."""
    content = {"ready": ready(checks), "checks": [check.as_dict() for check in checks]}
    return json_text(content)


def as_text(checks: tuple[Check, ...]) -> str:
    """The checks for a person: one line each, what to do below it, a verdict last."""
    return "\n".join([*_lines(checks), "", _verdict(checks)])


def _lines(checks: tuple[Check, ...]) -> Iterable[str]:
    width = max(columns(check.name) for check in checks)
    for check in checks:
        yield f"{check.status.label}  {pad(check.name, width)}  {check.detail}"
        if check.remedy:
            yield f"      → {check.remedy}"


def _verdict(checks: tuple[Check, ...]) -> str:
    return "可以生成中文 PDF。" if ready(checks) else "还不能生成中文 PDF，请先处理标为“缺失”的各项。"
