"""A clerk ticks cases in the list and assigns them to one mediator; each case says what became of it."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases import bulk
from cases.forms import QuickResult
from cases.models import Case, CaseMediator
from tests.world import World

ASSIGN = "/cases/assign/"


def send(client: Client, world: World, *cases: Case, mediator: str = "village_mediator", **more: Any) -> Any:
    chosen = str(world.users[mediator].person.uuid)
    return client.post(ASSIGN, {"mediator": chosen, "cases": [str(case.uuid) for case in cases], **more})


def test_the_ticked_cases_are_assigned_and_one_page_tells_each(
    accepted: Callable[..., Case], as_user: Callable[[str], Client], world: World
) -> None:
    cases, left_out = [accepted("village_clerk") for _n in range(3)], accepted("village_clerk")
    answer = send(as_user("village_clerk"), world, *cases)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "办成 3 件，没有办成 0 件" in page
    for case in cases:
        assert case.number in page
        assert case.mediators.get().person == world.village_mediator.person
        assert case.events.filter(transition="assign").count() == 1
    assert not left_out.mediators.exists()


def test_a_refused_case_says_why_and_stops_no_other(
    registered: Callable[..., Case],
    accepted: Callable[..., Case],
    as_user: Callable[[str], Client],
    world: World,
) -> None:
    closed = registered(result=QuickResult.ORAL_DONE, terms="和好。")
    waiting, fine = registered("village_clerk"), accepted("village_clerk")
    before = CaseMediator.objects.filter(case=closed).count()
    page = send(as_user("village_clerk"), world, closed, waiting, fine).content.decode()
    assert "办成 1 件，没有办成 2 件" in page
    assert page.count("不能办理“指派调解员”") == 2
    assert fine.mediators.exists()
    assert not waiting.mediators.exists()
    assert CaseMediator.objects.filter(case=closed).count() == before


def test_cases_that_one_does_not_see_are_passed_over_in_silence(
    accepted: Callable[..., Case], as_user: Callable[[str], Client], world: World
) -> None:
    foreign, own = accepted("second_village_mediator"), accepted("village_clerk")
    page = send(as_user("village_clerk"), world, foreign, own).content.decode()
    assert "办成 1 件，没有办成 0 件" in page
    assert foreign.number not in page
    assert not foreign.mediators.exists()


def test_only_mediators_of_ones_own_organization_can_be_chosen(
    accepted: Callable[..., Case], as_user: Callable[[str], Client], world: World
) -> None:
    case = accepted("village_clerk")
    answer = send(as_user("village_clerk"), world, case, mediator="township_mediator")
    assert answer.status_code == 302
    assert not case.mediators.exists()


@pytest.mark.parametrize("who", ["village_mediator", "coordinator", "officer"])
def test_whoever_is_no_clerk_has_neither_boxes_nor_the_act(
    accepted: Callable[..., Case], as_user: Callable[[str], Client], world: World, who: str
) -> None:
    case = accepted("village_clerk")
    client = as_user(who)
    assert 'name="cases"' not in client.get("/cases/").content.decode()
    assert send(client, world, case).status_code == 403
    assert not case.mediators.exists()


def test_nothing_ticked_nobody_chosen_or_too_many_change_nothing(
    accepted: Callable[..., Case],
    as_user: Callable[[str], Client],
    world: World,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client, cases = as_user("village_clerk"), [accepted("village_clerk") for _n in range(3)]

    def told(answer: Any) -> str:
        assert answer.status_code == 302
        return str(client.get(answer.url).content.decode())

    assert "请先勾选案件。" in told(send(client, world))
    assert "请选一名调解员。" in told(client.post(ASSIGN, {"cases": [str(cases[0].uuid)]}))
    assert "请先勾选案件。" in told(send(client, world, cases="no uuid"))
    assert send(client, world, cases=str(uuid4())).status_code == 302
    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 2)
    assert "一次最多指派 2 件案件。" in told(send(client, world, *cases))
    assert not CaseMediator.objects.exists()


def test_sent_twice_it_is_done_once(
    accepted: Callable[..., Case], as_user: Callable[[str], Client], world: World
) -> None:
    client, case, token = as_user("village_clerk"), accepted("village_clerk"), str(uuid4())
    assert send(client, world, case, form_token=token).status_code == 200
    assert send(client, world, case, form_token=token).url == "/cases/"
    assert case.events.filter(transition="assign").count() == 1


def test_a_clerk_s_list_reads_the_database_a_fixed_number_of_times(
    accepted: Callable[..., Case], as_user: Callable[[str], Client]
) -> None:
    counts = []
    for more in (2, 8):
        for _n in range(more):
            accepted("village_clerk")
        client = as_user("village_clerk")
        with CaptureQueriesContext(connection) as captured:
            page = client.get("/cases/").content.decode()
        assert page.count('name="cases"') in (2, 10)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] <= 13
