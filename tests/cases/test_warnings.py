"""Warnings before a term ends and escalation after it: what is told in the end follows from the days alone."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from cases import alerts
from cases.enums import AlertKind
from cases.models import Alert, Case
from mediation import jobs
from mediation.kernel.calendar import today
from tests.cases.conftest import day
from tests.world import World

DUE = date(2026, 9, 28)  # a Monday; National Day is 1 to 7 October


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2026, 9, 20), []),
        (date(2026, 9, 21), [AlertKind.WEEK]),
        (date(2026, 9, 25), [AlertKind.WEEK, AlertKind.DAYS]),
        (date(2026, 9, 28), [AlertKind.WEEK, AlertKind.DAYS]),
        (date(2026, 9, 29), [AlertKind.WEEK, AlertKind.DAYS, AlertKind.OVERDUE]),
        # 29 and 30 September and 8 October are the three working days.
        (date(2026, 10, 8), [AlertKind.WEEK, AlertKind.DAYS, AlertKind.OVERDUE]),
        (date(2026, 10, 9), [AlertKind.WEEK, AlertKind.DAYS, AlertKind.OVERDUE, AlertKind.ESCALATED]),
    ],
)
def test_what_is_told_by_a_day(on: date, told: list[AlertKind]) -> None:
    assert list(alerts.kinds(DUE, on)) == told


def everything_told() -> set[tuple[Any, ...]]:
    return set(Alert.objects.values_list("case", "kind", "for_day", "recipient"))


def test_missed_nights_change_nothing_about_who_is_told(mediating: Callable[..., Case], world: World) -> None:
    case = mediating()
    Case.objects.filter(pk=case.pk).update(due_on=DUE)
    last = DUE + timedelta(days=20)
    night = DUE - timedelta(days=10)
    while night <= last:
        alerts.raise_alerts(night)
        night += timedelta(days=1)
    every_night = everything_told()
    Alert.objects.all().delete()
    alerts.raise_alerts(last)
    assert everything_told() == every_night
    assert {(kind, recipient) for _case, kind, _day, recipient in every_night} == {
        (AlertKind.WEEK, world.village.pk),
        (AlertKind.DAYS, world.village.pk),
        (AlertKind.OVERDUE, world.village.pk),
        (AlertKind.ESCALATED, world.guidance.pk),
    }


def test_running_twice_tells_once(mediating: Callable[..., Case]) -> None:
    case = mediating()
    Case.objects.filter(pk=case.pk).update(due_on=DUE)
    assert alerts.raise_alerts(DUE) == 2
    assert alerts.raise_alerts(DUE) == 0


def test_a_term_that_moved_is_told_of_again(mediating: Callable[..., Case]) -> None:
    case = mediating()
    Case.objects.filter(pk=case.pk).update(due_on=DUE)
    alerts.raise_alerts(DUE)
    Case.objects.filter(pk=case.pk).update(due_on=DUE + timedelta(days=10))
    assert alerts.raise_alerts(DUE + timedelta(days=10)) == 2


def test_nothing_is_told_of_a_case_that_has_ended_or_stands_still(
    mediating: Callable[..., Case], take: Callable[..., Case]
) -> None:
    take(mediating(), "suspend", by="village_mediator", reason="appraisal")
    take(mediating(), "not_reached", by="village_mediator", routes_explained=True)
    assert alerts.raise_alerts(today() + timedelta(days=100)) == 0


def test_the_nightly_job_reckons_terms_that_another_process_knew_later(
    mediating: Callable[..., Case],
) -> None:
    case = mediating()
    due = case.due_on
    Case.objects.filter(pk=case.pk).update(due_on=day(1), due_is_provisional=True)
    jobs.warn_of_terms()
    case.refresh_from_db()
    assert (case.due_on, case.due_is_provisional) == (due, False)


@pytest.mark.parametrize("who", ["village_mediator", "village_clerk"])
def test_the_home_page_shows_a_term_that_ends_within_three_days_today(
    mediating: Callable[..., Case], as_user: Callable[[str], Client], who: str
) -> None:
    case = mediating()
    Case.objects.filter(pk=case.pk).update(due_on=today() + timedelta(days=3))
    client = as_user(who)
    assert client.get("/cases/home/").context["today"].count == 0
    alerts.raise_alerts(today())
    groups = client.get("/cases/home/").context
    assert [(entry.action, entry.due) for entry in groups["today"].entries] == [
        ("抓紧办理", today() + timedelta(days=3))
    ]
    assert groups["soon"].count == 0


def test_what_was_told_stands_on_the_case_and_on_the_desk_of_the_guidance_committee(
    mediating: Callable[..., Case], as_user: Callable[[str], Client]
) -> None:
    case = mediating()
    Case.objects.filter(pk=case.pk).update(due_on=today() - timedelta(days=20))
    alerts.raise_alerts(today())
    assert (
        "超期未办，报指导委员会" in as_user("village_mediator").get(f"/cases/{case.uuid}/").content.decode()
    )
    assert "已报指导委员会" in as_user("coordinator").get("/cases/overdue/").content.decode()
    assert as_user("coordinator").get("/referrals/desk/").context["escalated"] == 1
    assert as_user("other_coordinator").get("/referrals/desk/").context["escalated"] == 0
