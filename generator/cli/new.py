"""``budget-disclosure new``: a first blank workbook or YAML, or an input carried over into a workbook."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.chinese import ChineseCommand
from generator.cli.options import PlacePath, packs_option
from generator.cli.terminal import say
from generator.domain.errors import InputError, OutputError
from generator.domain.location import Location
from generator.domain.records import Entity
from generator.packs.loader import load_pack
from generator.packs.pack import Pack
from generator.publish.files import check_target, write_file


@click.command("new", cls=ChineseCommand)
@click.argument("pack_id", metavar="模板包")
@click.option(
    "-o", "--output", type=PlacePath(dir_okay=False), required=True, metavar="文件",
    help="写到哪个文件；.xlsx 得到工作簿，.yaml 得到文本。",
)  # fmt: skip
@click.option("--level", default="部门", show_default=True, metavar="级别", help="部门或单位。")
@click.option("--year", type=int, metavar="年", help="预算年度；默认取模板包的年度。")
@click.option("--code", default="", metavar="编码", help="部门或单位编码。")
@click.option("--name", default="", metavar="名称", help="部门或单位全称。")
@click.option(
    "--from", "source", type=PlacePath(exists=True), metavar="输入",
    help="把已有输入（如 YAML）的内容带进工作簿，而不是空白。",
)  # fmt: skip
@click.option("--force", is_flag=True, help="文件已存在时覆盖。")
@packs_option
def new_command(
    pack_id: str,
    output: Path,
    level: str,
    year: int | None,
    code: str,
    name: str,
    source: Path | None,
    force: bool,
    pack_folders: tuple[Path, ...],
) -> int:
    """得到一份空白的输入：按模板包的表式生成工作簿（.xlsx）或文本（.yaml）。"""
    pack = load_pack(pack_id, pack_folders)
    check_target(output, replace=force)
    entity = Entity(code, name, level)
    data = _content(pack, entity, year or max(pack.manifest.years, default=0), output, source, pack_folders)
    write_file(output, data, replace=force)
    say(f"已写入 {output.as_posix()}")
    return 0


def _content(
    pack: Pack, entity: Entity, year: int, output: Path, source: Path | None, pack_folders: tuple[Path, ...]
) -> bytes:
    if entity.level not in pack.manifest.levels:
        levels = "、".join(pack.manifest.levels)
        raise InputError(f"模板包“{pack.id}”没有“{entity.level}”这一级别。", remedy=f"可选：{levels}。")
    if output.suffix.lower() in {".yaml", ".yml"}:
        return _yaml(pack, entity, year, source)
    if output.suffix.lower() != ".xlsx":
        raise OutputError("只能写 .xlsx 或 .yaml 文件。", Location(output.as_posix()), "请改文件名的后缀。")
    from generator.forms.workbook import input_workbook

    if source is None:
        return input_workbook(pack, entity, year)
    from generator.readers import read

    submission, own_pack = read(source, pack_folders)
    return input_workbook(own_pack, submission.entity, submission.year, submission)


def _yaml(pack: Pack, entity: Entity, year: int, source: Path | None) -> bytes:
    from generator.forms.workbook import input_yaml

    if source is not None:
        raise InputError("--from 只能写成工作簿。", remedy="请把 -o 的后缀改为 .xlsx。")
    return input_yaml(pack, entity, year).encode()
