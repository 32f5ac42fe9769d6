"""``budget-disclosure build``: check, then write the documents."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from generator.cli.chinese import ChineseCommand
from generator.cli.faults import attempted
from generator.cli.options import PlacePath, all_option, format_option, inputs_argument, only_option, packs_option
from generator.cli.report import Look, as_json, as_text, table
from generator.cli.terminal import say, say_json
from generator.publish.batch import build_each
from generator.publish.pipeline import Outcome, Request, build
from generator.publish.places import INTERNAL, PUBLIC


@click.command("build", cls=ChineseCommand)
@inputs_argument
@click.option(
    "-o",
    "--output",
    type=PlacePath(file_okay=False),
    default=Path("outputs"),
    show_default=True,
    metavar="文件夹",
    help="生成到哪里；可以公开的文件在“公开”里，核对记录在“内部”里，每份一个子文件夹。",
)
@click.option("--draft", is_flag=True, help="有错误也生成，并加“草稿”水印。")
@only_option
@packs_option
@all_option
@format_option
def build_command(
    inputs: tuple[Path, ...],
    output: Path,
    draft: bool,
    formats: tuple[str, ...],
    pack_folders: tuple[Path, ...],
    all_findings: bool,
    form: str,
) -> int:
    """核对并生成：DOCX、PDF、XLSX、HTML、JSON，另存一份不公开的核对记录。

    有错误时不生成，原有文件保持不变；加 --draft 可以生成带“草稿”水印的文件。
    退出码：0 已生成，1 有错误未生成，2 输入无法使用，3 程序或本机的限制、故障；几个输入时取最大的。
    """
    request = Request(output, pack_folders, draft, formats)
    outcomes = list(_each(inputs, request, quiet=form == "json", all_findings=all_findings))
    if form == "json":
        say_json(as_json(outcomes))
    else:
        say(_summary(outcomes, output))
    return max(outcome.exit_code for outcome in outcomes)


def _summary(outcomes: list[Outcome], output: Path) -> str:
    """What was built; where the records are is said once."""
    lines = [table(outcomes)]
    if any(outcome.record for outcome in outcomes):
        lines.append(
            f"可以公开的文件在 {(output / PUBLIC).as_posix()}；核对记录在 {(output / INTERNAL).as_posix()}，不公开。"
        )
    return "\n".join(lines)


def _each(inputs: tuple[Path, ...], request: Request, *, quiet: bool, all_findings: bool) -> list[Outcome]:
    outcomes = []
    for outcome in build_each(inputs, request, partial(attempted, build)):
        outcomes.append(outcome)
        if not quiet:
            say(as_text([outcome], all_findings=all_findings, look=Look.of()), coloured=True)
    return outcomes
