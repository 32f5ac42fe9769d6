"""From cells to Decimals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers.number_formats import is_date, shown_decimals, unit_in
from generator.readers.numbers import Value, read_number, shown


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1295.65", "1295.65"),
        ("30.00", "30.00"),
        ("0", "0"),
        ("1,295.65", "1295.65"),
        ("1，295.65", "1295.65"),
        ("１２９５．６５", "1295.65"),
        ("－12.5", "-12.5"),
        ("−12.5", "-12.5"),
        ("(1.20)", "-1.20"),
        ("（1.20）", "-1.20"),
        ("（0.00）", "0.00"),
        (" 1 295.65\u3000", "1295.65"),
        ("\u20281,000\xa0", "1000"),
        ("+3", "3"),
        (".5", "0.5"),
        ("5.", "5"),
        ("12,345,678.9", "12345678.9"),
    ],
)
def test_numbers_keep_the_decimals_they_were_typed_with(text: str, number: str) -> None:
    reading = read_number(text)
    assert str(reading.number) == number
    assert not reading.problem


@pytest.mark.parametrize("text", ["", " ", "-", "—", "——", "－", "–", "/", "／", "…", "……", "\u3000", None])
def test_signs_for_nothing_are_blank(text: str | None) -> None:
    assert read_number(text).blank


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("12%", "百分比"),
        ("1,29", "逗号"),
        ("12,95.65", "逗号"),
        ("12万元", "单位"),
        ("￥12", "不是数字"),
        ("约12", "不是数字"),
        ("1.2.3", "不是数字"),
        ("1e5", "不是数字"),
        ("①", "不是数字"),
        ("٣", "不是数字"),
        ("(-3)", "不是数字"),
        ("#REF!", "公式错误"),
        ("9" * 30, "过大"),
        (True, "逻辑值"),
        (date(2024, 1, 1), "日期"),
        (Decimal("1E+300"), "过大"),
        (Decimal("NaN"), "过大"),
    ],
)
def test_what_is_no_amount_says_why(value: Value, why: str) -> None:
    reading = read_number(value)
    assert reading.number is None
    assert why in reading.problem


@pytest.mark.parametrize(
    ("raw", "number_format", "number"),
    [
        ("124599.99999999999", "", "124600"),
        ("1295.6500000000001", "General", "1295.65"),
        ("30", "0.00", "30.00"),
        ("30", "#,##0.00_ ", "30.00"),
        ("30", "General", "30"),
        ("12.345", "0.00", "12.345"),
        ("5.5511151231257827E-17", "0.00", "0.00"),
        ("1E3", "", "1000"),
        ("-0.5", "0.00;[Red]-0.00", "-0.50"),
        ("1E-999999", "", "0"),
    ],
)
def test_excel_numbers_lose_their_noise_and_keep_shown_decimals(raw: str, number_format: str, number: str) -> None:
    assert str(read_number(Decimal(raw), number_format).number) == number


def test_a_percentage_is_no_amount_but_reads_as_words() -> None:
    assert read_number(Decimal("0.5"), "0%").problem
    assert shown(Decimal("0.5"), "0%") == "50%"
    assert shown(Decimal("0.985"), "0.0%") == "98.5%"


def test_codes_typed_as_numbers_read_as_words() -> None:
    assert shown(Decimal(2013101)) == "2013101"
    assert shown(Decimal(2), "00") == "02"
    assert shown(date(2024, 2, 6)) == "2024-02-06"


def test_what_formats_tell() -> None:
    assert shown_decimals('#,##0.000"元"') == 3
    assert shown_decimals("0.00E+00") == 0
    assert is_date("yyyy/m/d")
    assert not is_date("0.00")
    assert not is_date('0.00"年"')
    assert unit_in('0.00"万元"') == "万元"
    assert unit_in('0!.0,"万元"') is None


@given(st.text())
def test_any_text_is_a_number_or_blank_or_has_a_reason(text: str) -> None:
    reading = read_number(text)
    assert (reading.number is not None) + reading.blank + bool(reading.problem) == 1


@given(st.decimals(allow_nan=True, allow_infinity=True), st.text(max_size=12))
def test_any_excel_number_is_read_or_refused(number: Decimal, number_format: str) -> None:
    reading = read_number(number, number_format)
    assert reading.number is None or reading.number.is_finite()
    assert isinstance(shown(number, number_format), str)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_amounts_survive_being_typed(number: Decimal) -> None:
    assert read_number(f"{number:,}").number == number
