"""Starting a pack: a folder that extends another one and says what may be changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from generator.authoring.draft import locate
from generator.domain.errors import PackError
from generator.files.source import read_source
from generator.files.yaml_file import MAX_BYTES, yaml_of
from generator.packs.finder import find_pack
from generator.packs.loader import load_pack
from generator.packs.pack import Pack
from generator.publish.files import new_folder

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")

_PACK = """\
# 模板包 {id}：继承 {parent}，这里只写与它不同的地方；没有写的都照 {parent}。
# 写法见 docs/packs.md，全部的键见 docs/pack-reference.md。改完运行：
#   budget-disclosure packs check {id}       检查
#   budget-disclosure packs preview {id}     用示例数据排出来看
id: {id}
title: {title}    # 给人看的名称
extends: {parent}
version: "1"
years: [{year}]    # 适用的预算年度

# 下面是继承来的内容。要改哪一项，去掉那一项行首的“# ”再改；不改的留着不动或删去。
# levels: [{levels}]
# unit: {unit}    # 文字中的金额单位；各表的单位在 forms/ 里
# document_title: "{document_title}"
# terms: {{}}    # 本地用语，如 {{我部门: 我局}}；逐词覆盖
{outline}
notes: 表式依据……    # 写明依据哪份公开文件或哪份空白表样
"""

_NOTES = """\
# {id}

本模板包继承 `{parent}`，文件名与那边相同的文件整个取代它，其余照用。常改的有：

| 要改什么 | 放一个这样的文件 |
| --- | --- |
| 一张表 | `forms/` 里与原文件同名的文件（`packs show {parent}` 列出文件名） |
| 一节文字 | `sections/` 里与原文件同名的文件 |
| 增减变化的措辞 | `wording/change.txt.j2` |
| 字体、字号、页边距 | `style.yaml`，只写要改的项 |
| 文件顺序、标题、用语 | `pack.yaml` |

改完运行 `budget-disclosure packs check {id}`，再用 `budget-disclosure packs preview {id}` 看页面。
"""


def new_pack(pack_id: str, extends: str, folder: Path, folders: Sequence[Path] = ()) -> Path:
    """Write a pack ``folder/pack_id`` that extends ``extends``; returns its folder.

    Raises:
        PackError: ``pack_id`` is no id, or there is no pack ``extends``.
        OutputError: the folder exists, or cannot be written.
    """
    if not _ID.fullmatch(pack_id):
        raise PackError(f"“{pack_id}”不能作模板包的名称。", remedy="请用小写字母、数字和连字符，如 hebei-2025。")
    parent_id, places = locate(extends, folders)
    parent, target = load_pack(parent_id, places), folder / pack_id
    outline = _outline(find_pack(parent_id, places))
    files = {"pack.yaml": _manifest(pack_id, parent, outline), "README.md": _NOTES.format(id=pack_id, parent=parent.id)}
    new_folder(target, {name: content.encode() for name, content in files.items()})
    return target


def _manifest(pack_id: str, parent: Pack, outline: str) -> str:
    manifest = parent.manifest
    return _PACK.format(
        id=pack_id,
        parent=parent.id,
        title=f"{pack_id} 部门（单位）预算信息公开",
        year=max(manifest.years, default=2024),
        levels=", ".join(manifest.levels),
        unit=manifest.unit,
        document_title=manifest.document_title,
        outline=outline,
    )


def _outline(folder: Path) -> str:
    """The outline of the pack as it is written there, as a comment."""
    source = read_source(folder / "pack.yaml", MAX_BYTES)
    file = yaml_of(source)
    if not isinstance(file.data, dict) or "outline" not in file.data:
        return "# outline:    # 文件的组成和顺序；写了就整个取代继承来的\n"
    lines = source.data.decode("utf-8-sig").splitlines()
    start = file.lines["outline",]
    later = [line for path, line in file.lines.items() if len(path) == 1 and line > start]
    end = min(later, default=len(lines) + 1)
    return "\n".join(f"# {line}".rstrip() for line in lines[start - 1 : end - 1])
