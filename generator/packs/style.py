"""Page geometry and typographic roles of a pack (``style.yaml``).

One declaration in Word's terms serves both outputs: it is compiled to CSS for PDF and HTML, and to named
styles for DOCX. Sizes are a 字号 name (``小四``) or points; indents are in characters of the role's own size.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

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


Size = Annotated[float, BeforeValidator(_points), Field(gt=0, le=96)]
Align = Literal["left", "center", "right", "justify"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Page(_Model):
    """Page geometry in millimetres (GB/T 9704 by default) and the page number."""

    width: float = 210
    height: float = 297
    margin_top: float = 37
    margin_bottom: float = 35
    margin_left: float = 28
    margin_right: float = 26
    landscape_margins: tuple[float, float, float, float] | None = None
    """top, right, bottom, left of a landscape page; by default the portrait margins turned with the sheet."""
    number: str = "— {page} —"
    """Page number text at the foot; ``{page}`` is the number. Empty: none."""
    number_font: str = "song"
    number_size: Size = 14
    number_align: Literal["left", "center", "right", "outer"] = "center"


class Font(_Model):
    """A typeface role: official face first, open fallbacks after it, and the face for Latin letters and digits."""

    faces: tuple[str, ...] = Field(min_length=1)
    """East Asian faces in order of preference; the first is the one named in DOCX."""
    latin: tuple[str, ...] = ("Times New Roman", "Liberation Serif")


class Role(_Model):
    """How one kind of paragraph looks. ``None`` means: as in the role it is ``based_on`` (by default ``p``)."""

    based_on: str | None = None
    font: str | None = None
    size: Size | None = None
    bold: bool | None = None
    italic: bool | None = None
    color: str | None = Field(default=None, pattern=r"^#[0-9a-fA-F]{6}$")
    align: Align | None = None
    first_line: float | None = None
    """First-line indent in characters."""
    left: float | None = None
    """Left indent in characters."""
    line: float | None = None
    """Line pitch: points when 6 or more, otherwise a multiple of the font size."""
    before: float | None = None
    after: float | None = None
    """Space before and after in points."""
    keep_with_next: bool | None = None
    spacing: float | None = None
    """Space added between characters in points; negative is tighter (28 characters of 三号 fit 156 mm at -0.21)."""


class TableStyle(_Model):
    """How one kind of table looks. Text in it uses the roles named here."""

    border: float = 0.5
    """Line width in points; 0 draws none."""
    border_color: str = Field(default="#000000", pattern=r"^#[0-9a-fA-F]{6}$")
    padding: float = 2
    """Left and right cell padding in points; half of it above and below."""
    head: str = "head"
    cell: str = "cell"
    head_fill: str | None = Field(default=None, pattern=r"^#[0-9a-fA-F]{6}$")
    row_height: float | None = None
    """Least row height in points."""


class Style(_Model):
    """A pack's typography."""

    page: Page = Page()
    fonts: dict[str, Font]
    roles: dict[str, Role]
    tables: dict[str, TableStyle] = {}

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
