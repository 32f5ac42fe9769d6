"""Options that several commands share."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.cli.chinese import near
from generator.domain.shown import shown
from generator.publish.rendering import FORMATS

Command = TypeVar("Command", bound=Callable[..., object])


class PlacePath(click.Path):
    """A file or folder of the command line. An empty path would mean the current folder, which nobody says so."""

    def __init__(self, *, exists: bool = False, file_okay: bool = True, dir_okay: bool = True) -> None:
        super().__init__(exists=exists, file_okay=file_okay, dir_okay=dir_okay, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path."""
        text = os.fsdecode(value)
        if not text:
            self.fail("路径是空的。", param, ctx)
        try:
            os.fsencode(text)
        except UnicodeEncodeError:
            self.fail("路径中有这里不能用的字符。", param, ctx)
        if "\0" in text:
            self.fail("路径中有空字符。", param, ctx)
        if text == "-":
            self.fail("不能用标准输入或标准输出代替文件，请写文件名。", param, ctx)
        return super().convert(value, param, ctx)


class Formats(click.ParamType):  # type: ignore[type-arg] # generic only in later versions
    """One format, or several with commas between: ``docx,pdf``."""

    name = "formats"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The formats named."""
        names = [part.strip().lower().removeprefix(".") for part in re.split("[,，、]", str(value))]
        for name in names:
            if name not in FORMATS:
                hint = near(name, FORMATS)
                self.fail(f"没有“{shown(name)}”这种格式。{hint}可选：{'、'.join(FORMATS)}。", param, ctx)
        return tuple(names)


def _in_order(context: click.Context, param: click.Parameter, given: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Every format asked for, once; all where none is."""
    del context, param
    return tuple(dict.fromkeys(name for names in given for name in names)) or FORMATS


only_option = click.option(
    "--only", "formats", multiple=True, type=Formats(), callback=_in_order, metavar="格式",
    help=f"只要这些格式（{'、'.join(FORMATS)}），用逗号隔开或多次给出；默认全部。",
)  # fmt: skip

inputs_argument = click.argument("inputs", nargs=-1, required=True, type=PlacePath(), metavar="输入…")


def packs_option(command: Command) -> Command:
    """``--packs DIR``: more folders with packs."""
    return click.option(
        "--packs",
        "pack_folders",
        multiple=True,
        type=PlacePath(exists=True, file_okay=False),
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
