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
from generator.files.yaml_file import YamlFile, read_yaml
from generator.packs.finder import find_pack, pack_folders
from generator.packs.form import Form
from generator.packs.loader import MAX_CHAIN
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
    folder: Path
    chain: tuple[Path, ...]
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
    if (path / "pack.yaml").is_file():
        path = path.resolve()
        return path.name, pack_folders((path.parent, *folders))
    if path.is_dir():
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
        files = self._files(chain)
        self.places = {name: self._merged(name, chain) for name in RULES}
        manifest = self._whole(Manifest, "pack.yaml") or Manifest(id=chain[0].name, title=chain[0].name)
        forms, places = self._forms(files)
        pack = Pack(
            manifest=manifest,
            chain=tuple(folder.name for folder in chain),
            forms=_in_order(forms, manifest),
            row_lists=(self._whole(RowLists, "rows.yaml") or RowLists()).lists,
            dimensions=self._keyed(DimensionSpec, "dimensions.yaml"),
            rules=self._whole(Rules, "rules.yaml") or Rules(),
            records=self._whole(RecordSpec, "records.yaml") or RecordSpec(),
            figures=self._keyed(FigureSpec, "figures.yaml"),
            style=self._whole(Style, "style.yaml") or Style.model_validate(_NO_STYLE),
            files=files,
        )
        return Draft(pack, chain[0], chain, self.places, places, self.report, frozenset(self.broken))

    def _chain(self) -> tuple[Path, ...]:
        chain: list[Path] = []
        current: str | None = self.pack_id
        place = Location(f"{self.pack_id}/pack.yaml", line=1)
        while current is not None:
            try:
                folder = find_pack(current, self.folders)
            except PackError as error:
                self.report.add(codes.BAD_CHAIN, f"extends 所指的模板包“{current}”不存在。", place, error.remedy)
                break
            if folder in chain or len(chain) >= MAX_CHAIN:
                self.report.add(
                    codes.BAD_CHAIN, "extends 绕成了一圈。", place, "请改为继承另一个模板包，或删去 extends。"
                )
                break
            chain.append(folder)
            file = read_yaml(folder / "pack.yaml", name=f"{folder.name}/pack.yaml")
            self.yaml[folder.name, "pack.yaml"] = file
            place = file.location("extends")
            above = file.data.get("extends") if isinstance(file.data, dict) else None
            current = above if isinstance(above, str) else None
        return tuple(chain)

    def _files(self, chain: Sequence[Path]) -> dict[str, PackFile]:
        files: dict[str, PackFile] = {}
        for folder in reversed(chain):
            root = folder.resolve()
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                name = path.relative_to(folder).as_posix()
                if root not in path.resolve().parents:
                    place = Location(f"{folder.name}/{name}")
                    self.report.add(
                        codes.BAD_CHAIN, "这个文件指向包外，模板包只能用自己的文件。", place, "请把文件复制进来。"
                    )
                else:
                    files[name] = PackFile(name, path, folder.name)
        return dict(sorted(files.items()))

    def _read(self, path: Path, pack: str, name: str) -> YamlFile | None:
        if (pack, name) not in self.yaml:
            try:
                self.yaml[pack, name] = read_yaml(path, name=f"{pack}/{name}")
            except DisclosureError as error:
                self.report.add(codes.BAD_YAML, error.message, error.location, error.remedy)
                self.broken.add(name)
        return self.yaml.get((pack, name))

    def _merged(self, name: str, chain: Sequence[Path]) -> Merged:
        held = [folder for folder in reversed(chain) if (folder / name).is_file()]
        files = [self._read(folder / name, folder.name, name) for folder in held]
        whole = merged([file for file in files if file is not None], RULES[name], f"{chain[0].name}/{name}")
        own = self.yaml.get((chain[0].name, "pack.yaml"))
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
            read = self._read(file.path, file.pack, name)
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
