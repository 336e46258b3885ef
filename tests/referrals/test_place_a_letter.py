"""A coordinator accepts a letter and places it: one case is made and taken in, in one transaction."""

from datetime import date, timedelta

import pytest
import time_machine

from cases.enums import CaseStatus, Consent, Side, Source
from cases.models import Case, Custody, Party
from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput, Refused
from mediation.kernel.models import OutboxMessage
from referrals.enums import ReferralStatus
from referrals.models import Referral
from referrals.suggesting import candidates
from referrals.workflow import referral_workflow
from tests.referrals.letters import CLAIMANTS, CLAIMS_TOTAL, claimants, name_mediators, place, send
from tests.world import World


def test_a_letter_of_120_claimants_becomes_one_case_with_their_claims(world: World) -> None:
    referral = send(world, applicants=claimants(), respondents="示例建筑劳务有限公司")
    place(world, referral)
    case = Case.objects.get()
    applicants = case.parties.filter(side=Side.APPLICANT)
    assert referral.case == case
    assert applicants.count() == CLAIMANTS
    assert sum(p.claim_amount for p in applicants) == CLAIMS_TOTAL == referral.claim_amount
    assert [p.name for p in applicants][:2] == ["示例·工人001", "示例·工人002"]
    assert case.party_count == CLAIMANTS + 1
    assert case.text.applicants == "示例·工人001等120人"
    assert case.parties.get(side=Side.RESPONDENT).kind == "legal"


def test_the_case_is_accepted_with_its_number_its_source_and_who_placed_it(world: World) -> None:
    referral = send(world)
    case = place(world, referral)
    assert case.status == CaseStatus.ACCEPTED
    assert case.official_no == f"（{today().year}）玛消人调字第1号"
    assert (case.source, case.entruster, case.legal_mode) == (
        Source.ENTRUSTED,
        "procuratorate",
        "transferred",
    )
    assert case.placed_by == world.guidance
    assert case.accepted_on == case.applied_on == referral.received_on == today()
    assert [e.transition for e in case.events.order_by("id")] == ["register", "accept"]
    assert {e.actor_name for e in case.events.all()} == {"示例·协调员甲"}


def test_a_room_gets_the_case_under_the_seal_of_its_committee(world: World) -> None:
    case = place(world, send(world))
    assert (case.handled_at, case.holder, case.accepted_by) == (world.room, world.industry, world.industry)
    custody = Custody.objects.get(case=case)
    assert (custody.organization, custody.held_from, custody.held_until) == (world.industry, today(), None)


def test_the_consent_that_the_letter_brought_is_recorded_for_both_sides_with_its_day(world: World) -> None:
    case = place(world, send(world))
    parties = Party.objects.filter(case=case)
    assert {(p.side, p.consent, p.consented_on) for p in parties} == {
        ("applicant", Consent.GIVEN, today()),
        ("respondent", Consent.GIVEN, today()),
    }


def test_the_sender_reads_placed_and_then_mediating_when_mediators_are_named(world: World) -> None:
    referral = send(world)
    case = place(world, referral)
    assert referral.status == ReferralStatus.PLACED
    name_mediators(world, case)
    referral.refresh_from_db()
    assert referral.status == ReferralStatus.MEDIATING
    assert case.mediators.filter(released_on__isnull=True).count() == 4
    assert case.mediators.get(is_presiding=True).person == world.room_mediator.person
    name_mediators(world, case, "room_mediator_2")
    assert list(referral.events.filter(transition="start").values_list("to_status", flat=True)) == [
        "mediating"
    ]


def test_the_organization_is_told_by_a_message_in_the_same_transaction(world: World) -> None:
    referral = send(world)
    place(world, referral)
    assert OutboxMessage.objects.get(kind="referral.placed").payload == {
        "referral_id": referral.pk,
        "organization_id": world.room.pk,
    }


