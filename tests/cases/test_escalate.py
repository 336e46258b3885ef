"""Village → township → county: custody goes on, who was counted stays, the dispute is counted once."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.models import Case
from mediation.kernel.calendar import today
from referrals.models import Referral
from reports import scopes
from reports.indicators.caseload import CASES_ACCEPTED, CASES_OPEN
from reports.periods import Year
from tests.cases.conftest import ago, day
from tests.referrals.letters import name_mediators, place, send
from tests.world import World

Take = Callable[..., Case]
Login = Callable[[str], Any]


@pytest.fixture
def pass_up(take: Take) -> Take:
    """The holder asks for the case to be taken over, and the next tier does it."""

    def go(case: Case, *, by: str, answered_by: str, **answer: Any) -> Case:
        take(case, "ask_support", by=by, kind="take_over", question="请接手。", parties_agree=True)
        return take(case, "answer_support", by=answered_by, result="taken_over", **answer)

    return go


@pytest.fixture
def chain(mediating: Take, pass_up: Take, world: World) -> Case:
    case = pass_up(mediating(), by="village_mediator", answered_by="township_clerk")
    to = str(world.finance.uuid)
    return pass_up(case, by="township_clerk", answered_by="coordinator", organization=to)


def test_the_custody_log_says_who_held_it_from_when_and_why(
    chain: Case, world: World, as_user: Login
) -> None:
    assert [(c.organization, c.held_from, c.held_until) for c in chain.custodies.all()] == [
        (world.village, day(10), today()),
        (world.township, today(), today()),
        (world.finance, today(), None),
    ]
    assert chain.custodies.last().reason == "应玛纳斯镇人民调解委员会的请求接手，当事人同意"
    page = as_user("coordinator").get(f"/cases/{chain.uuid}/").content.decode()
    assert "玛纳斯镇人民调解委员会" in page
    assert "应示范一村人民调解委员会的请求接手，当事人同意" in page


def test_it_is_counted_once_and_where_it_was_accepted(mediating: Take, pass_up: Take, world: World) -> None:
    case, year = mediating(), Year(day(9).year)

    def figures() -> list[Any]:
        where = (world.village, world.township, world.finance)
        counted = [scopes.of_organization(o) for o in where] + [scopes.of_division(world.divisions["652324"])]
        return [i.figure(scope, year).value for i in (CASES_ACCEPTED, CASES_OPEN) for scope in counted]

    before, number = figures(), case.official_no
    assert before == [1, 0, 0, 1] * 2
    pass_up(case, by="village_mediator", answered_by="township_clerk")
    assert figures() == before
    pass_up(case, by="township_clerk", answered_by="coordinator", organization=str(world.finance.uuid))
    assert figures() == before
    assert (case.accepted_by, case.official_no) == (world.village, number)


def test_each_house_sees_it_while_it_has_it(chain: Case, as_user: Login) -> None:
    seen = {
        who: as_user(who).get(f"/cases/{chain.uuid}/").status_code
        for who in ("village_mediator", "village_clerk", "township_clerk", "township_mediator", "coordinator")
    }
    assert set(seen) == {
        who for who, status in seen.items() if status == (200 if who == "coordinator" else 404)
    }
    mine = as_user("village_mediator").get("/cases/support/").content.decode()
    assert chain.number in mine
    assert "已接手办理" in mine
    assert str(chain.uuid) not in mine


def test_the_old_mediators_are_released_and_the_new_house_names_its_own(
    mediating: Take, pass_up: Take, take: Take, world: World
) -> None:
    case = pass_up(mediating(), by="village_mediator", answered_by="township_clerk")
    assert not case.mediators.filter(released_on__isnull=True).exists()
    people = [str(world.township_mediator.person.uuid)]
    take(case, "assign", by="township_clerk", mediators=people)
    take(case, "agree_orally", by="township_mediator", content="和好。", declaration=True)
    assert (case.accepted_by, case.holder) == (world.village, world.township)


def test_what_was_only_registered_is_accepted_by_the_new_house(
    registered: Take, pass_up: Take, take: Take, world: World
) -> None:
    case = pass_up(registered(), by="village_mediator", answered_by="township_clerk")
    assert (case.status, case.accepted_by) == ("registered", None)
    consent = {"applicants_consent": True, "respondents_consent": True}
    take(case, "accept", by="township_clerk", **consent)
    assert (case.accepted_by, case.accepted_town) == (world.township, world.divisions["652324100"])
    assert "玛镇人调字" in case.official_no


def test_the_county_that_took_it_over_moves_it_on(chain: Case, as_user: Login, world: World) -> None:
    form = {"organization": str(world.industry.uuid), "reason": "消费纠纷"}
    assert as_user("coordinator").post(f"/cases/{chain.uuid}/move/", form).status_code == 302
    chain.refresh_from_db()
    assert (chain.holder, chain.accepted_by) == (world.industry, world.village)


def test_a_letter_goes_along_with_its_case(world: World, pass_up: Take, take: Take) -> None:
    letter = send(world)
    case = place(world, letter)
    name_mediators(world, case, "room_mediator")
    to = str(world.township.uuid)
    pass_up(case, by="room_mediator", answered_by="coordinator", organization=to)
    letter = Referral.objects.get(pk=letter.pk)
    assert (letter.placed_with, letter.status) == (world.township, "mediating")
    people = [str(world.township_mediator.person.uuid)]
    take(case, "assign", by="township_clerk", mediators=people, assigned_on=ago(0))
    take(case, "agree_orally", by="township_mediator", content="和好。", declaration=True)
    letter.refresh_from_db()
    assert (letter.status, letter.answer) == ("answered", "agreed")
