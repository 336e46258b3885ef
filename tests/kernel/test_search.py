"""Tokens, the refusal of one character, and the order of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.kernel.errors import DomainError
from mediation.kernel.search import QueryTooShort, matching, normalise, pinyin_key, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张三", ["张三"]),
        ("玛纳斯县", ["斯县", "玛纳", "纳斯"]),
        ("张", ["张"]),
        ("", []),
        (" \u3000 ", []),
        ("张张张张", ["张张"]),
        ("ＡＢＣ１", ["ab", "bc", "c1"]),
        ("甲 \n\u3000乙", [" 乙", "甲 "]),
        ("a\x00b", ["ab"]),
    ],
)
def test_tokens_are_the_sorted_distinct_pairs(text, expected):
    assert tokens(text) == expected


@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    assert tokens(normalise(text)) == tokens(text)


@given(st.text("张王李三四五昌吉纠纷 ab１", max_size=30), st.data())
def test_a_text_holds_the_tokens_of_every_part_of_it(text, data):
    plain = normalise(text)
    start = data.draw(st.integers(0, len(plain)))
    part = plain[start : data.draw(st.integers(start, len(plain)))]
    if len(part) >= 2 and part == normalise(part):
        assert set(tokens(part)) <= set(tokens(text))


@pytest.mark.parametrize("query", ["", "张", " 张 ", "\u3000", "\x00张"])
def test_a_query_of_one_character_is_refused_with_a_sentence(query):
    with pytest.raises(QueryTooShort) as refusal:
        matching("name", query)
    assert isinstance(refusal.value, ValueError)
    assert isinstance(refusal.value, DomainError)
    assert refusal.value.message == "请至少输入两个字再查找。"
    assert refusal.value.errors == {"q": ["请至少输入两个字再查找。"]}


@pytest.mark.parametrize(
    ("name", "sort_key", "initials"),
    [
        ("张三", "zhang1 san1", "zs"),
        ("吐尔逊·艾力", "tu3 er3 xun4 ai4 li4", "texal"),
        ("Ａ01室", "a01 shi4", "as"),
        ("", "", ""),
    ],
)
def test_names_are_sorted_by_their_sound(name, sort_key, initials):
    assert pinyin_key(name) == (sort_key, initials)


def test_a_surname_is_read_as_a_surname():
    assert pinyin_key("单某", person=True).initials == "sm"
    assert pinyin_key("万俟某", person=True).sort_key == "mo4 qi2 mou3"
    assert pinyin_key("单位", person=False).initials == "dw"


def test_the_order_is_that_of_a_chinese_dictionary():
    assert sorted(["张三", "李四", "阿里", "王五"], key=pinyin_key) == ["阿里", "李四", "王五", "张三"]
