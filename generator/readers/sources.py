"""Opening the files of an input."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path

from generator.domain.errors import InputError
from generator.domain.findings import Finding
from generator.domain.location import Location
from generator.domain.shown import shown
from generator.files.reasons import ENTER_ONE, FOLDER_GONE, reason, working_folder_gone
from generator.files.source import is_file, name_of, read_source
from generator.files.yaml_file import MAX_BYTES
from generator.readers.assemble import Source
from generator.readers.codes import NOT_READ
from generator.readers.yaml_reader import YamlSource

YAML = (".yaml", ".yml")
WORKBOOKS = (".xlsx", ".xlsm")
OLD_WORKBOOKS = (".xls", ".et", ".xlsb", ".ods")
MAX_INPUTS = 200
"""So many files may make up one input."""
MARKED = "-核对"
"""How the names of marked copies end; beside its original, a copy is no input."""


def open_sources(path: Path) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """The files to read, and notes on those left out. Raises :class:`InputError` where there is none."""
    if not _is_folder(path):
        return (_open(path),), ()
    files = [file for file in _listed(path) if not file.name.startswith((".", "~$")) and is_file(file)]
    wanted = [file for file in files if file.suffix.lower() in (*YAML, *WORKBOOKS, *OLD_WORKBOOKS)]
    if not wanted:
        raise InputError("文件夹里没有可读取的文件。", Location(name_of(path)), "请放入 .xlsx 或 .yaml 文件。")
    if len(wanted) > MAX_INPUTS:
        message = f"文件夹里有 {len(wanted)} 个可读取的文件，一份公开文件的输入最多 {MAX_INPUTS} 个。"
        raise InputError(message, Location(name_of(path)), "几个部门或单位的，请逐个给出各自的文件夹。")
    notes = tuple(_left_out(file) for file in files if file not in wanted)
    return tuple(_open(file) for file in wanted if not _is_copy(file, wanted)), notes


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except FileNotFoundError as error:
        if not path.is_absolute() and working_folder_gone():
            raise InputError(FOLDER_GONE, Location(name_of(path)), ENTER_ONE) from error
        raise InputError("找不到输入文件。", Location(name_of(path)), "请检查路径。") from error
    except (OSError, ValueError) as error:
        raise InputError(f"打不开输入：{reason(error)}。", Location(name_of(path)), "请检查路径和权限。") from error


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        place = Location(name_of(folder))
        raise InputError(f"打不开文件夹：{reason(error)}。", place, "请检查是否有权限读取。") from error


def _is_copy(file: Path, files: Sequence[Path]) -> bool:
    return file.stem.endswith(MARKED) and file.with_stem(file.stem.removesuffix(MARKED)) in files


def place_of(path: Path, sources: Sequence[Source]) -> Location:
    """The input as a whole, for messages."""
    return Location(sources[0].name if len(sources) == 1 else name_of(path))


def _open(path: Path) -> Source:
    suffix, place = path.suffix.lower(), Location(name_of(path))
    if suffix in YAML:
        return YamlSource(read_source(path, MAX_BYTES))
    if suffix in WORKBOOKS:
        # XML libraries are only loaded for workbooks, so that the command starts fast.
        from generator.readers.workbook_file import MAX_FILE
        from generator.readers.workbook_reader import WorkbookSource

        return WorkbookSource(read_source(path, MAX_FILE))
    if suffix in OLD_WORKBOOKS:
        message = f"不能读取 {suffix} 格式的文件。"
        raise InputError(message, place, "请在 Excel 或 WPS 中另存为 .xlsx 后再试。")
    raise InputError(f"不认识的文件类型“{shown(suffix or path.name)}”。", place, "请提供 .xlsx 或 .yaml 文件。")


def _left_out(path: Path) -> Finding:
    name = name_of(path)
    return Finding(NOT_READ.code, NOT_READ.severity, f"文件“{name}”不是输入格式，没有读取。", (Location(name),))
