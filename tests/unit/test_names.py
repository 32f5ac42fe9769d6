"""Names of output files and folders."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish.names import MAX_BYTES, UNNAMED, file_name, folder_name, safe_name


def test_folder_is_code_year_and_name() -> None:
    assert folder_name("106", 2024, "中共秦皇岛市海港区委办公室") == "106-2024-中共秦皇岛市海港区委办公室"


def test_folder_without_code_has_no_empty_part() -> None:
    assert folder_name("", 2024, "某局") == "2024-某局"


def test_file_keeps_chinese_punctuation() -> None:
    assert file_name("2024年部门预算（草案）“公开”", "docx") == "2024年部门预算（草案）“公开”.docx"


@pytest.mark.parametrize("extension", ["pdf", ".pdf"])
def test_extension_survives_a_long_title(extension: str) -> None:
    name = file_name("预算" * 100, extension)
    assert name.endswith(("预.pdf", "算.pdf"))
    assert MAX_BYTES - 3 <= len(name.encode()) <= MAX_BYTES


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a/b\\c", "a_b_c"),
        ('问<题>:"|?*', "问_题_"),
        (".hidden", "hidden"),
        ("name. . ", "name"),
        ("a\x00b\x1b\u202ec\u200b", "abc"),
        ("一\n二\t 三", "一 二 三"),
        ("cafe\u0301", "café"),
        ("e\u200b\u0301", "é"),
        ("\ud800", UNNAMED),
        ("", UNNAMED),
        (" .. ", UNNAMED),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com1 .x", "_com1 .x"),
        ("COM1上", "COM1上"),
        ("console", "console"),
    ],
)
def test_unsafe_parts_go(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text(st.characters(), max_size=300))
def test_any_text_gives_a_usable_name(text: str) -> None:
    name = safe_name(text)
    assert name
    assert len(name.encode()) <= MAX_BYTES
    assert name == unicodedata.normalize("NFC", name)
    assert not set(name) & set('/\\<>:"|?*\0')
    assert not name.startswith((".", " "))
    assert not name.endswith((".", " "))
    assert safe_name(name) == name
