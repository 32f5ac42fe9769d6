"""A pack's style as CSS: one deterministic text for PDF and HTML.

Selectors are few and cheap, since every element is matched against them. The markup they expect is what
``generator.writers.markup`` makes of a composed body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.packs.style import Font, Page, Role, Style, TableStyle, line_pitch, size_of
from generator.writers.geometry import (
    cell_role,
    head_role,
    number_gap,
    number_line,
    sheet,
)
from generator.writers.vocabulary.blocks import MAX_INDENT, Orientation

# The Latin part of a face is a face of its own: a Latin face also has the quotation marks and dashes of
# Chinese text, half as wide, and would otherwise be taken for them.
LATIN_SUFFIX = " Latin"
_LATIN_RANGE = "U+0-A0"
_ELEMENTS = frozenset({"p", "h1", "h2", "h3", "h4"})
# Page names of a section: numbered pages that start again at 1 alternate between two names, so that two such
# sections in a row are two page groups.
NUMBERINGS = ("none", "restart-a", "restart-b", "continue")
_STATIC = """\
body,section,p,h1,h2,h3,h4,table,nav{margin:0;padding:0}
body{overflow-wrap:anywhere;orphans:2;widows:2}
section{break-before:page}
h1,h2,h3,h4{font-weight:normal;break-inside:avoid}
table{width:100%;table-layout:fixed;border-collapse:collapse}
tr{break-inside:avoid}
.may-break{break-inside:auto}
td,th{vertical-align:middle;font-weight:normal}
strong{font-weight:bold}
em{font-style:italic}
a{color:inherit;text-decoration:none}
.in-cell{font:inherit;line-height:inherit;color:inherit;text-align:inherit;text-indent:0;margin:0;padding:0}
p.line{display:grid;grid-template-columns:1fr auto 1fr;column-gap:1em;text-indent:0}
.line>*{grid-row:1;white-space:nowrap;text-align:left}
.line>.left{grid-column:1}
.line>.center{grid-column:2;text-align:center}
.line>.right{grid-column:3;text-align:right}
.to{display:block}
.to::after{content:leader("…") target-counter(attr(href url),page)}
.to-none::after{content:none}
td.amount{text-align:right;white-space:nowrap}
td.code,td.text{text-align:left}
td.center{text-align:center}
"""
_DRAFT = ".derived{background:#fff2cc}\n"


def css(
    style: Style, *, draft: bool = False, extra: str = "", latin: Mapping[tuple[str, str], str] | None = None
) -> str:
    """The whole style sheet. ``draft`` adds the watermark and marks derived figures; ``extra`` comes last.

    ``latin``: addresses of Latin faces by family and weight, those not in it are not used; None: as the reader's
    machine has them.
    """
    rules = [
        *_latin_faces(style, latin),
        _STATIC,
        *_pages(style, draft=draft),
        *(rule for name in _block_roles(style) for rule in _role_rules(style, name)),
        *_table_rules(style),
        *_inline_rules(style),
    ]
    return "\n".join([*rules, _DRAFT if draft else "", extra]).rstrip() + "\n"


def families(style: Style, font: str | None) -> str:
    """The ``font-family`` list of the pack's font ``font``: Latin faces, cut to their range, before the others."""
    face = _font(style, font)
    names = [*(name + LATIN_SUFFIX for name in face.latin), *face.faces]
    return ",".join(quoted(name) for name in names)


def quoted(text: str) -> str:
    """A CSS string."""
    escaped = "".join(f"\\{ord(char):x} " if char in '"\\<\n\r\f' else char for char in text)
    return f'"{escaped}"'


def identifier(name: str) -> str:
    """A name of a pack as a CSS identifier: what is no letter, digit, ``-`` or ``_`` is escaped."""
    return "".join(
        char if char.isalpha() or char in "-_" or (char.isdecimal() and index) else f"\\{ord(char):x} "
        for index, char in enumerate(name)
    )


def page_name(orientation: Orientation, numbering: str) -> str:
    """The name of the pages of a section; ``numbering`` is one of NUMBERINGS."""
    return f"{orientation}-{numbering}"


def _font(style: Style, name: str | None) -> Font:
    return style.fonts.get(name or "") or next(iter(style.fonts.values()), Font(faces=("serif",)))


def _latin_faces(style: Style, files: Mapping[tuple[str, str], str] | None) -> Iterator[str]:
    names = dict.fromkeys(name for font in style.fonts.values() for name in font.latin)
    for name in names:
        for suffix, weight in (("", "normal"), (" Bold", "bold")):
            address = files.get((name, weight)) if files is not None else None
            source = f"url({quoted(address)})" if address else f"local({quoted(name + suffix)})"
            if address or files is None:
                yield (
                    f"@font-face{{font-family:{quoted(name + LATIN_SUFFIX)};font-weight:{weight};"
                    f"src:{source};unicode-range:{_LATIN_RANGE}}}"
                )


def _pages(style: Style, *, draft: bool) -> Iterator[str]:
    for orientation in ("portrait", "landscape"):
        for numbering in NUMBERINGS:
            yield from _page(style, orientation, numbering, draft=draft)


def _page(style: Style, orientation: Orientation, numbering: str, *, draft: bool) -> Iterator[str]:
    name, of = page_name(orientation, numbering), sheet(style.page, orientation)
    mark = _watermark(style) if draft else ""
    yield f".{name}{{page:{name}}}"
    yield (
        f"@page {name}{{size:{of.width:g}pt {of.height:g}pt;"
        f"margin:{of.top:g}pt {of.right:g}pt {of.bottom:g}pt {of.left:g}pt{mark}}}"
    )
    if numbering != "none" and style.page.number:
        yield from _number_boxes(style, name, orientation)
    if numbering.startswith("restart"):
        yield f"@page {name}:nth(1 of {name}){{counter-reset:page 1}}"


