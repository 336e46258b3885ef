"""Exact ratios, rounded once: the published figures of 2021 and the edges."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.kernel.rounding import Rounding, growth, percent, points, present

CUT, HALF_UP = Rounding.CUT, Rounding.HALF_UP


@pytest.mark.parametrize(
    ("value", "places", "cut", "half_up"),
    [
        (percent(5177, 5205), 2, "99.46", "99.46"),
        (growth(7895, 2863), 2, "175.75", "175.76"),
        (growth(5205, 3762), 2, "38.35", "38.36"),
        (growth(5177, 3759), 2, "37.72", "37.72"),
        (percent(5857, 11430), 0, "51", "51"),
        (Fraction(180_859_000, 10_000), 1, "18085.9", "18085.9"),
        (Decimal("0.005"), 2, "0.00", "0.01"),
        (Decimal("-0.005"), 2, "0.00", "-0.01"),
        (Decimal("-0.004"), 2, "0.00", "0.00"),
        (Fraction(2, 3), 0, "0", "1"),
        (7, 2, "7.00", "7.00"),
        (10**40 + 1, 1, f"{10**40 + 1}.0", f"{10**40 + 1}.0"),
    ],
)
def test_a_figure_is_cut_off_or_rounded(value, places, cut, half_up):
    assert str(present(value, places)) == cut
    assert str(present(value, places, HALF_UP)) == half_up


def test_the_rate_fell_by_less_than_half_a_point():
    fell = points(percent(5177, 5205), percent(3759, 3762))
    assert str(present(fell, 3)) == "-0.458"
    assert str(present(fell, 2)) == "-0.45"
    assert str(present(fell, 2, HALF_UP)) == "-0.46"


def test_the_difference_is_taken_before_rounding():
    assert Decimal("99.46") - Decimal("99.92") == Decimal("-0.46")
    assert present(points(percent(5177, 5205), percent(3759, 3762)), 2) == Decimal("-0.45")


def test_an_empty_denominator_gives_nothing():
    assert percent(3, 0) is None
    assert growth(3, 0) is None
    assert points(None, Fraction(1)) is None
    assert points(Fraction(1), None) is None
    assert present(None, 2) is None


def test_growth_from_a_negative_base_keeps_its_direction():
    assert growth(-5, -10) == 50


def test_a_float_is_refused():
    with pytest.raises(TypeError):
        present(0.1, 2)


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, places=5),
    st.integers(0, 4),
)
def test_rounding_agrees_with_decimal(value, places):
    step = Decimal(1).scaleb(-places)
    assert present(value, places, CUT) == value.quantize(step, ROUND_DOWN)
    assert present(value, places, HALF_UP) == value.quantize(step, ROUND_HALF_UP)


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**9), st.integers(0, 6))
def test_cutting_off_never_enlarges_and_loses_less_than_one_unit(numerator, denominator, places):
    exact = percent(numerator, denominator)
    lost = abs(exact) - abs(Fraction(present(exact, places)))
    assert 0 <= lost < Fraction(1, 10**places)
