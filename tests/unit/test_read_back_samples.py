"""Every file of every sample, read back: it says what was approved."""

from __future__ import annotations

import pytest

from finished import STRANGER, finished
from samples import CLEAN, DRAFTS

pytestmark = pytest.mark.pdf
KINDS = ("docx", "pdf", "xlsx", "html", "json")


@pytest.mark.slow
@pytest.mark.parametrize("name", [*CLEAN, *DRAFTS, STRANGER])
def test_all_files_of_a_sample_say_what_was_approved(name: str) -> None:
    audits = finished(name).audit()
    assert tuple(audits) == KINDS
    assert [
        (kind, [str(each) for each in audit.differences]) for kind, audit in audits.items() if audit.differences
    ] == []
    assert all(audit.figures > 100 for audit in audits.values())
    assert all(audits[kind].letters > 1500 for kind in KINDS[:-1])


@pytest.mark.parametrize("kind", KINDS)
def test_one_format_alone_is_read_alone(kind: str) -> None:
    given = finished(STRANGER)
    (audit,) = given.audit(**{kind: given.files[kind]}).values()
    assert (audit.kind, audit.differences) == (kind, ())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cut", [0, 1, 300, -300])
def test_a_damaged_file_is_a_difference(kind: str, cut: int) -> None:
    given = finished(STRANGER)
    assert given.differences(kind, given.files[kind][:cut])


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_another_kind_of_file_is_a_difference(kind: str) -> None:
    given = finished(STRANGER)
    assert given.differences(kind, given.files["html"])


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_of_another_document_is_a_difference(kind: str) -> None:
    assert finished(STRANGER).differences(kind, finished(CLEAN[-1]).files[kind])


def test_a_format_nobody_can_read_is_a_difference() -> None:
    assert finished(STRANGER).differences("odt", b"")
