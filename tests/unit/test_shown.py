"""Values as people are shown them: nothing hidden, one line, of bounded length."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.errors import InputError
from generator.domain.location import Location
from generator.domain.shown import MESSAGE, VALUE, shown, shown_lines

UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
ANY = st.text(st.characters(codec=None), max_size=2 * VALUE)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("预算 2024　（部门）", "预算 2024　（部门）"),
        ("a\x1b[31mb", "a␛[31mb"),
        ("一\n二\t三\x7f", "一␊二␉三␡"),
        ("收入\u202e入收", "收入\\u202e入收"),
        ("\u200b\ufeff\u2028\x85", "\\u200b\\ufeff\\u2028\\u0085"),
        ("名\udcff", "名\\xff"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_what_is_unseen_becomes_visible(text: str, seen: str) -> None:
    assert shown(text) == seen


@given(ANY)
def test_nothing_unseen_is_left_and_nothing_is_long(text: str) -> None:
    seen = shown(text)
    assert not {unicodedata.category(character) for character in seen} & UNSEEN
    assert len(seen) <= VALUE
    assert shown(seen) == seen
    assert seen.encode().decode() == seen


def test_both_ends_of_a_long_value_stay() -> None:
    seen = shown("甲" * 50_000 + "预算.xlsx")
    assert len(seen) == VALUE
    assert seen.startswith("甲甲")
    assert seen.endswith("预算.xlsx")


def test_lines_stay_lines_where_they_are_ours() -> None:
    assert shown_lines("一\n二\x1b") == "一\n二␛"


def test_an_error_shows_its_message_and_place() -> None:
    place = Location("预算\x1b.xlsx", sheet="表\u202e" + "长" * 1000, cell="C5")
    text = str(InputError("值“\x9b" + "x" * 100_000 + "”不对。", place, "请改正。"))
    assert len(text) <= MESSAGE
    assert "␛" in text
    assert "\\u202e" in text
    assert text.endswith("请改正。")
