"""Amounts: intervals, precision, and how figures are printed."""

from decimal import Decimal

import pytest

from generator.domain.amounts import NOTHING, Amount, Interval, Unit, total


def wan(text: str) -> Amount:
    return Amount.stated(Decimal(text), Unit.WAN)


def test_a_stated_amount_stands_for_half_a_display_unit_on_either_side() -> None:
    assert wan("12.36").interval == Interval(Decimal(123550), Decimal(123650))


def test_neighbouring_figures_are_different_amounts() -> None:
    assert not wan("12.36").agrees(wan("12.37"))
    assert wan("12.36").agrees(wan("12.36"))


def test_a_coarser_figure_agrees_with_every_finer_one_it_may_stand_for() -> None:
    yuan = Amount.stated(Decimal(123649), Unit.YUAN)
    assert yuan.agrees(wan("12.36"))
    assert not yuan.agrees(wan("12.37"))


def test_fewer_decimals_than_the_form_prints_are_trailing_zeros() -> None:
    assert wan("284.6").step == wan("284.60").step
    assert wan("0").interval == wan("0.00").interval


def test_more_decimals_are_more_precise() -> None:
    assert wan("1.2345").step == Decimal(1)


def test_sums_add_up_as_intervals() -> None:
    three_parts = total([wan("0.33"), wan("0.33"), wan("0.33")])
    assert three_parts.agrees(wan("1.00"))
    assert not three_parts.agrees(wan("1.02"))
    assert total([]).is_zero


def test_the_same_figure_at_the_same_precision_must_be_identical() -> None:
    assert not wan("12.36").same_figure(wan("12.37"))
    assert NOTHING.same_figure(wan("0.00"))


@pytest.mark.parametrize(
    ("typed", "printed"), [("30.00", "30.00"), ("0", "0"), ("284.6", "284.6"), ("12.345", "12.35"), ("-0.00", "0.00")]
)
def test_stated_amounts_print_as_typed_within_the_decimals_of_the_form(typed: str, printed: str) -> None:
    assert wan(typed).text_as_stated(Unit.WAN, 2) == printed


def test_another_unit_prints_with_the_decimals_of_the_form() -> None:
    assert wan("12.36").text_as_stated(Unit.YUAN, 2) == "123600.00"
    assert Amount.stated(Decimal("123649.5"), Unit.YUAN).text(Unit.WAN, 2) == "12.36"


def test_halves_round_away_from_zero() -> None:
    assert Amount(Decimal(50)).text(Unit.WAN, 2) == "0.01"
    assert Amount(Decimal(-50)).text(Unit.WAN, 2) == "-0.01"


def test_a_unit_is_never_guessed() -> None:
    with pytest.raises(KeyError):
        Unit.named("千元")
