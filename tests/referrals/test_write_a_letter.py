"""A liaison writes a letter to a guidance committee."""

import pytest

from cases.enums import Side
from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput, Refused
from mediation.kernel.models import JournalEntry, OutboxMessage
from referrals import sending, terms
from referrals.enums import ReferralStatus
from referrals.forms import LetterForm
from referrals.models import Referral
from tests.referrals.letters import CLAIMANTS, CLAIMS_TOTAL, claimants, send, small_letter
from tests.world import World


def refused(world: World, who: str = "procuratorate_liaison", **changes: str) -> dict[str, list[str]]:
    user = world.fresh(who)
    with pytest.raises(InvalidInput) as raised:
        sending.send(LetterForm(small_letter(world, **changes), actor=user), by=user)
    assert not Referral.objects.exists()
    return raised.value.errors


def test_a_letter_arrives_with_everything_that_was_written(world: World) -> None:
    referral = send(
        world,
        applicants=claimants(),
        respondents="示例建筑劳务有限公司，0994-6650000",
        earlier_attempts="玛纳斯县劳动监察大队：约谈两次，没有付款\n玛纳斯县信访局，接访一次",
        materials="工资欠条复印件，120\n考勤表",
    )
    assert referral.status == ReferralStatus.SENT
    assert referral.sender == world.procuratorate
    assert referral.receiver == world.guidance
    assert referral.county == world.divisions["652324"]
    assert referral.sent_on == today()
    assert referral.answer_due_on == terms.answer_due(today()).day
    assert referral.claim_amount == CLAIMS_TOTAL
    assert referral.parties.filter(side=Side.APPLICANT).count() == CLAIMANTS
    company = referral.parties.get(side=Side.RESPONDENT)
    assert (company.name, company.kind, company.phone) == ("示例建筑劳务有限公司", "legal", "0994-6650000")
    assert list(referral.earlier_attempts.values_list("body", "result")) == [
        ("玛纳斯县劳动监察大队", "约谈两次，没有付款"),
        ("玛纳斯县信访局", "接访一次"),
    ]
    assert list(referral.materials.values_list("name", "copies")) == [("工资欠条复印件", 120), ("考勤表", 1)]
    assert referral.events.get().transition == "send"
    assert JournalEntry.objects.filter(action="referral.send", object_id=str(referral.uuid)).count() == 1
    assert OutboxMessage.objects.get(kind="referral.received").payload["organization_id"] == world.guidance.pk


@pytest.mark.parametrize(
    "field",
    [
        "letter_no",
        "mode",
        "receiver",
        "cause",
        "dispute_type",
        "summary",
        "applicants",
        "respondents",
        "consent_evidence",
        "contact_name",
    ],
)
def test_each_needed_field_is_asked_for_at_its_place(world: World, field: str) -> None:
    assert list(refused(world, **{field: ""})) == [field]


def test_letters_go_to_guidance_committees_only(world: World) -> None:
    assert list(refused(world, receiver=str(world.township.uuid))) == ["receiver"]


def test_an_amount_that_the_claims_do_not_sum_to_is_told_with_both_numbers(world: World) -> None:
    errors = refused(world, applicants="示例·甲，1000\n示例·乙，2000", claim_amount="4000")
    assert errors == {"claim_amount": ["名单上的金额合计是3,000.00元，和这里填的4,000.00元不相等。"]}


def test_without_claims_by_person_the_amount_stands_alone(world: World) -> None:
    assert send(world, applicants="示例·甲\n示例·乙", claim_amount="6万").claim_amount == 60_000


def test_entrusting_after_docketing_says_which_procedure_and_other_modes_have_none(world: World) -> None:
    assert refused(world, mode="entrusted") == {
        "procedure": ["委托调解是立案以后的，请选普通程序或者简易程序。"]
    }
    assert refused(world, procedure="summary") == {"procedure": ["只有委托调解才填审理程序。"]}


def test_lines_of_attempts_and_materials_that_cannot_be_read_are_told_by_line(world: World) -> None:
    errors = refused(world, earlier_attempts="信访局，接访\n没有逗号", materials="欠条，两份")
    assert errors == {
        "earlier_attempts": ["第2行：要写明单位和情况，中间用逗号隔开。"],
        "materials": ["第1行：写材料名称和份数，例如：起诉状副本，2。"],
    }


@pytest.mark.parametrize("who", ["coordinator", "room_clerk", "village_mediator", "analyst", "nobody"])
def test_who_is_no_liaison_cannot_send(world: World, who: str) -> None:
    assert "letter_no" in refused(world, who=who)


def test_nobody_sends_in_the_name_of_another_body(world: World) -> None:
    assert list(refused(world, sender=str(world.court.uuid))) == ["sender"]


def test_a_sent_letter_can_be_taken_back_until_it_is_received(world: World) -> None:
    from referrals.workflow import referral_workflow

    referral = send(world)
    with pytest.raises(Refused, match="只有来函单位可以撤回来函"):
        referral_workflow.perform("withdraw", referral, actor=world.fresh("coordinator"))
    referral_workflow.perform("withdraw", referral, actor=world.fresh("procuratorate_liaison"))
    assert referral.status == ReferralStatus.WITHDRAWN
    with pytest.raises(Refused, match="来函单位已经撤回这封来函"):
        referral_workflow.perform("place", referral, actor=world.fresh("coordinator"))
