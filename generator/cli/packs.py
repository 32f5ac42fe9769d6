"""``budget-disclosure packs``: which packs there are, what they are made of, and making new ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.chinese import ChineseGroup
from generator.cli.options import PlacePath, format_option, only_option, packs_option
from generator.cli.report.width import columns, pad
from generator.cli.terminal import json_text, say, say_json, say_lines
from generator.packs.loader import list_manifests, load_pack
from generator.packs.pack import Pack

if TYPE_CHECKING:
    from generator.authoring.findings import PackFinding
    from generator.authoring.preview import Preview
    from generator.authoring.provenance import Origin


@click.group("packs", cls=ChineseGroup)
def packs_group() -> None:
    """模板包：列出、查看、检查、新建、预览。"""


@packs_group.command("list")
@packs_option
@format_option
def list_command(pack_folders: tuple[Path, ...], form: str) -> None:
    """列出可用的模板包。"""
    found = [(manifest, path) for manifest, path in list_manifests(pack_folders) if not manifest.abstract]
    if form == "json":
        rows = [{"id": m.id, "title": m.title, "years": m.years, "levels": m.levels} for m, _ in found]
        say_json(json_text(rows))
        return
    width = max((columns(manifest.id) for manifest, _ in found), default=0)
    say_lines(f"{pad(manifest.id, width)}  {manifest.title}" for manifest, _ in found)


@packs_group.command("show")
@click.argument("pack_id", metavar="模板包")
@packs_option
@format_option
def show_command(pack_id: str, pack_folders: tuple[Path, ...], form: str) -> None:
    """查看一个模板包：适用范围、表格、各部分，以及每个文件来自哪里、取代了谁的。"""
    from generator.authoring.provenance import origins

    pack = load_pack(pack_id, pack_folders)
    found = origins(pack, pack_folders)
    if form == "json":
        say_json(json_text(_content(pack, found)))
    else:
        say_lines(_text(pack, found))


@packs_group.command("check")
@click.argument("pack", metavar="模板包或文件夹")
@packs_option
@format_option
def check_command(pack: str, pack_folders: tuple[Path, ...], form: str) -> int:
    """检查一个模板包：在还没有任何数据时，找出写错的、缺的、填不进的和没有用处的。

    每条结果指明文件和行。退出码：0 没有错误，1 有错误，2 模板包无法读取，3 程序或本机的限制、故障。
    """
    from generator.authoring.check import check_pack
    from generator.domain.findings import Severity

    findings = check_pack(pack, pack_folders)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if form == "json":
        content = {"pack": pack, "errors": errors, "findings": [finding.as_dict() for finding in findings]}
        say_json(json_text(content))
    else:
        say_lines(_findings(findings))
    return 1 if errors else 0


@packs_group.command("new")
@click.argument("pack_id", metavar="名称")
@click.option("--extends", required=True, metavar="模板包", help="继承哪个模板包，如 hebei-2024。")
@click.option(
    "-o", "--output", type=PlacePath(file_okay=False), default=Path(), show_default="当前文件夹",
    metavar="文件夹", help="建在哪个文件夹里。",
)  # fmt: skip
@packs_option
def new_command(pack_id: str, extends: str, output: Path, pack_folders: tuple[Path, ...]) -> None:
    """新建一个模板包：继承一个现有的，只写不同的地方。已有的文件夹不会被覆盖。"""
    from generator.authoring.scaffold import new_pack

    folder = new_pack(pack_id, extends, output, pack_folders)
    say(f"已建立 {folder.as_posix()}")
    say(f"接着：修改 {(folder / 'pack.yaml').as_posix()}，再用 packs check、packs preview 检查和预览。")


@packs_group.command("preview")
@click.argument("pack", metavar="模板包或文件夹")
@click.option(
    "-o", "--output", type=PlacePath(file_okay=False), default=Path("outputs"), show_default=True,
    metavar="文件夹", help="生成到哪里。",
)  # fmt: skip
@click.option("--level", default="", metavar="级别", help="部门或单位；默认是模板包的第一个级别。")
@only_option
@packs_option
@format_option
def preview_command(
    pack: str, output: Path, level: str, formats: tuple[str, ...], pack_folders: tuple[Path, ...], form: str
) -> int:
    """用示例数据把模板包排出来看：每张表都填满，数字彼此相符，标明“示例”和“草稿”。"""
    from generator.authoring.preview import preview_pack

    preview = preview_pack(pack, output, folders=pack_folders, level=level, formats=formats)
    if form == "json":
        say_json(json_text(_built(preview)))
    else:
        say_lines(_seen(preview))
    return 1 if preview.errors else 0


@packs_group.command("schema")
@click.option(
    "-o", "--output", type=PlacePath(file_okay=False), required=True, metavar="文件夹",
    help="写到哪个文件夹。",
)  # fmt: skip
def schema_command(output: Path) -> None:
    """写出模板包和输入文件的 JSON Schema，供编辑器提示和检查。"""
    from generator.authoring.schemas import write_schemas

    for name in write_schemas(output):
        say((output / name).as_posix())


def _findings(findings: Sequence[PackFinding]) -> Iterator[str]:
    for finding in findings:
        yield f"[{finding.severity.label}] {finding.code}  {finding.message}"
        yield f"       位置：{finding.location}"
        if finding.remedy:
            yield f"       处理：{finding.remedy}"
    counts = [sum(finding.severity.label == label for finding in findings) for label in ("错误", "警告", "提示")]
    yield f"结论：{counts[0]} 个错误、{counts[1]} 个警告、{counts[2]} 个提示。"


def _built(preview: Preview) -> dict[str, object]:
    return {
        "pack": preview.pack,
        "level": preview.level,
        "year": preview.year,
        "folder": preview.folder.as_posix(),
        "files": list(preview.files),
        "pages": preview.pages,
        "findings": [finding.as_dict() for finding in preview.findings],
    }


def _seen(preview: Preview) -> Iterator[str]:
    what = f"{preview.pack}（{preview.level}，{preview.year} 年，示例数据）"
    pages = f"{preview.pages} 页，" if preview.pages else ""
    yield f"{what}：{pages}{preview.folder.as_posix()}"
    yield from (f"  {name}" for name in preview.files)
    yield from (f"  [{finding.severity.label}] {finding.code}  {finding.message}" for finding in preview.findings)


def _content(pack: Pack, found: Sequence[Origin]) -> dict[str, object]:
    return {
        "id": pack.id,
        "title": pack.manifest.title,
        "version": pack.manifest.version,
        "years": pack.manifest.years,
        "levels": pack.manifest.levels,
        "chain": pack.chain,
        "forms": [{"id": f.id, "title": f.title, "required": f.required} for f in pack.forms.values()],
        "sections": [s.id for part in (pack.outline.parts if pack.manifest.outline else ()) for s in part.sections],
        "files": [origin.as_dict() for origin in found],
    }


def _text(pack: Pack, found: Sequence[Origin]) -> list[str]:
    manifest = pack.manifest
    width = max(columns(origin.name) for origin in found)
    return [
        f"{manifest.id}  {manifest.title}",
        f"  适用：{'、'.join(map(str, manifest.years)) or '不限'} 年，{'、'.join(manifest.levels)}",
        f"  继承：{' → '.join(pack.chain)}",
        "  表格：",
        *(f"    {form.id}  {form.title}{'' if form.required else '（可缺）'}" for form in pack.forms.values()),
        "  文件来源：",
        *(f"    {pad(origin.name, width)}  {origin.words}" for origin in found),
        *([f"  说明：{' '.join(manifest.notes.split())}"] if manifest.notes else []),
    ]
