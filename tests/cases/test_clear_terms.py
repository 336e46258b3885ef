"""What is not clear in an item of an agreement is named: a court would not confirm it, and nobody could be held to it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.clarity import VAGUE, Promise, unclear, vague_words
from cases.enums import ObligationKind

CLEAR = Promise(ObligationKind.PAY, "货款", Decimal(5000), date(2026, 12, 31), "转账到甲方账户")
# Nothing in this alphabet makes one of the vague words.
plain = st.text(alphabet="修好排水沟归还农具拖拉机一二三〇abc，", max_size=40)


def test_who_pays_how_much_until_when_and_how_is_clear() -> None:
    assert list(unclear(CLEAR)) == []


@pytest.mark.parametrize(
    "promise, sentence",
    [
        (Promise(ObligationKind.PAY, "货款", None, CLEAR.due_on, "转账"), "付款没有写明金额。"),
        (Promise(ObligationKind.PAY, "", Decimal(1), None, "转账"), "没有写明什么时候履行。"),
        (
            Promise(ObligationKind.RETURN, "农具", None, CLEAR.due_on, " "),
            "没有写明怎样交付，例如转账到哪个账户、当场交付。",
        ),
        (Promise(ObligationKind.DO, " ", None, CLEAR.due_on, ""), "没有写明具体做什么。"),
    ],
)
def test_each_thing_that_is_missing_has_its_sentence(promise: Promise, sentence: str) -> None:
    assert list(unclear(promise)) == [sentence]


def test_what_is_left_undone_needs_no_day() -> None:
    assert list(unclear(Promise(ObligationKind.REFRAIN, "在院墙下堆放柴草"))) == []


@given(before=plain, word=st.sampled_from(VAGUE), after=plain)
def test_a_vague_word_is_named_wherever_it_stands(before: str, word: str, after: str) -> None:
    said = f"{before}{word}{after}"
    for promise in (
        Promise(CLEAR.kind, said, CLEAR.amount, CLEAR.due_on, CLEAR.manner),
        Promise(CLEAR.kind, CLEAR.text, CLEAR.amount, CLEAR.due_on, said),
    ):
        assert any(word in sentence for sentence in unclear(promise))


@given(text=plain, manner=plain.filter(str.strip), amount=st.decimals(1, 10**6, places=2), due=st.dates())
def test_an_item_that_says_everything_in_plain_words_is_never_doubted(
    text: str, manner: str, amount: Decimal, due: date
) -> None:
    assert list(unclear(Promise(ObligationKind.PAY, text, amount, due, manner))) == []


@given(text=st.text(max_size=60))
def test_words_are_found_once_and_really_stand_there(text: str) -> None:
    found = vague_words(text)
    assert len(found) == len(set(found))
    assert all(word in text for word in found)
