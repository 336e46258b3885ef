"""Return visits: two answers, and the list of what is to be followed up."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from cases.forms import SIGNED
from cases.models import Case, ReturnVisit
from mediation.kernel.calendar import today
from tests.cases.conftest import ago, day
from tests.doors import Api, Page

ANSWERS = {"finding": "performed", "satisfaction": "satisfied"}


def test_two_answers_make_a_return_visit(door: Page | Api, effective: Callable[..., Case]) -> None:
    case = effective()
    assert door.step("village_mediator", case, "return_visit", **ANSWERS).done
    visit = ReturnVisit.objects.get()
    assert (visit.case, visit.visited_on, visit.way, visit.party) == (case, day(0), "phone", None)


@pytest.mark.parametrize("missing", ANSWERS)
def test_each_of_the_two_is_asked_for(door: Page | Api, effective: Callable[..., Case], missing: str) -> None:
    answer = door.step("village_mediator", effective(), "return_visit", **{**ANSWERS, missing: ""})
    assert list(answer.errors) == [missing]


def test_one_party_may_have_been_asked_at_home(door: Page | Api, effective: Callable[..., Case]) -> None:
    case = effective()
    party = case.parties.first()
    more = {"way": "visit", "party": str(party.uuid), "risk": "水沟又堵", "visited_on": ago(1)}
    assert door.step("village_mediator", case, "return_visit", **ANSWERS, **more).done
    visit = ReturnVisit.objects.get()
    assert (visit.way, visit.party, visit.risk) == ("visit", party, "水沟又堵")


def test_a_visit_does_not_precede_the_agreement(door: Page | Api, effective: Callable[..., Case]) -> None:
    answer = door.step("village_mediator", effective(), "return_visit", **ANSWERS, visited_on=ago(9))
    assert list(answer.errors) == ["visited_on"]


def test_a_failed_or_a_closed_case_is_visited_too(
    door: Page | Api, mediating: Callable[..., Case], take: Callable[..., Case]
) -> None:
    case = take(mediating(), "not_reached", by="village_mediator", routes_explained=True, ended_on=ago(2))
    calm = {"finding": "calm", "satisfaction": "silent"}
    assert door.step("village_mediator", case, "return_visit", **calm).done
    take(case, "close", by="village_mediator")
    assert door.step("village_mediator", case, "return_visit", **calm).done


def shown(as_user: Any, who: str = "village_mediator", show: str = "") -> Any:
    return as_user(who).get("/cases/performance/", {"show": show} if show else {})


def test_a_visit_is_due_a_month_after_the_agreement_and_no_longer_when_it_was_made(
    as_user: Any, effective: Callable[..., Case], take: Callable[..., Case]
) -> None:
    case = effective()
    assert shown(as_user, show="visits").context["visits"] == []
    with time_machine.travel(today() + timedelta(days=26), tick=False):
        [(row, due)] = shown(as_user, show="visits").context["visits"]
        assert (row.case, due) == (case, case.effective_on + timedelta(days=30))
        home = as_user("village_mediator").get("/cases/home/").content.decode()
        assert f"/cases/{case.uuid}/steps/return_visit/" in home
        take(case, "return_visit", by="village_mediator", **ANSWERS)
        assert shown(as_user, show="visits").context["visits"] == []


@pytest.mark.parametrize("due, tab", [(-2, "overdue"), (3, "soon"), (40, "later"), (None, "undated")])
def test_obligations_stand_where_their_day_puts_them(
    as_user: Any, mediating: Callable[..., Case], take: Callable[..., Case], due: int | None, tab: str
) -> None:
    item = {"kind": "do", "text": "修好排水沟", "insist": True}
    if due is not None:
        item["due_on"] = (today() + timedelta(days=due)).isoformat()
    case = take(mediating(), "agree_in_writing", by="village_mediator", obligations=[item], agreed_on=ago(5))
    assert shown(as_user).context["rows"] == []
    take(case, "take_effect", by="village_mediator", **SIGNED, effective_on=ago(4))
    page = shown(as_user)
    assert page.context["shown"] == tab
    [row] = page.context["rows"]
    assert "修好排水沟" in row["text"]
    assert f"/steps/urge/?obligation={row['obligation'].position}" in page.content.decode()
    take(case, "record_performance", by="village_mediator", whole=True)
    assert shown(as_user, show=tab).context["rows"] == []


def test_what_is_overdue_is_todays_work(
    as_user: Any, mediating: Callable[..., Case], take: Callable[..., Case]
) -> None:
    item = {"kind": "do", "text": "修好排水沟", "due_on": ago(1)}
    case = take(mediating(), "agree_in_writing", by="village_mediator", obligations=[item], agreed_on=ago(5))
    take(case, "take_effect", by="village_mediator", **SIGNED, effective_on=ago(4))
    today_batch = as_user("village_mediator").get("/cases/home/").context["today"]
    assert [(entry.status, entry.due) for entry in today_batch.entries] == [("逾期未履行", day(1))]


def test_another_committee_sees_none_of_it(
    as_user: Any, mediating: Callable[..., Case], take: Callable[..., Case]
) -> None:
    item = {"kind": "do", "text": "修好排水沟", "due_on": ago(1)}
    case = take(mediating(), "agree_in_writing", by="village_mediator", obligations=[item], agreed_on=ago(5))
    take(case, "take_effect", by="village_mediator", **SIGNED, effective_on=ago(4))
    assert shown(as_user, "township_clerk").context["rows"] == []
    assert shown(as_user, "officer").status_code == 403


def test_the_number_of_queries_does_not_grow(
    as_user: Any,
    mediating: Callable[..., Case],
    take: Callable[..., Case],
    django_assert_num_queries: Any,
) -> None:
    item = {"kind": "do", "text": "修好排水沟", "due_on": ago(1)}
    client = as_user("village_mediator")
    for number in (1, 2, 3):
        case = take(
            mediating(), "agree_in_writing", by="village_mediator", obligations=[item], agreed_on=ago(5)
        )
        take(case, "take_effect", by="village_mediator", **SIGNED, effective_on=ago(4))
        client.get("/cases/performance/")
        with django_assert_num_queries(10):
            assert len(client.get("/cases/performance/").context["rows"]) == number
