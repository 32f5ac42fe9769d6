"""Sections: page size and direction, page numbers, footers and the draft's watermark."""

from __future__ import annotations

from generator.packs.style import Page, Style, line_pitch
from generator.writers.docx.contents import field
from generator.writers.docx.paragraphs import paragraph
from generator.writers.docx.properties import alignment, font_of
from generator.writers.docx.xmltext import DECLARATION, NAMESPACES, empty, text, twips, value
from generator.writers.geometry import Sheet, number_gap, number_line, sheet
from generator.writers.vocabulary import Section

# Relationship ids and part names of the headers and footers.
NUMBERED, NUMBERED_EVEN, UNNUMBERED, WATERMARK = "footer1", "footer2", "footer3", "header1"
_OFFICE = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
_TEXT_SHAPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>'
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)
_WATERMARK_STYLE = (
    "position:absolute;margin-left:0;margin-top:0;width:340pt;height:120pt;rotation:320;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)


def section_properties(style: Style, section: Section, *, draft: bool) -> str:
    """The ``w:sectPr`` of ``section``; footers are always named, since none would mean the previous section's."""
    of = sheet(style.page, section.orientation)
    return (
        "<w:sectPr>"
        + (_reference("header", "default", WATERMARK) if draft else "")
        + (_reference("header", "even", WATERMARK) if draft and has_even_pages(style) else "")
        + _footers(style, section)
        + value("type", "nextPage")
        + _page(style.page, of, landscape=section.orientation == "landscape")
        + (empty("pgNumType", start=1) if section.numbering == "restart" else "")
        + '<w:cols w:space="720"/>'
        + empty("docGrid", type="lines", linePitch=twips(line_pitch(style.resolved("p"))))
        + "</w:sectPr>"
    )


def has_even_pages(style: Style) -> bool:
    """Whether left-hand pages have a footer of their own."""
    return style.page.number_align == "outer"


def footer_parts(style: Style) -> dict[str, str]:
    """The footer parts by id."""
    align = style.page.number_align
    parts = {
        NUMBERED: _footer(style, "right" if align == "outer" else align),
        UNNUMBERED: _part("ftr", paragraph(value("pStyle", "Footer"), "")),
    }
    return {**parts, NUMBERED_EVEN: _footer(style, "left")} if has_even_pages(style) else parts


def watermark_part(style: Style) -> str:
    """The header part of a draft: 草稿 in large light letters behind the text."""
    face = font_of(style, "hei" if "hei" in style.fonts else None).faces[0]
    shape = (
        f'<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s1025" type="#_x0000_t136" '
        f'style="{_WATERMARK_STYLE}" o:allowincell="f" fillcolor="#f2c8c8" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="font-family:&quot;{text(face)}&quot;;font-size:1pt" string="草　稿"/></v:shape>'
    )
    drawing = f"<w:r><w:rPr><w:noProof/></w:rPr><w:pict>{_TEXT_SHAPE}{shape}</w:pict></w:r>"
    return _part("hdr", paragraph(value("pStyle", "Header"), drawing))


def _page(page: Page, of: Sheet, *, landscape: bool) -> str:
    size = empty("pgSz", w=twips(of.width), h=twips(of.height), orient="landscape" if landscape else None)
    margins = empty(
        "pgMar",
        top=twips(of.top),
        right=twips(of.right),
        bottom=twips(of.bottom),
        left=twips(of.left),
        header=twips(of.top / 2),
        footer=twips(max(0, of.bottom - number_gap(page, of) - number_line(page))),
        gutter=0,
    )
    return size + margins


def _footers(style: Style, section: Section) -> str:
    numbered = section.numbering != "none" and style.page.number
    names = (NUMBERED, NUMBERED_EVEN) if numbered else (UNNUMBERED, UNNUMBERED)
    default = _reference("footer", "default", names[0])
    return default + (_reference("footer", "even", names[1]) if has_even_pages(style) else "")


def _reference(kind: str, pages: str, identifier: str) -> str:
    return f'<w:{kind}Reference w:type="{pages}" r:id="{identifier}"/>'


def _footer(style: Style, align: str) -> str:
    page = style.page
    before, _, after = page.number.partition("{page}")
    indent = "" if align == "center" else empty("ind", **{align: twips(page.number_size)})
    properties = value("pStyle", "Footer") + indent + alignment(align)
    return _part("ftr", paragraph(properties, _plain(before) + field("PAGE", "1") + _plain(after)))


def _plain(part: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text(part)}</w:t></w:r>' if part else ""


def _part(root: str, content: str) -> str:
    return f"{DECLARATION}<w:{root} {NAMESPACES} {_OFFICE}>{content}</w:{root}>"
