"""The DOCX file, put together by python-docx from parts of our own: nothing of its default template gets in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from io import BytesIO

from docx.opc.coreprops import CoreProperties

from generator.domain.document import ComposedDocument
from generator.files.archive import restamped
from generator.packs.style import Font, Style
from generator.writers.docx.body import document_xml
from generator.writers.docx.context import context
from generator.writers.docx.names import naming
from generator.writers.docx.sections import WATERMARK, footer_parts, has_even_pages, watermark_part
from generator.writers.docx.styles import styles_xml
from generator.writers.docx.xmltext import DECLARATION, NAMESPACES, empty, value, wrap
from generator.writers.legible import refuse_illegible
from generator.writers.vocabulary import parse_body

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_GB2312_CHARSET = "86"


def write_docx(document: ComposedDocument, style: Style, *, page_of: Mapping[str, str]) -> bytes:
    """Write ``document`` for Word. ``page_of`` fills the contents: displayed page number by heading id.

    Raises:
        DocumentError: the body breaks the vocabulary, or some of it could not be seen.
    """
    body = parse_body(document.body)
    refuse_illegible(body, style)
    of = context(body, style, page_of, draft=document.draft)
    margins = {**footer_parts(style), **({WATERMARK: watermark_part(style)} if document.draft else {})}
    parts = {
        "styles": styles_xml(style, naming(body, style)),
        "settings": _settings(style),
        "fontTable": _font_table(style),
        **dict(sorted(margins.items())),
    }
    return _assembled(document, document_xml(of), parts)


def _assembled(document: ComposedDocument, main: str, parts: Mapping[str, str]) -> bytes:
    """The package of the main part and the parts beside it; each is related under its own name."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.package import Package
    from docx.parts.document import DocumentPart

    package = Package()
    uri, kind = PackURI("/word/document.xml"), f"{_TYPES}.document.main+xml"
    body = DocumentPart.load(uri, kind, main.encode(), package)
    package.relate_to(body, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    for name, content in parts.items():
        stem = name.rstrip("0123456789")
        part = Part(PackURI(f"/word/{name}.xml"), f"{_TYPES}.{stem}+xml", content.encode(), package)
        body.rels.add_relationship(f"{_OFFICE}/{stem}", part, name)
    _describe(body.document.core_properties, document)
    target = BytesIO()
    package.save(target)
    return restamped(target.getvalue())


def _describe(properties: CoreProperties, document: ComposedDocument) -> None:
    """Title, author and dates; the date is the document's or none, never the clock's."""
    properties.title = document.title
    properties.subject = document.subject
    properties.author = properties.last_modified_by = document.author
    properties.identifier = document.identifier
    properties.language = document.language
    properties.revision = 1
    if document.date:
        properties.created = properties.modified = dt.datetime.fromisoformat(document.date)
        return
    for stamp in properties._element.xpath("dcterms:created | dcterms:modified"):  # python-docx puts the clock there
        stamp.getparent().remove(stamp)


def _settings(style: Style) -> str:
    """Word's current behaviour, East Asian typography; no ``updateFields``, which would ask when opened."""
    setting = "http://schemas.microsoft.com/office/word"
    modern = "".join(
        empty("compatSetting", name=name, uri=setting, val=val)
        for name, val in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    content = (
        '<w:zoom w:percent="100"/>'
        + value("defaultTabStop", 420)
        + ("<w:evenAndOddHeaders/>" if has_even_pages(style) else "")
        + value("characterSpacingControl", "doNotCompress")
        + wrap("compat", "<w:doNotExpandShiftReturn/>" + modern)
        + empty("themeFontLang", val="en-US", eastAsia="zh-CN")
    )
    return f"{DECLARATION}<w:settings {NAMESPACES}>{content}</w:settings>"


def _font_table(style: Style) -> str:
    """The faces with their fallbacks, so that a machine without the official one picks a Chinese face."""
    fonts: dict[str, str] = {}
    for font in style.fonts.values():
        for name, entry in _font_entries(font):
            fonts.setdefault(name, entry)
    content = "".join(fonts[name] for name in sorted(fonts))
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{content}</w:fonts>"


def _font_entries(font: Font) -> Iterator[tuple[str, str]]:
    first, *others = font.faces
    alternatives = value("altName", ",".join(others)) if others else ""
    yield first, wrap("font", alternatives + value("charset", _GB2312_CHARSET) + value("family", "auto"), name=first)
    for latin in font.latin[:1]:
        yield latin, wrap("font", value("charset", "00") + value("family", "roman"), name=latin)
