"""The calendar shows a mediator his own times, a clerk those of the organization, others nothing; and reminds of them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from cases import weeks
from cases.models import Case, Room
from mediation.kernel.calendar import BEIJING, today
from tests.cases.conftest import ago
from tests.world import World

TOMORROW = ago(-1)


@pytest.fixture
def booked(mediating: Callable[..., Case], take: Callable[..., Case], world: World) -> tuple[Case, Case]:
    """Of the court's room: one case in its room, one at home, both tomorrow."""
    room = Room.objects.create(organization=world.room, name="一号调解室")
    first = mediating("room_clerk", mediators=("room_mediator",))
    second = mediating("room_clerk", mediators=("room_mediator_2",), applicant_name="示例·丙")
    take(first, "book_session", by="room_mediator", day=TOMORROW, starts="09:00", room=str(room.uuid))
    take(second, "book_session", by="room_mediator_2", day=TOMORROW, starts="14:00", place="甲方家里")
    return first, second


def seats(browser: Any) -> list[str]:
    answer = browser.get(f"/cases/calendar/?week={weeks.code_of(today() + timedelta(days=1))}")
    return [seat.booking.where for day in answer.context["week"].days for seat in day.seats]


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("room_mediator", ["一号调解室"]),
        ("room_mediator_2", ["甲方家里"]),
        ("room_mediator_3", []),
        ("room_clerk", ["一号调解室", "甲方家里"]),
        ("industry_clerk", ["一号调解室", "甲方家里"]),
        ("township_clerk", []),
    ],
)
def test_each_sees_his_own(
    booked: tuple[Case, Case], as_user: Callable[[str], Any], who: str, sees: list[str]
) -> None:
    assert seats(as_user(who)) == sees


@pytest.mark.parametrize("who", ["coordinator", "expert", "analyst", "court_liaison"])
def test_others_have_no_calendar(as_user: Callable[[str], Any], who: str) -> None:
    assert as_user(who).get("/cases/calendar/").status_code == 403


def test_names_of_a_case_with_privacy_are_masked_for_a_clerk(
    booked: tuple[Case, Case], as_user: Callable[[str], Any]
) -> None:
    Case.objects.filter(pk=booked[0].pk).update(is_protected=True)
    address = f"/cases/calendar/?week={weeks.code_of(today() + timedelta(days=1))}"
    assert "示例·马某甲" in as_user("room_mediator").get(address).content.decode()
    assert "示例·马某甲" not in as_user("room_clerk").get(address).content.decode()


def test_weeks_are_turned_by_links_and_nonsense_is_this_week(
    booked: tuple[Case, Case], as_user: Callable[[str], Any]
) -> None:
    browser = as_user("room_mediator")
    week = browser.get("/cases/calendar/?week=2026-W53").context["week"]
    assert (week.code, week.previous, week.following) == ("2026-W53", "2026-W52", "2027-W01")
    for typed in ("", "x", "2026-W99", "-W"):
        assert browser.get(f"/cases/calendar/?week={typed}").context["week"].is_present


def test_the_number_of_queries_does_not_grow_with_the_bookings(
    booked: tuple[Case, Case], world: World, django_assert_num_queries: Any
) -> None:
    monday = today() + timedelta(days=1)
    monday -= timedelta(days=monday.weekday())
    clerk = world.fresh("room_clerk")
    assert clerk.hats
    with django_assert_num_queries(4):
        weeks.week_of(clerk, monday)


def test_one_click_from_a_booking_opens_the_record_filled_in(
    booked: tuple[Case, Case], as_user: Callable[[str], Any]
) -> None:
    booking = booked[0].bookings.get()
    with time_machine.travel(booking.ends_at, tick=False):
        address = f"/cases/{booked[0].uuid}/steps/record_session/?booking={booking.uuid}"
        form = as_user("room_mediator").get(address).context["form"]
        values = [str(form[name].value()) for name in ("held_on", "place", "started_at", "ended_at")]
        assert values == [TOMORROW, "一号调解室", "09:00", "10:00"]


def test_the_home_page_reminds_today_and_tomorrow_until_the_sitting_is_written_down(
    booked: tuple[Case, Case], as_user: Callable[[str], Any], take: Callable[..., Case]
) -> None:
    def reminded(when: Any) -> list[tuple[str, str]]:
        with time_machine.travel(when, tick=False):
            page = as_user("room_mediator").get("/cases/home/").context
            return [
                (group, entry.text)
                for group in ("today", "soon", "other")
                for entry in page[group].entries
                if "约好" in entry.text
            ]

    starts = booked[0].bookings.get().starts_at
    words = f"约好 {starts.astimezone(BEIJING):%m-%d} 09:00 · 一号调解室"
    assert reminded(timezone.now()) == [("soon", words)]
    assert reminded(starts) == [("today", words)]
    assert reminded(starts + timedelta(days=1)) == []
    with time_machine.travel(starts, tick=False):
        take(booked[0], "record_session", by="room_mediator", place="一号调解室", record_text="谈妥。")
    assert reminded(starts) == []


@pytest.mark.parametrize(
    ("who", "status"),
    [("room_mediator", 200), ("room_clerk", 200), ("coordinator", 404), ("room_mediator_2", 404)],
)
def test_the_slip_tells_time_place_and_rights_to_the_parties_of_this_case_alone(
    booked: tuple[Case, Case], as_user: Callable[[str], Any], world: World, who: str, status: int
) -> None:
    first, second = booked
    Case.objects.filter(pk=first.pk).update(placed_by=world.guidance)
    address = f"/cases/{first.uuid}/bookings/{first.bookings.get().uuid}/notice/"
    answer = as_user(who).get(address)
    assert answer.status_code == status
    if status == 200:
        page = answer.content.decode()
        for words in ("示例·马某甲", "09:00", "一号调解室", "要求终止调解", "不收任何费用"):
            assert words in page
        assert "示例·丙" not in page
    wrong = f"/cases/{first.uuid}/bookings/{second.bookings.get().uuid}/notice/"
    assert as_user("room_clerk").get(wrong).status_code == 404
