"""One character or one amount of a finished file is changed, anywhere: the gate sees it."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from composed import BODY, document
from finished import STRANGER, audit_pdf, finished, repacked
from generator.audit.body import letters
from generator.audit.files.pdf.letters import told

pytestmark = pytest.mark.pdf
FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
CLEAN = BODY.replace("\u0001", "")
# Digits, Chinese characters, signs; nothing that markup needs escaped.
CHARACTERS = st.sampled_from("0123456789.-甲乙万元亿年一二三（），。、：%OlА")
ANYWHERE = st.floats(0, 1, exclude_max=True)
TEXT = {
    "docx": r"<w:t(?: xml:space=\"preserve\")?>([^<]+)</w:t>",
    "html": r">([^<>]+)<(?!/(?:style|script))",
    "xlsx": r"<t>([^<]+)</t>",
}


@cache
def spots(kind: str, text: str) -> list[tuple[int, int]]:
    """Where the texts of a file begin and end."""
    body = text.index("<main") if kind == "html" else 0
    return [match.span(1) for match in re.finditer(TEXT[kind], text) if match.start() > body and match[1].strip()]


def changed(kind: str, text: str, where: float, within: float, character: str) -> tuple[str, bool]:
    """``text`` with one character of one of its texts changed, and whether that makes a difference."""
    found = spots(kind, text)
    start, end = found[int(where * len(found))]
    at = start + int(within * (end - start))
    if text.rfind("&", start, at + 1) > text.rfind(";", start, at + 1):
        return text, False  # inside a character reference
    new = text[:at] + character + text[at + 1 :]
    return new, letters(text[start:end]) != letters(new[start : end + len(new) - len(text)])


@MANY
@given(ANYWHERE, ANYWHERE, CHARACTERS)
def test_a_changed_character_of_a_docx_is_seen(where: float, within: float, character: str) -> None:
    sample = finished(STRANGER)
    parts: dict[str, bool] = {}

    def change(data: bytes) -> bytes:
        text, parts["differs"] = changed("docx", data.decode(), where, within, character)
        return text.encode()

    data = repacked(sample.files["docx"], {"word/document.xml": change})
    assert bool(sample.audit(pdf=sample.files["pdf"], docx=data)["docx"].differences) is parts["differs"]


@MANY
@given(ANYWHERE, ANYWHERE, CHARACTERS)
def test_a_changed_character_of_a_page_is_seen(where: float, within: float, character: str) -> None:
    sample = finished(STRANGER)
    text, differs = changed("html", sample.files["html"].decode(), where, within, character)
    assert bool(sample.differences("html", text.encode())) is differs


@MANY
@given(ANYWHERE, ANYWHERE, CHARACTERS, st.integers(1, 9))
def test_a_changed_character_of_a_form_in_a_workbook_is_seen(
    where: float, within: float, character: str, sheet: int
) -> None:
    sample = finished(STRANGER)
    parts: dict[str, bool] = {}

    def change(data: bytes) -> bytes:
        text, parts["differs"] = changed("xlsx", data.decode(), where, within, character)
        return text.encode()

    data = repacked(sample.files["xlsx"], {f"xl/worksheets/sheet{sheet}.xml": change})
    assert bool(sample.differences("xlsx", data)) is parts["differs"]


@MANY
@given(ANYWHERE, st.integers(1, 9), st.integers(1, 9))
def test_a_changed_amount_of_a_workbook_is_seen(where: float, digit: int, sheet: int) -> None:
    sample = finished(STRANGER)
    differs = False

    def change(data: bytes) -> bytes:
        nonlocal differs
        text = data.decode()
        found = list(re.finditer(r"<v>(-?\d[\d.]*)</v>", text))
        if not found:
            return data
        start, end = found[int(where * len(found))].span(1)
        new = str(digit) + text[start + 1 : end]
        differs = float(new) != float(text[start:end])
        return (text[:start] + new + text[end:]).encode()

    data = repacked(sample.files["xlsx"], {f"xl/worksheets/sheet{sheet}.xml": change})
    assert bool(sample.differences("xlsx", data)) is differs


@MANY
@given(ANYWHERE, st.integers(1, 10**9))
def test_a_changed_fact_is_seen(where: float, more: int) -> None:
    sample = finished(STRANGER)
    content = json.loads(sample.files["json"])
    fact = content["facts"][int(where * len(content["facts"]))]
    fact["amount"] = f"{float(fact['amount']) + more:.2f}"
    assert len(sample.differences("json", json.dumps(content).encode())) == 1


@FEW
@given(ANYWHERE, ANYWHERE, CHARACTERS)
def test_a_changed_character_of_a_pdf_is_seen(where: float, within: float, character: str) -> None:
    texts = [match.span(1) for match in re.finditer(r">([^<>&]+)<", CLEAN) if match[1].strip()]
    start, end = texts[int(where * len(texts))]
    at = start + int(within * (end - start))
    drawn = CLEAN[:at] + character + CLEAN[at + 1 :]
    differs = told(drawn[start:end]) != told(CLEAN[start:end])
    assert bool(audit_pdf(document(CLEAN), drawn=document(drawn)).differences) is differs
