"""Paragraph and run properties of roles, in the order the schema demands."""

from __future__ import annotations

from generator.packs.style import Font, Role, Style, line_pitch, size_of
from generator.writers.docx.xmltext import empty, half_points, on, twips, value

_ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "both"}


def font_of(style: Style, name: str | None) -> Font:
    """The pack's font ``name``, or its first one."""
    return style.fonts.get(name or "") or next(iter(style.fonts.values()), Font(faces=("宋体",)))


def fonts(font: Font) -> str:
    """All four slots: with one missing, Word takes the theme's face and the setting seems to have no effect."""
    latin = font.latin[0] if font.latin else font.faces[0]
    return empty("rFonts", ascii=latin, hAnsi=latin, eastAsia=font.faces[0], cs=latin)


def run_properties(style: Style, role: Role) -> str:
    """Content of ``w:rPr`` for a complete role."""
    return _run(
        fonts(font_of(style, role.font)), role.model_copy(update={"bold": bool(role.bold), "size": size_of(role)})
    )


def changed_properties(style: Style, role: Role) -> str:
    """Content of ``w:rPr`` for what a span's role changes."""
    return _run(fonts(font_of(style, role.font)) if role.font else "", role)


def _run(face: str, role: Role) -> str:
    size = "" if role.size is None else value("sz", half_points(role.size)) + value("szCs", half_points(role.size))
    return "".join(
        (
            face,
            on("b", role.bold),
            on("bCs", role.bold),
            on("i", role.italic),
            on("iCs", role.italic),
            value("color", role.color[1:].upper()) if role.color else "",
            value("spacing", twips(role.spacing)) if role.spacing else "",
            size,
        )
    )


def paragraph_properties(role: Role, *, level: int = 0, tabs: str = "") -> str:
    """Content of ``w:pPr`` for a complete role; ``level`` 1 to 4 makes it a heading.

    No hanging punctuation, no space between Chinese and Latin characters, nothing snapped to the grid: lines break
    and rows are as high as in the PDF, so the numbers in the contents hold.
    """
    return "".join(
        (
            on("keepNext", bool(role.keep_with_next)),
            on("keepLines", state=True) if level else "",
            on("widowControl", state=True),
            tabs,
            on("overflowPunct", state=False),
            on("autoSpaceDE", state=False),
            on("autoSpaceDN", state=False),
            on("snapToGrid", state=False),
            _spacing(role),
            _indent(role),
            value("jc", _ALIGN[role.align or "left"]),
            value("outlineLvl", level - 1) if level else "",
        )
    )


def alignment(name: str) -> str:
    """Direct alignment of a paragraph."""
    return value("jc", _ALIGN[name])


def indent(characters: float, size: float) -> str:
    """Left indent of a paragraph in characters of ``size`` points, given both ways as Word itself does."""
    return empty("ind", left=twips(characters * size), leftChars=round(characters * 100))


def _spacing(role: Role) -> str:
    return empty(
        "spacing",
        before=twips(role.before or 0),
        after=twips(role.after or 0),
        line=twips(line_pitch(role)),
        lineRule="exact",
    )


def _indent(role: Role) -> str:
    left, first, size = role.left or 0, role.first_line or 0, size_of(role)
    return empty(
        "ind",
        left=twips(left * size),
        leftChars=round(left * 100),
        firstLine=twips(first * size),
        firstLineChars=round(first * 100),
    )
