"""Quick registration: five fields, and a sixth when the parties agreed by word of mouth."""

import pytest

from cases import registering
from cases.enums import CaseStatus, Outcome
from cases.forms import QuickResult, RegisterCaseForm
from cases.models import Case
from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput
from tests.world import World

FIVE = {
    "applicant_name": "示例·马某甲",
    "respondent_name": "示例·王某乙",
    "dispute_type": "neighbours",
    "summary": "两家为院墙滴水起了争执，请求修一条排水沟。",
    "result": QuickResult.ONGOING,
}


def register(world: World, who: str = "village_mediator", **changes: str) -> Case:
    user = world.fresh(who)
    return registering.register(RegisterCaseForm({**FIVE, **changes}, actor=user), by=user)


def test_five_fields_give_a_registration_number_at_once(world: World) -> None:
    case = register(world)
    assert case.registration_no.startswith(f"D{today().year}")
    assert case.status == CaseStatus.REGISTERED
    assert case.official_no is None
    assert case.holder == world.village
    assert case.holder_county == world.divisions["652324"]
    assert [p.name for p in case.parties.all()] == ["示例·马某甲", "示例·王某乙"]


def test_an_oral_agreement_performed_on_the_spot_is_logged_and_closed_in_one_go(world: World) -> None:
    case = register(world, result=QuickResult.ORAL_DONE, terms="甲方三日内修好排水沟。", amount="1,200")
    case.refresh_from_db()
    assert case.status == CaseStatus.CLOSED
    assert case.outcome == Outcome.ORAL_AGREEMENT
    assert case.official_no == f"（{today().year}）玛镇示一人调字第1号"
    assert case.succeeded_on == case.accepted_on == case.closed_on == today()
    assert case.succeeded_amount == 1200
    assert case.mediators.get().person == world.village_mediator.person
    assert list(case.events.order_by("id").values_list("transition", flat=True)) == [
        "register",
        "accept",
        "assign",
        "agree_orally",
        "close",
    ]


def test_a_case_of_a_studio_is_held_by_the_committee_that_seals_for_it(world: World) -> None:
    world.industry.rooms.all()
    case = register(world, who="room_mediator")
    assert case.handled_at == world.room
    assert case.holder == world.industry


@pytest.mark.parametrize(
    "missing", ["applicant_name", "respondent_name", "dispute_type", "summary", "result"]
)
def test_each_of_the_five_fields_is_needed_and_nothing_is_written_without_it(
    world: World, missing: str
) -> None:
    with pytest.raises(InvalidInput) as raised:
        register(world, **{missing: ""})
    assert list(raised.value.errors) == [missing]
    assert not Case.objects.exists()


def test_an_oral_agreement_needs_what_was_agreed(world: World) -> None:
    with pytest.raises(InvalidInput) as raised:
        register(world, result=QuickResult.ORAL)
    assert raised.value.errors == {"terms": ["请写明双方说好了什么。"]}


def test_a_day_in_the_future_is_refused(world: World) -> None:
    with pytest.raises(InvalidInput) as raised:
        register(world, applied_on="2999-01-01")
    assert raised.value.errors == {"applied_on": ["日期不能晚于今天。"]}


@pytest.mark.parametrize(
    "who", ["coordinator", "analyst", "court_liaison", "expert", "system_admin", "nobody"]
)
def test_who_does_not_mediate_cannot_register(world: World, who: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        register(world, who=who)
    assert "organization" in raised.value.errors
