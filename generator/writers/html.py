"""One self-contained, accessible HTML page: nothing is loaded from elsewhere, the facts travel inside."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from generator.domain.document import ComposedDocument
from generator.packs.style import Style
from generator.writers.css import css
from generator.writers.geometry import sheet
from generator.writers.legible import refuse_illegible
from generator.writers.markup import page_tree
from generator.writers.vocabulary import parse_body

FACTS_ID = "facts"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_SCREEN = """\
@media screen{{
html{{background:#eceff1}}
body{{margin:0;color:#000}}
main{{display:block;padding:1rem .5rem}}
section{{box-sizing:border-box;max-width:{width:g}pt;margin:0 auto 1rem;padding:2.5rem min(6vw,3.5rem)}}
section{{background:#fff;overflow-x:auto}}
section[data-orientation=landscape]{{max-width:{height:g}pt}}
section[data-orientation=landscape] table{{min-width:56rem}}
a:focus-visible,.skip:focus{{outline:3px solid #0b57d0;outline-offset:2px}}
nav a{{text-decoration:underline}}
.skip{{position:absolute;left:-99rem}}
.skip:focus{{left:1rem;top:1rem;padding:.5rem 1rem;background:#fff;z-index:1}}
}}
@media screen and (max-width:40rem){{table{{min-width:40rem}}}}
@media print{{.skip,.draft-note{{display:none}}}}
"""
_DRAFT = """\
.draft-note{margin:0;padding:.5rem;background:#8c1d18;color:#fff;text-align:center;text-indent:0;font-size:1rem}
"""


def write_html(document: ComposedDocument, style: Style, *, data_json: str | None, extra_css: str = "") -> bytes:
    """Write ``document`` as one page. ``data_json``: the facts, put into ``<script id="facts">`` unrun.

    Raises:
        DocumentError: the body breaks the vocabulary, or some of it could not be seen.
    """
    refuse_illegible(parse_body(document.body), style)
    html = page_tree(document)
    head, body = html
    _fill_head(head, _sheet(document, style, extra_css))
    _wrap_main(body, draft=document.draft)
    _label_tables(body)
    page = ET.tostring(html, encoding="unicode", method="html")
    facts = _facts(data_json) if data_json is not None else ""
    # The facts go in as text: an element tree would escape them, which scripts must not be.
    return f"<!DOCTYPE html>\n{page.removesuffix('</body></html>')}{facts}</body></html>\n".encode()


def _sheet(document: ComposedDocument, style: Style, extra_css: str) -> str:
    of = sheet(style.page, "portrait")
    screen = _SCREEN.format(width=of.width, height=of.height)
    return css(style, draft=document.draft, extra=screen + (_DRAFT if document.draft else "") + extra_css)


def _fill_head(head: ET.Element, styles: str) -> None:
    ET.SubElement(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    ET.SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
    # "</" cannot occur in our own rules; a pack's extra sheet must not be able to end the element.
    ET.SubElement(head, "style").text = styles.replace("</", "<\\/")


def _wrap_main(body: ET.Element, *, draft: bool) -> None:
    main = ET.Element("main", {"id": "main", "tabindex": "-1"})
    main.extend(list(body))
    for section in list(body):
        body.remove(section)
    skip = ET.SubElement(body, "a", {"class": "skip", "href": "#main"})
    skip.text = "跳到正文"
    if draft:
        ET.SubElement(body, "p", {"class": "draft-note", "role": "note"}).text = "草稿，未经核定，不得公开"
    body.append(main)


def _label_tables(body: ET.Element) -> None:
    """Name every table by the heading above it, for people who move from table to table."""
    heading: str | None = None
    for element in body.iter():
        if element.tag in {"h1", "h2", "h3", "h4"}:
            heading = element.get("id") or heading
        elif element.tag == "table" and heading:
            element.set("aria-labelledby", heading)


def _facts(data_json: str) -> str:
    """JSON that can neither end the script element nor open a comment in it."""
    safe = data_json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'<script id="{FACTS_ID}" type="application/json">{safe}</script>'
