"""What a build leaves behind."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from generator.packs.titles import fill, title_names
from generator.publish.pipeline import Outcome, Request, build
from generator.readers import read
from generator.reconcile import reconcile
from samples import DRAFTS, INPUTS, NAMES, SAMPLES, disclosure, output_file, record, submission

pytestmark = pytest.mark.pdf


@pytest.mark.parametrize("name", SAMPLES)
def test_folder_and_file_names(built: dict[str, Outcome], name: str) -> None:
    given, pack = submission(name)
    folder = built[name].folder
    assert folder is not None
    assert folder.name == f"{given.entity.code}-{given.year}-{given.entity.name}"
    title = fill(pack.manifest.document_title, title_names(given.entity, given.year))
    expected = {f"{title}.{ending}" for ending in ("docx", "pdf", "xlsx", "html", "json")}
    assert folder.parent.name == "公开"
    assert {path.name for path in folder.iterdir()} == expected
    assert built[name].record == folder.parents[1] / "内部" / folder.name


@pytest.mark.parametrize("name", SAMPLES)
def test_the_manifest_tells_inputs_outputs_and_findings(built: dict[str, Outcome], name: str) -> None:
    folder = built[name].folder
    assert folder is not None
    manifest, findings = record(built[name], "manifest.json"), record(built[name], "findings.json")
    source = (INPUTS / f"{name}.yaml").read_bytes()
    assert manifest["inputs"][0]["sha256"] == hashlib.sha256(source).hexdigest()
    for output in manifest["outputs"]:
        assert hashlib.sha256((folder / output["name"]).read_bytes()).hexdigest() == output["sha256"]
    assert manifest["pack"]["id"] == submission(name)[0].pack
    assert manifest["draft"] is (name in DRAFTS)
    assert findings["findings"] == [finding.as_dict() for finding in built[name].findings]
    compared = findings["compared"]
    assert compared.items() >= disclosure(name).compared.items()
    assert compared.keys() - disclosure(name).compared.keys() == {"PUB-02", "PUB-04", "PUB-06"}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_record_tells_where_every_figure_is_from(built: dict[str, Outcome], name: str) -> None:
    facts = record(built[name], "provenance.json")["facts"]
    assert len(facts) == len(disclosure(name).facts)
    stated = [fact for fact in facts if fact["status"] == "stated"]
    assert stated
    assert all(fact["sources"][0]["file"] == f"{name}.yaml" and fact["sources"][0]["line"] for fact in stated)
    assert all(fact["sources"] or fact["basis"] or fact["amount"] == "0" for fact in facts)


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(built: dict[str, Outcome], tmp_path: Path) -> None:
    name = NAMES[0]
    command = [sys.executable, "-m", "generator", "build", str(INPUTS / f"{name}.yaml"), "-o", str(tmp_path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    folder = built[name].folder
    assert folder is not None
    trees = [(folder.parents[1] / tree / folder.name, tmp_path / tree / folder.name) for tree in ("公开", "内部")]
    first = {path.name: path.read_bytes() for one, _ in trees for path in one.iterdir()}
    second = {path.name: path.read_bytes() for _, other in trees for path in other.iterdir()}
    assert first.keys() == second.keys()
    assert len(first) == 5 + 4
    assert [key for key in first if first[key] != second[key]] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_yaml_and_workbook_are_the_same_input(name: str) -> None:
    from_yaml, from_xlsx = (reconcile(*submission(name, kind)) for kind in ("yaml", "xlsx"))
    amounts = [
        {at: (fact.amount, fact.derived, fact.blank) for at, fact in found.facts.items()}
        for found in (from_yaml, from_xlsx)
    ]
    assert amounts[0] == amounts[1]
    assert len(amounts[0]) > (100 if name in DRAFTS else 1000)
    names = [
        [(p.code, p.name, p.purpose, p.goals, [i.value for i in p.indicators]) for p in s.records.projects]
        for s in (from_yaml.submission, from_xlsx.submission)
    ]
    assert names[0] == names[1]
    texts = [
        {key: [p.text for p in found] for key, found in s.records.texts.items()}
        for s in (from_yaml.submission, from_xlsx.submission)
    ]
    assert texts[0] == texts[1]


@pytest.mark.parametrize("name", NAMES)
def test_the_published_workbook_can_be_read_again(built: dict[str, Outcome], name: str) -> None:
    again = reconcile(*read(output_file(built[name], "xlsx")))
    first = reconcile(*submission(name))
    assert again.errors == ()
    printed = [at for form in first.submission.forms.values() for at in (s.at for s in form.statements)]
    assert {at: again.facts[at].amount.value for at in printed} == {at: first.facts[at].amount.value for at in printed}


def test_a_whole_build_derives_and_prints_what_was_withheld(tmp_path: Path) -> None:
    """Forms 01, 04 and 05 left out of the input stand in the document all the same."""
    text = (INPUTS / f"{NAMES[0]}.yaml").read_text(encoding="utf-8")
    start = text.index("  income_expenditure_summary:")
    end = text.index("  # ", start)
    source = tmp_path / "预算.yaml"
    source.write_text(text[:start] + text[end:], encoding="utf-8")
    outcome = build(source, Request(tmp_path / "out"))
    assert outcome.exit_code == 0
    assert [f.code for f in outcome.findings if f.code.startswith("FORM")] == ["FORM-02"]
    html = output_file(outcome, "html").read_text(encoding="utf-8")
    assert html.count("1295.65") >= html.count("收入总计") > 0


@pytest.mark.parametrize("name", DRAFTS)
def test_a_sample_without_its_tables_is_refused_and_names_them(name: str, tmp_path: Path) -> None:
    outcome = build(INPUTS / f"{name}.yaml", Request(tmp_path))
    assert (outcome.exit_code, outcome.folder) == (1, None)
    missing = [finding.message for finding in outcome.findings if finding.code == "FORM-01"]
    given, pack = submission(name)
    titles = [
        fill(pack.forms[form].title, title_names(given.entity, given.year)) for form in pack.outline.parts[0].forms
    ]
    assert [title for title in titles if not any(f"《{title}》" in message for message in missing)] == []


def test_no_page_is_laid_out_where_none_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.writers.pdf.write_pdf", lambda *_, **__: pytest.fail("the PDF was drawn"))
    outcome = build(INPUTS / f"{NAMES[0]}.yaml", Request(tmp_path, formats=("json", "xlsx", "html")))
    assert (outcome.exit_code, outcome.pages) == (0, None)
