"""What is published says nothing of findings, reasons, people, files and places; the internal record says it all."""

from __future__ import annotations

import dataclasses
import json
import zipfile
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pydantic import BaseModel

from generator.domain.facts import Fact, Statement
from generator.domain.findings import Finding, Waiver
from generator.domain.location import Location
from generator.domain.submission import Disclosure, Submission
from generator.forms.publication import Publication
from generator.forms.workbook import input_workbook
from generator.publish.pipeline import Outcome, Request, build, composed, examine
from generator.readers import read
from samples import INPUTS, NAMES, disclosure, published, submission
from unpacked import folded, said

REASONS = (
    {"rule": "PERF-02", "reason": "经上官某与司马某口头商定含结转", "person": "欧阳复核", "date": "2023-11-29"},
    {"rule": "HYG-12", "reason": "保密委第九次会议审过", "person": "诸葛保密", "date": "2023-11-28"},
)
PRIVATE = "局长批示：先压一压再报"
SOURCE = INPUTS / f"{NAMES[0]}.yaml"


@pytest.fixture(scope="module", params=["yaml", "xlsx"])
def outcome(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """A sample with reasons, from a file with a telling name in a folder with another."""
    folder = tmp_path_factory.mktemp("预算股勿外传")
    text = SOURCE.read_text(encoding="utf-8") + f"\nwaivers: {json.dumps(REASONS, ensure_ascii=False)}\n"
    path = folder / "第三稿-慕容改.yaml"
    path.write_text(f"# {PRIVATE}\n{text}", encoding="utf-8")
    if request.param == "xlsx":
        path = _workbook(path)
    outcome = build(path, Request(folder / "out"))
    assert outcome.folder is not None, outcome.error or outcome.findings
    return outcome


def _workbook(source: Path) -> Path:
    """The same as a workbook: sheets with names of their own, a remark, a sheet that is nobody's business."""
    given, pack = read(source)
    path = source.with_suffix(".xlsx")
    path.write_bytes(input_workbook(pack, given.entity, given.year, given))
    book = openpyxl.load_workbook(path)
    for title in ("支出总表", "收支总表"):
        book[title].title = f"{title}尉迟填"
    book["支出总表尉迟填"]["A1"].comment = openpyxl.comments.Comment(PRIVATE, "尉迟")
    book.create_sheet("宇文备忘")["A1"] = PRIVATE
    book.properties.creator = book.properties.lastModifiedBy = "尉迟"
    book.save(path)
    source.unlink()
    return path


def internal(outcome: Outcome) -> set[str]:
    """What must not be published."""
    given = examine(outcome.input)[0]
    path = outcome.input
    words = {path.name, path.stem, path.parent.name, path.as_posix(), PRIVATE, "尉迟", "宇文", "慕容"}
    words |= {word for reason in REASONS for word in (reason["reason"], reason["person"], reason["date"])}
    words |= {finding.message for finding in outcome.findings} | {finding.code for finding in outcome.findings}
    words |= {finding.remedy for finding in outcome.findings if finding.remedy}
    places = {place for finding in outcome.findings for place in finding.locations}
    places |= {statement.location for fact in given.facts.values() for statement in fact.statements}
    words |= {str(place) for place in places} | {place.path for place in places if place.path and "." in place.path}
    assert outcome.record is not None
    manifest = json.loads((outcome.record / "manifest.json").read_bytes())
    words |= {file["sha256"] for key in ("inputs", "outputs", "record") for file in manifest[key]}
    keys = {f'"{key}":' for key in ("sources", "basis", "file", "sheet", "cell", "path", "typed", "sha256")}
    keys |= {f'"line":{digit}' for digit in range(10)}  # in coordinates "line" is a dimension
    return words | keys | {"waiver", "findings", "provenance", "manifest.json"}


@pytest.mark.pdf
@pytest.mark.slow
def test_no_published_byte_tells_anything_internal(outcome: Outcome) -> None:
    words = internal(outcome)
    assert outcome.folder is not None
    files = sorted(outcome.folder.iterdir())
    assert {path.suffix for path in files} == {".docx", ".pdf", ".xlsx", ".html", ".json"}
    for path in files:
        text = said(path)
        assert folded(outcome.title) in text  # it has been read
        assert "1295.65" in text or "12956500" in text
        assert sorted(word for word in words if folded(word) in text) == []
    assert len(words) > 500


@pytest.mark.pdf
@pytest.mark.slow
def test_the_record_has_it_all(outcome: Outcome) -> None:
    assert outcome.record is not None
    assert outcome.folder is not None
    assert outcome.record.relative_to(outcome.folder.parents[1]).parts[0] == "内部"
    text = "".join(said(path) for path in outcome.record.iterdir())
    told = [outcome.input.name, *(word for reason in REASONS for word in reason.values())]
    told += [finding.code for finding in outcome.findings]
    assert [word for word in told if folded(word) not in text] == []
    if outcome.input.suffix == ".xlsx":
        assert "支出总表尉迟填" in text


@pytest.mark.pdf
@pytest.mark.slow
def test_the_search_finds_what_an_input_says_of_people(outcome: Outcome) -> None:
    """Else the search above would prove nothing."""
    text = said(outcome.input)
    assert folded(PRIVATE) in text
    assert "欧阳复核" in text


def reached(thing: object, seen: set[int]) -> Iterator[object]:
    """Every object that can be got at from ``thing``."""
    if id(thing) in seen or isinstance(thing, Enum):
        return
    seen.add(id(thing))
    yield thing
    parts: Iterator[Any] = iter(())
    if dataclasses.is_dataclass(thing):
        parts = (getattr(thing, field.name) for field in dataclasses.fields(thing))
    elif isinstance(thing, BaseModel):
        parts = (getattr(thing, name) for name in type(thing).model_fields)
    elif isinstance(thing, Mapping):
        parts = iter((*thing.keys(), *thing.values()))
    elif isinstance(thing, tuple | list | set | frozenset):
        parts = iter(thing)
    for part in parts:
        yield from reached(part, seen)


@pytest.mark.parametrize("name", NAMES)
def test_from_a_publication_nothing_internal_can_be_reached(name: str) -> None:
    hidden = (Location, Finding, Waiver, Statement, Fact, Submission, Disclosure, Path)
    given, pack = disclosure(name), submission(name)[1]
    found = list(reached(published(given, pack), set()))
    assert isinstance(found[0], Publication)
    assert len(found) > 1000
    assert [thing for thing in found if isinstance(thing, hidden)] == []
    assert any(isinstance(thing, Location) for thing in reached(given, set()))


# --- texts ---------------------------------------------------------------------------------------------------------


@pytest.mark.pdf
def test_texts_are_published_with_their_figures(tmp_path: Path) -> None:
    path = tmp_path / "预算.yaml"
    own = "texts:\n  special_funds: '“三公”经费{{ 三公.合计 | 万元 }}万元。'\n"
    path.write_text(SOURCE.read_text(encoding="utf-8").replace("texts:\n", own, 1), encoding="utf-8")
    outcome = build(path, Request(tmp_path / "out", draft=True, formats=("json", "xlsx", "html")))
    assert outcome.folder is not None, outcome.error
    for file in outcome.folder.iterdir():
        text = said(file)
        assert "“三公”经费" in text
        assert "{{三公" not in text


# --- dates ---------------------------------------------------------------------------------------------------------

STAMPS = (
    *("CreationDate", "ModDate", "CreateDate", "ModifyDate"),
    *("dcterms.created", "dcterms.modified", "dcterms:created", "dcterms:modified"),
)


@pytest.mark.pdf
@pytest.mark.slow
@pytest.mark.parametrize("approved", ["", "2024-02-07"])
def test_dates_are_that_of_approval_or_none(tmp_path: Path, approved: str) -> None:
    path = tmp_path / "预算.yaml"
    stated = f"approved: {approved}\n" if approved else ""
    path.write_text(SOURCE.read_text(encoding="utf-8") + "\n" + stated, encoding="utf-8")
    given, pack = examine(path)
    assert (given.submission.approved, composed(given, pack)[1].date) == (approved, approved)
    outcome = build(path, Request(tmp_path / "out"))
    assert outcome.folder is not None, outcome.error
    for file in sorted(outcome.folder.iterdir()):
        text = said(file)
        stamped = [stamp for stamp in STAMPS if stamp in text]
        dated = [form for form in ("2024-02-07", "20240207") if form in text]
        assert bool(dated) is bool(approved), file.name
        assert bool(stamped) is (bool(approved) and file.suffix != ".json"), (file.name, stamped)
        assert "2024-01-01" not in text
        assert "1970" not in text or file.suffix == ".pdf"
        if file.suffix in {".docx", ".xlsx"}:
            with zipfile.ZipFile(file) as archive:
                assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