def _number_boxes(style: Style, name: str, orientation: Orientation) -> Iterator[str]:
    page = style.page
    if page.number_align == "outer":
        sides = {f"{name}:right": "right", f"{name}:left": "left"}
    else:
        sides = {name: page.number_align}
    text = _number_text(page)
    look = (
        f"font:{page.number_size:g}pt/{number_line(page):g}pt {families(style, page.number_font)};"
        f"vertical-align:top;padding-top:{number_gap(page, sheet(page, orientation)):g}pt"
    )
    for selector, side in sides.items():
        indent = "" if side == "center" else f";padding-{side}:{page.number_size:g}pt"
        yield f"@page {selector}{{@bottom-{side}{{content:{text};text-align:{side};{look}{indent}}}}}"


def _number_text(page: Page) -> str:
    before, _, after = page.number.partition("{page}")
    return f"{quoted(before)} counter(page) {quoted(after)}"


def _watermark(style: Style) -> str:
    """Large light letters over the text, where no ground can cover them.

    They come from a margin box, so that they are no part of what is read aloud.
    """
    face = families(style, "hei" if "hei" in style.fonts else None)
    return (
        f';@top-center{{content:"草　稿";font:96pt {face};color:rgba(192,0,0,.12);white-space:nowrap;'
        "z-index:1;transform:translateY(95mm) rotate(-40deg)}"
    )


def _block_roles(style: Style) -> list[str]:
    """Elements first, so that a class beats them; an undeclared heading looks like ``p``."""
    return [*sorted(_ELEMENTS), *(name for name in style.roles if name not in _ELEMENTS)]


def _role_rules(style: Style, name: str) -> Iterator[str]:
    # Only blocks: the same class on a cell or a span changes no more than it declares.
    selector = name if name in _ELEMENTS else ",".join(f"{each}.{identifier(name)}" for each in sorted(_ELEMENTS))
    role = style.resolved(name)
    yield f"{selector}{{{_declarations([*_text(style, role), *_block(role)])}}}"


def _text(style: Style, role: Role) -> Iterator[tuple[str, str]]:
    """Declarations about the letters of a paragraph, complete."""
    yield (
        "font",
        (
            f"{'italic ' if role.italic else ''}{'bold ' if role.bold else ''}"
            f"{size_of(role):g}pt/{line_pitch(role):g}pt {families(style, role.font)}"
        ),
    )
    if role.color:
        yield "color", role.color
    if role.spacing:
        yield "letter-spacing", f"{role.spacing:g}pt"


def _block(role: Role) -> Iterator[tuple[str, str]]:
    """Declarations about a paragraph as a block; space before is padding, so that it adds up as in Word."""
    yield "text-align", role.align or "left"
    yield "text-indent", f"{role.first_line or 0:g}em"
    yield "padding", f"{role.before or 0:g}pt 0 0 {role.left or 0:g}em"
    yield "margin-bottom", f"{role.after or 0:g}pt"
    yield "break-after", "avoid" if role.keep_with_next else "auto"


def _table_rules(style: Style) -> Iterator[str]:
    yield from _one_table(style, "table", "table")
    for name in style.tables:
        if name != "table":
            yield from _one_table(style, name, f".{identifier(name)}")


def _one_table(style: Style, name: str, selector: str) -> Iterator[str]:
    table, cell, head = style.table(name), cell_role(style, name), head_role(style, name)
    text = [*_text(style, cell), ("text-align", cell.align or "left"), ("text-indent", "0")]
    yield f"{selector}{{{_declarations(text)}}}"
    yield f"{selector} td,{selector} th{{{_declarations(_box(table))}}}"
    fill = [("background", table.head_fill)] if table.head_fill else []
    header = _declarations([*_text(style, head), ("text-align", head.align or "center"), *fill])
    yield f"{selector} th,{selector} .head{{{header}}}"
    for count in range(1, MAX_INDENT + 1):
        yield f"{selector} .indent-{count}{{padding-left:{table.padding + count * size_of(cell):g}pt}}"
    if table.row_height:
        yield f"{selector} tr{{height:{table.row_height:g}pt}}"


def _box(table: TableStyle) -> Iterator[tuple[str, str]]:
    border = f"{table.border:g}pt solid {table.border_color}" if table.border else "0"
    yield "border", border
    yield "padding", f"{table.padding / 2:g}pt {table.padding:g}pt"


def _inline_rules(style: Style) -> Iterator[str]:
    """Spans change only what their role declares; ``total`` works the same way on a cell."""
    for name in style.roles:
        role = None if name in _ELEMENTS else style.inline(name)
        if role:
            yield f"span.{identifier(name)}{{{_declarations(_changes(style, role))}}}"
    total = style.inline("total")
    if total:
        yield f"td.total{{{_declarations(_changes(style, total))}}}"


def _changes(style: Style, role: Role) -> Iterator[tuple[str, str]]:
    if role.font:
        yield "font-family", families(style, role.font)
    if role.size:
        yield "font-size", f"{role.size:g}pt"
        yield "line-height", f"{line_pitch(role):g}pt"
    if role.bold is not None:
        yield "font-weight", "bold" if role.bold else "normal"
    if role.italic is not None:
        yield "font-style", "italic" if role.italic else "normal"
    if role.color:
        yield "color", role.color
    if role.spacing is not None:
        yield "letter-spacing", f"{role.spacing:g}pt"


def _declarations(pairs: Iterable[tuple[str, str]]) -> str:
    return ";".join(f"{name}:{value}" for name, value in pairs)
