"""WeasyPrint, set up for one document after another: no network, no files but fonts, no needless work.

Importing this module imports WeasyPrint, so writers import it inside their functions.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn
from xml.etree import ElementTree as ET

import cssselect2  # type: ignore[import-untyped]
from weasyprint import CSS, HTML
from weasyprint.text.ffi import ffi, gobject, pangoft2
from weasyprint.text.ffi import fontconfig as libfontconfig
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from generator.machine import fontconfig
from generator.machine.fontconfig import Face
from generator.writers.latin import address

# What the vocabulary needs of a browser's built-in sheet. WeasyPrint's own has pseudo-element rules for every
# element, each of which costs a computed style.
_BUILT_IN = """
head{display:none}
html,body,section,h1,h2,h3,h4,p,nav,div{display:block}
table{display:table;box-sizing:border-box;text-indent:0}
colgroup{display:table-column-group} col{display:table-column}
thead{display:table-header-group} tbody{display:table-row-group}
tr{display:table-row} td,th{display:table-cell}
br::before{content:"\\A";white-space:pre-line}
h1{bookmark-level:1;bookmark-label:content(text)}
h2{bookmark-level:2;bookmark-label:content(text)}
h3{bookmark-level:3;bookmark-label:content(text)}
h4{bookmark-level:4;bookmark-label:content(text)}
"""

_COLLECTION = b"ttcf"


class NoFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Refuses every address: a composed document needs nothing from outside."""

    def fetch(self, url: str, headers: object = None) -> NoReturn:
        """Refuse ``url``."""
        del headers
        raise ValueError(f"不允许读取外部资源：{url[:80]}")


class FontFetcher(URLFetcher):  # type: ignore[misc]
    """Reads the fonts that are installed, by the very addresses we gave them, and nothing else."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return the font at ``url``."""
        del headers
        face = _addresses().get(url)
        if face is None:
            raise ValueError(f"不允许读取外部资源：{url[:80]}")
        return URLFetcherResponse(url, _face_bytes(face))


class Fonts(FontConfiguration):  # type: ignore[misc]
    """The installed fonts without the rules that come with font packages."""

    def __init__(self) -> None:  # deliberately not super().__init__: it reads the system's rules
        self._config = ffi.cast("FcConfig *", fontconfig.use_plain_configuration())
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), self._config)
        libfontconfig.FcConfigDestroy(self._config)  # the font map has its own reference
        self._folder = None
        self.strut_layouts: dict[object, object] = {}
        self.font_features: dict[object, object] = {}


class Page(HTML):  # type: ignore[misc]
    """An element tree as WeasyPrint input, without writing and parsing it again."""

    def __init__(self, root: ET.Element) -> None:  # deliberately not super().__init__: it parses text
        self.base_url = None
        self.url_fetcher = NoFetcher()
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: FBT001, FBT002 -- WeasyPrint's signature
        del forms
        return [_built_in()]


@lru_cache(maxsize=1)
def fonts() -> Fonts:
    """One font configuration for the process: finding the installed fonts is slow."""
    return Fonts()


@lru_cache(maxsize=1)
def _addresses() -> dict[str, Face]:
    return {address(face): face for face in fontconfig.installed()}


def _face_bytes(face: Face) -> bytes:
    """The file; of a collection only the face itself, since WeasyPrint takes all it holds for the face asked for."""
    data = Path(face.file).read_bytes()
    if not data.startswith(_COLLECTION):
        return data
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    single = BytesIO()
    with TTFont(BytesIO(data), fontNumber=face.index, recalcTimestamp=False) as font:
        font.save(single)
    return single.getvalue()


@lru_cache(maxsize=1)
def _built_in() -> CSS:
    return CSS(string=_BUILT_IN)


@lru_cache(maxsize=8)
def sheet(text: str) -> CSS:
    """A parsed style sheet; the last few are kept, since documents of one pack share theirs."""
    return CSS(string=text, font_config=fonts(), url_fetcher=FontFetcher())


class _Collector(logging.Handler):
    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(record.getMessage())


@contextmanager
def captured_log() -> Iterator[list[str]]:
    """Collect what WeasyPrint warns of, in order; nothing reaches the terminal meanwhile."""
    logger = logging.getLogger("weasyprint")
    messages: list[str] = []
    handler, propagate = _Collector(messages), logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
