"""What a form (表) is, as a pack declares it in ``forms/*.yaml``.

One declaration serves reading, checking, blank workbooks, rendering and export. Columns form a header tree; rows
are written out or drawn from a dimension. A cell's coordinate is the form's, overlaid by the panel's, the row's and
the column's, in that order; an empty member (``kind: ""``) takes a dimension away again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from generator.packs.class_names import Name

Role = Literal["ordinal", "label", "code", "name", "amount", "field"]
MemberRole = Literal["code", "name", "field"]
At = dict[str, str]
LEAST_SHARE = 1
"""The least share of a table's width a column may have, in hundredths."""


class PackModel(BaseModel):
    """Base of all pack models: immutable, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(PackModel):
    """One node of the header tree: a group with ``columns``, or a leaf with a ``role``.

    Roles: ``ordinal`` (序号), ``label`` (a row's own words), ``code`` and ``name`` of the row's member, ``field``
    (another text of the member), ``amount``.
    """

    title: str
    """Header text; ``|`` marks where a line may be broken."""
    role: Role | None = None
    columns: tuple[Column, ...] = ()
    width: float = Field(default=10, gt=0, le=10000)
    """Relative width of a leaf."""
    panel: str | None = None
    """The panel whose rows fill the leaves below this node."""
    at: At = {}
    field: str | None = None
    """For ``field``: which text of the row's member."""
    of: str | None = None
    """For ``code``, ``name`` and ``field``: the dimension whose member it is of, where rows are drawn from several."""
    also: dict[str, MemberRole] = {}
    """What the column holds in rows of other dimensions: ``{unit: code}``."""
    digits: tuple[int, int] | None = None
    """For ``code``: the part of the code it holds, from and to (类 ``[0, 3]``, 款 ``[3, 5]``, 项 ``[5, 7]``)."""
    align: Literal["left", "center", "right"] | None = None
    unit: str | None = None
    """Another unit than the form's; empty for counts."""
    places: int | None = None
    only: Literal["members"] | None = None
    """``members``: only rows drawn from a dimension have a cell here; totals do not."""
    absolute: bool = False
    """The coordinate is this column's ``at`` alone. A member ``@x`` is read from the row's field ``x``."""
    optional: bool = False
    """An input need not have this column; it is printed only where the input states something in it."""
    aliases: tuple[str, ...] = ()
    """Other header texts an input may use."""
    key: str | None = None
    """The key of a leaf in YAML rows; by default its title, made unique by its group's."""

    @model_validator(mode="after")
    def _leaf_or_group(self) -> Column:
        if bool(self.columns) == bool(self.role):
            msg = f"列“{self.title}”要么有 role，要么有 columns"
            raise ValueError(msg)
        if self.digits is not None and (self.role != "code" or self.digits[0] >= self.digits[1]):
            msg = f"列“{self.title}”的 digits 只用于 code，且起点须小于终点"
            raise ValueError(msg)
        return self

    def role_of(self, dimension: str) -> str | None:
        """What the column holds in a row drawn from ``dimension``: code, name or field of its member, or nothing."""
        if dimension in self.also:
            return self.also[dimension]
        return self.role if self.of in (None, dimension) else None


class Row(PackModel):
    """One line of a row declaration: a written-out row, a named list of rows, padding, or a whole dimension."""

    label: str = ""
    at: At = {}
    indent: int = 0
    total: bool = False
    optional: bool = False
    """Printed only where the input states it."""
    aliases: tuple[str, ...] = ()
    unlabelled: bool = False
    """Its label is for messages and inputs; it is printed without words, and a row without words means this one."""
    pad: bool | int = False
    """Blank rows up to the length of the longest panel; a number: so many at least."""
    rows: str | None = None
    """A list of rows from the pack's ``rows.yaml``."""
    each: str | None = None
    """One row for every member of this dimension that the disclosure has."""
    beside: tuple[str, ...] = ()
    """With ``each``: further dimensions whose members stand in the same row; one row a combination there is."""
    below: tuple[Row, ...] = ()
    """With ``each``: rows repeated below the row of every member, for that member alone."""
    order: Literal["tree", "stated"] = "tree"
    """With ``each``: rows in the order of the tree, or as the input lists them."""
    depths: tuple[int, ...] | None = None
    """With ``each``: only members this deep in the tree (0: top)."""
    group_label: str | None = None
    """With ``each``: the label of members that have members below them; ``{name}`` is the member's name."""
    numbering: str | None = None
    """Put before each label; ``{cn}`` is 一、二 …, ``{n}`` 1, 2 …. With ``rows`` it counts the rows of the list,
    printed or not; with ``each`` the rows that are drawn."""
    number: int | None = Field(default=None, ge=1, le=99)
    """In a list: its own number, from which the next rows count on."""

    @model_validator(mode="after")
    def _combined(self) -> Row:
        if (self.beside or self.below) and self.each is None:
            msg = "beside 和 below 只能与 each 一起使用"
            raise ValueError(msg)
        return self


class Panel(PackModel):
    """One of several row lists side by side (收入 | 支出); pairing across panels means nothing."""

    at: At = {}
    rows: tuple[Row, ...]


def _labelled(columns: tuple[Column, ...]) -> bool:
    """Whether some column holds words of a row."""
    return any(column.role in ("label", "name", "code") or _labelled(column.columns) for column in columns)


def _leaves(columns: tuple[Column, ...]) -> Iterator[Column]:
    for column in columns:
        yield from _leaves(column.columns) if column.columns else (column,)


class MetaLine(PackModel):
    """The line between title and table."""

    left: str = ""
    center: str = ""
    right: str = ""


class Form(PackModel):
    """A declared form."""

    id: str
    title: str
    """``{level}``, ``{year}``, ``{entity}`` and ``{code}`` are filled in."""
    sheet: str
    """Name of its sheet in workbooks we write."""
    number: str = ""
    """Printed above the title, at the right: 预算01表."""
    aliases: tuple[str, ...] = ()
    """Other titles an input may use."""
    meta: MetaLine = MetaLine(left="{code}{entity}", center="预算年度：{year}", right="单位：{unit}")
    orientation: Literal["portrait", "landscape"] = "portrait"
    unit: str = "万元"
    places: int = 2
    at: At = {}
    columns: tuple[Column, ...]
    column_numbers: bool = True
    """Whether a 栏次 row stands below the header."""
    rows: tuple[Row, ...] = ()
    panels: dict[str, Panel] = {}
    repeat_header: bool = True
    """Whether the header is printed again on every page the table runs over."""
    empty_note: str = ""
    """Printed under the grid when the form has no data."""
    empty_reason: str = ""
    """Why it has none, as a clause for the text."""
    note: str = ""
    """Always printed under the grid."""
    required: bool = True
    """Whether publication needs it."""
    may_be_empty: bool = False
    """Whether the input may state the form as empty (空表)."""
    zero: Literal["as_stated", "blank", "zero"] = "as_stated"
    """How a zero is printed: as the input typed it (derived: blank), never, or always with decimals."""
    levels: tuple[str, ...] = ("部门", "单位")
    years: tuple[int, ...] = ()
    style: Name = "form"
    """Role of the table in ``style.yaml``."""
    hint: str = ""
    """One line of help in the blank workbook."""

    @model_validator(mode="after")
    def _rows_or_panels(self) -> Form:
        if bool(self.rows) == bool(self.panels):
            msg = f"表“{self.id}”要么有 rows，要么有 panels"
            raise ValueError(msg)
        leaves = list(_leaves(self.columns))
        least = sum(leaf.width for leaf in leaves) * LEAST_SHARE / 100
        narrow = next((leaf for leaf in leaves if leaf.width < least), None)
        if narrow:
            msg = f"表“{self.id}”的列“{narrow.title}”太窄，看不见内容：宽度不到全表的 {LEAST_SHARE}%"
            raise ValueError(msg)
        return self

    @property
    def single(self) -> bool:
        """Whether the form is one written-out row whose items are the columns (横排的“三公”表)."""
        return len(self.rows) == 1 and not (self.rows[0].each or self.rows[0].rows or _labelled(self.columns))

    def panel(self, name: str) -> Panel:
        """The panel called ``name``; the form's own rows for the empty name."""
        return self.panels[name] if self.panels else Panel.model_construct(rows=self.rows)

    @property
    def panel_names(self) -> tuple[str, ...]:
        """The panels in order; one empty name for a form without panels."""
        return tuple(self.panels) or ("",)
