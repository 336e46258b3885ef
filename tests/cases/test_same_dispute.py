"""The same parties, kind and time: asked about, inside what the person may see and nowhere else."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from cases.enums import CaseStatus
from cases.forms import QuickResult
from cases.models import Case
from cases.same_dispute import same_as
from tests.cases.conftest import FIVE, ago
from tests.doors import Api, Page
from tests.referrals.letters import send
from tests.world import World

REGISTER = "/cases/register/"


def test_the_second_time_is_asked_about_and_nothing_is_written(
    door: Page | Api, registered: Callable[..., Case]
) -> None:
    registered()
    answer = door.register("village_mediator", **FIVE)
    assert answer.status == 409
    assert answer.reason.startswith("可能是同一件纠纷")
    assert Case.objects.count() == 1
    assert door.register("village_mediator", **FIVE, not_same_dispute=True).done
    assert Case.objects.count() == 2


def test_the_page_lists_the_cases_and_carries_what_was_typed(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case, browser = registered(), as_user("village_mediator")
    page = browser.post(REGISTER, {**FIVE, "form_token": str(uuid4())})
    text = page.content.decode()
    assert [row.case for row in page.context["rows"]] == [case]
    assert f"/cases/{case.uuid}/" in text
    assert "不是同一件，继续登记" in text
    for name, value in FIVE.items():
        assert f'name="{name}" value="{value}"' in text


def test_the_api_names_code_and_cases(registered: Callable[..., Case], as_user: Callable[[str], Any]) -> None:
    case = registered()
    said = as_user("village_mediator").post("/api/v1/cases/", FIVE, content_type="application/json").json()
    assert (said["code"], said["cases"]) == ("same_dispute", [str(case.uuid)])


def test_a_doubled_form_is_no_question(as_user: Callable[[str], Any]) -> None:
    browser, form = as_user("village_mediator"), {**FIVE, "form_token": str(uuid4())}
    first = browser.post(REGISTER, form)
    assert browser.post(REGISTER, form).url == first.url
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"applicant_name": "示例·王某乙", "respondent_name": "示例·马某甲"},
        {"applicant_name": "示例 马某甲", "respondent_name": "示例•王某乙"},
        {"applied_on": ago(189)},
    ],
)
def test_sides_and_spelling_and_some_months_make_no_other_dispute(
    door: Page | Api, registered: Callable[..., Case], changes: dict[str, str]
) -> None:
    registered()
    assert door.register("village_mediator", **{**FIVE, **changes}).status == 409


@pytest.mark.parametrize(
    "changes",
    [
        {"respondent_name": "示例·王某丙"},
        {"dispute_type": "contract"},
        {"applied_on": ago(191)},
    ],
)
def test_other_people_kinds_and_times_are_not_asked_about(
    door: Page | Api, registered: Callable[..., Case], changes: dict[str, str]
) -> None:
    registered()
    assert door.register("village_mediator", **{**FIVE, **changes}).done


def test_who_was_not_taken_in_comes_again_without_a_question(
    door: Page | Api, registered: Callable[..., Case]
) -> None:
    assert registered(result=QuickResult.UNWILLING).status == CaseStatus.DECLINED
    assert door.register("village_mediator", **FIVE).done


def test_a_case_of_another_committee_is_not_revealed(
    door: Page | Api, registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    registered("second_village_mediator")
    assert door.register("village_mediator", **FIVE).done
    own = Case.objects.get(holder__name="示范一村人民调解委员会")
    page = as_user("village_mediator").get(f"/cases/{own.uuid}/steps/accept/")
    assert page.context["form"].same_cases == []


def test_acceptance_shows_the_other_case_and_stays_possible(
    registered: Callable[..., Case], take: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    first, second = registered(), registered()
    page = as_user("village_mediator").get(f"/cases/{second.uuid}/steps/accept/").content.decode()
    assert f"/cases/{first.uuid}/" in page
    both = {"applicants_consent": True, "respondents_consent": True}
    assert take(second, "accept", by="village_mediator", **both).accepted_on


def test_a_coordinator_is_shown_what_the_committee_placed_before(
    world: World, as_user: Callable[[str], Any], registered: Callable[..., Case]
) -> None:
    from tests.referrals.letters import place

    placed = place(world, send(world))
    again = send(world, letter_no="示例再函1号")
    page = as_user("coordinator").get(f"/referrals/{again.uuid}/")
    assert f"/cases/{placed.uuid}/" in page.content.decode()
    assert placed in [row.case for row in page.context["place_form"].same_cases]


def test_two_of_a_group_make_the_group_the_same(registered: Callable[..., Case], world: World) -> None:
    from cases.services import PartyData, add_parties

    group = registered(applicant_name="示例·甲一")
    add_parties(group, [PartyData("applicant", "示例·甲二")])
    single = registered(applicant_name="示例·甲二")
    assert same_as(single, world.fresh("village_mediator")) == [group]
