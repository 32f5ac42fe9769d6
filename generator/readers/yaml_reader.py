"""A YAML input as neutral content. See ``docs/input.md``."""

from __future__ import annotations

from collections.abc import Iterator

from generator.domain.errors import InputError
from generator.domain.location import Location
from generator.domain.source import SourceFile
from generator.files.yaml_file import YamlFile, yaml_of
from generator.readers.context import Context
from generator.readers.meta import MetaCells
from generator.readers.table import Content, RawCell, RawTable, RawTexts
from generator.readers.yaml_forms import form_table
from generator.readers.yaml_records import records_of
from generator.readers.yaml_view import View

_TOP = ("pack", "year", "approved", "amount_unit")
_ENTITY = ("code", "name", "level")


class YamlSource:
    """One YAML file."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.name = source.name
        self.file: YamlFile = yaml_of(source)
        if self.file.data is None:
            raise InputError("文件是空的。", Location(self.name, line=1), "请参照输入说明填写。")
        if not isinstance(self.file.data, dict):
            place = Location(self.name, line=1)
            raise InputError("文件最外层应当是一组“键: 值”。", place, "请参照输入说明填写。")

    @property
    def _root(self) -> View:
        return View(self.file, self.file.data)

    def meta(self) -> MetaCells:
        """Pack, year and entity. A value of the wrong shape counts as missing here, and is reported later."""
        entity = self._root.child("entity")
        views = {key: self._root.child(key) for key in _TOP} | {key: entity.child(key) for key in _ENTITY}
        return {
            key: RawCell(view.value, view.location)
            for key, view in views.items()
            if view.present and isinstance(view.value, (str, bool))
        }

    def content(self, ctx: Context) -> Content:
        """Everything else."""
        self._check_keys(ctx)
        root = self._root
        return Content(
            tuple(self._tables(root.child("forms"), ctx)),
            tuple(records_of(root, ctx)),
            tuple(self._texts(root.child("texts"), ctx)),
            tuple(self._named(root.child("prior"), ctx)),
            tuple(self._named(root.child("figures"), ctx)),
        )

    def _check_keys(self, ctx: Context) -> None:
        known = (*_TOP, "entity", "forms", "texts", "prior", "figures", *ctx.pack.records.tables)
        for key, view in self._root.children(ctx.issues):
            if key not in known:
                view.unknown(ctx.issues, known)
            elif key in _TOP:
                view.cell(ctx.issues)
        if self._root.child("entity").present:
            for key, view in self._root.child("entity").children(ctx.issues):
                if key not in _ENTITY:
                    view.unknown(ctx.issues, _ENTITY)
                view.cell(ctx.issues)

    def _tables(self, forms: View, ctx: Context) -> Iterator[RawTable]:
        if not forms.present:
            return
        for key, view in forms.children(ctx.issues):
            form = ctx.forms.find(key)
            if form is None:
                view.unknown(ctx.issues, ctx.forms.names())
            else:
                table = form_table(view, form, ctx)
                if table is not None:
                    yield table

    def _texts(self, texts: View, ctx: Context) -> Iterator[RawTexts]:
        if texts.present:
            for key, view in texts.children(ctx.issues):
                yield RawTexts(key, view.paragraphs(ctx.issues), view.location)

    def _named(self, figures: View, ctx: Context) -> Iterator[tuple[str, RawCell]]:
        """Figures by name: last year's, or single ones of this year."""
        if figures.present:
            for key, view in figures.children(ctx.issues):
                yield key, view.cell(ctx.issues)
