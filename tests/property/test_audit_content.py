"""One character of a composed document is changed, and the audit sees it.

What it cannot see, and what is therefore not drawn here: words that only the template says (headings of columns,
constant sentences, ordinals), a short text of a record that stands correctly beside another record of the same name,
and a digit by which one bound amount becomes another one that was bound as well (2.00 → 0.00), in a sentence that names
no figure, or in a row that has the right amount once more.
"""

from __future__ import annotations

import dataclasses
import re
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from audited import codes, composed
from generator.audit.content import audit_content
from generator.audit.content.amounts import Sources, amounts
from generator.domain.findings import Finding, Severity
from samples import CLEAN, SAMPLES, disclosure

NAMES = (SAMPLES[0], CLEAN[-1])
AMOUNT = re.compile(r"\d+(?:\.\d+)?(?=万元|%)")
OTHERS = "0123456789年支出天木未"
DRAWN = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def parsed(name: str) -> ET.Element:
    return ET.fromstring(composed(name)[0].body)  # noqa: S314 - composed by us


def changed(text: str, data: st.DataObject, others: str) -> str:
    """A text with one character changed; a digit stays a digit where ``others`` are digits."""
    places = [place for place, old in enumerate(text) if old.isdigit() or (old.strip() and not others.isdigit())]
    place = data.draw(st.sampled_from(places))
    return text[:place] + data.draw(st.sampled_from([new for new in others if new != text[place]])) + text[place + 1 :]


def findings(name: str, element: ET.Element, text: str) -> tuple[Finding, ...]:
    """What is found when an element of the body says something else."""
    document, given_, pack = composed(name)
    before, element.text = element.text, text
    try:
        body = ET.tostring(parsed(name), encoding="unicode")
    finally:
        element.text = before
    return audit_content(dataclasses.replace(document, body=body), given_, pack).findings


@cache
def forms_of(name: str) -> list[ET.Element]:
    """The cells of the forms that have words or amounts."""
    found: list[ET.Element] = []
    for section in parsed(name):
        titled = False
        for child in section:
            titled = titled or (child.get("id") or "").startswith("form-")
            if titled and child.tag == "table":
                found += [cell for cell in child.iter() if cell.tag in {"th", "td"}]
                titled = False
    return [cell for cell in found if cell.text and cell.text.strip()]


@cache
def projects_of(name: str) -> list[ET.Element]:
    """The cells outside forms that are an amount, or the name or code of a project."""
    projects = disclosure(name).submission.records.projects
    known = {project.name for project in projects if len(project.name) > 5} | {project.code for project in projects}
    forms = {id(cell) for cell in forms_of(name)}
    cells = [cell for cell in parsed(name).iter("td") if id(cell) not in forms and cell.text]
    return [cell for cell in cells if cell.text in known or (cell.get("class") == "amount" and "." in str(cell.text))]


@pytest.mark.parametrize("name", NAMES)
@DRAWN
@given(st.data())
def test_any_character_of_any_form(name: str, data: st.DataObject) -> None:
    cell = data.draw(st.sampled_from(forms_of(name)))
    assert codes(findings(name, cell, changed(cell.text or "", data, OTHERS)))


@pytest.mark.parametrize("name", NAMES)
@DRAWN
@given(st.data())
def test_any_character_of_the_name_and_amounts_of_a_project(name: str, data: st.DataObject) -> None:
    cell = data.draw(st.sampled_from(projects_of(name)))
    new = changed(cell.text or "", data, OTHERS)
    assume(new not in Sources(composed(name)[0].told, disclosure(name).submission).bound)
    assert codes(findings(name, cell, new))


@pytest.mark.parametrize("name", NAMES)
@DRAWN
@given(st.data())
def test_any_digit_of_an_amount_in_a_sentence(name: str, data: st.DataObject) -> None:
    sources = Sources(composed(name)[0].told, disclosure(name).submission)
    spoken = [(element, match) for element in parsed(name).iter("p") for match in AMOUNT.finditer(element.text or "")]
    paragraph, amount = data.draw(st.sampled_from(spoken))
    text = paragraph.text or ""
    new = text[: amount.start()] + changed(amount[0], data, "0123456789") + text[amount.end() :]
    assume(any(not one.price and not sources.explain(one) for one in amounts(new)))
    assert codes(findings(name, paragraph, new), Severity.WARNING)
