"""What a jurisdiction pack is: everything of ``templates/<id>/`` except the template texts themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from generator.packs.form import At, Form, PackModel, Row
from generator.packs.rules import Rules
from generator.packs.style import Style

Orientation = Literal["portrait", "landscape"]


class SectionItem(PackModel):
    """One section of a part: its template is ``sections/<id>.html.j2``."""

    id: str
    title: str = ""
    """Heading; empty: the template has none or writes its own."""
    heading_style: str = ""
    """Role of the heading, where it is not to look like others: ``form-title``."""
    orientation: Orientation = "portrait"
    new_page: bool = False
    in_contents: bool = True
    required_texts: tuple[str, ...] = ()
    """Text keys the section cannot do without."""


class Part(PackModel):
    """A part of the document: forms, each on its own page, or sections that flow."""

    title: str = ""
    print_title: bool = False
    in_contents: bool = True
    numbering: str = ""
    """Put before section headings: ``{cn}、``."""
    contents_numbering: str | None = None
    """Put before forms and sections in the contents: ``{n}.``; sections count on after the forms. By default sections
    stand as they are numbered, forms without a number."""
    forms: tuple[str, ...] = ()
    sections: tuple[SectionItem, ...] = ()
    page_number: Literal["none", "restart", "continue"] = "continue"


class Outline(PackModel):
    """Order of the document. ``cover`` is a section template or empty; ``contents`` its title or empty."""

    cover: str = ""
    contents: str = ""
    parts: tuple[Part, ...]


class Manifest(PackModel):
    """``pack.yaml``."""

    id: str
    title: str
    extends: str | None = None
    version: str = "1"
    years: tuple[int, ...] = ()
    levels: tuple[str, ...] = ("部门", "单位")
    abstract: bool = False
    """Only there to be extended."""
    document_title: str = ""
    unit: str = "万元"
    terms: dict[str, str] = {}
    """Words of this jurisdiction, by name, for templates and forms."""
    level_terms: dict[str, dict[str, str]] = {}
    """Words that differ by level (部门, 单位)."""
    outline: Outline | None = None
    notes: str = ""


class DimensionSpec(PackModel):
    """A dimension: its members written out, from a catalogue, or listed by each submission (``dynamic``)."""

    name: str
    members: tuple[MemberSpec, ...] = ()
    catalog: str | None = None
    lengths: tuple[int, ...] = ()
    """Code lengths of a catalogue's levels; a form that lists it goes down to the last."""
    dynamic: bool = False
    partition: bool = False
    within: At = {}
    apart: bool = False
    """Members are other quantities, not parts of the whole (数量, 上年): nothing follows from the whole for them."""
    additive: bool = True
    """Whether amounts at its members add up along the other dimensions (quantities of unlike things do not)."""


class MemberSpec(PackModel):
    """A member of a written-out tree."""

    code: str
    name: str
    partial: bool = False
    members: tuple[MemberSpec, ...] = ()
    words: tuple[str, ...] = ()
    """What free text calls it, besides its name."""


class RecordColumn(PackModel):
    """One column of a record sheet (项目, 绩效指标 …)."""

    key: str
    title: str
    kind: Literal["text", "lines", "amount", "step"] = "text"
    """``lines``: several paragraphs, one a line. ``step``: a step of the payment plan, called by its title."""
    at: At = {}
    required: bool = False
    width: float = 16
    hint: str = ""
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


class RecordTable(PackModel):
    """A sheet of records in workbooks, a list of mappings in YAML."""

    id: str
    sheet: str
    hint: str = ""
    published: bool = True
    """Whether the published workbook holds it."""
    columns: tuple[RecordColumn, ...]


class TextKey(PackModel):
    """A place for free text: ``key`` in YAML, ``title`` in the 文字 sheet."""

    key: str
    title: str
    required: bool = False
    hint: str = ""
    about: str = ""
    """The figure (``figures.yaml``) the text is about, for checking amounts that name none."""


class RecordSpec(PackModel):
    """``records.yaml``: record sheets and text keys."""

    tables: dict[str, RecordTable] = {}
    texts: tuple[TextKey, ...] = ()


class FigureSpec(PackModel):
    """A figure templates and inputs call by name: ``机关运行经费``."""

    at: At
    unit: str | None = None
    """Another unit than the input's amounts have; empty for counts."""
    form: str = ""
    """The form whose unit and words it goes by, for messages."""
    words: tuple[str, ...] = ()
    """What free text calls it, so that amounts written there can be compared. Several figures may share a word."""


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of the pack and the pack of the chain it comes from."""

    name: str
    path: Path
    pack: str


@dataclass(frozen=True)
class Pack:
    """A loaded pack with everything it inherits resolved."""

    manifest: Manifest
    chain: tuple[str, ...]
    """Pack ids, own first."""
    forms: Mapping[str, Form]
    """In publication order: as the outline lists them, then the rest."""
    row_lists: Mapping[str, tuple[Row, ...]]
    dimensions: Mapping[str, DimensionSpec]
    rules: Rules
    records: RecordSpec
    figures: Mapping[str, FigureSpec]
    style: Style
    files: Mapping[str, PackFile]
    """Every file by its name inside the pack, the winning one of the chain."""

    @property
    def id(self) -> str:
        """The pack's id."""
        return self.manifest.id

    @property
    def outline(self) -> Outline:
        """The order of the document."""
        assert self.manifest.outline is not None  # noqa: S101 - the loader refuses a concrete pack without one
        return self.manifest.outline

    @property
    def text_keys(self) -> tuple[TextKey, ...]:
        """Every place for free text: those declared, and each titled section as a whole."""
        declared = {text.key for text in self.records.texts}
        parts = self.manifest.outline.parts if self.manifest.outline else ()
        sections = {s.id: s.title.replace("{level}", "") for part in parts for s in part.sections if s.title}
        whole = (TextKey(key=key, title=f"{title}（全文）") for key, title in sections.items() if key not in declared)
        return (*self.records.texts, *whole)

    def terms(self, level: str) -> dict[str, str]:
        """The words of this pack for an entity of ``level``."""
        return {**self.manifest.terms, **self.manifest.level_terms.get(level, {}), "level": level}


class RowLists(PackModel):
    """``rows.yaml``."""

    lists: dict[str, tuple[Row, ...]] = Field(default_factory=dict)
