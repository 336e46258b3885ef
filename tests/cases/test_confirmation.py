"""Judicial confirmation: written agreements, jointly, within thirty days."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine

from cases.enums import ConfirmationResult
from cases.models import Case, Confirmation
from tests.cases.conftest import ago, day
from tests.doors import Api, Page
from tests.world import World


@pytest.fixture
def joint(world: World) -> dict:
    return {"court": str(world.court.uuid), "joint": True}


def test_both_parties_apply_and_the_ruling_is_recorded(
    door: Page | Api, effective: Callable[..., Case], joint: dict
) -> None:
    case = effective()
    assert door.step("village_mediator", case, "apply_for_confirmation", **joint, applied_for_on=ago(3)).done
    early = door.step(
        "village_mediator",
        case,
        "record_ruling",
        result="confirmed",
        ruling_no="（2026）示1号",
        ruled_on=ago(4),
    )
    assert early.errors == {"ruled_on": [f"这个日期不能早于申请司法确认日期 {ago(3)}。"]}
    assert door.step(
        "village_mediator",
        case,
        "record_ruling",
        result="confirmed",
        ruling_no="（2026）示1号",
        ruled_on=ago(1),
    ).done
    confirmation = Confirmation.objects.get(agreement__case=case)
    assert (confirmation.result, confirmation.ruled_on) == (ConfirmationResult.CONFIRMED, day(1))


def test_one_party_alone_cannot_apply(door: Page | Api, effective: Callable[..., Case], joint: dict) -> None:
    answer = door.step("village_mediator", effective(), "apply_for_confirmation", court=joint["court"])
    assert answer.errors == {"joint": ["司法确认要由双方当事人共同申请。"]}


def test_an_oral_agreement_is_not_confirmed(
    door: Page | Api, mediating: Callable[..., Case], take: Callable[..., Case], joint: dict
) -> None:
    case = take(mediating(), "agree_orally", by="village_mediator", content="和好。", agreed_on=ago(3))
    answer = door.step("village_mediator", case, "apply_for_confirmation", **joint)
    assert (answer.status, answer.reason) == (409, "书面协议才能申请司法确认。")


def test_it_is_asked_for_once(door: Page | Api, effective: Callable[..., Case], joint: dict) -> None:
    case = effective()
    door.step("village_mediator", case, "apply_for_confirmation", **joint)
    answer = door.step("village_mediator", case, "apply_for_confirmation", **joint)
    assert (answer.status, answer.reason) == (409, "已经申请过司法确认。")


def test_a_refusal_names_its_reason(door: Page | Api, effective: Callable[..., Case], joint: dict) -> None:
    case = effective()
    door.step("village_mediator", case, "apply_for_confirmation", **joint)
    assert list(door.step("village_mediator", case, "record_ruling", result="refused").errors) == [
        "refusal_reason"
    ]


@pytest.mark.parametrize("late, allowed", [(30, True), (31, True), (32, True), (33, False)])
def test_the_thirty_days_end_on_the_next_working_day(
    door: Page | Api, effective: Callable[..., Case], joint: dict, late: int, allowed: bool
) -> None:
    # Thirty days after 16 April 2026 is a Saturday, so the term ends on Monday 18 May (民法典 203).
    bound = date(2026, 4, 16)
    with time_machine.travel(bound + timedelta(days=4), tick=False):
        case = effective()
    assert case.effective_on == bound
    with time_machine.travel(bound + timedelta(days=late), tick=False):
        answer = door.step("village_mediator", case, "apply_for_confirmation", **joint)
    assert answer.done is allowed
