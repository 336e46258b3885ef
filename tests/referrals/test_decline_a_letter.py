"""A coordinator sends a letter back with the reason."""

from datetime import date

import pytest
import time_machine

from cases.models import Case
from mediation.kernel.errors import InvalidInput, Refused
from mediation.kernel.models import OutboxMessage
from referrals.enums import ReferralStatus
from referrals.models import Referral
from referrals.workflow import referral_workflow
from tests.referrals.letters import place, send
from tests.world import World


def decline(world: World, referral: Referral, who: str = "coordinator", **data: str) -> None:
    referral_workflow.perform(
        "decline", referral, actor=world.fresh(who), data={"reason": "incomplete", **data}
    )


def test_a_declined_letter_keeps_its_reason_and_makes_no_case(world: World) -> None:
    referral = send(world)
    decline(world, referral, note="缺少双方同意调解的依据。")
    assert referral.status == ReferralStatus.DECLINED
    assert (referral.decline_reason, referral.decline_note) == ("incomplete", "缺少双方同意调解的依据。")
    assert not referral.was_late
    assert not Case.objects.exists()
    assert (
        OutboxMessage.objects.get(kind="referral.declined").payload["organization_id"]
        == world.procuratorate.pk
    )
    assert list(Referral.objects.unread()) == [referral]


def test_a_reason_is_needed_and_another_reason_is_written_out(world: World) -> None:
    referral = send(world)
    for data, errors in (
        ({"reason": ""}, {"reason": ["请选择退回原因。"]}),
        ({"reason": "other"}, {"note": ["选了“其他原因”，请在这里写明。"]}),
    ):
        with pytest.raises(InvalidInput) as raised:
            decline(world, referral, **data)
        assert raised.value.errors == errors
    assert Referral.objects.get().status == ReferralStatus.SENT


def test_after_three_working_days_it_can_still_be_declined_and_is_marked_late(world: World) -> None:
    with time_machine.travel(date(2026, 3, 9)):
        referral = send(world)
    assert referral.answer_due_on == date(2026, 3, 12)
    with time_machine.travel(date(2026, 3, 13)):
        assert list(Referral.objects.overdue()) == [referral]
        assert referral.was_late
        decline(world, referral)
        assert not Referral.objects.overdue().exists()
    with time_machine.travel(date(2026, 5, 1)):
        assert Referral.objects.get().was_late


def test_a_placed_letter_cannot_be_declined_any_more(world: World) -> None:
    referral = send(world)
    place(world, referral)
    with pytest.raises(Refused, match="这封来函已由示例·协调员甲分派给"):
        decline(world, referral, who="second_coordinator")


def test_a_colleague_who_comes_second_is_told_who_declined(world: World) -> None:
    referral = send(world)
    decline(world, referral)
    with pytest.raises(Refused, match="这封来函已由示例·协调员甲退回来函单位"):
        place(world, referral, who="second_coordinator")


@pytest.mark.parametrize("who", ["other_coordinator", "procuratorate_liaison", "room_clerk", "nobody"])
def test_nobody_else_declines(world: World, who: str) -> None:
    with pytest.raises(Refused, match="由接收来函的指导委员会办理"):
        decline(world, send(world), who=who)
