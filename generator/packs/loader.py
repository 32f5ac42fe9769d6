"""Loading a pack with everything it inherits.

A file of the same name in the pack nearer to the front of the chain wins as a whole for forms, sections and other
templates. The files that :mod:`generator.packs.merge` names are merged: single terms, figures, dimensions, row lists,
record tables, texts, balances and style roles are overridden one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from generator.domain.errors import DisclosureError, PackError
from generator.domain.location import Location
from generator.files.yaml_file import read_yaml, yaml_of
from generator.packs.finder import find_pack, pack_folders, pack_paths
from generator.packs.folder import PackFolder, read_folder
from generator.packs.form import Form, Row
from generator.packs.merge import RULES, Below, Merged, Placed, merged
from generator.packs.pack import (
    DimensionSpec,
    FigureSpec,
    Manifest,
    Pack,
    PackFile,
    RecordSpec,
    RowLists,
)
from generator.packs.rule_names import unknown_names
from generator.packs.rules import Rules
from generator.packs.sheet import STYLE_SHEET, file_sheet
from generator.packs.style import Style
from generator.packs.style_problems import style_problems

Model = TypeVar("Model", bound=BaseModel)
MAX_CHAIN = 8
_BOUNDS = {
    "greater_than": "应大于 {}",
    "greater_than_equal": "应不小于 {}",
    "less_than": "应小于 {}",
    "less_than_equal": "应不大于 {}",
}
"""Pydantic's messages of these kinds end in the bound."""


def load_pack(pack_id: str, extra_folders: Sequence[Path] = ()) -> Pack:
    """Load and validate a pack by id. Raises :class:`PackError` with file and line."""
    return _load(pack_id, pack_folders(tuple(extra_folders)))


@cache
def _load(pack_id: str, folders: tuple[Path, ...]) -> Pack:
    try:
        return _assemble(pack_id, folders)
    except PackError:
        raise
    except DisclosureError as error:
        raise PackError(f"模板包“{pack_id}”：{error.message}", error.location, error.remedy) from error


def list_manifests(extra_folders: Sequence[Path] = ()) -> list[tuple[Manifest, Path]]:
    """Every pack's manifest and folder; the preferred one where an id occurs twice."""
    found: dict[str, tuple[Manifest, Path]] = {}
    for path in pack_paths(pack_folders(tuple(extra_folders))):
        manifest = _validated(Manifest, read_yaml(path / "pack.yaml", name=f"{path.name}/pack.yaml"))
        found.setdefault(path.name, (manifest, path))
    return list(found.values())


def _assemble(pack_id: str, folders: tuple[Path, ...]) -> Pack:
    chain = _chain(pack_id, folders)
    files = winning(chain)
    manifest = _manifest(chain)
    if manifest.outline is None and not manifest.abstract:
        raise PackError(f"模板包“{pack_id}”没有 outline（文件顺序）。", Location(f"{pack_id}/pack.yaml", line=1))
    placed = merged_file("rules.yaml", chain)
    looks = merged_file("style.yaml", chain)
    style = _style(looks)
    pack = Pack(
        manifest=manifest,
        chain=tuple(folder.id for folder in chain),
        forms=_forms(files, manifest),
        row_lists=_row_lists(chain),
        dimensions=_keyed(DimensionSpec, "dimensions.yaml", chain),
        rules=_validated(Rules, placed),
        records=_validated(RecordSpec, merged_file("records.yaml", chain)),
        figures=_keyed(FigureSpec, "figures.yaml", chain),
        style=style,
        files=files,
        sources=(*(file for file in files.values() if file.name not in RULES), *_merged_sources(chain)),
        style_sheet=_style_sheet(files, style),
    )
    for path, words in unknown_names(pack) if not manifest.abstract else ():
        raise PackError(f"模板包定义有误：{words}。", placed.location(*path))
    return pack


def _chain(pack_id: str, folders: tuple[Path, ...]) -> tuple[PackFolder, ...]:
    chain: list[PackFolder] = []
    current: str | None = pack_id
    while current is not None:
        path = find_pack(current, folders)
        if any(folder.id == path.name for folder in chain) or len(chain) >= MAX_CHAIN:
            raise PackError(f"模板包“{pack_id}”的 extends 形成了循环。", Location(f"{path.name}/pack.yaml", line=1))
        folder = read_folder(path)
        for name in folder.outside:
            raise PackError(f"模板包里的 {name} 指向了包外的文件。", Location(f"{folder.id}/{name}"))
        chain.append(folder)
        current = _validated(Manifest, yaml_of(folder.files["pack.yaml"].source)).extends
    return tuple(chain)


