"""A finished HTML page: the composed text and no other, nothing hidden, nothing that runs or comes from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from generator.audit.body import Block, letters
from generator.audit.files.blocks import CellText, Seen, compare_blocks
from generator.audit.files.composed import Composed
from generator.audit.files.css import check_css
from generator.audit.files.difference import Ledger
from generator.domain.document import ComposedDocument

_SKIP = "跳到正文"
_DRAFT = "草稿，未经核定，不得公开"
_WATERMARK = "草稿"
_POLICY = "default-src 'none'"
_TEXTS = frozenset({"p", "h1", "h2", "h3", "h4"})
_TAGS = _TEXTS | {
    *("html", "head", "meta", "title", "style", "body", "main", "section", "nav", "script"),
    *("table", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "a", "span", "strong", "em", "br"),
}
_WIDTH = re.compile(r"\s*width:\s*\d+(?:\.\d+)?%\s*;?\s*")
_PLAIN = frozenset({"id", "class", "lang", "scope", "aria-labelledby"})
# What an attribute may say, by element and name; an element of None is any.
_ALLOWED: dict[tuple[str | None, str], re.Pattern[str]] = {
    ("a", "href"): re.compile("#.*", re.DOTALL),
    ("col", "style"): _WIDTH,
    ("td", "colspan"): re.compile(r"\d+"),
    ("td", "rowspan"): re.compile(r"\d+"),
    ("th", "colspan"): re.compile(r"\d+"),
    ("th", "rowspan"): re.compile(r"\d+"),
    ("nav", "aria-label"): re.compile("目录"),
    ("main", "tabindex"): re.compile("-1"),
    ("p", "role"): re.compile("note"),
    ("script", "type"): re.compile("application/json"),
}
Attributes = Sequence[tuple[str, str | None]]


def check_html(data: bytes, composed: Composed, ledger: Ledger) -> bytes:
    """Compare a page with the composed document; returns the facts it carries.

    Raises:
        UnicodeDecodeError: it is no UTF-8.
    """
    document = composed.document
    reader = _Reader(ledger)
    reader.feed(data.decode())
    reader.close()
    around = [_SKIP, *([_DRAFT] if document.draft else [])]
    expected = [*(Block("paragraph", text, 0, "p") for text in around), *composed.blocks]
    compare_blocks(expected, reader.seen, ledger)
    _check_head(reader, document, ledger)
    running = {letters(composed.number.replace("{page}", "")), _WATERMARK if document.draft else ""}
    check_css("".join(reader.styles), running, ledger)
    if len(reader.scripts) != 1:
        ledger.tell("脚本", f"应只有一段数据，实有 {len(reader.scripts)} 段。", "1", str(len(reader.scripts)))
    return "".join(reader.scripts[:1]).encode()


def _check_head(reader: _Reader, document: ComposedDocument, ledger: Ledger) -> None:
    if letters(reader.title) != letters(document.title):
        ledger.differs("标题", document.title, reader.title)
    meta = dict(reader.meta)
    dates = ((name, document.date) for name in ("dcterms.created", "dcterms.modified"))
    for name, expected in (("author", document.author), ("description", document.subject), *dates):
        if letters(meta.get(name, "")) != letters(expected):
            ledger.differs(f"属性 {name}", expected, meta.get(name, ""))
    if not meta.get("content-security-policy", "").startswith(_POLICY) or "script" in meta["content-security-policy"]:
        ledger.tell("页首", "缺少禁止外部内容的安全策略（Content-Security-Policy）。", _POLICY, "")
    for name in meta:
        if name not in _META:
            ledger.tell("页首", f"有不该有的属性 {name}。", "", name)


_META = frozenset(
    {"author", "description", "dcterms.created", "dcterms.modified", "viewport", "content-security-policy"}
)


class _Reader(HTMLParser):
    """Collects texts and tables in order; tells of elements and attributes that have no place in a document."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[Seen] = []
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self.meta: list[tuple[str, str]] = []
        self.title = ""
        self._ledger = ledger
        self._text: list[str] = []
        self._into: str = ""
        self._rows: list[tuple[CellText, ...]] | None = None
        self._row: list[CellText] = []
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """An element begins."""
        self._check(tag, attrs)
        values = {name: value or "" for name, value in attrs}
        if tag in {"title", "style", "script"}:
            self._into = tag
            {"style": self.styles, "script": self.scripts}.get(tag, []).append("")
        elif tag == "meta" and "charset" not in values:
            name = values.get("name") or values.get("http-equiv", "")
            self.meta.append((name.lower(), values.get("content", "")))
        elif tag == "table":
            self._flush()
            self._rows = []
        elif tag in {"td", "th"}:
            self._text, self._span = [], (int(values.get("colspan", 1)), int(values.get("rowspan", 1)))
        elif self._rows is None and (tag in _TEXTS or tag in {"section", "main", "nav"}):
            self._flush()

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if tag in {"title", "style", "script"}:
            self._into = ""
        elif self._rows is None:
            if tag in _TEXTS or tag in {"a", "section", "main", "body", "nav"}:
                self._end(tag)
        elif tag in {"td", "th"}:
            self._row.append((letters("".join(self._text)), *self._span))
            self._text = []
        elif tag == "tr":
            self._rows.append(tuple(self._row))
            self._row = []
        elif tag == "table":
            rows, self._rows = tuple(self._rows), None
            self._flush()
            self.seen.append(Seen(f"第 {len(self.seen) + 1} 段（表）", "", rows))

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._into == "title":
            self.title += data
        elif self._into:
            {"style": self.styles, "script": self.scripts}[self._into][-1] += data
        else:
            self._text.append(data)

    def handle_comment(self, data: str) -> None:
        """A comment, of which there are none."""
        self._ledger.tell("正文", "含有注释。", "", data)

    def handle_decl(self, decl: str) -> None:
        """The document type, and nothing else."""
        if decl.lower() != "doctype html":
            self._ledger.tell("页首", "含有不明声明。", "doctype html", decl)

    def unknown_decl(self, data: str) -> None:
        """No such thing."""
        self._ledger.tell("正文", "含有不明声明。", "", data)

    def handle_pi(self, data: str) -> None:
        """No such thing."""
        self._ledger.tell("正文", "含有处理指令。", "", data)

    def _end(self, tag: str) -> None:
        """Texts end with their block; a link outside of one (the way to the main text) is a text of its own."""
        if tag != "a" or not self.seen:
            self._flush()

    def _flush(self) -> None:
        text = letters("".join(self._text))
        self._text = []
        if text:
            self.seen.append(Seen(f"第 {len(self.seen) + 1} 段", text))

    def _check(self, tag: str, attrs: Attributes) -> None:
        if tag not in _TAGS:
            self._ledger.tell("正文", f"含有不该有的元素 <{tag}>。", "", tag)
        for name, value in attrs:
            if tag == "meta" or name in _PLAIN or name.startswith("data-"):
                continue
            allowed = _ALLOWED.get((tag, name))
            if allowed is None or not allowed.fullmatch(value or ""):
                self._ledger.tell("正文", f"<{tag}> 有不该有的属性 {name}=“{value}”。", "", f"{name}={value}")
