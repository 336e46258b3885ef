"""What a linked list shows of names, telephones and identity numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.kernel.masking import mask_identity, mask_name, mask_phone


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张某某", "张**"),
        ("张三", "张*"),
        (" 张三 ", "张*"),
        ("欧阳某某", "欧**"),
        ("吐尔逊·艾力", "吐**"),
        ("张", "*"),
        ("", ""),
    ],
)
def test_a_name_shows_its_first_character(name, shown):
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13800005678", "138****5678"),
        ("+86 138-0000-5678", "138****5678"),
        ("0994-0000012", "****12"),
        ("110", "****"),
        ("无", ""),
        ("", ""),
    ],
)
def test_a_telephone_shows_too_little_to_call(phone, shown):
    assert mask_phone(phone) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("11010519491231002x", "**************002X"),
        ("002X", "**************002X"),
        ("12", "******************"),
        ("", ""),
    ],
)
def test_an_identity_number_shows_its_last_four(number, shown):
    assert mask_identity(number) == shown


@given(st.text(min_size=2).map(str.strip).filter(lambda name: len(name) > 1))
def test_a_mask_never_holds_more_than_the_first_character(name):
    assert mask_name(name)[1:].strip("*") == ""
    assert len(mask_name(name)) <= 3
