"""Click in Chinese: help pages and messages of wrong usage."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

import click

from generator.domain.shown import shown

_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _ChineseHelp(click.Command):
    """Help pages with Chinese headings."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "用法：")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The parts after the command's name."""
        words = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 [参数]…"}
        return [words.get(piece, piece) for piece in super().collect_usage_pieces(ctx)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option, explained in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本帮助。"
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options below a Chinese heading."""
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx))]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)


class ChineseCommand(_ChineseHelp):
    """A command."""


class ChineseGroup(_ChineseHelp, click.Group):
    """A group of commands."""

    command_class = ChineseCommand

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("context_settings", _HELP)
        super().__init__(*args, **kwargs)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options and commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands below a Chinese heading."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.get_short_help_str(70)) for name, command in found if command]
        with formatter.section("命令"):
            formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order they are used, not the alphabet's."""
        return list(self.commands)


ChineseGroup.group_class = ChineseGroup


def usage_message(error: click.ClickException) -> str:
    """What is wrong with the command line, in Chinese, and where to look up what is right."""
    if isinstance(error, getattr(click.exceptions, "NoArgsIsHelpError", ())):
        return error.message  # the help page itself
    return f"{_wrong(error)}\n用 budget-disclosure --help 查看用法。"


def _wrong(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        hint = f"是不是想写 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有 {shown(error.option_name)} 这个选项。{hint}"
    if isinstance(error, click.BadOptionUsage):
        wants = "后面要写值" if "requires" in error.message else "后面不写值"
        return f"选项 {shown(error.option_name)} {wants}。"
    if isinstance(error, click.MissingParameter):
        return f"缺少参数 {_name(error)}。"
    if isinstance(error, click.BadParameter):
        return f"参数 {_name(error)} 的值不对：{_reason(error)}"
    return _no_such(error) if isinstance(error, click.UsageError) else f"命令用法不对：{shown(error.message)}"


def _name(error: click.BadParameter) -> str:
    return error.param.get_error_hint(error.ctx) if error.param and error.ctx else ""


def _no_such(error: click.UsageError) -> str:
    """What click tells apart by its words alone: an unknown command, arguments too many."""
    if "unexpected extra argument" in error.message:
        return f"多余的参数：{shown(error.message.partition('(')[2].rstrip(').'))}。"
    if "No such command" not in error.message:
        return f"命令用法不对：{shown(error.message)}"
    name = error.message.removeprefix("No such command ").rstrip(".")[1:-1]
    group = error.ctx.command if error.ctx else None
    known = list(group.commands) if isinstance(group, click.Group) else []
    return f"没有这个命令：{shown(name)}。{near(name, known)}"


def near(name: str, known: Iterable[str]) -> str:
    """A second sentence that names what may have been meant; empty when nothing is near."""
    found = difflib.get_close_matches(shown(name).lower(), list(known), n=2, cutoff=0.5)
    return f"是不是想写 {'、'.join(found)}？" if found else ""


def _reason(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if error.message.endswith("。"):
        return error.message  # our own words
    if isinstance(kind, click.Choice):
        return f"只能是 {'、'.join(map(str, kind.choices))} 之一。"
    if isinstance(kind, click.Path):
        return "文件或文件夹不存在，或不能读取。"
    if isinstance(kind, click.IntRange | click.types.IntParamType):
        return "应当是整数。"
    return shown(error.message)
