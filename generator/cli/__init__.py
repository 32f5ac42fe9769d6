"""The command line: wires the stages, shows what they found. Heavy libraries load only when a command needs them."""

from __future__ import annotations

from collections.abc import Sequence

import click

from generator import __version__
from generator.cli.build import build_command
from generator.cli.check import check_command
from generator.cli.chinese import ChineseGroup, usage_message
from generator.cli.doctor import doctor_command
from generator.cli.faults import told
from generator.cli.new import new_command
from generator.cli.packs import packs_group
from generator.cli.rules import rules_command
from generator.cli.terminal import outlets, say
from generator.domain.errors import DisclosureError, FaultError
from generator.files.reasons import reason

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

    \b
    退出码（几个输入时取最大的）：
      0  没有错误          1  有错误，没有生成
      2  输入无法使用，或命令写错
      3  程序或本机的限制、故障；设 BUDGET_DISCLOSURE_DEBUG=1 再运行可看到详细原因
    """  # noqa: D301 - click wants the control character itself


for command in (new_command, check_command, build_command, packs_group, rules_command, doctor_command):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit code.

    0 good, 1 errors found, 2 unusable input or wrong usage, 3 a limit or a fault of our own, 130 stopped by the user.
    """
    with outlets() as out:
        code = _run(arguments)
        out.flush()
        if out.problem is not None:
            why = reason(out.problem)
            say(f"结果没有全部显示出来：标准输出写不进去（{why}）。请检查输出到哪里，再运行一次。", err=True)
            code = max(code, FaultError.exit_code)
    return code


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = cli.main(arguments, prog_name="budget-disclosure", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return int(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        say("已中止。", err=True)
        return 130
    except click.ClickException as error:
        say(usage_message(error), err=True)
        return 2
    except DisclosureError as error:
        say(str(error), err=True)
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - the last net: users are not shown tracebacks
        fault = told(error)
        say(str(fault), err=True)
        return fault.exit_code
    return code if isinstance(code, int) else 0
