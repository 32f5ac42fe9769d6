"""The command line: wires the stages, shows what they found. Heavy libraries load only when a command needs them."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from generator import __version__
from generator.cli.build import build_command
from generator.cli.check import check_command
from generator.cli.chinese import ChineseGroup, usage_message
from generator.cli.doctor import doctor_command
from generator.cli.new import new_command
from generator.cli.packs import packs_group
from generator.cli.rules import rules_command
from generator.domain.errors import DisclosureError

__all__ = ["main"]


@click.group(cls=ChineseGroup)
@click.version_option(__version__, "-V", "--version", message="%(version)s", help="显示版本。")
def cli() -> None:
    """预算公开文件生成工具：读入 Excel 或 YAML，核对全部数字，生成 DOCX、PDF、Excel、网页和机读数据。

    \b
    常用步骤：
      budget-disclosure new hebei-2024 -o 预算.xlsx     得到空白工作簿
      budget-disclosure check 预算.xlsx                 核对
      budget-disclosure build 预算.xlsx                 生成到 outputs/公开/
    """  # noqa: D301 - click wants the control character itself


for command in (new_command, check_command, build_command, packs_group, rules_command, doctor_command):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit code: 0 good, 1 errors found, 2 unusable input or wrong usage."""
    try:
        code = cli.main(arguments, prog_name="budget-disclosure", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return int(stop.exit_code)
    except click.Abort:
        click.echo("已中止。", err=True)
        return 130
    except click.ClickException as error:
        click.echo(usage_message(error), err=True)
        click.echo("用 budget-disclosure --help 查看用法。", err=True)
        return 2
    except DisclosureError as error:
        click.echo(str(error), err=True)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return code if isinstance(code, int) else 0
