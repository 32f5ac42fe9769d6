"""A pack as far as it can be understood: every file read, every error noted, the rest put together.

The loader stops at the first error; an author wants to see all of them. Whatever has an error is left out here, and
what remains goes through the same models as in the loader.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from generator.authoring import findings as codes
from generator.authoring.findings import Report
from generator.authoring.salvage import salvaged
from generator.domain.errors import DisclosureError, PackError
from generator.domain.location import Location
from generator.files.source import is_file, is_folder
from generator.files.yaml_file import YamlFile, yaml_of
from generator.packs.finder import find_pack, pack_folders
from generator.packs.folder import PackFolder, read_folder
from generator.packs.form import Form
from generator.packs.loader import MAX_CHAIN, held, winning
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
from generator.packs.rules import Rules
from generator.packs.style import Style

Model = TypeVar("Model", bound=BaseModel)
_NO_STYLE: dict[str, dict[str, object]] = {"fonts": {}, "roles": {}}


@dataclass(frozen=True)
class FormFile:
    """The file a form is written in: its name in the pack, the pack, and the places in it."""

    name: str
    pack: str
    places: Placed

    def location(self, *path: str | int) -> Location:
        """Where something in the form is written."""
        return self.places.location(*path)

    def writes(self, key: str) -> bool:
        """Whether the file says something of a top key."""
        return isinstance(self.places.data, dict) and key in self.places.data


@dataclass(frozen=True, eq=False)
class Draft:
    """A pack, where everything in it was written, and what was wrong so far.

    ``merged``: the files that are merged along the chain, by name. ``forms``: the file every form is written in.
    ``broken``: names of files that could not be used at all.
    """

    pack: Pack
    chain: tuple[PackFolder, ...]
    merged: Mapping[str, Placed]
    forms: Mapping[str, FormFile]
    report: Report
    broken: frozenset[str] = frozenset()

    def place(self, file: str, *path: str | int) -> Location:
        """Where something in a merged file was written."""
        return self.merged[file].location(*path)

    def own(self, name: str) -> bool:
        """Whether the pack itself, and not one it extends, has this file."""
        return name in self.pack.files and self.pack.files[name].pack == self.pack.id


def locate(path_or_id: str | Path, folders: Sequence[Path] = ()) -> tuple[str, tuple[Path, ...]]:
    """The id of a pack given by folder or id, and the folders to look for packs in."""
    path = Path(path_or_id)
    if is_file(path / "pack.yaml"):
        path = path.resolve()
        return path.name, pack_folders((path.parent, *folders))
    if is_folder(path):
        raise PackError("这个文件夹里没有 pack.yaml，不是模板包。", Location(path.as_posix()))
    return str(path_or_id), pack_folders(tuple(folders))


def read_draft(path_or_id: str | Path, folders: Sequence[Path] = ()) -> Draft:
    """Read a pack with everything it inherits.

    Raises:
        PackError: there is no such pack, or its ``pack.yaml`` cannot be read at all.
    """
    pack_id, places = locate(path_or_id, folders)
    find_pack(pack_id, places)
    return _Reader(pack_id, places).draft()


@dataclass
class _Reader:
    pack_id: str
    folders: tuple[Path, ...]
    report: Report = field(default_factory=Report)
    yaml: dict[tuple[str, str], YamlFile] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    places: dict[str, Placed] = field(default_factory=dict)

    def draft(self) -> Draft:
        chain = self._chain()
        files = winning(chain)
        self.places = {name: self._merged(name, chain) for name in RULES}
        manifest = self._whole(Manifest, "pack.yaml") or Manifest(id=chain[0].id, title=chain[0].id)
        forms, places = self._forms(files)
        pack = Pack(
            manifest=manifest,
            chain=tuple(folder.id for folder in chain),
            forms=_in_order(forms, manifest),
            row_lists=(self._whole(RowLists, "rows.yaml") or RowLists()).lists,
            dimensions=self._keyed(DimensionSpec, "dimensions.yaml"),
            rules=self._whole(Rules, "rules.yaml") or Rules(),
            records=self._whole(RecordSpec, "records.yaml") or RecordSpec(),
            figures=self._keyed(FigureSpec, "figures.yaml"),
            style=self._whole(Style, "style.yaml") or Style.model_validate(_NO_STYLE),
            files=files,
        )
        return Draft(pack, chain, self.places, places, self.report, frozenset(self.broken))

    def _chain(self) -> tuple[PackFolder, ...]:
        chain: list[PackFolder] = []
        current: str | None = self.pack_id
        place = Location(f"{self.pack_id}/pack.yaml", line=1)
        while current is not None:
            try:
                path = find_pack(current, self.folders)
            except PackError as error:
                self.report.add(codes.BAD_CHAIN, f"extends 所指的模板包“{current}”不存在。", place, error.remedy)
                break
            if any(folder.id == path.name for folder in chain) or len(chain) >= MAX_CHAIN:
                self.report.add(
                    codes.BAD_CHAIN, "extends 绕成了一圈。", place, "请改为继承另一个模板包，或删去 extends。"
                )
                break
            folder = read_folder(path)
            self._tell_outside(folder)
            chain.append(folder)
            file = yaml_of(folder.files["pack.yaml"].source)
            self.yaml[folder.id, "pack.yaml"] = file
            place = file.location("extends")
            above = file.data.get("extends") if isinstance(file.data, dict) else None
            current = above if isinstance(above, str) else None
        return tuple(chain)

    def _tell_outside(self, folder: PackFolder) -> None:
        for name in folder.outside:
            place = Location(f"{folder.id}/{name}")
            self.report.add(codes.BAD_CHAIN, "这个文件指向包外，模板包只能用自己的文件。", place, "请把文件复制进来。")

    def _read(self, file: PackFile) -> YamlFile | None:
        key = (file.pack, file.name)
        if key not in self.yaml:
            try:
                self.yaml[key] = yaml_of(file.source)
            except DisclosureError as error:
                self.report.add(codes.BAD_YAML, error.message, error.location, error.remedy)
                self.broken.add(file.name)
        return self.yaml.get(key)

    def _merged(self, name: str, chain: Sequence[PackFolder]) -> Merged:
        files = [self._read(file) for file in held(name, chain)]
        whole = merged([file for file in files if file is not None], RULES[name], f"{chain[0].id}/{name}")
        own = self.yaml.get((chain[0].id, "pack.yaml"))
        if name == "pack.yaml" and own and isinstance(own.data, dict) and "abstract" not in own.data:
            whole.data.pop("abstract", None)
        return whole

    def _whole(self, model: type[Model], name: str) -> Model | None:
        found, self.places[name] = salvaged(model, self.places[name], self.report)
        return found

    def _keyed(self, model: type[Model], name: str) -> dict[str, Model]:
        whole = self.places[name]
        if not isinstance(whole.data, dict):
            if whole.data is not None:
                self.report.add(codes.BAD_VALUE, "文件最外层应当是一组“键: 值”。", whole.location())
            return {}
        found = {key: salvaged(model, Below(whole, key), self.report)[0] for key in whole.data}
        return {key: value for key, value in found.items() if value is not None}

    def _forms(self, files: Mapping[str, PackFile]) -> tuple[dict[str, Form], dict[str, FormFile]]:
        forms: dict[str, Form] = {}
        places: dict[str, FormFile] = {}
        for name, file in files.items():
            if not (name.startswith("forms/") and name.endswith(".yaml")):
                continue
            read = self._read(file)
            form, left = salvaged(Form, read, self.report) if read else (None, None)
            if form is None or left is None:
                self.broken.add(name)
                continue
            if form.id in forms:
                self._twice(form, places[form.id], left)
            forms[form.id], places[form.id] = form, FormFile(name, file.pack, left)
        return forms, places

    def _twice(self, form: Form, first: FormFile, second: Placed) -> None:
        message = f"表“{form.id}”在 {first.pack}/{first.name} 里已经定义，两个文件不能定义同一张表。"
        remedy = "要改写继承来的表，请让文件名与原来的相同；要另加一张表，请换一个 id。"
        self.report.add(codes.FORM_TWICE, message, second.location("id"), remedy)


def _in_order(forms: Mapping[str, Form], manifest: Manifest) -> dict[str, Form]:
    parts = manifest.outline.parts if manifest.outline else ()
    order = [form for part in parts for form in part.forms if form in forms]
    return {key: forms[key] for key in dict.fromkeys((*order, *forms))}
