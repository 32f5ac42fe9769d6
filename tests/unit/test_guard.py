from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.domain.errors import DEBUG, PackError
from generator.domain.findings import Finding, Severity
from generator.domain.location import Location
from generator.reconcile import reconcile
from generator.reconcile.guard import guarded
from samples import NAMES, submission

PLACE = Location("预算.yaml", line=1)
GOOD = Finding("X-01", Severity.ERROR, "有错。")


def broken() -> Iterator[Finding]:
    yield GOOD
    raise ZeroDivisionError("division by zero")


def test_a_broken_rule_is_one_finding_and_keeps_what_it_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DEBUG, raising=False)
    first, second = guarded("某规则", PLACE, broken)
    assert first is GOOD
    assert (second.code, second.severity, second.locations) == ("RULE-ERR", Severity.ERROR, (PLACE,))
    assert "某规则" in second.message
    assert "ZeroDivisionError" in second.message
    assert "Traceback" not in second.message


def test_debugging_lets_it_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DEBUG, "1")
    with pytest.raises(ZeroDivisionError):
        guarded("某规则", PLACE, broken)


def test_errors_meant_for_the_user_pass() -> None:
    def wrong() -> list[Finding]:
        raise PackError("规则写错了。")

    with pytest.raises(PackError):
        guarded("某规则", PLACE, wrong)


@pytest.mark.parametrize("name", ["check_facts", "check_sums", "check_parts", "check_signs", "by_cause"])
def test_the_other_checks_go_on(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def fails(*_: object) -> list[Finding]:
        raise RuntimeError(name)

    monkeypatch.delenv(DEBUG, raising=False)
    monkeypatch.setattr(f"generator.reconcile.{name}", fails)
    found = reconcile(*submission(NAMES[1])).findings
    assert [finding.code for finding in found if finding.severity is Severity.ERROR] == ["RULE-ERR"]
    assert len(found) > 1
