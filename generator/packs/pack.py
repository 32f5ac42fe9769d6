"""What a jurisdiction pack is: everything of ``templates/<id>/`` except the template texts themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from pydantic import Field

from generator.domain.errors import PackError
from generator.domain.location import Location
from generator.domain.source import SourceFile
from generator.packs.class_names import NameOrNone
from generator.packs.form import At, Form, PackModel, Row
from generator.packs.rules import Rules
from generator.packs.style import Style

Orientation = Literal["portrait", "landscape"]
WHOLE = "（全文）"
"""How the name of a text ends that is a whole section."""
_PLACEHOLDER = re.compile(r"\{year\}年(?:度)?|\{\w+\}")


class OwedReason(PackModel):
    """Why a figure differs from last year's: the text key the reason is given under, and the figure."""

    text: str
    about: str


class Owes(PackModel):
    """What a section must tell, whoever writes its words: the input's own text for it is held against this."""

    tables: tuple[str, ...] = ()
    """Forms it shows."""
    figures: tuple[str, ...] = ()
    """Figures (``figures.yaml``) it tells."""
    records: tuple[str, ...] = ()
    """Record tables whose rows it shows."""
    reasons: tuple[OwedReason, ...] = ()


class SectionItem(PackModel):
    """One section of a part: its template is ``sections/<id>.html.j2``; one that owes tables or records needs none."""

    id: str
    title: str = ""
    """Heading; empty: the template has none or writes its own."""
    name: str = ""
    """What lists and messages call it, where it has no title."""
    owes: Owes | None = None
    """None: what its template shows."""
    heading_style: NameOrNone = ""
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
    """A file as it was loaded: its name inside the pack, the pack of the chain it comes from, its content."""

    name: str
    pack: str
    data: bytes = field(repr=False)

    @property
    def shown(self) -> str:
        """What messages and records call it: ``hebei-2024/pack.yaml``."""
        return f"{self.pack}/{self.name}"

    @property
    def source(self) -> SourceFile:
        """The file under the name messages call it by."""
        return SourceFile(self.shown, self.data)

    @property
    def text(self) -> str:
        """Its content as text. Raises :class:`PackError` where it is not UTF-8."""
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            place = Location(self.shown)
            raise PackError("文件不是 UTF-8 编码的文本。", place, "请用 UTF-8 编码另存后再试。") from error


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
    sources: tuple[PackFile, ...] = ()
    """Every file that has a part in the pack: the winning ones, and all that were merged along the chain."""
    style_sheet: str = ""
    """What ``style.css`` may say, written anew."""

    @property
    def id(self) -> str:
        """The pack's id."""
        return self.manifest.id

    @property
    def outline(self) -> Outline:
        """The order of the document."""
        assert self.manifest.outline is not None  # noqa: S101 - the loader refuses a concrete pack without one
        return self.manifest.outline

    @cached_property
    def whole_texts(self) -> Mapping[str, str]:
        """The text key under which the input may write a whole section, by section."""
        declared = {text.key for text in self.records.texts}
        return {name: f"{name}{WHOLE}" if name in declared else name for name in section_names(self.manifest.outline)}

    @cached_property
    def text_keys(self) -> tuple[TextKey, ...]:
        """Every place for free text: those declared, and each section as a whole."""
        names = section_names(self.manifest.outline)
        whole = (TextKey(key=key, title=f"{names[name]}{WHOLE}") for name, key in self.whole_texts.items())
        return (*self.records.texts, *whole)

    def terms(self, level: str) -> dict[str, str]:
        """The words of this pack for an entity of ``level``."""
        return {**self.manifest.terms, **self.manifest.level_terms.get(level, {}), "level": level}


def section_names(outline: Outline | None) -> dict[str, str]:
    """What each section is called in lists: its name, its title, or where it stands; no two alike."""
    found: dict[str, str] = {}
    for number, part in enumerate(outline.parts if outline else (), 1):
        above = _bare(part.title) or f"第{number}部分"
        for place, item in enumerate(part.sections, 1):
            alone = above if len(part.sections) == 1 else f"{above}第{place}节"
            name = item.name or _bare(item.title) or alone
            found.setdefault(item.id, f"{name}·{item.id}" if name in found.values() else name)
    return found


def _bare(title: str) -> str:
    """A title without its placeholders."""
    return _PLACEHOLDER.sub("", title).strip(" 　:：")


class RowLists(PackModel):
    """``rows.yaml``."""

    lists: dict[str, tuple[Row, ...]] = Field(default_factory=dict)
