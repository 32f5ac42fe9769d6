"""Several inputs in one command."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from generator.domain.errors import DisclosureError, OutputError
from generator.domain.location import Location
from generator.publish.output import prepare
from generator.publish.pipeline import Outcome, Request, build, places_of


def build_each(
    paths: Sequence[Path], request: Request, make: Callable[[Path, Request], Outcome] = build
) -> Iterator[Outcome]:
    """Build inputs one after the other with ``make``. Those that would fill the same folder are refused.

    Raises:
        OutputError: nothing can be written where the request says.
    """
    prepare(request.output)
    clashes = _clashes(paths, request) if len(paths) > 1 else {}
    for number, path in enumerate(paths):
        error = clashes.get(number)
        yield Outcome(path, error.exit_code, error=error) if error else make(path, request)


def _clashes(paths: Sequence[Path], request: Request) -> dict[int, OutputError]:
    """The inputs that would fill the same folder as others, by their number. What cannot be read is told later."""
    from generator.readers import identify

    wanted: dict[str, list[int]] = {}
    for number, path in enumerate(paths):
        try:
            entity, year = identify(path, request.pack_folders)
        except DisclosureError:
            continue
        # Names that differ only in case are one folder on some disks.
        wanted.setdefault(places_of(request, entity, year).name.casefold(), []).append(number)
    several = [numbers for numbers in wanted.values() if len(numbers) > 1]
    return {
        number: _clash(paths[number], [paths[other] for other in numbers if other != number])
        for numbers in several
        for number in numbers
    }


def _clash(path: Path, others: Sequence[Path]) -> OutputError:
    named = "、".join(f"“{other.as_posix()}”" for other in others)
    message = f"与{named}的编码、年度和名称相同，会写到同一个文件夹，都没有生成。"
    return OutputError(message, Location(path.as_posix()), "请只给出其中一份，或改正编码、年度和名称。")
