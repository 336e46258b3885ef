"""Amounts as people type them, and 万元 for the page."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.kernel.money import LARGEST, NotAnAmount, parse_yuan, to_wan
from mediation.kernel.rounding import present


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("0", "0.00"),
        ("1,234.5", "1234.50"),
        ("１，２３４．５０", "1234.50"),
        (" 60 000 元", "60000.00"),
        ("￥300", "300.00"),
        ("300元整", "300.00"),
        ("6万", "60000.00"),
        ("18085.9万元", "180859000.00"),
        ("1.5亿", "150000000.00"),
        ("0.000001万", "0.01"),
        ("12.", "12.00"),
        ("999999999999.99", "999999999999.99"),
    ],
)
def test_an_amount_is_understood(text, yuan):
    assert str(parse_yuan(text)) == yuan


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "请填写金额"),
        ("　", "请填写金额"),
        ("-5", "负数"),
        ("六万", "用数字"),
        ("12,34", "用数字"),
        ("1e9", "用数字"),
        ("NaN", "用数字"),
        ("٣٠٠", "用数字"),
        ("5万5", "用数字"),
        ("0.001", "精确到分"),
        ("1000000000000", "太大"),
        ("9" * 29, "用数字"),
        ("0.01" + "0" * 30 + "1", "用数字"),
    ],
)
def test_anything_else_is_refused_with_its_reason(text, reason):
    with pytest.raises(NotAnAmount) as refusal:
        parse_yuan(text)
    assert reason in refusal.value.message


@given(st.decimals(min_value=0, max_value=LARGEST, places=2))
def test_what_is_shown_can_be_typed_back(yuan):
    assert parse_yuan(f"{yuan:,.2f}") == yuan
    assert parse_yuan(f"{to_wan(yuan):f}万元") == yuan


def test_ten_thousands_are_exact():
    assert to_wan(Decimal("180859000.00")) == Decimal("18085.9")
    assert str(present(to_wan(Decimal("180859000.00")), 1)) == "18085.9"
