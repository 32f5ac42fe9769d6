"""``budget-disclosure rules``: what is checked, and what a code means."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from generator.cli.chinese import ChineseCommand
from generator.cli.options import packs_option
from generator.cli.terminal import json_text, say, say_json, say_lines
from generator.domain.errors import DisclosureError
from generator.domain.shown import shown
from generator.publish.rulebook import Entry, as_markdown, rulebook


@click.command("rules", cls=ChineseCommand)
@click.argument("code", metavar="[编号]", default="")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True,
    help="输出格式：text 供人看，json 供程序读，markdown 是 docs/rules.md。",
)  # fmt: skip
@packs_option
def rules_command(code: str, form: str, pack_folders: tuple[Path, ...]) -> None:
    """核对规则：不写编号列出全部，写编号（如 SUM-01）说明这条规则查什么、怎么改、依据什么。"""
    entries = rulebook(pack_folders)
    if code:
        entry = _found(entries, code)
        if form == "json":
            say_json(json_text(entry.as_dict()))
        else:
            say_lines(explained(entry))
    elif form == "json":
        say_json(json_text([entry.as_dict() for entry in entries.values()]))
    elif form == "markdown":
        say(as_markdown(entries.values()), nl=False)
    else:
        say_lines(listed(entries.values()))


def _found(entries: dict[str, Entry], code: str) -> Entry:
    wanted = shown(code.strip().upper())
    if wanted not in entries:
        close = difflib.get_close_matches(wanted, entries, n=1)
        remedy = f"是不是想写 {close[0]}？" if close else "不写编号可列出全部规则。"
        raise DisclosureError(f"没有编号为“{shown(code)}”的规则。", remedy=remedy)
    return entries[wanted]


def explained(entry: Entry) -> list[str]:
    """One rule in full."""
    return [
        f"{entry.code}  {entry.title}",
        f"  类别：{entry.family}",
        f"  轻重：{entry.severity.label}" + ("（可以在“核对说明”中说明）" if entry.waivable else ""),
        f"  说明：{entry.explanation}",
        f"  处理：{entry.remedy}",
        f"  依据：{entry.basis}",
        f"  适用：{'、'.join(entry.packs) or '全部模板包'}",
    ]


def listed(entries: Iterable[Entry]) -> Iterator[str]:
    """All rules, a line each, by family."""
    family = ""
    for entry in entries:
        if entry.family != family:
            family = entry.family
            yield family
        yield f"  {entry.code:9} {entry.severity.label}  {entry.title}"
