"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])

inputs_argument = click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="输入…")


def packs_option(command: Command) -> Command:
    """``--packs DIR``: more folders with packs."""
    return click.option(
        "--packs",
        "pack_folders",
        multiple=True,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="文件夹",
        help="另外的模板包文件夹，可多次给出；也可用环境变量 BUDGET_DISCLOSURE_PACKS。",
    )(command)


def format_option(command: Command) -> Command:
    """``--format text|json``."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="输出格式：text 供人看，json 供程序读。",
    )(command)


all_option = click.option("--all", "all_findings", is_flag=True, help="连同“说明”一级的结果一起列出。")
