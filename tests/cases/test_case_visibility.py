"""Who sees which case; and list, count, search, API and detail say the same to everybody."""

from collections.abc import Callable
from typing import Any

import pytest

from cases import sharing
from cases.forms import AnswerInvitationForm, InviteExpertForm
from cases.models import Case
from tests.world import PEOPLE, World

# Person → the cases that this person sees; nobody else sees any.
SEES = {
    "village_mediator": {"open", "own"},
    "village_clerk": {"open", "own"},
    "second_village_mediator": {"second"},
    "township_mediator": {"township"},
    "township_clerk": {"township"},
    "other_village_mediator": {"other"},
    "industry_clerk": {"placed"},
    "room_clerk": {"placed"},
    "room_mediator": {"placed"},
    "coordinator": {"placed"},
    "second_coordinator": {"placed"},
    "expert": {"own"},
}
# Who has a list of cases at all, though there may be nothing in it.
EMPTY_LIST = {
    "industry_mediator",
    "room_mediator_2",
    "room_mediator_3",
    "room_mediator_4",
    "other_township_clerk",
}
EMPTY_LIST |= {"other_coordinator"}


@pytest.fixture
def cases(world: World, registered: Callable[..., Case], mediating: Callable[..., Case]) -> dict[str, Case]:
    found = {
        "open": registered(),
        "own": mediating(),
        "second": registered("second_village_mediator"),
        "township": mediating("township_clerk", mediators=("township_mediator",)),
        "other": mediating("other_village_mediator"),
        "placed": mediating("room_clerk", mediators=("room_mediator",)),
    }
    Case.objects.filter(pk=found["placed"].pk).update(placed_by=world.guidance)
    invitation = {
        "expert": str(world.expert.person.uuid),
        "ground": "professional",
        "question": "院墙的界线怎样认定？",
        "days": "7",
        "parties_agree": True,
    }
    asked = sharing.invite_expert(
        found["own"], InviteExpertForm(invitation, case=found["own"]), by=world.fresh("village_mediator")
    )
    accepting = AnswerInvitationForm({"answer": "accepted"}, invitation=asked)
    sharing.answer_invitation(asked, accepting, by=world.fresh("expert"))
    return found


@pytest.mark.parametrize("who", PEOPLE)
def test_list_count_search_api_and_detail_agree(
    who: str, cases: dict[str, Case], as_user: Callable[[str], Any]
) -> None:
    expected = {str(cases[name].uuid) for name in SEES.get(who, set())}
    browser = as_user(who)
    listed = browser.get("/cases/")
    told = browser.get("/api/v1/cases/")
    if who not in SEES and who not in EMPTY_LIST:
        assert (listed.status_code, told.status_code) == (403, 403)
    else:
        assert {str(row.case.uuid) for row in listed.context["rows"]} == expected
        assert listed.context["page"].total.rows == told.json()["total"] == len(expected)
        assert {row["uuid"] for row in told.json()["results"]} == expected
        found = browser.post("/cases/", {"q": "示例·王某"}, follow=True)
        assert {str(row.case.uuid) for row in found.context["rows"]} == expected
    for case in cases.values():
        visible = 200 if str(case.uuid) in expected else 404
        for address in (
            f"/cases/{case.uuid}/",
            f"/api/v1/cases/{case.uuid}/",
            f"/api/v1/cases/{case.uuid}/transitions/",
        ):
            assert browser.get(address).status_code == visible


def test_the_page_names_exactly_those_who_see_it(
    cases: dict[str, Case], as_user: Callable[[str], Any]
) -> None:
    named = {
        reader.who
        for reader in as_user("room_clerk").get(f"/cases/{cases['placed'].uuid}/").context["readers"]
    }
    assert named == {
        "示例·驻院调解员甲",
        "示例·驻院内勤甲",
        "示例·行业内勤甲",
        "玛纳斯县人民调解工作指导委员会",
    }
    named = {
        reader.who for reader in as_user("expert").get(f"/cases/{cases['own'].uuid}/").context["readers"]
    }
    assert named == {"示例·村调解员甲", "示例·村主任甲", "示例·专家甲"}


def test_a_case_with_privacy_shows_its_names_in_lists_to_its_own_mediators_only(
    cases: dict[str, Case], as_user: Callable[[str], Any]
) -> None:
    Case.objects.filter(pk=cases["placed"].pk).update(is_protected=True)
    for who, names in (("room_mediator", "示例·马某甲"), ("room_clerk", "示**"), ("coordinator", "示**")):
        assert as_user(who).get("/api/v1/cases/").json()["results"][0]["applicants"] == names
        assert [row.applicants for row in as_user(who).get("/cases/").context["rows"]] == [names]


def test_each_opening_of_a_case_is_journalled(cases: dict[str, Case], as_user: Callable[[str], Any]) -> None:
    from mediation.kernel.models import JournalEntry

    as_user("village_clerk").get(f"/cases/{cases['own'].uuid}/")
    as_user("village_clerk").get(f"/api/v1/cases/{cases['own'].uuid}/")
    assert JournalEntry.objects.filter(action="case.read", object_id=str(cases["own"].uuid)).count() == 2


def test_a_visitor_has_to_log_in(cases: dict[str, Case], client: Any) -> None:
    assert client.get(f"/cases/{cases['own'].uuid}/").status_code == 302
    assert client.get(f"/api/v1/cases/{cases['own'].uuid}/").status_code in (401, 403)
