"""Judicial confirmation: written agreements, jointly, within thirty days."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from cases.courts import apply_until, right_courts
from cases.enums import ConfirmationResult, Exclusion
from cases.models import Case, Confirmation
from tests.cases.conftest import ago, day
from tests.doors import Api, Page
from tests.referrals.letters import place, send
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
    refused = {"result": "refused", "ruled_on": ago(0)}
    unnamed = door.step("village_mediator", case, "record_ruling", **refused)
    assert unnamed.errors == {"refusal_ground": ["请选择驳回的情形（法释〔2011〕5号第七条）。"]}
    other = door.step("village_mediator", case, "record_ruling", **refused, refusal_ground="other")
    assert other.errors == {"refusal_reason": ["请填写驳回理由。"]}
    assert door.step("village_mediator", case, "record_ruling", **refused, refusal_ground="unclear").done
    assert Confirmation.objects.get().refusal_ground == "unclear"


def test_the_court_of_the_county_is_suggested_and_another_one_needs_a_reason(
    door: Page | Api, effective: Callable[..., Case], world: World, as_user: Callable[[str], Client]
) -> None:
    case = effective()
    page = as_user("village_mediator").get(f"/cases/{case.uuid}/steps/apply_for_confirmation/")
    assert page.context["form"]["court"].value() == world.court.uuid
    elsewhere = {"court": str(world.other_court.uuid), "joint": True}
    answer = door.step("village_mediator", case, "apply_for_confirmation", **elsewhere)
    assert answer.errors == {
        "court": [
            "调解组织所在地的基层法院可以管辖（民事诉讼法第二百零五条第二项）。选别的法院的，请写明理由。"
        ]
    }
    reason = {"court_reason": "标的物在昌吉市"}
    assert door.step("village_mediator", case, "apply_for_confirmation", **elsewhere, **reason).done


def test_a_court_that_invited_the_mediation_confirms_it_itself(world: World) -> None:
    case = place(
        world,
        send(world, "other_court_liaison", receiver=str(world.other_guidance.uuid)),
        world.other_township,
        who="other_coordinator",
    )
    found, reason = right_courts(case)
    assert found == [world.other_court]
    assert "邀请调解" in reason


@pytest.mark.parametrize("exclusion", Exclusion.values)
def test_what_no_court_confirms_is_refused(
    door: Page | Api, effective: Callable[..., Case], joint: dict, exclusion: str
) -> None:
    answer = door.step(
        "village_mediator", effective(), "apply_for_confirmation", **joint, excluded=[exclusion]
    )
    assert answer.errors == {
        "excluded": ["有这些情形的，法院不受理司法确认的申请（民诉法解释第三百五十五条）。"]
    }


def test_a_ruling_has_a_number_as_courts_write_it(
    door: Page | Api, effective: Callable[..., Case], joint: dict
) -> None:
    case = effective()
    door.step("village_mediator", case, "apply_for_confirmation", **joint)
    answer = door.step("village_mediator", case, "record_ruling", result="confirmed", ruling_no="一号")
    assert list(answer.errors) == ["ruling_no"]


def test_the_desk_shows_what_can_still_be_confirmed_and_what_came_of_it(
    effective: Callable[..., Case], joint: dict, as_user: Callable[[str], Client], take: Callable[..., Case]
) -> None:
    case = effective()

    def shown(show: str = "", who: str = "village_mediator") -> list:
        return [
            row["row"].case
            for row in as_user(who).get("/cases/confirmation/", {"show": show}).context["rows"]
        ]

    assert shown() == [case]
    assert shown(who="township_clerk") == []
    take(case, "apply_for_confirmation", by="village_mediator", **joint)
    assert (shown("open"), shown("applied")) == ([], [case])
    take(case, "record_ruling", by="village_mediator", result="refused", refusal_ground="unclear")
    assert (shown("applied"), shown("refused")) == ([], [case])


def test_after_thirty_days_nothing_is_left_on_the_desk(
    effective: Callable[..., Case], as_user: Callable[[str], Client]
) -> None:
    case = effective()
    last = apply_until(case.effective_on)
    for late, count in ((0, 1), (1, 0)):
        with time_machine.travel(last + timedelta(days=late), tick=False):
            page = as_user("village_mediator").get("/cases/confirmation/")
            assert len(page.context["rows"]) == count


def test_the_bureau_reads_the_grounds_of_refusals_without_names(
    effective: Callable[..., Case],
    joint: dict,
    as_user: Callable[[str], Client],
    take: Callable[..., Case],
) -> None:
    case = take(effective(), "apply_for_confirmation", by="village_mediator", **joint)
    take(case, "record_ruling", by="village_mediator", result="refused", refusal_ground="unclear")
    for who in ("officer", "manas_officer"):
        page = as_user(who).get("/cases/refusals/").content.decode()
        assert case.official_no in page
        assert "内容不明确，无法确认" in page
        assert "马某甲" not in page
    assert as_user("village_clerk").get("/cases/refusals/").status_code == 403


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
