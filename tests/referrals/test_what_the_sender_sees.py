"""The sender reads its letter, the state and the answer: never who mediates, where, what was said or who refused."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case
from cases.workflow import case_workflow
from referrals.models import Referral
from tests.referrals.letters import agree, name_mediators, place, send
from tests.referrals.test_referral_api import LIST, api
from tests.world import World

SECRETS = ("乙方认为数额不对", "一方不愿调解", "终止调解", "调解不成", "当事人分歧较大", "明确表示不愿意")


def everything_shown(world: World, browser: Client, referral: Referral) -> str:
    """All that the liaison's pages and API say about one letter."""
    page = browser.get(reverse("referrals:detail", args=[referral.uuid])).content.decode()
    listed = browser.get(reverse("referrals:letters")).content.decode()
    client = api(world, "procuratorate_liaison")
    told = client.get(f"{LIST}{referral.uuid}/").content.decode() + client.get(LIST).content.decode()
    return page + listed + told


def inner_names(world: World) -> list[str]:
    """Who and what the case is inside: mediators, clerk, coordinator, organizations."""
    people = ("room_mediator", "room_mediator_2", "room_clerk", "coordinator")
    return [str(world.users[who].person.name) for who in people] + [world.room.name, world.industry.name]


@pytest.fixture
def case(world: World) -> Case:
    case = place(world, send(world))
    name_mediators(world, case)
    case_workflow.perform(
        "record_session",
        case,
        actor=world.fresh("room_mediator"),
        data={"place": "第一调解室", "record_text": "乙方认为数额不对，双方各让一步。"},
    )
    return case


def test_while_mediation_runs_only_the_state_is_shown(
    world: World, case: Case, as_user: Callable[[str], Client]
) -> None:
    shown = everything_shown(world, as_user("procuratorate_liaison"), Referral.objects.get())
    assert "调解中" in shown
    for secret in (*inner_names(world), *SECRETS, case.number, str(case.uuid), "第一调解室"):
        assert secret not in shown, secret


def test_an_agreement_is_told_by_number_day_and_amount(
    world: World, case: Case, as_user: Callable[[str], Client]
) -> None:
    agree(world, case, amount="2,800")
    shown = everything_shown(world, as_user("procuratorate_liaison"), Referral.objects.get())
    assert "达成调解协议" in shown
    assert case.number in shown
    assert "2,800 元" in shown
    for secret in (*inner_names(world), str(case.uuid), "分两次付清", "银行转账"):
        assert secret not in shown, secret


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("not_reached", {}),
        ("refuse", {}),
        ("terminate", {"ground": "unwilling"}),
        ("terminate", {"ground": "far_apart"}),
    ],
)
def test_without_agreement_one_sentence_is_told_whatever_the_reason(
    world: World, case: Case, as_user: Callable[[str], Client], name: str, data: dict[str, str]
) -> None:
    case_workflow.perform(
        name,
        case,
        actor=world.fresh("room_mediator"),
        data={"routes_explained": True, "note": "乙方认为数额不对", **data},
    )
    shown = everything_shown(world, as_user("procuratorate_liaison"), Referral.objects.get())
    assert "未达成调解协议" in shown
    for secret in (*inner_names(world), *SECRETS, case.number, str(case.uuid)):
        assert secret not in shown, secret


def test_a_reassignment_is_not_told(world: World, case: Case, as_user: Callable[[str], Client]) -> None:
    from referrals.workflow import referral_workflow

    referral = Referral.objects.get()
    referral_workflow.perform(
        "reassign",
        referral,
        actor=world.fresh("coordinator"),
        data={"organization": str(world.township.uuid), "reason": "离得近"},
    )
    shown = everything_shown(world, as_user("procuratorate_liaison"), referral)
    for secret in ("改派", "离得近", world.township.name):
        assert secret not in shown, secret


def test_the_case_itself_stays_closed_to_the_liaison(
    world: World, case: Case, as_user: Callable[[str], Client]
) -> None:
    assert not Case.objects.visible_to(world.fresh("procuratorate_liaison")).exists()
    assert as_user("procuratorate_liaison").get(reverse("cases:detail", args=[case.uuid])).status_code == 404


def test_a_returned_letter_shows_its_reason_and_note_and_nobodys_name(
    world: World, as_user: Callable[[str], Client]
) -> None:
    from referrals.workflow import referral_workflow

    referral = send(world)
    referral_workflow.perform(
        "decline",
        referral,
        actor=world.fresh("coordinator"),
        data={"reason": "incomplete", "note": "缺少确认书。"},
    )
    shown = everything_shown(world, as_user("procuratorate_liaison"), referral)
    assert "材料不齐，无法办理" in shown
    assert "缺少确认书。" in shown
    assert "示例·协调员甲" not in shown
