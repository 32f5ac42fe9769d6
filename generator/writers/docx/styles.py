"""``word/styles.xml``: every role of the pack as a named style, and nothing taken from Word's own template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.packs.style import Role, Style, TableStyle, size_of
from generator.writers.docx.names import (
    HEADING_LEVELS,
    SECTION_END,
    Naming,
    character_style,
    heading_id,
    paragraph_style,
    readable,
    table_style,
)
from generator.writers.docx.properties import (
    changed_properties,
    font_of,
    fonts,
    paragraph_properties,
    run_properties,
)
from generator.writers.docx.xmltext import (
    DECLARATION,
    NAMESPACES,
    eighths,
    empty,
    half_points,
    twips,
    value,
    wrap,
)
from generator.writers.geometry import number_line, sheet

_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" '
    'w:defUnhideWhenUsed="0" w:defQFormat="0" w:count="376"/>'
)
_TOC_LEVELS = (1, 2, 3, 4)
# A paragraph that only ends a section after a table must not fill a page of its own.
_BREAK = Role.model_construct(size=1, line=1, align="left")


def styles_xml(style: Style, naming: Naming) -> str:
    """The whole part; ``naming`` tells which headings, spans and tables the document uses."""
    parts = [
        _defaults(style),
        _LATENT,
        *_basic(style),
        *(_heading(style, level) for level in HEADING_LEVELS),
        *(_toc(style, level) for level in _TOC_LEVELS),
        *(_role(style, name) for name in style.roles if paragraph_style(name).startswith("bd-")),
        *(_role_heading(style, name, level) for name, level in naming.role_headings),
        *(_span(style, name) for name in naming.spans),
        *_tables(style, naming.tables),
    ]
    return f"{DECLARATION}<w:styles {NAMESPACES}>{''.join(parts)}</w:styles>"


def _defaults(style: Style) -> str:
    role = style.resolved("p")
    run = (
        fonts(font_of(style, role.font))
        + value("sz", half_points(size_of(role)))
        + value("szCs", half_points(size_of(role)))
        + empty("lang", val="zh-CN", eastAsia="zh-CN", bidi="ar-SA")
    )
    return wrap("docDefaults", wrap("rPrDefault", wrap("rPr", run)) + "<w:pPrDefault/>")


def _basic(style: Style) -> Iterator[str]:
    body = style.resolved("p")
    plain = body.model_copy(update={"first_line": 0, "left": 0, "before": 0, "after": 0, "align": "left"})
    yield _style("paragraph", "Normal", "Normal", _look(style, plain), default=True, quick=True)
    yield (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        + value("name", "Default Paragraph Font")
        + f'<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/><w:rPr>{_fonts(style, body)}</w:rPr></w:style>'
    )
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        + value("name", "Normal Table")
        + f'<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:rPr>{_fonts(style, body)}</w:rPr>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )
    yield _style("paragraph", "BodyText", "Body Text", _look(style, body), based="Normal", quick=True)
    number = Role(font=style.page.number_font, size=style.page.number_size, line=number_line(style.page))
    yield _style("paragraph", "Header", "header", _look(style, number), based="Normal")
    yield _style("paragraph", "Footer", "footer", _look(style, number), based="Normal")
    end = _BREAK.model_copy(update={"font": body.font})
    yield _style("paragraph", SECTION_END, "分节", _look(style, end), based="Normal")


def _fonts(style: Style, role: Role) -> str:
    return fonts(font_of(style, role.font))


def _heading(style: Style, level: int) -> str:
    look = _look(style, style.resolved(f"h{level}"), level=level)
    return _style(
        "paragraph", heading_id(level), f"heading {level}", look, based="Normal", following="BodyText", quick=True
    )


def _toc(style: Style, level: int) -> str:
    """Contents lines have the tab with leader dots in the style too, for when Word builds them anew."""
    role = style.resolved(f"toc-{min(level, 2)}")
    width = sheet(style.page, "portrait").text_width
    tabs = wrap("tabs", empty("tab", val="right", leader="dot", pos=twips(width)))
    look = _look(style, role, tabs=tabs)
    return _style("paragraph", f"TOC{level}", f"toc {level}", look, based="Normal", following="Normal")


def _role(style: Style, name: str) -> str:
    look = _look(style, style.resolved(name))
    return _style("paragraph", paragraph_style(name), readable(name), look, based="Normal", quick=True)


def _role_heading(style: Style, name: str, level: int) -> str:
    look = _look(style, style.resolved(name), level=level)
    identifier = paragraph_style(name, level)
    title = f"{readable(name)}（{level} 级标题）"
    return _style("paragraph", identifier, title, look, based=heading_id(level), following="BodyText", quick=True)


def _span(style: Style, name: str) -> str:
    role = style.inline(name) or Role()
    run = changed_properties(style, role)
    if not role.font:
        run = fonts(font_of(style, style.resolved("p").font)) + run
    return _style("character", character_style(name), f"{readable(name)}（文字）", wrap("rPr", run))


def _look(style: Style, role: Role, *, level: int = 0, tabs: str = "") -> str:
    paragraph = paragraph_properties(role, level=level, tabs=tabs)
    return wrap("pPr", paragraph) + wrap("rPr", run_properties(style, role))


def _style(  # noqa: PLR0913 -- the fields of a style
    kind: str,
    identifier: str,
    name: str,
    look: str,
    *,
    based: str | None = None,
    following: str | None = None,
    default: bool = False,
    quick: bool = False,
) -> str:
    content = (
        value("name", name)
        + (value("basedOn", based) if based else "")
        + (value("next", following) if following else "")
        + ("<w:qFormat/>" if quick else "")
        + look
    )
    custom = None if _is_built_in(identifier) else 1
    return wrap("style", content, type=kind, default=1 if default else None, customStyle=custom, styleId=identifier)


def _is_built_in(identifier: str) -> bool:
    return not identifier.startswith("bd-")


def _tables(style: Style, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield _table(style, name, style.table(name))


def _table(style: Style, name: str, table: TableStyle) -> str:
    borders = "".join(
        empty(side, val="single", sz=eighths(table.border), space=0, color=table.border_color[1:].upper())
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        if table.border
    )
    margins = "".join(
        empty(side, w=twips(width), type="dxa")
        for side, width in zip(("top", "left", "bottom", "right"), (table.padding / 2, table.padding) * 2, strict=True)
    )
    properties = '<w:tblInd w:w="0" w:type="dxa"/>' + wrap("tblBorders", borders) + wrap("tblCellMar", margins)
    content = (
        value("name", readable(name, kind="表格"))
        + value("basedOn", "TableNormal")
        + wrap("rPr", _fonts(style, style.resolved("p")))
        + wrap("tblPr", properties)
        + wrap("tcPr", value("vAlign", "center"))
    )
    return wrap("style", content, type="table", customStyle=1, styleId=table_style(name))
