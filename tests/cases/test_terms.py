"""Until when mediation should end: one rule, kept in the case's row, for page, lists, work list and API."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from cases import clocks
from cases.models import Case
from mediation.kernel import calendar, legal_calendar
from mediation.kernel.calendar_lines import read_days
from tests.cases.conftest import ago
from tests.world import World

CONSENT = {"applicants_consent": True, "respondents_consent": True}


@pytest.mark.parametrize(
    ("accepted_on", "due_on", "why"),
    [
        ("2026-03-02", date(2026, 4, 1), "thirty days, the day of acceptance is not counted"),
        ("2025-12-02", date(2026, 1, 4), "1 January is New Year until the 3rd; Sunday 4 January is made up"),
        ("2025-09-03", date(2025, 10, 9), "3 October is in the week of National Day"),
        ("2026-01-15", date(2026, 2, 14), "Saturday 14 February is made up for Spring Festival"),
        ("2026-01-17", date(2026, 2, 24), "16 February is in Spring Festival, which lasts until the 23rd"),
        ("2026-04-01", date(2026, 5, 6), "1 May is Labour Day, rest until the 5th"),
    ],
)
def test_a_month_from_acceptance_moves_past_rest_days(
    registered: Callable[..., Case],
    take: Callable[..., Case],
    accepted_on: str,
    due_on: date,
    why: str,
) -> None:
    case = registered(applied_on=accepted_on)
    take(case, "accept", by="village_mediator", accepted_on=accepted_on, **CONSENT)
    assert (case.term_days, case.due_on, case.due_is_provisional) == (30, due_on, False), why


def test_a_term_that_reaches_an_unpublished_year_is_provisional_until_the_year_is_loaded(
    registered: Callable[..., Case], take: Callable[..., Case], world: World
) -> None:
    with time_machine.travel("2026-12-10T02:00:00+00:00", tick=False):
        case = registered(applied_on="2026-12-02")
        take(case, "accept", by="village_mediator", accepted_on="2026-12-02", **CONSENT)
        assert (case.due_on, case.due_is_provisional) == (date(2027, 1, 1), True)
        days, problems = read_days(["2027-01-01 休 元旦", "2027-01-02 休 元旦", "2027-01-03 休 元旦"], 2027)
        assert problems == []
        _made, moved = legal_calendar.load(
            year=2027, scope="", source="测试通知", days=days, by_id=world.officer.pk
        )
        case.refresh_from_db()
        assert (case.due_on, case.due_is_provisional) == (date(2027, 1, 4), False)
        assert [(m.moved, m.settled) for m in moved] == [(1, 1), (0, 0)]
        event = case.events.get(transition=clocks.CALENDAR_EVENT)
        assert event.note == "2027-01-01 → 2027-01-04"


def test_local_holidays_hold_in_their_area_only(
    registered: Callable[..., Case], take: Callable[..., Case], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    days, _problems = read_days(["2026-04-01 休 肉孜节"], 2026)
    legal_calendar.load(year=2026, scope="652324", source="测试通知", days=days, by_id=None)
    monkeypatch.setattr(calendar, "_kept", (0.0, calendar.read_tables()))
    here = registered(applied_on="2026-03-02")
    take(here, "accept", by="village_mediator", accepted_on="2026-03-02", **CONSENT)
    there = registered("other_village_mediator", applied_on="2026-03-02")
    take(there, "accept", by="other_village_mediator", accepted_on="2026-03-02", **CONSENT)
    assert (here.due_on, there.due_on) == (date(2026, 4, 2), date(2026, 4, 1))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("agree_in_writing", {"content": "乙方赔偿甲方。", "amount": "100"}),
        ("agree_orally", {"content": "和好。"}),
        ("not_reached", {"routes_explained": True}),
        ("refuse", {"routes_explained": True}),
    ],
)
def test_no_clock_runs_when_mediation_has_ended(
    mediating: Callable[..., Case], take: Callable[..., Case], name: str, data: dict[str, Any]
) -> None:
    case = mediating()
    assert case.due_on is not None
    take(case, name, by="village_mediator", **data)
    assert (case.due_on, case.due_is_provisional) == (None, False)


def test_page_list_work_list_and_api_show_the_same_day(
    mediating: Callable[..., Case], as_user: Callable[[str], Client]
) -> None:
    case = mediating()
    client = as_user("village_clerk")
    listed = client.get("/api/v1/cases/").json()["results"][0]
    assert listed["due_on"] == case.due_on.isoformat()
    words = f"{case.due_on.year}年{case.due_on.month}月{case.due_on.day}日"
    for address in (f"/cases/{case.uuid}/", "/cases/", "/cases/home/"):
        page = client.get(address).content.decode()
        assert words in page or case.due_on.isoformat() in page, address


def test_the_page_says_when_the_day_is_provisional(
    registered: Callable[..., Case], take: Callable[..., Case], as_user: Callable[[str], Client]
) -> None:
    with time_machine.travel("2026-12-20T02:00:00+00:00", tick=False):
        case = registered(applied_on=ago(1))
        take(case, "accept", by="village_mediator", accepted_on=ago(1), **CONSENT)
        page = as_user("village_mediator").get(f"/cases/{case.uuid}/").content.decode()
    assert "届满日是暂定的" in page
