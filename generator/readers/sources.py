"""Opening the files of an input."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.domain.errors import InputError
from generator.domain.findings import Finding
from generator.domain.location import Location
from generator.readers.assemble import Source
from generator.readers.codes import NOT_READ
from generator.readers.yaml_reader import YamlSource

YAML = (".yaml", ".yml")
WORKBOOKS = (".xlsx", ".xlsm")
OLD_WORKBOOKS = (".xls", ".et", ".xlsb", ".ods")
MARKED = "-核对"
"""How the names of marked copies end; beside its original, a copy is no input."""


def open_sources(path: Path) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """The files to read, and notes on those left out. Raises :class:`InputError` where there is none."""
    if not path.exists():
        raise InputError("找不到输入文件。", Location(path.name or str(path)), "请检查路径。")
    if not path.is_dir():
        return (_open(path),), ()
    files = sorted(file for file in path.iterdir() if file.is_file() and not file.name.startswith((".", "~$")))
    wanted = [file for file in files if file.suffix.lower() in (*YAML, *WORKBOOKS, *OLD_WORKBOOKS)]
    if not wanted:
        raise InputError("文件夹里没有可读取的文件。", Location(path.name), "请放入 .xlsx 或 .yaml 文件。")
    notes = tuple(_left_out(file) for file in files if file not in wanted)
    return tuple(_open(file) for file in wanted if not _is_copy(file, wanted)), notes


def _is_copy(file: Path, files: Sequence[Path]) -> bool:
    return file.stem.endswith(MARKED) and file.with_stem(file.stem.removesuffix(MARKED)) in files


def place_of(path: Path, sources: Sequence[Source]) -> Location:
    """The input as a whole, for messages."""
    return Location(sources[0].name if len(sources) == 1 else path.name)


def _open(path: Path) -> Source:
    suffix = path.suffix.lower()
    if suffix in YAML:
        return YamlSource(path)
    if suffix in WORKBOOKS:
        # XML libraries are only loaded for workbooks, so that the command starts fast.
        from generator.readers.workbook_reader import WorkbookSource

        return WorkbookSource(path)
    if suffix in OLD_WORKBOOKS:
        message = f"不能读取 {suffix} 格式的文件。"
        raise InputError(message, Location(path.name), "请在 Excel 或 WPS 中另存为 .xlsx 后再试。")
    raise InputError(f"不认识的文件类型“{suffix or path.name}”。", Location(path.name), "请提供 .xlsx 或 .yaml 文件。")


def _left_out(path: Path) -> Finding:
    message = f"文件“{path.name}”不是输入格式，没有读取。"
    return Finding(NOT_READ.code, NOT_READ.severity, message, (Location(path.name),))
