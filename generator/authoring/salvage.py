"""Validating a file by its model: every error is a finding with its line, and what is left of the file goes on."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.authoring import findings as codes
from generator.authoring.findings import Report
from generator.authoring.models import all_models
from generator.domain.location import Location
from generator.packs.loader import explain
from generator.packs.merge import Placed

Model = TypeVar("Model", bound=BaseModel)
_ROUNDS = 30
Step = str | int
Path = tuple[Step, ...]
Gone = dict[Path, list[int]]
"""Items taken out of lists: their numbers in the file, by the list."""


@dataclass(frozen=True)
class Left:
    """What is left of a file: places are looked up where things are written, whatever was left out before them."""

    file: Placed
    gone: Gone

    @property
    def data(self) -> Any:
        """The value as written."""
        return self.file.data

    def location(self, *path: str | int) -> Location:
        """Where the value at ``path`` of what is left stands."""
        return self.file.location(*_written(path, self.gone))


def salvaged(model: type[Model], file: Placed, report: Report) -> tuple[Model | None, Left]:
    """The model of ``file`` without its wrong parts (None where nothing usable is left), and its places."""
    data: Any = _copied(file.data) if file.data is not None else {}
    gone: Gone = {}
    for _ in range(_ROUNDS):
        try:
            return model.model_validate(data), Left(file, gone)
        except ValidationError as error:
            problems = error.errors()
        wrong = {_wrong(data, problem) for problem in problems}
        for problem in problems:
            _tell(problem, _written(_known_path(data, problem["loc"]), gone), file, report)
        if () in wrong:
            break
        for path in sorted(wrong, key=_order, reverse=True):
            if not any(path[:end] in wrong for end in range(1, len(path))):
                _prune(data, path, gone)
    return None, Left(file, gone)


def _tell(problem: Any, path: Path, file: Placed, report: Report) -> None:
    key = str(problem["loc"][-1]) if problem["loc"] else ""
    message, remedy = explain(problem["type"], problem["msg"]), ""
    if problem["type"] in ("extra_forbidden", "missing"):
        message = f"{message}“{key}”"
    if problem["type"] == "extra_forbidden":
        near = difflib.get_close_matches(key, sorted(set(_field_names())), n=1, cutoff=0.6)
        remedy = f"是不是想写“{near[0]}”？" if near else "请对照 docs/pack-reference.md 中的键。"
    if problem["type"] == "literal_error":
        remedy = f"可以写：{_choices(problem)}。"
    report.add(codes.BAD_VALUE, f"{message}。", file.location(*path), remedy)


def _choices(problem: Any) -> str:
    expected = str(problem.get("ctx", {}).get("expected", ""))
    return expected.replace("'", "").replace(" or ", "、").replace(", ", "、")


def _field_names() -> Iterator[str]:
    for model in all_models():
        yield from model.model_fields


def _known_path(data: Any, loc: Sequence[Step]) -> Path:
    """What of a pydantic path exists in the data: pydantic adds names of unions and validators."""
    path: list[Step] = []
    for step in loc:
        if not _holds(data, step):
            continue
        data = data[step]
        path.append(step)
    return tuple(path)


def _holds(data: Any, step: Step) -> bool:
    if isinstance(data, dict):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and step < len(data)


def _wrong(data: Any, problem: Any) -> Path:
    """What to take out because of a problem; what lacks a key is wrong as a whole."""
    path = _known_path(data, problem["loc"])
    return path[:-1] if problem["type"] == "missing" and len(path) == len(problem["loc"]) else path


def _order(path: Path) -> tuple[tuple[bool, int, str], ...]:
    return tuple((isinstance(step, int), step if isinstance(step, int) else 0, str(step)) for step in path)


def _prune(data: Any, path: Path, gone: Gone) -> None:
    for step in path[:-1]:
        data = data[step]
    if isinstance(data, list):
        gone.setdefault(_written(path[:-1], gone), []).append(int(_written(path, gone)[-1]))
    del data[path[-1]]


def _written(path: Path, gone: Gone) -> Path:
    """The path in the file of a path in what is left of it."""
    found: list[Step] = []
    for step in path:
        if isinstance(step, int):
            for lost in sorted(gone.get(tuple(found), ())):
                step += lost <= step  # noqa: PLW2901 - every item lost before it moves it on
        found.append(step)
    return tuple(found)


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value
