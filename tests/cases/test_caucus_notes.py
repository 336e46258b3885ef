"""What one side told the mediator alone is read by the mediators and the holder's clerk, and leaks nowhere.

tests/consistency plants one more such note and looks for it at every address, for everybody.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cases.models import Case, CaseEvent, CaseText, CaucusNote
from mediation.kernel import search
from mediation.kernel.models import JournalEntry, OutboxMessage
from referrals.models import Referral
from tests.referrals.letters import name_mediators, place, send, small_letter
from tests.world import World

MARK = "底线八千"
NOTE = {"side": "respondent", "text": f"乙方说{MARK}，不要告诉甲方。"}


@pytest.fixture
def letter(world: World) -> Referral:
    """Sent by the procuratorate, mediated by two of the court's room, one note taken."""
    return send(world, "procuratorate_liaison", **small_letter(world))


@pytest.fixture
def case(letter: Referral, world: World, take: Callable[..., Case]) -> Case:
    case = place(world, letter)
    name_mediators(world, case, "room_mediator", "room_mediator_2")
    return take(case, "note_caucus", by="room_mediator", **NOTE)


@pytest.mark.parametrize("who", ["room_mediator", "room_mediator_2", "industry_clerk"])
def test_the_cases_mediators_and_the_holders_clerk_read_it(
    case: Case, as_user: Callable[[str], Client], who: str
) -> None:
    assert MARK in as_user(who).get(f"/cases/{case.uuid}/").content.decode()


@pytest.mark.parametrize("who", ["room_clerk", "coordinator", "second_coordinator"])
def test_others_who_see_the_case_do_not_even_see_the_section(
    case: Case, as_user: Callable[[str], Client], who: str
) -> None:
    page = as_user(who).get(f"/cases/{case.uuid}/").content.decode()
    assert case.number in page
    assert MARK not in page
    assert "单独谈话</h2>" not in page
    answer = as_user(who).post(f"/cases/{case.uuid}/steps/note_caucus/", NOTE)
    assert answer.status_code == 409
    assert CaucusNote.objects.count() == 1


def test_who_helps_mediates_and_reads_who_advises_does_not(
    case: Case, as_user: Callable[[str], Client], world: World
) -> None:
    helper = {"helper": str(world.township_mediator.person.uuid), "days": "7", "reason": "熟悉当地情况"}
    as_user("room_clerk").post(f"/cases/{case.uuid}/share/?organization={world.township.uuid}", helper)
    assert MARK in as_user("township_mediator").get(f"/cases/{case.uuid}/").content.decode()


def test_a_mediator_who_left_reads_it_no_longer(
    case: Case, as_user: Callable[[str], Client], take: Callable[..., Case]
) -> None:
    take(case, "declare", by="room_mediator_2", conflict="interest")
    assert as_user("room_mediator_2").get(f"/cases/{case.uuid}/").status_code == 404


@pytest.mark.parametrize("who", ["room_mediator", "industry_clerk", "coordinator", "procuratorate_liaison"])
def test_it_is_not_in_the_api_in_lists_in_search_in_letters_or_exports(
    case: Case, letter: Referral, as_user: Callable[[str], Client], who: str
) -> None:
    browser = as_user(who)
    for address in (
        f"/api/v1/cases/{case.uuid}/",
        f"/api/v1/cases/{case.uuid}/transitions/",
        "/api/v1/cases/",
        "/cases/",
        "/cases/home/",
        f"/referrals/{letter.uuid}/",
        f"/api/v1/referrals/{letter.uuid}/",
    ):
        assert MARK not in browser.get(address).content.decode(), address
    found = browser.post("/cases/", {"q": MARK}, follow=True)
    assert case.number not in found.content.decode()


def test_no_other_table_holds_a_word_of_it(case: Case) -> None:
    assert not set(search.tokens(MARK)) & set(CaseText.objects.get(case=case).tokens)
    for model in (JournalEntry, OutboxMessage, CaseEvent, CaseText, Referral):
        rows = json.dumps(list(model.objects.values()), ensure_ascii=False, default=str)
        assert MARK not in rows, model
    assert case.events.get(transition="note_caucus").note == ""


def test_it_is_left_off_paper(case: Case, as_user: Callable[[str], Any]) -> None:
    page = as_user("room_mediator").get(f"/cases/{case.uuid}/").content.decode()
    section = page[: page.index(MARK)].rpartition("<section")[2]
    assert 'class="card no-print"' in section
