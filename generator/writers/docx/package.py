"""The DOCX file: its parts, how they relate, and a zip whose bytes depend on nothing but the document."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

from generator.domain.document import ComposedDocument
from generator.packs.style import Font, Style
from generator.writers.docx.body import document_xml
from generator.writers.docx.context import context
from generator.writers.docx.names import naming
from generator.writers.docx.sections import WATERMARK, footer_parts, has_even_pages, watermark_part
from generator.writers.docx.styles import styles_xml
from generator.writers.docx.xmltext import DECLARATION, NAMESPACES, empty, text, value, wrap
from generator.writers.vocabulary import parse_body

_OPC = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# The earliest date a zip can hold; a date of the build would change the bytes.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_GB2312_CHARSET = "86"


def write_docx(document: ComposedDocument, style: Style, *, page_of: Mapping[str, str]) -> bytes:
    """Write ``document`` for Word. ``page_of`` fills the contents: displayed page number by heading id.

    Raises:
        DocumentError: the body breaks the vocabulary.
    """
    body = parse_body(document.body)
    of = context(body, style, page_of, draft=document.draft)
    margins = {**footer_parts(style), **({WATERMARK: watermark_part(style)} if document.draft else {})}
    parts = {
        "word/document.xml": document_xml(of),
        "word/styles.xml": styles_xml(style, naming(body, style)),
        "word/settings.xml": _settings(style),
        "word/fontTable.xml": _font_table(style),
        **{f"word/{name}.xml": content for name, content in sorted(margins.items())},
        "docProps/core.xml": _core(document),
    }
    head = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _package_relations(),
        "word/_rels/document.xml.rels": _document_relations(sorted(margins)),
    }
    return _zip({**head, **parts})


def _zip(parts: Mapping[str, str]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, content.encode())
    return target.getvalue()


def _content_types(parts: Mapping[str, str]) -> str:
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{_content_type(name)}"/>' for name in parts)
    return (
        f'{DECLARATION}<Types xmlns="{_OPC}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _content_type(name: str) -> str:
    if name == "docProps/core.xml":
        return "application/vnd.openxmlformats-package.core-properties+xml"
    stem = name.removeprefix("word/").removesuffix(".xml")
    kind = "document.main" if stem == "document" else stem.rstrip("0123456789")
    return f"{_TYPES}.{kind}+xml"


def _package_relations() -> str:
    return _relations(
        [
            ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("rId2", f"{_OPC}/relationships/metadata/core-properties", "docProps/core.xml"),
        ]
    )


def _document_relations(margins: list[str]) -> str:
    fixed = [(name, f"{_OFFICE}/{name}", f"{name}.xml") for name in ("styles", "settings", "fontTable")]
    return _relations([*fixed, *((name, f"{_OFFICE}/{name.rstrip('0123456789')}", f"{name}.xml") for name in margins)])


def _relations(rows: list[tuple[str, str, str]]) -> str:
    content = "".join(
        f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"/>' for identifier, kind, target in rows
    )
    return f'{DECLARATION}<Relationships xmlns="{_OPC}/relationships">{content}</Relationships>'


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


def _core(document: ComposedDocument) -> str:
    date = f"{document.date[:10]}T00:00:00Z"
    terms = "http://purl.org/dc"
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_OPC}/metadata/core-properties" xmlns:dc="{terms}/elements/1.1/" '
        f'xmlns:dcterms="{terms}/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{text(document.title)}</dc:title><dc:subject>{text(document.subject)}</dc:subject>"
        f"<dc:creator>{text(document.author)}</dc:creator><dc:identifier>{text(document.identifier)}</dc:identifier>"
        f"<dc:language>{text(document.language)}</dc:language>"
        f"<cp:lastModifiedBy>{text(document.author)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{date}</dcterms:modified></cp:coreProperties>'
    )
