"""``budget-disclosure packs``: which packs there are and what they are made of."""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator.cli.chinese import ChineseGroup
from generator.cli.options import format_option, packs_option
from generator.cli.report import columns, pad
from generator.packs.loader import list_manifests, load_pack
from generator.packs.pack import Pack


@click.group("packs", cls=ChineseGroup)
def packs_group() -> None:
    """模板包：列出、查看。"""


@packs_group.command("list")
@packs_option
@format_option
def list_command(pack_folders: tuple[Path, ...], form: str) -> None:
    """列出可用的模板包。"""
    found = [(manifest, path) for manifest, path in list_manifests(pack_folders) if not manifest.abstract]
    if form == "json":
        rows = [{"id": m.id, "title": m.title, "years": m.years, "levels": m.levels} for m, _ in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    width = max((columns(manifest.id) for manifest, _ in found), default=0)
    for manifest, _ in found:
        click.echo(f"{pad(manifest.id, width)}  {manifest.title}")


@packs_group.command("show")
@click.argument("pack_id", metavar="模板包")
@packs_option
@format_option
def show_command(pack_id: str, pack_folders: tuple[Path, ...], form: str) -> None:
    """查看一个模板包：适用范围、表格、各部分，以及每个文件来自哪里。"""
    pack = load_pack(pack_id, pack_folders)
    content = _content(pack)
    click.echo(json.dumps(content, ensure_ascii=False, indent=2) if form == "json" else _text(pack))


def _content(pack: Pack) -> dict[str, object]:
    return {
        "id": pack.id,
        "title": pack.manifest.title,
        "version": pack.manifest.version,
        "years": pack.manifest.years,
        "levels": pack.manifest.levels,
        "chain": pack.chain,
        "forms": [{"id": f.id, "title": f.title, "required": f.required} for f in pack.forms.values()],
        "sections": [s.id for part in (pack.outline.parts if pack.manifest.outline else ()) for s in part.sections],
        "files": {name: file.pack for name, file in pack.files.items()},
    }


def _text(pack: Pack) -> str:
    manifest = pack.manifest
    lines = [
        f"{manifest.id}  {manifest.title}",
        f"  适用：{'、'.join(map(str, manifest.years)) or '不限'} 年，{'、'.join(manifest.levels)}",
        f"  继承：{' → '.join(pack.chain)}",
        "  表格：",
        *(f"    {form.id}  {form.title}{'' if form.required else '（可缺）'}" for form in pack.forms.values()),
        "  文件来源：",
        *(f"    {pad(file.pack, 12)}  {name}" for name, file in pack.files.items()),
    ]
    return "\n".join(lines)
