"""Who sees which letter: list, counts, page and API say the same."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from referrals.models import Referral
from tests.referrals.letters import place, send
from tests.referrals.test_referral_api import LIST, api
from tests.world import PEOPLE, World

LETTERS = ("waiting", "in_room", "in_township", "other_county", "of_court")
# Who sees which of the letters; everybody else sees none.
SEES = {
    "procuratorate_liaison": {"waiting", "in_room", "in_township"},
    "court_liaison": {"of_court"},
    "other_court_liaison": {"other_county"},
    "coordinator": {"waiting", "in_room", "in_township", "of_court"},
    "second_coordinator": {"waiting", "in_room", "in_township", "of_court"},
    "other_coordinator": {"other_county"},
    "room_clerk": {"in_room"},
    "industry_clerk": {"in_room"},
    "township_clerk": {"in_township"},
}


@pytest.fixture
def letters(world: World) -> dict[str, Referral]:
    """One letter of each kind, by name."""
    found = {
        "waiting": send(world, letter_no="1"),
        "in_room": send(world, letter_no="2"),
        "in_township": send(world, letter_no="3"),
        "other_county": send(world, "other_court_liaison", receiver=str(world.other_guidance.uuid)),
        "of_court": send(world, "court_liaison"),
    }
    place(world, found["in_room"])
    place(world, found["in_township"], world.township)
    assert tuple(found) == LETTERS
    return found


@pytest.mark.parametrize("who", PEOPLE)
def test_list_page_count_detail_and_api_agree_for_each_person(
    world: World, letters: dict[str, Referral], as_user: Callable[[str], Client], who: str
) -> None:
    expected = SEES.get(who, set())
    uuids = {str(letters[name].uuid) for name in expected}
    browser, client = as_user(who), api(world, who)

    assert {str(r.uuid) for r in Referral.objects.visible_to(world.fresh(who))} == uuids
    for name, referral in letters.items():
        status = 200 if name in expected else 404
        assert browser.get(reverse("referrals:detail", args=[referral.uuid])).status_code == status, name
        assert client.get(f"{LIST}{referral.uuid}/").status_code == status, name
    listed = client.get(LIST)
    page = browser.get(reverse("referrals:letters"))
    assert listed.status_code == page.status_code
    if page.status_code == 200:
        assert {row["uuid"] for row in listed.json()["results"]} == uuids
        assert listed.json()["total"] == len(uuids)
        assert {str(row.referral.uuid) for row in page.context["rows"]} == uuids
        assert page.context["page"].total.rows == len(uuids)
    else:
        assert page.status_code == 403
        assert not uuids


@pytest.mark.parametrize("who", ["coordinator", "other_coordinator"])
def test_the_heaps_of_the_desk_add_up_to_what_the_coordinator_sees(
    world: World, letters: dict[str, Referral], as_user: Callable[[str], Client], who: str
) -> None:
    answer = as_user(who).get(reverse("referrals:desk"))
    counts = {tab.name: number for tab, number in answer.context["tabs"] if tab.name != "urgent"}
    assert sum(counts.values()) == len(SEES[who])
    for name, number in counts.items():
        listed = as_user(who).get(reverse("referrals:desk"), {"tab": name}).context["rows"]
        assert len(listed) == number


@pytest.mark.parametrize(
    "who", ["other_coordinator", "other_court_liaison", "room_clerk", "analyst", "nobody"]
)
def test_no_step_is_taken_with_a_letter_that_is_not_seen(
    world: World, letters: dict[str, Referral], as_user: Callable[[str], Client], who: str
) -> None:
    waiting = letters["waiting"]
    for name in ("place", "decline", "withdraw", "reassign"):
        url = reverse("referrals:transition", args=[waiting.uuid, name])
        assert as_user(who).post(url, {}).status_code == 404
        assert api(world, who).post(f"{LIST}{waiting.uuid}/transitions/{name}/", {}).status_code == 404
    waiting.refresh_from_db()
    assert waiting.version == 1


def test_who_is_not_logged_in_reads_nothing(
    world: World, letters: dict[str, Referral], client: Client
) -> None:
    for url in (
        reverse("referrals:desk"),
        reverse("referrals:letters"),
        reverse("referrals:write"),
        reverse("referrals:detail", args=[letters["waiting"].uuid]),
    ):
        assert client.get(url).status_code == 302
    assert client.get(LIST).status_code in (401, 403)
