"""Loading a pack with everything it inherits.

A file of the same name in the pack nearer to the front of the chain wins as a whole for forms, sections and styles;
``pack.yaml``, ``figures.yaml``, ``dimensions.yaml``, ``rows.yaml`` and ``records.yaml`` are merged key by key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.domain.errors import DisclosureError, PackError
from generator.domain.location import Location
from generator.files.yaml_file import YamlFile, read_yaml
from generator.packs.finder import find_pack, pack_folders, pack_paths
from generator.packs.form import Form
from generator.packs.pack import (
    DimensionSpec,
    FigureSpec,
    Manifest,
    Pack,
    PackFile,
    RecordSpec,
    RowLists,
    Rules,
)
from generator.packs.style import Style

Model = TypeVar("Model", bound=BaseModel)
MAX_CHAIN = 8


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
    files = _files(chain)
    manifest = _manifest(chain)
    if manifest.outline is None and not manifest.abstract:
        raise PackError(f"模板包“{pack_id}”没有 outline（文件顺序）。", Location(f"{pack_id}/pack.yaml", line=1))
    return Pack(
        manifest=manifest,
        chain=tuple(path.name for path in chain),
        forms=_forms(files, manifest),
        row_lists=_merged_lists(chain),
        dimensions=_keyed(DimensionSpec, "dimensions.yaml", chain),
        rules=_winning(Rules, "rules.yaml", files),
        records=_winning(RecordSpec, "records.yaml", files),
        figures=_keyed(FigureSpec, "figures.yaml", chain),
        style=_winning(Style, "style.yaml", files),
        files=files,
    )


def _chain(pack_id: str, folders: tuple[Path, ...]) -> tuple[Path, ...]:
    chain: list[Path] = []
    current: str | None = pack_id
    while current is not None:
        path = find_pack(current, folders)
        if path in chain or len(chain) >= MAX_CHAIN:
            raise PackError(f"模板包“{pack_id}”的 extends 形成了循环。", Location(f"{path.name}/pack.yaml", line=1))
        chain.append(path)
        current = _validated(Manifest, read_yaml(path / "pack.yaml", name=f"{path.name}/pack.yaml")).extends
    return tuple(chain)


def _files(chain: Sequence[Path]) -> dict[str, PackFile]:
    files: dict[str, PackFile] = {}
    for folder in reversed(chain):
        root = folder.resolve()
        for path in sorted(folder.rglob("*")):
            if not path.is_file():
                continue
            if root not in path.resolve().parents:
                raise PackError(f"模板包里的 {path.name} 指向了包外的文件。", Location(f"{folder.name}/{path.name}"))
            name = path.relative_to(folder).as_posix()
            files[name] = PackFile(name, path, folder.name)
    return dict(sorted(files.items()))


def _manifest(chain: Sequence[Path]) -> Manifest:
    merged: dict[str, Any] = {}
    for folder in reversed(chain):
        file = read_yaml(folder / "pack.yaml", name=f"{folder.name}/pack.yaml")
        _validated(Manifest, file)
        merged = {**{k: v for k, v in merged.items() if k != "abstract"}, **file.data}
    return Manifest.model_validate(merged)


def _forms(files: Mapping[str, PackFile], manifest: Manifest) -> dict[str, Form]:
    forms: dict[str, Form] = {}
    for name, file in files.items():
        if name.startswith("forms/") and name.endswith(".yaml"):
            form = _validated(Form, _read(file))
            forms[form.id] = form
    order = [form for part in (manifest.outline.parts if manifest.outline else ()) for form in part.forms]
    for form_id in order:
        if form_id not in forms:
            raise PackError(f"outline 里的表“{form_id}”没有定义。", Location(f"{manifest.id}/pack.yaml"))
    return {key: forms[key] for key in dict.fromkeys((*order, *forms))}


def _merged_lists(chain: Sequence[Path]) -> dict[str, Any]:
    lists: dict[str, Any] = {}
    for folder in reversed(chain):
        if (folder / "rows.yaml").is_file():
            file = read_yaml(folder / "rows.yaml", name=f"{folder.name}/rows.yaml")
            lists.update(_validated(RowLists, file).lists)
    return lists


def _keyed(model: type[Model], name: str, chain: Sequence[Path]) -> dict[str, Model]:
    """Merge a mapping file along the chain, key by key; every value is one ``model``."""
    merged: dict[str, Model] = {}
    for folder in reversed(chain):
        if (folder / name).is_file():
            file = read_yaml(folder / name, name=f"{folder.name}/{name}")
            for key, value in (file.data or {}).items():
                merged[key] = _validated(model, YamlFile(file.name, value, _below(file, key)))
    return merged


def _below(file: YamlFile, key: str) -> dict[tuple[str | int, ...], int]:
    return {path[1:]: line for path, line in file.lines.items() if path[:1] == (key,)}


def _winning(model: type[Model], name: str, files: Mapping[str, PackFile]) -> Model:
    if name not in files:
        return model.model_validate({})
    return _validated(model, _read(files[name]))


def _read(file: PackFile) -> YamlFile:
    return read_yaml(file.path, name=f"{file.pack}/{file.name}")


def _validated(model: type[Model], file: YamlFile) -> Model:
    try:
        return model.model_validate(file.data or {})
    except ValidationError as error:
        first = error.errors()[0]
        place = file.location(*first["loc"])
        raise PackError(f"模板包定义有误：{explain(first['type'], first['msg'])}。", place) from error


def explain(kind: str, message: str) -> str:
    """A pydantic error in Chinese."""
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
