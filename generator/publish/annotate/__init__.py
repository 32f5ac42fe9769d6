"""Copies of input workbooks with the faults marked: coloured cells, comments, and a sheet that lists everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.domain.errors import InputError, OutputError
from generator.domain.location import Location
from generator.domain.source import SourceFile
from generator.publish.files import write_file
from generator.publish.pipeline import Outcome
from generator.publish.report.groups import report_on
from generator.readers.sources import MARKED, WORKBOOKS

__all__ = ["annotated_name", "write_annotated"]


def write_annotated(
    outcomes: Sequence[Outcome], target: Path | None = None, folder: Path | None = None, *, force: bool = False
) -> list[Path]:
    """Write a marked copy of every workbook that was checked, and give back where.

    ``target`` names the copy of a single workbook; else copies stand beside their originals or in ``folder``.

    Raises:
        InputError: there is no workbook among the inputs.
        OutputError: a copy cannot be written, or something stands in its place. ``force`` replaces earlier copies,
            never anything else.
    """
    from generator.publish.annotate.workbook import annotated

    found = [(outcome, path, source) for outcome in outcomes for path, source in _workbooks(outcome)]
    if not found:
        _refuse(outcomes)
    if target is not None and len(found) > 1:
        place = Location(target.as_posix())
        raise OutputError("有几个工作簿，不能都写进一个文件。", place, "请不写文件名，或用 -o 指定文件夹。")
    originals = [*(outcome.input for outcome in outcomes), *(path for _, path, _ in found)]
    copies = [target or _beside(outcome, path, folder) for outcome, path, _ in found]
    for (_, path, _), copy in zip(found, copies, strict=True):
        _check(path, copy, originals, force=force)
    for (outcome, _, source), copy in zip(found, copies, strict=True):
        write_file(copy, annotated(report_on(outcome), source), replace=force)
    return copies


def annotated_name(source: Path) -> str:
    """The name of the copy: 预算.xlsx → 预算-核对.xlsx. A copy of a copy: 预算-核对2.xlsx."""
    again = "2" if source.stem.endswith(MARKED) else ""
    return f"{source.stem.removesuffix(MARKED)}{MARKED}{again}{source.suffix}"


def _workbooks(outcome: Outcome) -> Iterator[tuple[Path, SourceFile]]:
    """The workbooks an outcome was read from: where they are, and what was read."""
    if outcome.disclosure is None:
        return
    folder = outcome.input if outcome.input.is_dir() else outcome.input.parent
    for source in outcome.disclosure.submission.sources:
        if Path(source.name).suffix.lower() in WORKBOOKS:
            yield folder / source.name, source


def _refuse(outcomes: Sequence[Outcome]) -> None:
    place = Location(outcomes[0].input.name)
    if all(outcome.error is not None for outcome in outcomes):
        raise InputError("输入无法使用，没有写标注副本。", place, "请先处理上面列出的问题。")
    raise InputError(
        "只有 Excel 输入才能写标注副本。", place, "YAML 输入请用 --report 文件.html，或按结果中的行号修改。"
    )


def _beside(outcome: Outcome, source: Path, folder: Path | None) -> Path:
    """Where the copy goes: ``folder``, else beside the input, which may itself be a folder."""
    beside = outcome.input.resolve().parent if outcome.input.is_dir() else source.parent
    return (folder or beside) / annotated_name(source)


def _check(source: Path, copy: Path, originals: Sequence[Path], *, force: bool) -> None:
    """See that the copy may be written."""
    place = Location(copy.as_posix())
    if copy.suffix.lower() != source.suffix.lower():
        raise OutputError(f"标注副本的后缀应当是 {source.suffix}。", place, "请改文件名的后缀。")
    if not copy.exists():
        return
    if any(original.exists() and copy.samefile(original) for original in originals):
        raise OutputError("标注副本不能写到输入文件上。", place, "请换一个文件名。")
    if force:
        from generator.publish.annotate.workbook import is_annotated

        if not is_annotated(copy):
            raise OutputError("文件已存在，而且不是标注副本，没有覆盖。", place, "请换一个文件名。")
        return
    raise OutputError("文件已存在，没有覆盖。", place, "请换一个文件名，或加 --force。")
