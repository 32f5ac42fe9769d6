"""Page geometry and typographic roles of a pack (``style.yaml``).

One declaration in Word's terms serves both outputs: it is compiled to CSS for PDF and HTML, and to named
styles for DOCX. Sizes are a 字号 name (``小四``) or points; indents are in characters of the role's own size.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from generator.packs.class_names import Name

# 字号 to points, as Word defines them.
NAMED_SIZES: dict[str, float] = {
    "初号": 42, "小初": 36, "一号": 26, "小一": 24, "二号": 22, "小二": 18, "三号": 16, "小三": 15,
    "四号": 14, "小四": 12, "五号": 10.5, "小五": 9, "六号": 7.5, "小六": 6.5, "七号": 5.5, "八号": 5,
}  # fmt: skip


def _points(value: object) -> object:
    """Turn a 字号 name into points; anything else is left for pydantic to judge."""
    if isinstance(value, str) and value in NAMED_SIZES:
        return NAMED_SIZES[value]
    return value


def _page_number(text: str) -> str:
    """Refuse a page number that says more than a number: it stands on every page."""
    around = text.replace("{page}", "", 1)
    words = _PAGE_WORDS.sub("", around)
    if text and (around == text or len(around) > _AROUND_NUMBER or not all(map(_is_sign, words))):
        msg = "页码应含一个 {page}，其余只能是标点、空格和“第”“页”，如 — {page} —"
        raise ValueError(msg)
    return text


def _is_sign(char: str) -> bool:
    return char.isprintable() and not char.isalnum() and char not in _MARKUP


def _family(text: str) -> str:
    if not 0 < len(text.strip()) <= _LONGEST_FAMILY or not text.isprintable() or _MARKUP & {*text}:
        msg = "字体名不能是空的，不能含有引号、括号、分号或控制字符"
        raise ValueError(msg)
    return text


SMALLEST, LARGEST = 5, 96
"""Font sizes in points: smaller letters cannot be read."""
_AROUND_NUMBER = 12
_LONGEST_FAMILY = 80
_PAGE_WORDS = re.compile(r"第|页|[Pp]age")
_MARKUP = frozenset("{}<>[]\\\"';")
Size = Annotated[float, BeforeValidator(_points), Field(ge=SMALLEST, le=LARGEST)]
Millimetres = Annotated[float, Field(ge=5, le=150)]
"""A page margin."""
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Family = Annotated[str, AfterValidator(_family)]
"""A typeface as it calls itself."""
Align = Literal["left", "center", "right", "justify"]


# A line pitch below this is a multiple of the font size.
LEAST_LINE_PITCH = 6
DEFAULT_LINE = 1.5
DEFAULT_SIZE = 10.5


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Page(_Model):
    """Page geometry in millimetres (GB/T 9704 by default) and the page number."""

    width: float = Field(default=210, ge=100, le=600)
    height: float = Field(default=297, ge=100, le=600)
    margin_top: Millimetres = 37
    margin_bottom: Millimetres = 35
    margin_left: Millimetres = 28
    margin_right: Millimetres = 26
    landscape_margins: tuple[Millimetres, Millimetres, Millimetres, Millimetres] | None = None
    """top, right, bottom, left of a landscape page; by default the portrait margins turned with the sheet."""
    number: Annotated[str, AfterValidator(_page_number)] = "— {page} —"
    """Page number text at the foot; ``{page}`` is the number. Empty: none."""
    number_font: Name = "song"
    number_size: Size = 14
    number_align: Literal["left", "center", "right", "outer"] = "center"


class Font(_Model):
    """A typeface role: official face first, open fallbacks after it, and the face for Latin letters and digits."""

    faces: tuple[Family, ...] = Field(min_length=1)
    """East Asian faces in order of preference; the first is the one named in DOCX."""
    latin: tuple[Family, ...] = ("Times New Roman", "Liberation Serif")


class Role(_Model):
    """How one kind of paragraph looks. ``None`` means: as in the role it is ``based_on`` (by default ``p``)."""

    based_on: Name | None = None
    font: Name | None = None
    size: Size | None = None
    bold: bool | None = None
    italic: bool | None = None
    color: Colour | None = None
    align: Align | None = None
    first_line: float | None = Field(default=None, ge=-20, le=20)
    """First-line indent in characters."""
    left: float | None = Field(default=None, ge=0, le=20)
    """Left indent in characters."""
    line: float | None = Field(default=None, gt=0, le=300)
    """Line pitch: points when 6 or more, otherwise a multiple of the font size."""
    before: float | None = Field(default=None, ge=0, le=600)
    after: float | None = Field(default=None, ge=0, le=600)
    """Space before and after in points."""
    keep_with_next: bool | None = None
    spacing: float | None = Field(default=None, ge=-10, le=60)
    """Space added between characters in points; negative is tighter (28 characters of 三号 fit 156 mm at -0.21)."""


def size_of(role: Role) -> float:
    """Font size in points."""
    return role.size or DEFAULT_SIZE


def line_pitch(role: Role) -> float:
    """Line pitch in points; never less than the letters are high, also where it is inherited from a smaller role."""
    line = role.line or DEFAULT_LINE
    return round(max(line if line >= LEAST_LINE_PITCH else line * size_of(role), size_of(role)), 2)


class TableStyle(_Model):
    """How one kind of table looks. Text in it uses the roles named here."""

    border: float = Field(default=0.5, ge=0, le=6)
    """Line width in points; 0 draws none."""
    border_color: Colour = "#000000"
    padding: float = Field(default=2, ge=0, le=15)
    """Left and right cell padding in points; half of it above and below."""
    head: Name = "head"
    cell: Name = "cell"
    head_fill: Colour | None = None
    row_height: float | None = Field(default=None, ge=0, le=300)
    """Least row height in points."""


class Style(_Model):
    """A pack's typography."""

    page: Page = Page()
    fonts: dict[Name, Font]
    roles: dict[Name, Role]
    tables: dict[Name, TableStyle] = {}

    def resolved(self, name: str) -> Role:
        """The role ``name`` with everything it inherits filled in; an undeclared role is ``p``."""
        return self._resolve(name if name in self.roles else "p", ())

    def inline(self, name: str) -> Role | None:
        """What a ``<span>`` of role ``name`` changes: only what is declared for it, nothing taken from ``p``."""
        return self._resolve(name, (), root=None) if name in self.roles else None

    def table(self, name: str) -> TableStyle:
        """The table style ``name``, or the default one."""
        return self.tables.get(name) or self.tables.get("table") or TableStyle()

    def _resolve(self, name: str, seen: tuple[str, ...], root: str | None = "p") -> Role:
        role = self.roles.get(name, Role())
        base = role.based_on or (root if name != "p" else None)
        if base is None or base in seen:
            return role
        own = role.model_dump(exclude_none=True)
        return Role(**{**self._resolve(base, (*seen, name), root).model_dump(exclude_none=True), **own})
