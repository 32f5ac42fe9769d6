"""The catalogue of findings: complete, explained, fresh, and every code of it shown by some test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.catalog.findings import meanings
from generator.cli import main
from generator.publish.rulebook import FAMILIES, as_markdown, own_entries, rulebook

ROOT = Path(__file__).parents[2]
CODE = re.compile(r'"([A-Z]{2,6}-(?:[0-9]{2}|NC|RD|ERR))"')
ELSEWHERE = {"PACK", "TPL"}
"""Findings on packs, not on inputs; ``packs check`` explains them."""
UNSHOWN = {"DOC-01", "PAGE-01"}
"""Codes that no test names: a test sees them by their words."""


def sources(folder: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / folder).rglob("*.py")))


@pytest.mark.skipif(not (ROOT / "generator").is_dir(), reason="needs the checkout")
def test_every_code_in_the_source_is_in_the_catalogue() -> None:
    written = {code for code in CODE.findall(sources("generator")) if code.partition("-")[0] not in ELSEWHERE}
    assert written - rulebook().keys() - {"UTF-16"} == set()


def test_every_explained_code_is_given_by_some_stage() -> None:
    assert meanings().keys() <= own_entries().keys()


def test_every_entry_is_explained_in_full() -> None:
    for entry in rulebook().values():
        assert entry.family in FAMILIES, entry.code
        assert entry.title, entry.code
        assert entry.explanation, entry.code
        assert entry.remedy, entry.code
        assert entry.basis, entry.code


def test_every_entry_is_shown_by_some_test() -> None:
    own = Path(__file__).read_text(encoding="utf-8")
    texts = sources("tests").replace(own, "")
    names = re.findall(r'(\w+) = (?:Code\()?"([A-Z]+-[0-9A-Z]+)"', sources("generator"))
    constants = {code: name for name, code in names}
    unshown = {
        code for code in rulebook() if code not in texts and not re.search(rf"\b{constants.get(code, '§')}\b", texts)
    }
    assert unshown - UNSHOWN == set()


def test_the_page_of_rules_is_fresh() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert page == as_markdown(rulebook().values()), "budget-disclosure rules --format markdown > docs/rules.md"


def test_severities_of_packs_name_codes_there_are() -> None:
    from generator.packs.loader import list_manifests, load_pack

    known = rulebook().keys()
    for manifest, _ in list_manifests():
        if not manifest.abstract:
            assert load_pack(manifest.id).rules.severities.keys() <= known


def test_the_command_explains_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "sum-01"]) == 0
    text = capsys.readouterr().out
    assert "合计与各项之和不符" in text
    assert "依据" in text
    assert main(["rules"]) == 0
    assert "PERF-02" in capsys.readouterr().out
    assert main(["rules", "PERF-2"]) == 2
    assert "PERF-02" in capsys.readouterr().err
    assert main(["rules", "WAIVE-01", "--format", "json"]) == 0
