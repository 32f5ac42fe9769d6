"""``budget-disclosure check``: find what does not agree; write nothing."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.chinese import ChineseCommand
from generator.cli.options import all_option, format_option, inputs_argument, packs_option
from generator.cli.report import as_json, as_text
from generator.publish.pipeline import Request, check


@click.command("check", cls=ChineseCommand)
@inputs_argument
@packs_option
@all_option
@format_option
def check_command(inputs: tuple[Path, ...], pack_folders: tuple[Path, ...], all_findings: bool, form: str) -> int:
    """核对输入：逐表逐项核对合计、表间数字和必需内容，不写任何文件。

    输入是 .xlsx、.yaml，或放有它们的文件夹。退出码：0 没有错误，1 有错误，2 输入无法使用。
    """
    request = Request(pack_folders=pack_folders)
    outcomes = [check(path, request) for path in inputs]
    click.echo(as_json(outcomes) if form == "json" else as_text(outcomes, all_findings=all_findings))
    return max(outcome.exit_code for outcome in outcomes)
