"""Numbers as prose prints them: each printed form is read back as the number it was."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.workbench import numerals, quantities
from reports.workbench.quantities import Bound, Sort
from reports.workbench.text import make_even

WIDE = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
numbers = st.integers(1, 99_999_999)


@given(st.integers(0, 10**12 - 1))
def test_a_numeral_is_read_as_it_was_written(number: int) -> None:
    assert numerals.read(numerals.write(number)) == number


@given(numbers, st.sampled_from([str, "{:,}".format, lambda n: f"{n:,}".replace(",", " ")]))
def test_a_number_is_found_in_each_printed_form(number: int, print_as) -> None:
    even = make_even(f"受理案件{print_as(number)}件").even
    found = quantities.match_at(even, 4)
    assert found is not None
    assert (found.value, found.sort) == (number, Sort.CASES)


@given(numbers)
def test_full_width_digits_are_digits(number: int) -> None:
    even = make_even(f"受理案件{f'{number:,}'.translate(WIDE)}件").even
    found = quantities.match_at(even, 4)
    assert found is not None
    assert found.value == number


@given(st.integers(1, 9999), st.integers(0, 3))
def test_amounts_keep_their_places(number: int, places: int) -> None:
    printed = Decimal(number).scaleb(-places)
    found = quantities.match_at(f"{printed:f}万元", 0)
    assert found is not None
    assert (found.value, found.places, found.scale) == (printed * 10_000, places, 10_000)


@pytest.mark.parametrize(
    ("printed", "value", "sort", "bound"),
    [
        ("5205件", 5205, Sort.CASES, Bound.EXACT),
        ("1.8万件", 18_000, Sort.CASES, Bound.EXACT),
        ("1.8亿元", 180_000_000, Sort.MONEY, Bound.EXACT),
        ("500余件", 500, Sort.CASES, Bound.OVER),
        ("近千个", 1000, Sort.BODIES, Bound.UNDER),
        ("十余名", 10, Sort.PEOPLE, Bound.OVER),
        ("100多人次", 100, Sort.PERSON_TIMES, Bound.OVER),
        ("6万余元", 60_000, Sort.MONEY, Bound.OVER),
        ("不足300件", 300, Sort.CASES, Bound.UNDER),
        ("约200起", 200, Sort.CASES, Bound.ABOUT),
        ("500件以上", 500, Sort.CASES, Bound.OVER),
        ("过亿元", 100_000_000, Sort.MONEY, Bound.OVER),
        ("3至5名", 3, Sort.PEOPLE, Bound.RANGE),
        ("99.46%", Decimal("99.46"), Sort.PERCENT, Bound.EXACT),
        ("百分之九十九点四六", Decimal("99.46"), Sort.PERCENT, Bound.EXACT),
        ("近四成", 40, Sort.PERCENT, Bound.UNDER),
        ("0.45个百分点", Decimal("0.45"), Sort.POINTS, Bound.EXACT),
        ("三千四百二十五名", 3425, Sort.PEOPLE, Bound.EXACT),
        ("两千家", 2000, Sort.BODIES, Bound.EXACT),
        ("1.5倍", Decimal("1.5"), Sort.MULTIPLE, Bound.EXACT),
    ],
)
def test_what_a_number_says_of_itself(printed: str, value: object, sort: Sort, bound: Bound) -> None:
    found = quantities.match_at(printed, 0)
    assert found is not None
    assert (found.value, found.sort, found.bound, found.end) == (value, sort, bound, len(printed))