def winning(chain: Sequence[PackFolder]) -> dict[str, PackFile]:
    """Every file of a chain by name; of the same name, the one nearest to its front."""
    files = {name: file for folder in reversed(chain) for name, file in folder.files.items()}
    return dict(sorted(files.items()))


def held(name: str, chain: Sequence[PackFolder]) -> list[PackFile]:
    """The files of this name along a chain, the root first."""
    return [folder.files[name] for folder in reversed(chain) if name in folder.files]


def _merged_sources(chain: Sequence[PackFolder]) -> Iterator[PackFile]:
    for name in RULES:
        yield from held(name, chain)


def _manifest(chain: Sequence[PackFolder]) -> Manifest:
    for folder in chain:
        _validated(Manifest, yaml_of(folder.files["pack.yaml"].source))
    return _validated(Manifest, merged_file("pack.yaml", chain))


def _forms(files: Mapping[str, PackFile], manifest: Manifest) -> dict[str, Form]:
    forms: dict[str, Form] = {}
    for name, file in files.items():
        if name.startswith("forms/") and name.endswith(".yaml"):
            form = _validated(Form, yaml_of(file.source))
            forms[form.id] = form
    order = [form for part in (manifest.outline.parts if manifest.outline else ()) for form in part.forms]
    for form_id in order:
        if form_id not in forms:
            raise PackError(f"outline 里的表“{form_id}”没有定义。", Location(f"{manifest.id}/pack.yaml"))
    return {key: forms[key] for key in dict.fromkeys((*order, *forms))}


def merged_file(name: str, chain: Sequence[PackFolder]) -> Merged:
    """A file of the pack merged along the chain (own pack first)."""
    files = [yaml_of(file.source) for file in held(name, chain)]
    whole = merged(files, RULES[name], f"{chain[0].id}/{name}")
    if name == "pack.yaml" and isinstance(files[-1].data, dict) and "abstract" not in files[-1].data:
        whole.data.pop("abstract", None)
    return whole


def _row_lists(chain: Sequence[PackFolder]) -> dict[str, tuple[Row, ...]]:
    return dict(_validated(RowLists, merged_file("rows.yaml", chain)).lists)


def _keyed(model: type[Model], name: str, chain: Sequence[PackFolder]) -> dict[str, Model]:
    """A mapping file; every value is one ``model``."""
    whole = merged_file(name, chain)
    return {key: _validated(model, Below(whole, key)) for key in whole.data or {}}


def _style(file: Placed) -> Style:
    style = _validated(Style, file)
    for path, words in style_problems(style):
        raise PackError(f"{words}。", file.location(*path))
    return style


def _style_sheet(files: Mapping[str, PackFile], style: Style) -> str:
    file = files.get(STYLE_SHEET)
    if file is None:
        return ""
    sheet = file_sheet(file, style)
    for problem in sheet.problems:
        raise PackError(problem.message, Location(f"{file.pack}/{file.name}", line=problem.line), problem.remedy)
    return sheet.text


def _validated(model: type[Model], file: Placed) -> Model:
    try:
        return model.model_validate(file.data or {})
    except ValidationError as error:
        first = error.errors()[0]
        place = file.location(*first["loc"])
        raise PackError(f"模板包定义有误：{explain(first['type'], first['msg'])}。", place) from error


def explain(kind: str, message: str) -> str:
    """A pydantic error in Chinese."""
    bound = _BOUNDS.get(kind)
    if bound:
        return bound.format(message.rpartition(" ")[2])
    known = {
        "extra_forbidden": "不认识的键",
        "missing": "缺少必需的键",
        "literal_error": "取值不在允许的范围内",
        "model_type": "这里应当是一组键值",
        "dict_type": "这里应当是一组键值",
        "tuple_type": "这里应当是列表",
        "string_type": "这里应当是文字",
        "bool_parsing": "这里应当是 true 或 false",
        "float_parsing": "这里应当是数字",
        "int_parsing": "这里应当是整数",
        "string_pattern_mismatch": "格式不对",
    }
    return known.get(kind, message.removeprefix("Value error, "))
