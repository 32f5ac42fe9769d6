"""The HTML page: self-contained, accessible, and safe to carry the facts."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from composed import HOSTILE_TEXT, body, document, sample, section, style
from generator.writers.html import write_html
from generator.writers.vocabulary import DocumentError


class Page(HTMLParser):
    """Elements with their attributes, and the text of the page."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.words: list[str] = []
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        (self.scripts if self.elements[-1:] and self.elements[-1][0] == "script" else self.words).append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(write_html(sample(), style(), data_json=None))


def test_language_title_and_skip_link(page: Page) -> None:
    assert page.all("html")[0]["lang"] == "zh-CN"
    assert sample().title in page.words
    assert page.all("a")[0] == {"class": "skip", "href": "#main"}
    assert page.all("main")[0]["id"] == "main"


def test_header_cells_have_a_scope_and_tables_a_name(page: Page) -> None:
    assert all(each["scope"] in {"col", "colgroup", "row"} for each in page.all("th"))
    assert "row" in {each["scope"] for each in page.all("th")}
    assert [each["aria-labelledby"] for each in page.all("table")] == ["one", "two", "two"]


def test_contents_lead_to_headings(page: Page) -> None:
    ids = {attributes["id"] for _, attributes in page.elements if attributes.get("id")}
    links = {str(each["href"])[1:] for each in page.all("a")}
    assert links <= ids
    assert page.all("nav")[0]["aria-label"] == "目录"


def test_nothing_is_loaded_from_outside(page: Page) -> None:
    text = write_html(sample(), style(), data_json=None).decode()
    assert not {"link", "img", "iframe"} & {tag for tag, _ in page.elements}
    assert not re.search(r"url\(|@import|https?://", text)
    assert "default-src 'none'" in text


def test_text_is_escaped(page: Page) -> None:
    assert HOSTILE_TEXT in page.words


def test_the_facts_cannot_leave_their_script() -> None:
    facts = json.dumps({"a": "</script><!-- \u2028"}, ensure_ascii=False)
    data = write_html(sample(), style(), data_json=facts)
    found = Page(data)
    assert found.all("script") == [{"id": "facts", "type": "application/json"}]
    assert json.loads(found.scripts[0]) == {"a": "</script><!-- \u2028"}
    assert data.decode().count("</script") == 1


def test_extra_rules_cannot_leave_their_style() -> None:
    data = write_html(sample(), style(), data_json=None, extra_css="</style><script>alert(1)</script>")
    assert not Page(data).all("script")


def test_same_bytes_twice() -> None:
    assert write_html(sample(), style(), data_json="{}") == write_html(sample(), style(), data_json="{}")


def test_only_a_draft_says_so() -> None:
    assert "草稿" in write_html(sample(draft=True), style(), data_json=None).decode()
    assert "草稿" not in write_html(sample(), style(), data_json=None).decode()


def test_an_empty_body_is_an_error() -> None:
    with pytest.raises(DocumentError, match="为空"):
        write_html(document(body(section(""))), style(), data_json=None)


def test_nothing_in_a_page_is_fetched() -> None:
    page = write_html(sample(), style(), data_json=None).decode()
    assert "url(" not in page
    assert "@import" not in page
    assert not re.search(r"<(link|img|iframe|object|embed|script|base)\b|\ssrc=", page)