@pytest.mark.parametrize(
    ("mode", "procedure", "days"),
    [("assigned", "", 30), ("entrusted", "ordinary", 15), ("entrusted", "summary", 7), ("invited", "", 30)],
)
def test_mediation_has_30_15_or_7_days_from_the_day_of_receipt(
    world: World, mode: str, procedure: str, days: int
) -> None:
    # A Monday without holidays near: the last days are working days.
    with time_machine.travel(date(2026, 3, 9)):
        referral = send(world, "court_liaison", mode=mode, procedure=procedure)
        case = place(world, referral)
    assert case.entruster == "court"
    assert referral.mediation_due_on == date(2026, 3, 9) + timedelta(days)


def test_the_day_of_receipt_is_not_before_the_letter_and_not_in_the_future(world: World) -> None:
    referral = send(world)
    for day, sentence in (
        (today() - timedelta(1), f"这个日期不能早于发函日期 {today().isoformat()}。"),
        (today() + timedelta(1), "日期不能晚于今天。"),
    ):
        with pytest.raises(InvalidInput) as raised:
            place(world, referral, received_on=day.isoformat())
        assert raised.value.errors == {"received_on": [sentence]}
    assert not Case.objects.exists()


@pytest.mark.parametrize("where", ["other_township", "guidance", "court", "admin_room", "bureau"])
def test_a_letter_is_placed_only_with_peoples_mediation_of_the_county(world: World, where: str) -> None:
    referral = send(world)
    with pytest.raises(InvalidInput) as raised:
        place(world, referral, world.organizations[where])
    assert raised.value.errors == {"organization": ["请选本县市现有的一个调解组织。"]}
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "who", ["other_coordinator", "room_clerk", "procuratorate_liaison", "analyst", "system_admin", "nobody"]
)
def test_only_coordinators_of_the_receiving_committee_place_it(world: World, who: str) -> None:
    referral = send(world)
    with pytest.raises(Refused, match="由接收来函的指导委员会办理"):
        place(world, referral, who=who)
    assert Referral.objects.get().status == ReferralStatus.SENT


def test_who_comes_second_is_told_who_placed_it_and_where(world: World) -> None:
    referral = send(world)
    stale = Referral.objects.get(pk=referral.pk)
    place(world, referral)
    with pytest.raises(Refused, match="这封来函已由示例·协调员甲分派给驻玛纳斯县人民法院人民调解工作室"):
        place(world, stale, world.township, who="second_coordinator")
    assert Case.objects.count() == 1


def test_the_courts_own_room_is_suggested_for_its_letters_with_the_reason(world: World) -> None:
    (first, *_rest) = candidates(send(world, "court_liaison", mode="assigned"))
    assert first.organization == world.room
    assert first.reasons == ("派驻在来函单位",)
    assert first.mediators == 5


def test_a_committee_of_the_field_is_suggested_and_many_parties_want_several_mediators(world: World) -> None:
    finance = send(world, cause="金融借款合同纠纷", dispute_type="contract", letter_no="1")
    assert "专门调解金融纠纷" not in [r for row in candidates(finance) for r in row.reasons], (
        "nobody mediates there yet"
    )
    consumer = send(world, dispute_type="other_consumer", letter_no="2")
    assert candidates(consumer)[0].organization == world.industry
    assert candidates(consumer)[0].reasons == ("专门调解消费纠纷",)
    many = send(world, applicants=claimants(), letter_no="3")
    assert candidates(many)[0].organization == world.room
    assert candidates(many)[0].reasons == ("有4名调解员，能合办人数多的纠纷",)


def test_the_load_shown_is_the_open_cases_and_a_search_by_name_narrows_the_list(world: World) -> None:
    place(world, send(world, letter_no="1"))
    place(world, send(world, letter_no="2"))
    referral = send(world, letter_no="3")
    load = {row.organization: row.open_cases for row in candidates(referral)}
    assert load[world.room] == 2
    assert load[world.township] == 0
    assert [row.organization for row in candidates(referral, "驻 法院")] == [world.room]


def test_placing_reads_the_database_a_fixed_number_of_times(
    world: World, django_assert_max_num_queries
) -> None:
    referral = send(world, applicants=claimants())
    actor = world.fresh("coordinator")
    with django_assert_max_num_queries(70):
        referral_workflow.perform("place", referral, actor=actor, data={"organization": str(world.room.uuid)})
