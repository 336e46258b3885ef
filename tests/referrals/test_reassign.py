"""A placed letter goes to another organization: custody moves, who is counted stays."""

from datetime import date

import pytest
import time_machine

from cases.models import Case, Custody
from mediation.kernel.errors import InvalidInput, Refused
from organizations.models import Organization
from referrals.enums import ReferralStatus
from referrals.models import Referral
from referrals.workflow import referral_workflow
from tests.referrals.letters import agree, name_mediators, place, send
from tests.world import World


def reassign(
    world: World, referral: Referral, to: Organization, who: str = "coordinator", reason: str = "对方在镇上"
) -> None:
    referral_workflow.perform(
        "reassign", referral, actor=world.fresh(who), data={"organization": str(to.uuid), "reason": reason}
    )


def test_the_case_moves_with_its_number_and_the_first_mediators_leave(world: World) -> None:
    with time_machine.travel(date(2026, 3, 9)):
        referral = send(world)
        case = place(world, referral)
        name_mediators(world, case)
        referral.refresh_from_db()
        due = referral.mediation_due_on
    with time_machine.travel(date(2026, 3, 16)):
        reassign(world, referral, world.township)
    moved = Case.objects.get()
    assert (moved.holder, moved.handled_at, moved.accepted_by) == (
        world.township,
        world.township,
        world.industry,
    )
    assert moved.official_no == case.official_no
    assert moved.placed_by == world.guidance
    assert not moved.mediators.filter(released_on__isnull=True).exists()
    assert list(Custody.objects.values_list("organization", "held_from", "held_until")) == [
        (world.industry.pk, date(2026, 3, 9), date(2026, 3, 16)),
        (world.township.pk, date(2026, 3, 16), None),
    ]
    assert (referral.status, referral.placed_with) == (ReferralStatus.PLACED, world.township)
    assert referral.mediation_due_on == due


def test_the_first_organization_loses_the_letter_and_the_second_one_finishes_it(world: World) -> None:
    referral = send(world)
    case = place(world, referral)
    reassign(world, referral, world.township)
    for who, seen in (("room_clerk", False), ("industry_clerk", False), ("township_clerk", True)):
        assert Referral.objects.visible_to(world.fresh(who)).exists() is seen, who
        assert Case.objects.visible_to(world.fresh(who)).exists() is seen, who
    name_mediators(world, case, "township_mediator", by="township_clerk")
    agree(world, case, by="township_mediator")
    assert Referral.objects.get().status == ReferralStatus.ANSWERED


def test_it_can_move_twice_on_one_day(world: World) -> None:
    referral = send(world)
    place(world, referral)
    reassign(world, referral, world.township)
    reassign(world, referral, world.village)
    assert Case.objects.get().holder == world.village
    # The log keeps whose hands it went through, though two of them had it for no full day.
    held = Custody.objects.order_by("id").values_list("organization__name", "held_until")
    assert [name for name, _until in held] == [
        world.room.sealing.name,
        world.township.name,
        world.village.name,
    ]
    assert [until is None for _name, until in held] == [False, False, True]


def test_a_reason_is_needed_and_not_the_same_organization_again(world: World) -> None:
    referral = send(world)
    place(world, referral)
    with pytest.raises(InvalidInput) as raised:
        reassign(world, referral, world.room, reason="")
    assert raised.value.errors == {
        "organization": ["请选本县市现有的一个调解组织。"],
        "reason": ["请写明为什么改派。"],
    }


def test_what_is_agreed_or_ended_stays_where_it_is(world: World) -> None:
    from cases.workflow import case_workflow

    referral = send(world)
    case = place(world, referral)
    name_mediators(world, case)
    case_workflow.perform(
        "agree_in_writing",
        case,
        actor=world.fresh("room_mediator"),
        data={"content": "付清。", "amount": "3000"},
    )
    with pytest.raises(Refused, match="已经达成协议或者结束调解的案件不再移交"):
        reassign(world, referral, world.township)


@pytest.mark.parametrize("who", ["other_coordinator", "room_clerk", "procuratorate_liaison"])
def test_only_the_receiving_committee_moves_it(world: World, who: str) -> None:
    referral = send(world)
    place(world, referral)
    with pytest.raises(Refused, match="由接收来函的指导委员会办理"):
        reassign(world, referral, world.township, who=who)
