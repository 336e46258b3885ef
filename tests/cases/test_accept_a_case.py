"""Both sides consent, and the case gets its number."""

from collections.abc import Callable

from cases.enums import CaseStatus, Consent
from cases.models import Case
from organizations.models import Organization
from tests.cases.conftest import ago, day
from tests.doors import Api, Page

BOTH = {"applicants_consent": True, "respondents_consent": True}


def test_accepting_gives_the_official_number_and_freezes_who_is_counted(
    door: Page | Api, registered: Callable[..., Case]
) -> None:
    case = registered()
    assert door.step("village_mediator", case, "accept", **BOTH, accepted_on=ago(2)).done
    case.refresh_from_db()
    assert case.status == CaseStatus.ACCEPTED
    assert case.official_no == f"（{day(2).year}）玛镇示一人调字第1号"
    assert case.accepted_by == case.holder
    assert case.accepted_county == case.holder_county
    assert {p.consent for p in case.parties.all()} == {Consent.GIVEN}
    assert {p.consented_on for p in case.parties.all()} == {day(2)}


def test_silence_is_not_consent(door: Page | Api, registered: Callable[..., Case]) -> None:
    case = registered()
    answer = door.step("village_mediator", case, "accept", applicants_consent=True)
    assert answer.errors == {"respondents_consent": ["乙方同意调解才能受理；不同意的，请办理“不予受理”。"]}
    case.refresh_from_db()
    assert (case.status, case.official_no, case.version) == (CaseStatus.REGISTERED, None, 1)


def test_consent_taken_back_before_acceptance_has_to_be_given_anew(
    door: Page | Api, registered: Callable[..., Case]
) -> None:
    case = registered()
    say = {"side": "respondent", "answered_on": ago(1)}
    assert door.step("village_mediator", case, "record_consent", consent="given", **say).done
    assert door.step("village_mediator", case, "record_consent", consent="withdrawn", **say).done
    assert list(door.step("village_mediator", case, "accept", **BOTH).errors) == ["respondents_consent"]
    assert door.step("village_mediator", case, "record_consent", consent="given", **say).done
    assert door.step("village_mediator", case, "accept", **BOTH).done


def test_acceptance_does_not_precede_the_application(
    door: Page | Api, registered: Callable[..., Case]
) -> None:
    answer = door.step("village_mediator", registered(), "accept", **BOTH, accepted_on=ago(11))
    assert answer.errors == {"accepted_on": [f"这个日期不能早于申请日期 {ago(10)}。"]}


def test_a_case_of_a_room_is_counted_for_its_committee_in_the_committees_series(
    door: Page | Api, registered: Callable[..., Case]
) -> None:
    case = registered("room_mediator")
    assert door.step("room_clerk", case, "accept", **BOTH).done
    case.refresh_from_db()
    assert case.official_no is not None
    assert "玛消人调字第1号" in case.official_no


def test_administrative_mediation_takes_the_same_steps_and_has_numbers_of_its_own(
    door: Page | Api, registered: Callable[..., Case], world
) -> None:
    room = Organization.objects.get(pk=world.admin_room.pk)
    world.village_mediator.person.posts.create(organization=room, role_code="mediator", valid_from=day(400))
    case = registered(organization=str(room.uuid))
    assert door.step("village_mediator", case, "accept", **BOTH).done
    case.refresh_from_db()
    assert case.official_no is not None
    assert "玛公行行调字第1号" in case.official_no
    assert not Case.objects.counted().filter(pk=case.pk).exists()


def test_a_mediator_of_another_committee_does_not_even_see_it(
    door: Page | Api, registered: Callable[..., Case]
) -> None:
    assert door.step("second_village_mediator", registered(), "accept", **BOTH).status == 404
