"""``budget-disclosure check``: find what does not agree; report it, and mark it in a copy of the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli.chinese import ChineseCommand
from generator.cli.faults import attempted
from generator.cli.options import PlacePath, all_option, format_option, packs_option
from generator.cli.report import Look, as_json, as_text
from generator.cli.terminal import say, say_json
from generator.domain.errors import DisclosureError
from generator.files.source import is_file, is_folder
from generator.publish.pipeline import Outcome, Request, check


@click.command("check", cls=ChineseCommand)
@click.argument("inputs", nargs=-1, type=PlacePath(), metavar="输入…")
@click.option(
    "--report", type=PlacePath(dir_okay=False), metavar="文件.html",
    help="另写一份网页核对报告：按原因排列，画出有问题的表并标出单元格。",
)  # fmt: skip
@click.option(
    "--annotate", is_flag=False, flag_value=Path(), type=PlacePath(), metavar="[文件.xlsx]",
    help="另写一份标了颜色和批注的工作簿副本；不写文件名时为“原名-核对.xlsx”。原文件不动。",
)  # fmt: skip
@click.option(
    "-o", "--output", type=PlacePath(file_okay=False), metavar="文件夹",
    help="标注副本放在哪里；默认与输入放在一起。",
)  # fmt: skip
@click.option("--force", is_flag=True, help="核对报告或标注副本已存在时覆盖。")
@packs_option
@all_option
@format_option
def check_command(
    inputs: tuple[Path, ...],
    report: Path | None,
    annotate: Path | None,
    output: Path | None,
    force: bool,
    pack_folders: tuple[Path, ...],
    all_findings: bool,
    form: str,
) -> int:
    """核对输入：逐表逐项核对合计、表间数字和必需内容，不改动输入。

    输入是 .xlsx、.yaml，或放有它们的文件夹。
    退出码：0 没有错误，1 有错误，2 输入无法使用，3 程序或本机的限制、故障；几个输入时取最大的。
    """
    if not inputs and annotate is not None and annotate.name and (is_file(annotate) or is_folder(annotate)):
        inputs, annotate = (annotate,), Path()  # check --annotate 预算.xlsx
    if not inputs:
        context = click.get_current_context()
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    outcomes = [attempted(check, path, Request(pack_folders=pack_folders)) for path in inputs]
    if form == "json":
        say_json(as_json(outcomes))
    else:
        say(as_text(outcomes, all_findings=all_findings, look=Look.of()), coloured=True)
    code = max(outcome.exit_code for outcome in outcomes)
    try:
        written = _write(outcomes, report, annotate, output, force=force)
    except DisclosureError as error:
        say(str(error), err=True)
        return max(code, error.exit_code)
    for path in written:
        say(f"已写入 {path.as_posix()}", err=form == "json")
    return code


def _write(
    outcomes: Sequence[Outcome], report: Path | None, annotate: Path | None, output: Path | None, *, force: bool
) -> list[Path]:
    """Write what was asked for besides the findings."""
    written = []
    if report is not None:
        from generator.publish.report.page import write_report

        written.append(write_report(outcomes, report, force=force))
    if annotate is not None:
        from generator.publish.annotate import write_annotated

        target = annotate if annotate.name else None
        written += write_annotated(outcomes, target, output, force=force)
    return written
