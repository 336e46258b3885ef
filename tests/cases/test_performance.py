"""Performance item by item: the whole, a part, or person by person; nothing is left when all of it is done."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from cases.enums import CaseStatus
from cases.forms import SIGNED
from cases.models import Case, Performance, Urging
from tests.cases.conftest import ago, day
from tests.doors import Api, Page

ITEMS = [
    {"kind": "pay", "text": "修缮费", "amount": "1000", "due_on": "2030-12-31", "manner": "转账"},
    {"kind": "do", "text": "修好排水沟", "due_on": "2030-11-30"},
]


@pytest.fixture
def bound(mediating: Callable[..., Case], take: Callable[..., Case]) -> Callable[..., Case]:
    """A written agreement of two items that binds since four days ago."""

    def agree(items: list[dict[str, Any]] = ITEMS, who: str = "village_mediator", **more: Any) -> Case:
        case = take(mediating(who), "agree_in_writing", by=who, obligations=items, agreed_on=ago(5), **more)
        return take(case, "take_effect", by=who, **SIGNED, effective_on=ago(4))

    return agree


def test_when_every_item_is_done_the_case_knows_its_last_day(
    door: Page | Api, bound: Callable[..., Case]
) -> None:
    case = bound()
    done = {"whole": True, "performed_on": ago(2)}
    assert door.step("village_mediator", case, "record_performance", obligation=1, **done).done
    case.refresh_from_db()
    assert (case.status, case.performed_on) == (CaseStatus.EFFECTIVE, None)
    done["performed_on"] = ago(3)
    assert door.step("village_mediator", case, "record_performance", obligation=2, **done).done
    case.refresh_from_db()
    assert case.performed_on == day(2)
    answer = door.step("village_mediator", case, "record_performance", whole=True)
    assert (answer.status, answer.reason) == (409, "各条都已经履行完毕，可以结案。")
    assert door.step("village_mediator", case, "close", closed_on=ago(1)).done
    case.refresh_from_db()
    assert (case.status, case.performed_on) == (CaseStatus.CLOSED, day(2))


def test_a_payment_is_made_in_parts_and_never_more_than_was_owed(
    door: Page | Api, bound: Callable[..., Case]
) -> None:
    case = bound()
    for amount in ("300", "200.50"):
        assert door.step("village_mediator", case, "record_performance", amount=amount).done
    too_much = door.step("village_mediator", case, "record_performance", amount="500")
    assert too_much.errors == {"amount": ["这一条还剩 499.50 元没有履行，请核对。"]}
    assert door.step("village_mediator", case, "record_performance", amount="499.50").done
    paid = Performance.objects.filter(obligation__agreement__case=case)
    assert sum(act.amount or 0 for act in paid) == 1000
    assert case.agreements.get().obligations.get(position=1).performed_on == day(0)


def test_what_is_no_payment_has_no_amount(door: Page | Api, bound: Callable[..., Case]) -> None:
    answer = door.step("village_mediator", bound(), "record_performance", obligation=2, amount="5")
    assert answer.errors == {"amount": ["这一条不是付款，没有金额；履行完了请勾选“全部履行了”。"]}


def test_one_of_three_ways_is_chosen(door: Page | Api, bound: Callable[..., Case]) -> None:
    case = bound()
    for said in ({}, {"whole": True, "amount": "5"}):
        answer = door.step("village_mediator", case, "record_performance", **said)
        assert list(answer.errors) == ["whole"]


def test_performance_does_not_precede_the_agreement(door: Page | Api, bound: Callable[..., Case]) -> None:
    answer = door.step("village_mediator", bound(), "record_performance", whole=True, performed_on=ago(9))
    assert list(answer.errors) == ["performed_on"]


def test_a_small_case_is_still_closed_in_one_step(door: Page | Api, bound: Callable[..., Case]) -> None:
    case = bound()
    door.step("village_mediator", case, "record_performance", amount="300", performed_on=ago(3))
    assert door.step("village_mediator", case, "close", performed_on=ago(2)).done
    assert {o.performed_on for o in case.agreements.get().obligations.all()} == {day(2)}


def test_urging_is_recorded_for_an_item_or_for_the_whole(
    door: Page | Api, bound: Callable[..., Case]
) -> None:
    case = bound()
    assert door.step("village_mediator", case, "urge", obligation=2, way="visit", note="答应本周修").done
    assert door.step("village_mediator", case, "urge").done
    assert [(u.obligation and u.obligation.position, u.way) for u in Urging.objects.order_by("id")] == [
        (2, "visit"),
        (None, "phone"),
    ]


def test_an_amount_is_a_decimal_of_yuan(door: Page | Api, bound: Callable[..., Case]) -> None:
    case = bound()
    door.step("village_mediator", case, "record_performance", amount="0.01")
    assert Performance.objects.get().amount == Decimal("0.01")
